import type { Place, Problem, Speaker } from '../../model/index.js'
import { brokenFile } from '../own/findings.js'
import { namedSpeaker, type PublishedReading } from '../published/published.js'
import { stated } from '../published/written-time.js'
import { field, itemsOf, type JsonNode, nameOf, outlineOf, readJson, several, textAt, textOf } from '../text/json.js'
import { type FrabEvent, publishFrab, recordingOf, roomOf, YES } from './frab.js'
import { type FrabDay, frabDay } from './frab-times.js'

/** JSON with `schedule.conference`, as written by frab, pretalx and c3voc. */
export function recognise(beginning: string): boolean {
  const paths = outlineOf(beginning)
  if (paths.has('kubeplan')) return false
  return (
    paths.has('schedule.conference') ||
    paths.has('schedule.events') ||
    (paths.has('schedule') && paths.has('schedule.version'))
  )
}

/**
 * Reads schedule.json: version 1 has its events in `conference.days[].rooms`, version 2 in a list, with rooms and
 * tracks as objects.
 */
export function read(text: string, file: string): PublishedReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root, place, problems } = reading
  const schedule = field(root, 'schedule')
  const conference = field(schedule, 'conference')
  const days = itemsOf(field(conference, 'days') ?? field(schedule, 'days')).map((node) => ({
    node,
    day: frabDay(textAt(node, 'date'), textAt(node, 'day_start', 'start'), textAt(node, 'day_end', 'end')),
  }))
  const inDays = days.some(({ node }) => field(node, 'rooms'))
  const lists = inDays ? listsInRooms(days) : listsOf(schedule, conference, days)
  if (schedule?.kind !== 'object' || (!inDays && lists.length === 0)) {
    const detail = 'it has no schedule with days and rooms, or with events'
    return brokenFile(place(schedule ?? root), 'schedule.json', detail)
  }
  const doubts: Problem[] = [...problems]
  const names = namesOf(conference)
  const events = lists.flatMap(({ events, day, room }) =>
    itemsOf(events).flatMap((event) =>
      isEvent(event, place, doubts) ? [eventOf(event, { at: place(event), day, room }, names)] : [],
    ),
  )
  const facts = {
    at: place(conference ?? schedule),
    title: textAt(conference, 'title', 'name'),
    zone: textAt(conference, 'time_zone_name', 'timezone', 'time_zone'),
    url: textAt(conference, 'url'),
    base: textAt(schedule, 'base_url') ?? textAt(conference, 'base_url'),
    start: textAt(conference, 'start'),
    end: textAt(conference, 'end'),
    venue: nameOf(field(conference, 'venue')),
    city: textAt(conference, 'city') ?? textAt(field(conference, 'venue'), 'city'),
    address: textAt(conference, 'address') ?? textAt(field(conference, 'venue'), 'address'),
    dayChange: textAt(conference, 'day_change') ?? textAt(schedule, 'day_change'),
    generator: nameOf(field(root, 'generator') ?? field(schedule, 'generator')),
    days: days.map(({ day }) => day),
    events,
  }
  return { ok: true, published: publishFrab(inDays ? 'schedule-json' : 'schedule-json-2', facts, doubts) }
}

interface EventList {
  readonly events: JsonNode | undefined
  readonly day?: FrabDay
  readonly room?: string | undefined
}

type Days = readonly { readonly node: JsonNode; readonly day: FrabDay }[]

/** Version 1: days contain rooms (by name, or a list of named rooms), and rooms contain events. */
function listsInRooms(days: Days): readonly EventList[] {
  return days.flatMap(({ node, day }) => {
    const rooms = field(node, 'rooms')
    if (rooms?.kind === 'object') return [...rooms.entries].map(([room, events]) => ({ events, day, room }))
    return itemsOf(rooms).map((room) => ({ events: field(room, 'events', 'talks'), day, room: textAt(room, 'name') }))
  })
}

/** Version 2: all events are in one list, or those of a day in its own. */
function listsOf(schedule: JsonNode | undefined, conference: JsonNode | undefined, days: Days): readonly EventList[] {
  const whole = field(schedule, 'events') ?? field(conference, 'events')
  if (whole?.kind === 'array') return [{ events: whole }]
  return days.flatMap(({ node, day }) => {
    const events = field(node, 'events')
    return events?.kind === 'array' ? [{ events, day }] : []
  })
}

interface Names {
  readonly rooms: ReadonlyMap<string, string>
  readonly tracks: ReadonlyMap<string, string>
}

function namesOf(conference: JsonNode | undefined): Names {
  return { rooms: byReference(field(conference, 'rooms')), tracks: byReference(field(conference, 'tracks')) }
}

function byReference(list: JsonNode | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const node of itemsOf(list)) {
    const name = textAt(node, 'name', 'title')
    for (const key of REFERENCES) {
      const reference = textAt(node, key)
      if (name !== undefined && reference !== undefined) names.set(reference, name)
    }
  }
  return names
}

const REFERENCES = ['guid', 'slug', 'id'] as const

function isEvent(node: JsonNode, place: (node: JsonNode) => Place, doubts: Problem[]): boolean {
  if (node.kind === 'object' && node.entries.size > 0) return true
  doubts.push({ code: 'entry-left-out', at: place(node), reason: node.kind === 'object' ? 'no-title' : 'no-entry' })
  return false
}

/** An event of either version; `room` is the one it is listed under. */
function eventOf(
  node: JsonNode,
  { at, day, room }: Pick<FrabEvent, 'at' | 'day' | 'room'>,
  { rooms, tracks }: Names,
): FrabEvent {
  const recording = field(node, 'recording')
  return {
    at,
    day,
    uid: textAt(node, 'guid', 'id', 'code', 'slug'),
    code: textAt(node, 'code'),
    title: textAt(node, 'title'),
    subtitle: textAt(node, 'subtitle'),
    type: textAt(node, 'type'),
    tracks: several(field(node, 'track', 'tracks')).map((track) => nameFor(track, tracks)),
    room: roomOf(nameFor(field(node, 'room'), rooms), room),
    date: stated(textAt(node, 'date')),
    start: stated(textAt(node, 'start')),
    end: stated(textAt(node, 'end')),
    duration: stated(textAt(node, 'duration')),
    abstract: textAt(node, 'abstract'),
    description: textAt(node, 'description'),
    url: textAt(node, 'url'),
    video:
      textAt(node, 'video', 'video_download_url', 'recording_url') ??
      textAt(recording, 'url', 'link') ??
      linkedVideo(node),
    state: textAt(node, 'state', 'status'),
    language: textAt(node, 'language'),
    unrecorded: [field(recording, 'optout'), field(node, 'do_not_record')].some(isYes),
    speakers: itemsOf(field(node, 'persons', 'participants', 'speakers')).flatMap(speakerOf),
  }
}

function isYes(node: JsonNode | undefined): boolean {
  return node?.kind === 'true' || YES.test(textOf(node) ?? '')
}

function nameFor(node: JsonNode | undefined, names: ReadonlyMap<string, string>): string | undefined {
  if (node?.kind !== 'object') return nameOf(node)
  const references = REFERENCES.flatMap((key) => textAt(node, key) ?? [])
  const known = references.map((reference) => names.get(reference)).find((name) => name !== undefined)
  return textAt(node, 'name', 'title') ?? known ?? textAt(node, 'slug') ?? textOf(node)
}

function speakerOf(node: JsonNode): readonly Speaker[] {
  const name =
    node.kind === 'object' ? textAt(node, 'public_name', 'name', 'full_public_name', 'fullName') : nameOf(node)
  const organization = textAt(node, 'organization', 'organisation', 'company', 'affiliation')
  return namedSpeaker(name, organization)
}

function linkedVideo(node: JsonNode): string | undefined {
  return recordingOf(
    itemsOf(field(node, 'links')).map((link) => ({
      url: textAt(link, 'url', 'href'),
      title: textAt(link, 'title', 'name'),
      type: textAt(link, 'type'),
    })),
  )
}
