import type { Day } from '../model/day.js'
import type { Kind, Session, ShownSpan, Timed } from '../model/session.js'
import { type Minutes, minutesBetween, minutesOf, overlapOf } from '../model/time.js'
import { posterKey } from './posters.js'
import { NO_WALKS, type Walks } from './walk.js'

/** Something that takes a person's time: a session, or a block (its id is then `block:<title>`). */
export interface Entry extends ShownSpan {
  readonly id: string
  readonly title: string
  readonly room?: string
  /** The conference day it starts in. */
  readonly day: Day
  /** What it shares with posters that one can see together with it: see `posterKey`. */
  readonly posters?: string
  /** `false` where nobody walks to or from it: a break, a social event, an umbrella and the like. */
  readonly walks?: boolean
}

/** What tells one entry from all others: blocks of one title share their id. */
export function entryKey({ id, start, end }: Pick<Entry, 'id' | 'start' | 'end'>): string {
  return `${start} ${end} ${id}`
}

/** Kinds of entries that are everywhere or nowhere in particular. */
const WITHOUT_WALK: ReadonlySet<Kind> = new Set<Kind>(['break', 'social', 'other', 'umbrella'])

/**
 * Two entries one person cannot both attend. `start` and `end` are what they share; for a walk they are the gap, whose
 * beginning is assumed where `endAssumed` says so.
 */
export interface Clash extends ShownSpan {
  readonly entries: readonly [Entry, Entry]
  readonly reason: 'overlap' | 'walk'
  /** Of the overlap; for a walk, what is missing. */
  readonly minutes: Minutes
}

/**
 * Pairs that one person cannot both attend, one clash per pair, by the start of what they share, then in file order
 * (the order of `entries`). The entry that starts first stands first in its pair. Every pair is judged by itself, not only
 * neighbours: a long way past a short session is a clash, too. An entry of no length clashes with nothing (`overlapOf`), nor do
 * posters of one time and place with each other. Sweep over starts and ends: O(n log n + clashes + pairs that a longest walk apart
 * reaches), and no more memory than the entries need.
 */
export function* eachClash(entries: readonly Entry[], walks: Walks = NO_WALKS): Generator<Clash> {
  const placed = inTimeOrder(entries, walks).filter(({ entry: { start, end } }) => start < end)
  const byEnd = placed.toSorted((a, b) => a.entry.end - b.entry.end)
  const moments = new Set(placed.map(({ entry }) => entry.start))
  for (const { entry, until } of placed) if (until > entry.end) moments.add(entry.end)
  let running: readonly Placed[] = []
  let [next, over] = [0, 0]
  for (const moment of [...moments].sort((a, b) => a - b)) {
    const [first, ended] = [next, over]
    while (next < placed.length && (placed[next]?.entry.start ?? 0) <= moment) next++
    while (over < byEnd.length && (byEnd[over]?.entry.end ?? 0) <= moment) over++
    const beginning = placed.slice(first, next)
    const left = byEnd.slice(ended, over).filter(({ entry, until }) => entry.end === moment && until > moment)
    if (over > ended) running = running.filter(({ entry }) => entry.end > moment)
    const within = (until: number) => {
      let last = first
      while (last < placed.length && (placed[last]?.entry.start ?? 0) < until) last++
      return placed.slice(first, last).sort((a, b) => a.order - b.order)
    }
    const pairs = [
      ...running.map((one) => ({ one, others: beginning, after: 0 })),
      ...beginning.map((one, index) => ({ one, others: beginning, after: index + 1 })),
      ...left.map((one) => ({ one, others: within(one.until), after: 0 })),
    ]
    if (beginning.length > 0 || left.length > 0) pairs.sort((a, b) => a.one.order - b.one.order)
    for (const { one, others, after } of pairs) {
      for (let index = after; index < others.length; index++) {
        const other = others[index]
        const clash = other && clashBetween(one.entry, other.entry, walks)
        if (clash) yield clash
      }
    }
    running = [...running, ...beginning]
  }
}

/** All of them at once. */
export function findClashes(entries: readonly Entry[], walks: Walks = NO_WALKS): readonly Clash[] {
  return [...eachClash(entries, walks)]
}

/**
 * What a session clashes with among `others` (itself left out), by start, then in their order. The session stands
 * first in every pair. O(n log n).
 */
export function clashesOf(session: Session, others: readonly Entry[], walks: Walks = NO_WALKS): readonly Clash[] {
  const mine = timeTakenBy(session)
  if (!mine) return []
  const clashes = others.flatMap((other): Clash[] => {
    const clash = other.id === mine.id ? undefined : clashOf(mine, other, walks)
    return clash ? [{ ...clash, entries: [mine, other] }] : []
  })
  return clashes.sort((a, b) => a.start - b.start)
}

/** Whether and how two entries clash; the one that starts first stands first, of two that start together the first given. */
export function clashOf(one: Entry, other: Entry, walks: Walks): Clash | undefined {
  return other.start < one.start ? clashBetween(other, one, walks) : clashBetween(one, other, walks)
}

export function collide(one: Entry, other: Entry, walks: Walks): boolean {
  return clashOf(one, other, walks) !== undefined
}

/** The time a session takes of those who attend it, or nothing: untimed, cancelled, or an umbrella. */
export function timeTakenBy(session: Session): Entry | undefined {
  const { when, status, kind } = session
  return when.kind !== 'timed' || status === 'cancelled' || kind === 'umbrella' ? undefined : entryOf(session, when)
}

/** A timed session as an entry, whether or not it takes anybody's time. */
export function entryOf(session: Session, when: Timed): Entry {
  const { id, title, room, kind } = session
  const walks = !WITHOUT_WALK.has(kind)
  const posters = walks ? posterKey(session, when) : undefined
  return {
    id,
    title,
    ...(room !== undefined && { room }),
    ...placeInTime(when),
    ...(posters !== undefined && { posters }),
    ...(!walks && { walks }),
  }
}

/** What an entry keeps of a time. */
export function placeInTime({ start, end, day, offset, endOffset, endAssumed }: Timed) {
  return { start, end, day, offset, endOffset, ...(endAssumed && { endAssumed }) }
}

interface Placed {
  readonly entry: Entry
  readonly order: number
  /** What starts at this moment or later does not clash with it. */
  readonly until: number
}

function inTimeOrder(entries: readonly Entry[], walks: Walks): readonly Placed[] {
  return entries
    .map((entry, order) => ({ entry, order, until: reachOf(entry, walks) }))
    .sort((a, b) => a.entry.start - b.entry.start || a.order - b.order)
}

/** The walk between two entries, whichever comes first. */
export function walkBetween(one: Entry, other: Entry, walks: Walks): Minutes {
  return one.walks === false || other.walks === false ? 0 : walks.between(one.room, other.room)
}

const MINUTE = 60_000

/** What starts at this moment (epoch milliseconds) or later does not clash with an earlier entry. */
export function reachOf({ end, room, walks: walked }: Entry, walks: Walks): number {
  return end + (walked === false ? 0 : walks.reach(room) * MINUTE)
}

/** The clash of two entries of which the first does not start after the second. */
function clashBetween(earlier: Entry, later: Entry, walks: Walks): Clash | undefined {
  if (earlier.posters !== undefined && earlier.posters === later.posters) return undefined
  const shared = overlapOf(earlier, later)
  if (shared) {
    const { endOffset, endAssumed } = endsFirst(earlier, later)
    return {
      ...shared,
      offset: later.offset,
      endOffset,
      ...(endAssumed && { endAssumed }),
      entries: [earlier, later],
      reason: 'overlap',
      minutes: minutesOf(shared),
    }
  }
  if (earlier.start === earlier.end || later.start === later.end) return undefined
  const missing = walkBetween(earlier, later, walks) - minutesBetween(earlier.end, later.start)
  if (missing <= 0) return undefined
  return {
    start: earlier.end,
    end: later.start,
    offset: earlier.endOffset,
    endOffset: later.offset,
    ...(earlier.endAssumed && { endAssumed: true }),
    entries: [earlier, later],
    reason: 'walk',
    minutes: missing,
  }
}

/** Of two that end together, the one whose end is known. */
function endsFirst(one: Entry, other: Entry): Entry {
  if (one.end === other.end) return one.endAssumed ? other : one
  return one.end < other.end ? one : other
}
