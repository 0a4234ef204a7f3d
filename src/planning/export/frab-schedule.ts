import {
  appendTo,
  type Catalogue,
  daysOf,
  emptyAgenda,
  linkOf,
  onVenueClock,
  type Session,
  type Timed,
} from '../../model/index.js'
import { addDays, type Day, type Instant, type Minutes, minutesOf } from '../../model/time.js'
import { calendarIdentities, ownIdentity } from '../agenda/ledger.js'

/** A moment on the venue's clock. */
export interface VenueMoment {
  readonly instant: Instant
  readonly offset: Minutes
}

/** Something with an identity that stays the same from export to export. `id` is for programs that want a number. */
interface Identified {
  readonly name: string
  readonly guid: string
  readonly id: number
}

export interface FrabEvent {
  readonly guid: string
  readonly id: number
  readonly session: Session
  /** On the venue's clock. */
  readonly when: Timed
  readonly minutes: Minutes
  readonly persons: readonly (Identified & { readonly organization?: string })[]
  readonly url?: string
  readonly video?: string
}

export interface FrabRoom {
  readonly name: string
  readonly guid: string
  readonly events: readonly FrabEvent[]
}

interface FrabDay {
  /** From 1. */
  readonly index: number
  readonly day: Day
  readonly start: VenueMoment
  /** When the next day begins. */
  readonly end: VenueMoment
  readonly rooms: readonly FrabRoom[]
}

/** A programme as frab, pretalx and phone apps divide it: days, their rooms, and the events in them. */
export interface FrabSchedule {
  readonly conference: Catalogue['conference']
  /** At least four of `[a-z0-9_]`. */
  readonly acronym: string
  readonly days: readonly FrabDay[]
  readonly tracks: readonly string[]
  readonly rooms: readonly Omit<FrabRoom, 'events'>[]
  readonly details: Catalogue['details']
  /** Sessions that it cannot contain, because it has no place for those without a time. */
  readonly untimed: readonly Session[]
  /** Events whose end is an assumption. */
  readonly assumed: number
}

interface Clock {
  readonly dayStart: (day: Day) => VenueMoment
  /** A UUID that is the same for the same name. */
  readonly uuid: (name: string) => string
}

/** The name of the place where sessions without a room are listed; it reads back as none. */
const NO_ROOM = '-'

/**
 * Lays out some sessions of a programme. Events keep the publisher's UUID if it gave one. Rooms and tracks are in order
 * of their first events. O(n log n).
 */
export function layOutFrab(
  catalogue: Catalogue,
  sessions: readonly Session[],
  { dayStart, uuid }: Clock,
): FrabSchedule {
  const { conference, details } = catalogue
  const identityOf = calendarIdentities(emptyAgenda(''), catalogue)
  const guidOf = (id: string) => {
    const identity = identityOf(id)
    const name = ownIdentity(identity)?.name ?? ''
    return UUID.test(name) ? name.toLowerCase() : uuid(`session:${identity}`)
  }
  const numbers = numberer()
  // Of all sessions, so that a number does not depend on what is exported.
  const identities = new Map(catalogue.sessions.map(({ id }) => [id, numbered(guidOf(id), numbers)]))
  const [persons, personNumbers] = [new Map<string, Identified>(), numberer()]
  const personOf = (name: string): Identified => {
    const known = persons.get(name) ?? { name, ...numbered(uuid(`person:${name}`), personNumbers) }
    persons.set(name, known)
    return known
  }
  const rooms = new Map<string, Omit<FrabRoom, 'events'>>()
  const tracks = new Set<string>()
  const days = new Map<Day, Map<string, FrabEvent[]>>()
  const untimed: Session[] = []
  let assumed = 0
  for (const session of sessions) {
    const { id, tracks: own, speakers, room: name = NO_ROOM } = session
    if (session.when.kind !== 'timed') {
      untimed.push(session)
      continue
    }
    const when = onVenueClock(session.when)
    if (when.endAssumed) assumed++
    if (own[0] !== undefined) tracks.add(own[0])
    if (!rooms.has(name)) rooms.set(name, { name, guid: uuid(`room:${conference.slug}:${name}`) })
    const held = days.get(when.day) ?? new Map<string, FrabEvent[]>()
    const [url, video] = [linkOf(session.url), linkOf(session.video)]
    appendTo(held, name, {
      ...(identities.get(id) ?? numbered(guidOf(id), numbers)),
      session,
      when,
      minutes: minutesOf(when),
      persons: speakers.map(({ name: called, ...more }) => ({ ...personOf(called), ...more })),
      ...(url !== undefined && { url }),
      ...(video !== undefined && { video }),
    })
    days.set(when.day, held)
  }
  return {
    conference,
    acronym: conference.slug.replace(/[^a-z0-9]/g, '_').padEnd(4, '_'),
    days: daysOf(catalogue).map((day, index) => ({
      index: index + 1,
      day,
      start: dayStart(day),
      end: dayStart(addDays(day, 1)),
      rooms: [...rooms.values()].flatMap((room) => {
        const events = days.get(day)?.get(room.name)
        return events ? [{ ...room, events: events.toSorted((a, b) => a.when.start - b.when.start) }] : []
      }),
    })),
    tracks: [...tracks],
    rooms: [...rooms.values()],
    details,
    untimed,
    assumed,
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function numbered(guid: string, numberOf: (guid: string) => number): { readonly guid: string; readonly id: number } {
  return { guid, id: numberOf(guid) }
}

/** The largest number that every program can hold. */
const LARGEST = 0x7fffffff

/** Numbers from 1, mostly the first bits of a UUID; the next that is free if two UUIDs share them. */
function numberer(): (guid: string) => number {
  const taken = new Set<number>()
  return (guid) => {
    let number = Number.parseInt(guid.slice(0, 8), 16) & LARGEST
    do number = (number % LARGEST) + 1
    while (taken.has(number))
    taken.add(number)
    return number
  }
}
