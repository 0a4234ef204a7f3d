import { definedFields, type Problem, type Rooms, type Source, type Venue, type Walk } from '../../model/index.js'
import type { YamlSource } from '../yaml/yaml.js'
import type { YamlPair } from '../yaml/yaml-nodes.js'
import { list, oneOf, slug, text, url } from './field-kinds.js'
import { day, duration, minuteOfDay, timestamp, zone } from './field-times.js'
import {
  fileSchema,
  isOtherWordFor,
  type JsonSchema,
  type Kind,
  mapping,
  optional,
  type Row,
  required,
  type Shape,
} from './fields.js'
import { ENTRIES, LIMITS, WALKS } from './findings.js'
import { SESSION_SHAPE } from './session.js'

export function catalogueSchema(): JsonSchema {
  return fileSchema('kubeplan catalogue/1', 'A conference and its sessions, for kubeplan.', CATALOGUE_SHAPE)
}

const SOURCE = {
  url: required('url', text(LIMITS.line), 'Where the schedule was fetched from.'),
  format: optional('format', text(LIMITS.name), 'The format it was in.'),
  fetched: optional('fetched', timestamp(), 'When it was fetched.'),
}

const source: Kind<Source> = mapping({ fields: Object.values(SOURCE) }, (row) => {
  const [address, format, fetched] = [row.get(SOURCE.url), row.get(SOURCE.format), row.get(SOURCE.fetched)]
  if (address === undefined) return undefined
  return definedFields({ url: address, format, fetched })
})

export const CONFERENCE = {
  name: required('name', text(LIMITS.name), 'The name of the conference.'),
  slug: optional('slug', slug(LIMITS.slug), 'Short name for files and commands; derived from the name if missing.'),
  timezone: required('timezone', zone(), 'IANA time zone of the venue, such as Europe/Amsterdam or UTC.'),
  firstDay: optional('first_day', day(), 'The first day, YYYY-MM-DD; days are counted from it.'),
  lastDay: optional('last_day', day(), 'The last day, YYYY-MM-DD.'),
  url: optional('url', url(LIMITS.line), 'The web page of the conference.'),
  dayChange: optional(
    'day_change',
    minuteOfDay(),
    'When a conference day begins, HH:MM; earlier sessions belong to the day before. 00:00 if missing.',
  ),
  sources: optional('sources', list(source, ENTRIES), 'Where the schedule was fetched from; written by import.'),
}

const CONFERENCE_SHAPE: Shape = { fields: Object.values(CONFERENCE) }

const WALK = {
  from: optional('from', text(LIMITS.name), 'A room, or the start of the names of several.'),
  to: optional('to', text(LIMITS.name), 'The room at the other end.'),
  within: optional('within', text(LIMITS.name), 'The start of room names: between any two of these.'),
  walk: required('walk', duration(), 'How long the walk takes, such as 6m.'),
}

const walk: Kind<Walk> = mapping(
  {
    fields: Object.values(WALK),
    rules: {
      oneOf: [
        { required: ['from', 'to'], properties: { within: false } },
        { required: ['within'], properties: { from: false, to: false } },
      ],
    },
  },
  readWalk,
)

function readWalk(row: Row): Walk | undefined {
  const [start, to, within, length] = [row.get(WALK.from), row.get(WALK.to), row.get(WALK.within), row.get(WALK.walk)]
  if (row.has(WALK.within)) {
    for (const other of [WALK.from, WALK.to].filter((end) => row.has(end))) {
      row.findings.report(row.at(other), (at) => ({ code: 'both-given', at, key: other.key, other: 'within' }))
    }
    return within === undefined || length === undefined ? undefined : { within, walk: length }
  }
  for (const { key } of [WALK.from, WALK.to].filter((end) => !row.has(end))) {
    row.findings.report(row.range, (at) => ({ code: 'missing-key', at, key }))
  }
  if (start === undefined || to === undefined || length === undefined) return undefined
  return { from: start, to, walk: length }
}

export const VENUE = {
  name: required('name', text(LIMITS.name), 'The building.'),
  address: optional('address', text(LIMITS.line), 'Where it is, such as Europaplein 24; goes into calendars.'),
  rooms: optional(
    'rooms',
    list(text(LIMITS.name), ENTRIES),
    'The rooms in it; if missing, all that no other venue lists.',
  ),
}

const venue: Kind<Venue> = mapping({ fields: Object.values(VENUE) }, (row) => {
  const [name, address] = [row.get(VENUE.name), row.get(VENUE.address)]
  return name === undefined ? undefined : definedFields({ name, address, rooms: row.get(VENUE.rooms) })
})

const ROOMS = {
  venues: optional('venues', list(venue, ENTRIES), 'The buildings that the rooms are in.'),
  defaultWalk: optional('default_walk', duration(), 'How long it takes between two rooms that are not in walks.'),
  walks: optional('walks', list(walk, WALKS), 'Walks that take longer or shorter, the same both ways.'),
}

const rooms: Kind<Rooms> = mapping({ fields: Object.values(ROOMS) }, (row) => {
  const defaultWalk = row.get(ROOMS.defaultWalk)
  return definedFields({ defaultWalk, walks: row.get(ROOMS.walks) ?? [], venues: row.get(ROOMS.venues) })
})

const VERSION = 'catalogue/1'

/** Rows are passed on unread, because reading a session needs the conference's zone. */
const asRow = (row: Row): Row => row

/** For editors only; kubeplan ignores it. */
export const SCHEMA = optional('$schema', text(4096), 'Where the JSON Schema of the file is, for editors.')

export const CATALOGUE = {
  $schema: SCHEMA,
  kubeplan: optional('kubeplan', oneOf([VERSION]), 'What the file is; may be left out in a file written by hand.'),
  conference: required('conference', mapping(CONFERENCE_SHAPE, asRow), 'The conference.'),
  rooms: optional('rooms', rooms, 'The buildings, and how long it takes to walk from room to room.'),
  sessions: optional('sessions', list(mapping(SESSION_SHAPE, asRow)), 'The sessions, in the order of the programme.'),
}

export const CATALOGUE_SHAPE: Shape = { fields: Object.values(CATALOGUE) }

/**
 * The problem of a document that is not a catalogue/1 at all, where reports about single keys would hide that.
 * Undefined for a catalogue, and for what is meant to be one.
 */
export function otherThanCatalogue({ contents, place }: YamlSource): readonly Problem[] | undefined {
  if (contents.kind === 'list') return [{ code: 'not-a-catalogue', at: place(contents), found: 'a list' }]
  if (contents.kind !== 'mapping') return [{ code: 'not-a-catalogue', at: place(contents), found: 'plain text' }]
  const version = contents.items.find((pair) => keyOf(pair) === CATALOGUE.kubeplan.key)
  if (version) return otherVersion(version, place)
  const keys = contents.items.map(keyOf)
  if (Object.values(CATALOGUE).some(({ key }) => keys.includes(key)) || contents.items.some(listsSessions))
    return undefined
  const named = keys
    .filter((key) => key !== '')
    .slice(0, 3)
    .join(', ')
  const found = named === '' ? 'an empty mapping' : `a mapping with other keys (${named})`
  return [{ code: 'not-a-catalogue', at: place(contents), found }]
}

/** `talks: [...]`. */
function listsSessions(pair: YamlPair): boolean {
  return pair.value?.kind === 'list' && isOtherWordFor(CATALOGUE.sessions.key, keyOf(pair))
}

function otherVersion(pair: YamlPair, place: YamlSource['place']): readonly Problem[] | undefined {
  const { value } = pair
  if (value?.kind !== 'scalar' || value.source.trim() === '' || value.source.trim() === VERSION) return undefined
  const version = value.source.trim()
  const [sort] = version.split('/')
  if (sort === 'catalogue') return [{ code: 'unknown-version', at: place(value), version, expected: VERSION }]
  return [{ code: 'not-a-catalogue', at: place(value), found: `another kind of file (${version})` }]
}

function keyOf({ key }: YamlPair): string {
  return key.kind === 'scalar' ? key.source : ''
}
