import { appendTo, type Session, type Speaker, type Timed } from '../../model/index.js'
import { type Minutes, minutesBetween, minutesOf, overlapOf } from '../../model/time.js'
import { fold } from '../selection/fold-text.js'
import { isAttended, posterKey } from './clashes.js'
import { isOnline, isOpenName, type Walks } from './walks.js'

interface DoubleBooking {
  readonly what: 'room' | 'speaker'
  /** The sessions of one continuous period, by start, then in the order of the programme. The first two overlap. */
  readonly holds: readonly [Hold, Hold, ...Hold[]]
  readonly minutes: Minutes
}

/** A session's use of a room, or of its speaker at that index. */
export interface Hold {
  readonly session: Session
  readonly order: number
  readonly speaker?: number
  readonly when: Timed
}

/**
 * Rooms and speakers with several sessions at once, one finding for each continuous period. Posters of one time and
 * place count as one. By start, then in the order of the programme. Cancelled sessions, those of length zero, and
 * breaks, parties and umbrellas do not count. Speakers are the same person if name and organization match; without an
 * organization, if only one namesake has one. O(n log n).
 */
export function findDoubleBookings(sessions: readonly Session[]): readonly DoubleBooking[] {
  const { rooms, people } = holdsIn(sessions)
  const inRooms = rooms.flatMap((holds) => stretches('room', holds))
  const ofPeople = people.flatMap((holds) => stretches('speaker', holds))
  return [...inRooms, ...ofPeople].sort(byLater)
}

/** Speakers who cannot get from one of their sessions to the next in time: `minutes` are missing. Ordered as double bookings. */
export function findMissedWalks(sessions: readonly Session[], walks: Walks): readonly Omit<DoubleBooking, 'what'>[] {
  const { people } = holdsIn(sessions)
  const missed = people.flatMap((holds) =>
    holds.toSorted(byStart).flatMap((next, index, sorted) => {
      const last = sorted[index - 1]
      if (!last || next.when.start < last.when.end) return []
      const gap = minutesBetween(last.when.end, next.when.start)
      const minutes = walks.between(last.session.room, next.session.room) - gap
      return minutes > 0 ? [{ holds: [last, next] as const, minutes }] : []
    }),
  )
  return missed.sort(byLater)
}

function byStart(a: Hold, b: Hold): number {
  return a.when.start - b.when.start || a.order - b.order
}

function byLater(
  { holds: [, a] }: Pick<DoubleBooking, 'holds'>,
  { holds: [, b] }: Pick<DoubleBooking, 'holds'>,
): number {
  return byStart(a, b)
}

/** What each room and each speaker is booked for. */
function holdsIn(sessions: readonly Session[]) {
  const keyOf = peopleIn(sessions)
  const rooms = new Map<string, Hold[]>()
  const people = new Map<string, Hold[]>()
  const walls = new Set<string>()
  for (const [order, session] of sessions.entries()) {
    const { when, room, speakers, status } = session
    if (when.kind !== 'timed' || when.start >= when.end || status === 'cancelled' || !isAttended(session)) continue
    // Posters hang side by side, so those of one time and place count as one.
    const wall = posterKey(session, when)
    const isBeside = (holder: string) => wall !== undefined && walls.size === walls.add(`${wall} ${holder}`).size
    if (room !== undefined && !isOpenName(room) && !isOnline(room) && !isBeside('')) {
      appendTo(rooms, fold(room), { session, order, when })
    }
    const seen = new Set<string>()
    for (const [index, speaker] of speakers.entries()) {
      const key = keyOf(speaker)
      if (!isOpenName(speaker.name) && !seen.has(key) && !isBeside(key))
        appendTo(people, key, { session, order, speaker: index, when })
      seen.add(key)
    }
  }
  return { rooms: [...rooms.values()], people: [...people.values()] }
}

/** Two people of one name are different if each has an organization. */
function peopleIn(sessions: readonly Session[]): (speaker: Speaker) => string {
  const organizations = new Map<string, Set<string>>()
  for (const { name, organization } of sessions.flatMap(({ speakers }) => speakers)) {
    if (organization === undefined) continue
    const known = organizations.get(fold(name)) ?? new Set()
    organizations.set(fold(name), known.add(fold(organization)))
  }
  return ({ name, organization }) => {
    const known = [...(organizations.get(fold(name)) ?? [])]
    const own = organization === undefined ? known.slice(0, known.length === 1 ? 1 : 0) : [fold(organization)]
    return JSON.stringify([fold(name), ...own])
  }
}

function stretches(what: DoubleBooking['what'], holds: readonly Hold[]): readonly DoubleBooking[] {
  const found: DoubleBooking[] = []
  let stretch: Hold[] = []
  let until = Number.NEGATIVE_INFINITY
  const close = () => {
    const [first, second, ...others] = stretch
    const shared = first && second && overlapOf(first.when, second.when)
    if (shared) found.push({ what, holds: [first, second, ...others], minutes: minutesOf(shared) })
    stretch = []
  }
  for (const next of holds.toSorted(byStart)) {
    if (next.when.start >= until) close()
    stretch.push(next)
    until = Math.max(until, next.when.end)
  }
  close()
  return found
}
