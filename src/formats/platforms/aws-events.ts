import { definedFields, type Problem, type Seats, type Speaker } from '../../model/index.js'
import { brokenFile } from '../own/findings.js'
import {
  entryOf,
  headOf,
  namedSpeaker,
  type PublishedEntry,
  type PublishedReading,
  type PublishedTime,
  proseOf,
  statusOf,
  type Unread,
} from '../published/published.js'
import { spanOnDay, stated } from '../published/written-time.js'
import { field, isTrue, itemsOf, type JsonNode, nameOf, outlineOf, readJson, several, textAt } from '../text/json.js'

const LISTS = ['items[]', '[].items[]', 'sessions[]', '[]']

/** Where re:Invent is: one hotel of it is called Paris. */
const LAS_VEGAS = /caesars|venetian|mgm|mandalay|wynn|encore|las vegas/i

const SIGNS = ['abbreviation', 'sessionTime', 'seatAvailability', 'isReservable']

/** Answers of AWS Events' `ListSessions`, the catalogue of re:Invent: a page, a list of pages, or their sessions. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  return LISTS.some((list) => {
    const has = (key: string) => paths.has(`${list}.${key}`)
    return SIGNS.filter(has).length > 1 || (SIGNS.some(has) && (has('sessionId') || has('abstract')))
  })
}

/** Reads sessions. Their times are the venue's, without a zone. */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place } = reading
  const pages = root.kind === 'array' ? root.items : [root]
  const lists = pages.flatMap((page) => field(page, 'items', 'sessions') ?? [])
  if (lists.length === 0 && root.kind !== 'array') return brokenFile(place(root), 'AWS Events JSON', 'it has no items')
  const problems: Problem[] = [...reading.problems]
  const sessions = lists.length === 0 ? pages : lists.flatMap(itemsOf)
  // Until seats can be reserved, every session says that they cannot, which does not mean walk-up.
  const areOpen = sessions.some((node) => isTrue(node, 'isReservable') || field(node, 'seatAvailability') !== undefined)
  const entries = sessions.flatMap((node) => {
    const at = place(node)
    const head = headOf(node, at, { title: titleOf, time: timeOf }, problems)
    return head ? entryFrom(node, { at, ...head }, areOpen) : []
  })
  const [timezone] = sessions.flatMap((node) => textAt(slotOf(node), 'timezone') ?? [])
  const total = Math.max(0, ...pages.map((page) => Number(textAt(page, 'totalCount') ?? 0) || 0))
  const venues = entries.flatMap(({ venue }) => venue?.name ?? [])
  const isVegas = venues.length === 0 || venues.some((name) => LAS_VEGAS.test(name))
  const likelyZones = () => (isVegas ? ['America/Los_Angeles'] : [])
  const held = sessions.length
  const published = definedFields({
    format: 'aws-events' as const,
    timezone,
    pages: held < total ? { held, total } : undefined,
    likelyZones,
    entries,
    problems,
  })
  return { ok: true, published }
}

const FACETS =
  'services areas areasOfInterest focusAreas roles customerPersonas industries segments features experiences additionalActivities tags'.split(
    ' ',
  )

/** A sitting says that it is one: "[REPEAT]". */
function titleOf(node: JsonNode): string | undefined {
  return textAt(node, 'title', 'name')?.replace(/\s*[[(]repeat(?: session)?(?: \d+)?[\])]\s*/i, ' ')
}

function entryFrom(
  node: JsonNode,
  head: Pick<PublishedEntry, 'at' | 'title' | 'time'>,
  areOpen: boolean,
): PublishedEntry {
  const [code, type] = [textAt(node, 'abbreviation', 'sessionCode', 'code'), nameOf(field(node, 'type', 'sessionType'))]
  const room = placeOf(node)
  return entryOf({
    ...head,
    uid: textAt(node, 'sessionId', 'id'),
    code,
    content: code?.replace(/-R\d*(?=-|$)/i, ''),
    sort: type,
    tracks: [...namesAt(node, 'topics'), ...namesAt(node, 'track'), ...namesAt(node, 'tracks')],
    tags: [...(type === undefined ? [] : [type]), ...FACETS.flatMap((key) => namesAt(node, key))],
    level: nameOf(field(node, 'level')),
    ...room,
    speakers: itemsOf(field(node, 'speakers')).flatMap(speakerOf),
    abstract: proseOf(textAt(node, 'abstract', 'description')),
    url: textAt(node, 'url', 'sessionUrl'),
    conditions: definedFields({ seats: seatsOf(node, areOpen) }),
    status: statusOf(textAt(node, 'status')),
  })
}

/**
 * The room with the building in front, as in "Caesars Palace | Promenade Level | Trevi": there are several buildings,
 * an hour apart. Where the building has no field it is the first part of the room.
 */
function placeOf(node: JsonNode): Pick<PublishedEntry, 'room' | 'venue'> {
  const [venue, room] = [stated(nameOf(field(node, 'venue'))), stated(nameOf(field(node, 'room')))]
  const [first = '', ...rest] = room?.split(/\s*\|\s*/) ?? []
  const name = venue ?? (rest.length > 0 ? first : undefined)
  if (name === undefined) return { room }
  const inside = first.toLowerCase() === name.toLowerCase() ? rest : [first, ...rest]
  return { room: [name, ...inside].filter((part) => part !== '').join(' | '), venue: { name } }
}

function namesAt(node: JsonNode, key: string): readonly string[] {
  return several(field(node, key)).flatMap((item) => nameOf(item) ?? [])
}

function speakerOf(node: JsonNode): readonly Speaker[] {
  const parts = [textAt(node, 'firstName'), textAt(node, 'lastName')].flatMap((part) => part ?? [])
  const name = textAt(node, 'fullName', 'displayName') ?? nameOf(node) ?? (parts.join(' ') || undefined)
  return namedSpeaker(name, textAt(node, 'company', 'companyName', 'organization'))
}

/** Where seats cannot be reserved, or not any more, people queue. */
function seatsOf(node: JsonNode, areOpen: boolean): Seats | undefined {
  const said = textAt(node, 'seatAvailability')?.toLowerCase() ?? ''
  if (/walk/.test(said)) return 'walk-up'
  if (/limited|few|low/.test(said)) return 'limited'
  if (/full|wait|sold|closed|none|unavail|no seat|not avail/.test(said)) return 'full'
  const reservable = field(node, 'isReservable')?.kind
  if (reservable === 'false' && areOpen) return 'walk-up'
  return reservable === 'true' || /avail|open|high/.test(said) ? 'available' : undefined
}

function slotOf(node: JsonNode): JsonNode | undefined {
  const written = field(node, 'sessionTime')
  return written?.kind === 'array' ? written.items[0] : written
}

/** `sessionTime` has a date, a time and a length in minutes. */
function timeOf(node: JsonNode, unread: Unread): PublishedTime {
  const slot = slotOf(node)
  const [date, clock, length] = [textAt(slot, 'date'), textAt(slot, 'time'), textAt(slot, 'length', 'duration')]
  return spanOnDay({ date, clock, length }, unread)
}
