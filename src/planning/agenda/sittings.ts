import { appendTo, type Session } from '../../model/index.js'
import type { Instant } from '../../model/time.js'
import { contentFinder } from '../sessions/repeats.js'
import { collide, type Entry, timeTakenBy } from './clashes.js'
import type { Walks } from './walks.js'

/** Another time at which a session is given: timed and not cancelled. */
export interface Sitting {
  readonly session: Session
  readonly entry: Entry
  /**
   * It clashes with nothing I am going to, except for other sittings of the same session, from which one would switch.
   */
  readonly free: boolean
}

/** A programme, and what its reader is going to. */
export interface SittingQuery {
  readonly sessions: readonly Session[]
  readonly going: readonly Entry[]
  readonly walks: Walks
  /** Sittings that have begun by then are offered only if all of the programme is over. */
  readonly now?: Instant
}

/**
 * The other sittings of a session, by its id, in order of time, without those I am going to. O(n log n) once, then each
 * sitting against what I am going to.
 */
export function sittingsFor({ sessions, going, walks, now }: SittingQuery): (id: string) => readonly Sitting[] {
  if (sessions.every(({ repeatOf }) => repeatOf === undefined)) return () => []
  const contentOf = contentFinder(sessions)
  const mine = new Set(going.map(({ id }) => id))
  const placed = sessions.flatMap((session) => {
    const entry = timeTakenBy(session)
    return entry ? [{ session, entry }] : []
  })
  const isAhead = ({ entry }: { readonly entry: Entry }) => now === undefined || entry.start > now
  const isAllOver = now !== undefined && placed.every(({ entry }) => entry.end <= now)
  const offered = isAllOver ? placed : placed.filter(isAhead)
  const given = new Map<string, (typeof placed)[number][]>()
  for (const one of offered) if (!mine.has(one.entry.id)) appendTo(given, contentOf(one.entry.id), one)
  for (const sittings of given.values()) sittings.sort((a, b) => a.entry.start - b.entry.start)
  const known = new Map<string, readonly Sitting[]>()
  return (id) => {
    const found = known.get(id) ?? othersOf(id)
    known.set(id, found)
    return found
  }

  function othersOf(id: string): readonly Sitting[] {
    const content = contentOf(id)
    const others = given.get(content)?.filter(({ entry }) => entry.id !== id) ?? []
    if (others.length === 0) return []
    const kept = going.filter((entry) => contentOf(entry.id) !== content)
    return others.map((one) => ({ ...one, free: !kept.some((entry) => collide(entry, one.entry, walks)) }))
  }
}

/** The first free sitting, or else the first: the one to name if there is room for only one. */
export function bestSitting(sittings: readonly Sitting[]): Sitting | undefined {
  return sittings.find(({ free }) => free) ?? sittings[0]
}

export interface Twice {
  readonly sittings: readonly Entry[]
  /** The one to drop: one that clashes with something else, or the last. */
  readonly spare: Entry
}

/**
 * The sessions of which I am going to several sittings, ordered by the first one. O(n log n), and each sitting against
 * what I am going to.
 */
export function goingTwice({ sessions, going, walks }: SittingQuery): readonly Twice[] {
  if (sessions.every(({ repeatOf }) => repeatOf === undefined)) return []
  const contentOf = contentFinder(sessions)
  const ids = new Set(sessions.map(({ id }) => id))
  const given = new Map<string, [Entry, ...Entry[]]>()
  for (const entry of [...going].sort((a, b) => a.start - b.start)) {
    if (ids.has(entry.id)) appendTo(given, contentOf(entry.id), entry)
  }
  return [...given.values()].flatMap((sittings): Twice[] => {
    if (sittings.length < 2) return []
    const others = going.filter((entry) => !sittings.includes(entry))
    const inTheWay = sittings.find((entry) => others.some((other) => collide(other, entry, walks)))
    return [{ sittings, spare: inTheWay ?? sittings.at(-1) ?? sittings[0] }]
  })
}

export interface Again {
  readonly sittingsOf: (id: string) => readonly Sitting[]
  readonly twice: readonly Twice[]
}

/** `twice` is limited to those with one of the `shown` ids. */
export function againAmong(shown: ReadonlySet<string>, attendance: SittingQuery): Again {
  const twice = goingTwice(attendance).filter(({ sittings }) => sittings.some(({ id }) => shown.has(id)))
  return { sittingsOf: sittingsFor(attendance), twice }
}
