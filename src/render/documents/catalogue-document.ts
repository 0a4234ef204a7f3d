import type { Catalogue, Conference, Details, Rooms, Session, Walk, When } from '../../model/index.js'
import { clockLabel, isoWithOffset } from '../../model/time.js'
import { withoutMissingOriginals } from '../../planning/sessions/repeats.js'
import { type Fields, filled } from './fields.js'

/**
 * `catalogue/1`: sessions in the form of the catalogue file, so that the output can be read back. Times have the
 * venue's offset.
 */
export function catalogueDocument(catalogue: Catalogue, sessions: readonly Session[]): Fields {
  return { ...headFields(catalogue), sessions: [...sessionsFields(catalogue, sessions)] }
}

export function headFields({ conference, rooms }: Pick<Catalogue, 'conference' | 'rooms'>): Fields {
  return filled({ kubeplan: 'catalogue/1', conference: conferenceFields(conference), rooms: roomsFields(rooms) })
}

/** One session at a time, so that those of a large programme need not all be in memory. */
export function* sessionsFields(catalogue: Catalogue, sessions: readonly Session[]): Generator<Fields> {
  for (const session of withoutMissingOriginals(sessions, catalogue.sessions))
    yield sessionFields(session, catalogue.details(session.id))
}

export function sessionFields(session: Session, details: Details): Fields {
  const { start, end, date } = whenFields(session.when)
  return filled({
    id: session.id,
    uid: session.uid,
    title: session.title,
    kind: session.kind,
    track: session.tracks.length > 1 ? session.tracks : session.tracks[0],
    tags: some(session.tags),
    level: session.level,
    room: session.room,
    start,
    end,
    date,
    speakers: some(session.speakers.map(({ name, organization }) => filled({ name, organization }))),
    abstract: details.abstract,
    url: session.url,
    video: session.video,
    language: session.language,
    recorded: session.recorded,
    capacity: session.capacity,
    seats: session.seats,
    repeat_of: session.repeatOf,
    status: session.status,
    source: session.source,
    takes: some(details.takes.map(({ by, text, source }) => filled({ by, text, source }))),
    takeaways: some(details.takeaways.map(({ by, points, source }) => filled({ by, points, source }))),
  })
}

export function walkFields(walk: Walk): Fields {
  const length = `${walk.walk}m`
  return 'within' in walk ? { within: walk.within, walk: length } : { from: walk.from, to: walk.to, walk: length }
}

function whenFields(when: When): { readonly start?: string; readonly end?: string; readonly date?: string } {
  if (when.kind === 'unscheduled') return {}
  if (when.kind === 'dated') return { date: when.day }
  const { start, end, offset, endOffset, shift, endShift = shift, endAssumed } = when
  const begin = { start: isoWithOffset(start, offset - shift) }
  return endAssumed ? begin : { ...begin, end: isoWithOffset(end, endOffset - endShift) }
}

function conferenceFields(conference: Conference): Fields {
  return filled({
    name: conference.name,
    slug: conference.slug,
    timezone: conference.timezone,
    first_day: conference.firstDay,
    last_day: conference.lastDay,
    url: conference.url,
    day_change: conference.dayChange === 0 ? undefined : clockLabel(conference.dayChange),
    sources: some(conference.sources.map(({ url, format, fetched }) => filled({ url, format, fetched }))),
  })
}

function roomsFields({ defaultWalk, walks, venues = [] }: Rooms): Fields | undefined {
  if (defaultWalk === undefined && walks.length + venues.length === 0) return undefined
  return filled({
    venues: some(venues.map(({ name, address, rooms }) => filled({ name, address, rooms }))),
    default_walk: defaultWalk === undefined ? undefined : `${defaultWalk}m`,
    walks: some(walks.map(walkFields)),
  })
}

function some<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length === 0 ? undefined : values
}
