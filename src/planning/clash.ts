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
  /** What posters of one time and place (`posterKey`) have in common, and sittings of one content: they do not clash with each other. */
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
  for (const moment of momentsOf(entries, walks)) yield* inFileOrder(moment, walks)
}

/** The clashes that begin to be shared at one moment. */
export interface ClashCount {
  readonly number: number
  /** How many entries have a part in them. */
  readonly entries: number
  /** All of them where they are no more than asked for, else a few. */
  readonly clashes: readonly Clash[]
}

const EXAMPLES = 3

/**
 * What `eachClash` finds, counted by the moment at which it begins, up to `most` of a moment made. There may be millions of pairs
 * of a few thousand entries, so those that overlap are not looked at one by one, and walks only from room to entry:
 * O(n log n + clashes made + rooms left * entries that a longest walk apart reaches).
 */
export function* countClashes(entries: readonly Entry[], walks: Walks, most: number): Generator<ClashCount> {
  const running = new Map<string, number>()
  const tally = ({ entry: { posters } }: Placed, change: number) => {
    if (posters !== undefined) running.set(posters, (running.get(posters) ?? 0) + change)
  }
  for (const moment of momentsOf(entries, walks)) {
    for (const one of moment.ended) tally(one, -1)
    const walked = countWalks(moment, walks)
    const overlaps = countOverlaps(moment, running, walked.to)
    const number = overlaps.number + walked.number
    if (number > 0) {
      const clashes =
        number <= most ? [...inFileOrder(moment, walks)] : firstFew(clashesAmong(pairsAt(moment), walks), EXAMPLES)
      yield { number, entries: overlaps.running + walked.from + walked.to.size, clashes }
    }
    for (const one of moment.beginning) tally(one, 1)
  }
}

/** So many clashes that begin at one moment are made; nobody reads more of them one by one. */
const MOST_AT_ONCE = 1000

/** The clashes of entries, in the order of `eachClash`; of a moment with too many only a few, and how many others there are. */
export function clashesWithin(
  entries: readonly Entry[],
  walks: Walks,
): { readonly clashes: readonly Clash[]; readonly unmade: number } {
  const clashes: Clash[] = []
  let unmade = 0
  for (const moment of countClashes(entries, walks, MOST_AT_ONCE)) {
    for (const clash of moment.clashes) clashes.push(clash)
    unmade += moment.number - moment.clashes.length
  }
  return { clashes, unmade }
}

/** What runs at a moment and what begins then overlap, each with each, save posters of one wall. Adds to `involved` those that begin. */
function countOverlaps(
  { running, beginning }: Moment,
  runningPosters: ReadonlyMap<string, number>,
  involved: Set<Placed>,
) {
  const pairs = (many: number) => (many * (many - 1)) / 2
  const beginningPosters = new Map<string, number>()
  for (const { entry } of beginning) {
    if (entry.posters !== undefined) beginningPosters.set(entry.posters, (beginningPosters.get(entry.posters) ?? 0) + 1)
  }
  let number = running.size * beginning.length + pairs(beginning.length)
  let withRunning = beginning.length > 0 ? running.size : 0
  for (const [wall, many] of beginningPosters) {
    const before = runningPosters.get(wall) ?? 0
    number -= before * many + pairs(many)
    if (many === beginning.length) withRunning -= before
  }
  for (const one of beginning) {
    const { posters } = one.entry
    const same = posters === undefined ? 1 : (runningPosters.get(posters) ?? 0) + (beginningPosters.get(posters) ?? 0)
    if (running.size + beginning.length > same) involved.add(one)
  }
  return { number, running: withRunning }
}

/** How many walks from what ends at a moment to what begins soon after are too long, from how many entries to which. */
function countWalks({ left, reachedBy }: Moment, walks: Walks) {
  const groups = new Map<string, Placed[]>()
  for (const one of left) {
    const alike = JSON.stringify([one.entry.room, one.entry.posters])
    const group = groups.get(alike)
    if (group) group.push(one)
    else groups.set(alike, [one])
  }
  const to = new Set<Placed>()
  let [number, from] = [0, 0]
  for (const group of groups.values()) {
    const [one] = group
    const late = one ? reachedBy(one).filter(({ entry }) => clashBetween(one.entry, entry, walks)) : []
    for (const other of late) to.add(other)
    number += group.length * late.length
    if (late.length > 0) from += group.length
  }
  return { number, from, to }
}

function firstFew<T>(items: Iterable<T>, most: number): readonly T[] {
  const few: T[] = []
  for (const item of items) if (few.push(item) === most) break
  return few
}

/** A moment at which clashes may begin to be shared; good until the next one is asked for. */
interface Moment {
  /** What began earlier and has not ended. */
  readonly running: ReadonlySet<Placed>
  readonly beginning: readonly Placed[]
  readonly ended: readonly Placed[]
  /** What ends now and may have to walk. */
  readonly left: readonly Placed[]
  /** What begins now or later, before one of `left` is sure to be there. */
  readonly reachedBy: (one: Placed) => readonly Placed[]
}

/** Sweep over starts, and over the ends after which somebody may have to walk. */
function* momentsOf(entries: readonly Entry[], walks: Walks): Generator<Moment> {
  const placed = inTimeOrder(entries, walks).filter(({ entry: { start, end } }) => start < end)
  const byEnd = placed.toSorted((a, b) => a.entry.end - b.entry.end)
  const moments = new Set(placed.map(({ entry }) => entry.start))
  for (const { entry, until } of placed) if (until > entry.end) moments.add(entry.end)
  const running = new Set<Placed>()
  let [next, over] = [0, 0]
  for (const moment of [...moments].sort((a, b) => a - b)) {
    const [first, firstEnded] = [next, over]
    while (next < placed.length && (placed[next]?.entry.start ?? 0) <= moment) next++
    while (over < byEnd.length && (byEnd[over]?.entry.end ?? 0) <= moment) over++
    const [beginning, ended] = [placed.slice(first, next), byEnd.slice(firstEnded, over)]
    for (const one of ended) running.delete(one)
    yield {
      running,
      beginning,
      ended,
      left: ended.filter(({ entry, until }) => entry.end === moment && until > moment),
      reachedBy({ until }) {
        let last = first
        while (last < placed.length && (placed[last]?.entry.start ?? 0) < until) last++
        return placed.slice(first, last)
      },
    }
    for (const one of beginning) running.add(one)
  }
}

/** One entry and those that it may clash with. */
interface Pairs {
  readonly one: Placed
  readonly others: readonly Placed[]
  /** Of the others, the first that counts. */
  readonly from: number
}

function* pairsAt({ running, beginning, left, reachedBy }: Moment): Generator<Pairs> {
  if (beginning.length > 0) for (const one of running) yield { one, others: beginning, from: 0 }
  for (const [index, one] of beginning.entries()) yield { one, others: beginning, from: index + 1 }
  for (const one of left) yield { one, others: reachedBy(one).toSorted((a, b) => a.order - b.order), from: 0 }
}

function inFileOrder(moment: Moment, walks: Walks): Generator<Clash> {
  return clashesAmong(
    [...pairsAt(moment)].sort((a, b) => a.one.order - b.one.order),
    walks,
  )
}

function* clashesAmong(pairs: Iterable<Pairs>, walks: Walks): Generator<Clash> {
  for (const { one, others, from } of pairs) {
    for (let index = from; index < others.length; index++) {
      const other = others[index]
      const clash = other && clashBetween(one.entry, other.entry, walks)
      if (clash) yield clash
    }
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
  return mine ? clashesWith(mine, others, walks) : []
}

/** The same of an entry. */
export function clashesWith(mine: Entry, others: readonly Entry[], walks: Walks): readonly Clash[] {
  const clashes = others.flatMap((other): Clash[] => {
    const clash = entryKey(other) === entryKey(mine) ? undefined : clashOf(mine, other, walks)
    return clash ? [{ ...clash, entries: [mine, other] }] : []
  })
  return clashes.sort((a, b) => a.start - b.start)
}

/** Whether and how two entries clash; the one that starts first stands first, of two that start posters the first given. */
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
function walkBetween(one: Entry, other: Entry, walks: Walks): Minutes {
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

/** Of two that end posters, the one whose end is known. */
function endsFirst(one: Entry, other: Entry): Entry {
  if (one.end === other.end) return one.endAssumed ? other : one
  return one.end < other.end ? one : other
}
