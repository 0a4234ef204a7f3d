import type { Session } from '../model/session.js'
import type { Instant } from '../model/time.js'
import { collide, type Entry, timeTakenBy } from './clash.js'
import { contents } from './repeats.js'
import type { Walks } from './walk.js'

/** Another time at which a content is given: a timed session that is not cancelled. */
export interface Sitting {
  readonly session: Session
  readonly entry: Entry
  /** It clashes with nothing that I am going to, apart from other sittings of the same content: one would move here. */
  readonly free: boolean
}

/** A programme, and what its reader is going to. */
export interface Attendance {
  readonly sessions: readonly Session[]
  readonly going: readonly Entry[]
  readonly walks: Walks
  /** What has begun by then is offered only where nothing of the programme is ahead. */
  readonly now?: Instant
}

/**
 * When else the content of a session is given, by its id; in time order, without the sittings that I am going to. O(n log n)
 * once, then each sitting against what I am going to.
 */
export function sittingsFor({ sessions, going, walks, now }: Attendance): (id: string) => readonly Sitting[] {
  if (sessions.every(({ repeatOf }) => repeatOf === undefined)) return () => []
  const contentOf = contents(sessions)
  const mine = new Set(going.map(({ id }) => id))
  const placed = sessions.flatMap((session) => {
    const entry = timeTakenBy(session)
    return entry ? [{ session, entry }] : []
  })
  const isAhead = ({ entry }: { readonly entry: Entry }) => now === undefined || entry.start > now
  const offered = placed.some(isAhead) ? placed.filter(isAhead) : placed
  const given = new Map<string, (typeof placed)[number][]>()
  for (const one of offered.filter(({ entry }) => !mine.has(entry.id))) {
    const content = contentOf(one.entry.id)
    const known = given.get(content)
    if (known) known.push(one)
    else given.set(content, [one])
  }
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

/** The first of sittings that is free, else the first: the one to name where there is room for one. */
export function bestSitting(sittings: readonly Sitting[]): Sitting | undefined {
  return sittings.find(({ free }) => free) ?? sittings[0]
}

/** A content that somebody is going to more than once: they attend one of its sittings. */
export interface Twice {
  /** Those that they are going to, in time order. */
  readonly sittings: readonly Entry[]
  /** The one to do without: one that clashes with something else, or the last. */
  readonly spare: Entry
}

/** The contents that I am going to more than once, by the first sitting. O(n log n), and each sitting against what I am going to. */
export function goingTwice({ sessions, going, walks }: Attendance): readonly Twice[] {
  if (sessions.every(({ repeatOf }) => repeatOf === undefined)) return []
  const contentOf = contents(sessions)
  const ids = new Set(sessions.map(({ id }) => id))
  const given = new Map<string, [Entry, ...Entry[]]>()
  for (const entry of [...going].sort((a, b) => a.start - b.start)) {
    if (!ids.has(entry.id)) continue
    const content = contentOf(entry.id)
    const known = given.get(content)
    if (known) known.push(entry)
    else given.set(content, [entry])
  }
  return [...given.values()].flatMap((sittings): Twice[] => {
    if (sittings.length < 2) return []
    const others = going.filter((entry) => !sittings.includes(entry))
    const inTheWay = sittings.find((entry) => others.some((other) => collide(other, entry, walks)))
    return [{ sittings, spare: inTheWay ?? sittings.at(-1) ?? sittings[0] }]
  })
}

/** What else there is of the contents that somebody is going to. */
export interface Again {
  /** `sittingsFor`. */
  readonly sittingsOf: (id: string) => readonly Sitting[]
  readonly twice: readonly Twice[]
}

/** Twice is only what has one of the `shown` ids. */
export function againAmong(shown: ReadonlySet<string>, attendance: Attendance): Again {
  const twice = goingTwice(attendance).filter(({ sittings }) => sittings.some(({ id }) => shown.has(id)))
  return { sittingsOf: sittingsFor(attendance), twice }
}
