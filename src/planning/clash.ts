import type { Day } from '../model/day.js'
import type { Session, Timed } from '../model/session.js'
import { type Minutes, minutesOf, overlapOf, type Span } from '../model/time.js'

/** Something that takes a person's time: a session, or a block (its id is then `block:<title>`). */
export interface Entry extends Span {
  readonly id: string
  readonly title: string
  readonly room?: string
  /** The conference day it starts in. */
  readonly day: Day
  /** Minutes the clock shown is ahead of UTC at its start. */
  readonly offset: Minutes
}

/** Two entries one person cannot both attend. `start` and `end` are what they share (for a walk: the gap). */
export interface Clash extends Span {
  readonly entries: readonly [Entry, Entry]
  readonly reason: 'overlap' | 'walk'
  /** Of the overlap; for a walk, what is missing. */
  readonly minutes: Minutes
}

/**
 * Pairs that one person cannot both attend, one clash per pair, by the start of what they share, then in file order
 * (the order of `entries`). The entry that starts first stands first in its pair. Sweep over starts:
 * O(n log n + clashes). An entry of no length clashes with nothing (`overlapOf`).
 */
export function findClashes(entries: readonly Entry[]): readonly Clash[] {
  const found: { readonly clash: Clash; readonly order: readonly [number, number] }[] = []
  let running: readonly Placed[] = []
  for (const next of inTimeOrder(entries)) {
    running = running.filter(({ entry }) => reaches(entry, next.entry))
    for (const earlier of running) {
      const clash = clashBetween(earlier.entry, next.entry)
      if (clash) found.push({ clash, order: [earlier.order, next.order] })
    }
    running = [...running, next]
  }
  return found
    .sort((a, b) => a.clash.start - b.clash.start || a.order[0] - b.order[0] || a.order[1] - b.order[1])
    .map(({ clash }) => clash)
}

/**
 * What a session clashes with among `others` (itself left out), by start, then in their order. The session stands
 * first in every pair. O(n log n).
 */
export function clashesOf(session: Session, others: readonly Entry[]): readonly Clash[] {
  const mine = timeTakenBy(session)
  if (!mine) return []
  const clashes = others.flatMap((other): Clash[] => {
    const [clash] = other.id === mine.id ? [] : findClashes([mine, other])
    return clash ? [{ ...clash, entries: [mine, other] }] : []
  })
  return clashes.sort((a, b) => a.start - b.start)
}

/** The time a session takes of those who attend it, or nothing: untimed, cancelled, or an umbrella. */
export function timeTakenBy(session: Session): Entry | undefined {
  const { when, status, kind } = session
  return when.kind !== 'timed' || status === 'cancelled' || kind === 'umbrella' ? undefined : entryOf(session, when)
}

/** A timed session as an entry, whether or not it takes anybody's time. */
export function entryOf({ id, title, room }: Session, { start, end, day, offset }: Timed): Entry {
  return { id, title, ...(room !== undefined && { room }), start, end, day, offset }
}

interface Placed {
  readonly entry: Entry
  readonly order: number
}

function inTimeOrder(entries: readonly Entry[]): readonly Placed[] {
  return entries
    .map((entry, order) => ({ entry, order }))
    .sort((a, b) => a.entry.start - b.entry.start || a.order - b.order)
}

/** Whether `earlier` can still clash with `later` and with what follows. Walks will reach beyond the end. */
function reaches(earlier: Entry, later: Entry): boolean {
  return earlier.end > later.start
}

/** The clash of two entries of which the first does not start after the second. Walks will be a second reason here. */
function clashBetween(earlier: Entry, later: Entry): Clash | undefined {
  const shared = overlapOf(earlier, later)
  return shared && { ...shared, entries: [earlier, later], reason: 'overlap', minutes: minutesOf(shared) }
}
