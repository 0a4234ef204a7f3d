import {
  type Agenda,
  appendTo,
  type Block,
  type Catalogue,
  definedFields,
  isInPassing,
  type Kind,
  type Session,
  type ShownSpan,
  type Timed,
} from '../../model/index.js'
import { type Day, MINUTE, type Minutes, minutesBetween, minutesOf, overlapOf } from '../../model/time.js'
import { fold } from '../selection/fold-text.js'
import { contentFinder } from '../sessions/repeats.js'
import { NO_WALKS, type Walks } from './walks.js'

/** Something that takes a person's time: a session, or a block (with the id `block:<title>`). */
export interface Entry extends ShownSpan {
  readonly id: string
  readonly title: string
  readonly room?: string
  readonly day: Day
  /**
   * A key shared by posters of one time and place (`posterKey`) and by sittings of one session, which do not clash with
   * each other.
   */
  readonly posters?: string
  /** `false` if there is no walk to or from it: a break, a social event, an umbrella and the like. */
  readonly walks?: boolean
}

/** Unlike the id, unique even for blocks with the same title. */
export function entryKey({ id, start, end }: Pick<Entry, 'id' | 'start' | 'end'>): string {
  return `${start} ${end} ${id}`
}

/**
 * Two entries that one person cannot both attend. `start` and `end` are the overlap or, for a walk, the gap, whose
 * start is assumed if `endAssumed` is set.
 */
export interface Clash extends ShownSpan {
  readonly entries: readonly [Entry, Entry]
  readonly reason: 'overlap' | 'walk'
  readonly minutes: Minutes
}

/**
 * Pairs that one person cannot both attend, ordered by the start of the overlap, then by the order of `entries`. In a
 * pair, the entry that starts first comes first. All pairs are checked, not only neighbours: a long walk past a short
 * session is a clash as well. An entry of length zero never clashes (`overlapOf`), nor do posters of one time and place
 * with each other. A sweep over starts and ends: O(n log n + clashes + pairs within the longest walk), and no more
 * memory than the entries need.
 */
export function* eachClash(entries: readonly Entry[], walks: Walks = NO_WALKS): Generator<Clash> {
  for (const moment of momentsOf(entries, walks)) yield* inFileOrder(moment, walks)
}

interface ClashCount {
  readonly number: number
  readonly entries: number
  /** All of them, or only a few if there are more than asked for. */
  readonly clashes: readonly Clash[]
}

const EXAMPLES = 3

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

/** More clashes at one moment than anybody reads. */
const MOST_AT_ONCE = 1000

/**
 * The clashes of entries in the order of `eachClash`. At a moment with too many only a few are listed, and the others
 * counted.
 */
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

function countWalks({ left, reachedBy }: Moment, walks: Walks) {
  const groups = new Map<string, Placed[]>()
  for (const one of left) appendTo(groups, JSON.stringify([one.entry.room, one.entry.posters]), one)
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

/** A moment at which clashes may begin. Only valid until the next one is produced. */
interface Moment {
  readonly running: ReadonlySet<Placed>
  readonly beginning: readonly Placed[]
  readonly ended: readonly Placed[]
  readonly left: readonly Placed[]
  /** Begins now or later, before one is sure to have arrived from `one`. */
  readonly reachedBy: (one: Placed) => readonly Placed[]
}

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

interface Pairs {
  readonly one: Placed
  readonly others: readonly Placed[]
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

export function findClashes(entries: readonly Entry[], walks: Walks = NO_WALKS): readonly Clash[] {
  return [...eachClash(entries, walks)]
}

/**
 * The clashes of a session with `others` (without itself), by start, then in their order. The session comes first in
 * every pair. O(n log n).
 */
export function clashesOf(session: Session, others: readonly Entry[], walks: Walks = NO_WALKS): readonly Clash[] {
  const mine = timeTakenBy(session)
  return mine ? clashesWith(mine, others, walks) : []
}

export function clashesWith(mine: Entry, others: readonly Entry[], walks: Walks): readonly Clash[] {
  const clashes = others.flatMap((other): Clash[] => {
    const clash = entryKey(other) === entryKey(mine) ? undefined : clashOf(mine, other, walks)
    return clash ? [{ ...clash, entries: [mine, other] }] : []
  })
  return clashes.sort((a, b) => a.start - b.start)
}

/**
 * The clash of two entries, or undefined. The one that starts first comes first; if both start together, `one` does.
 */
function clashOf(one: Entry, other: Entry, walks: Walks): Clash | undefined {
  return other.start < one.start ? clashBetween(other, one, walks) : clashBetween(one, other, walks)
}

export function collide(one: Entry, other: Entry, walks: Walks): boolean {
  return clashOf(one, other, walks) !== undefined
}

/** The time that a session takes of its attendees, or undefined if it is untimed, cancelled or an umbrella. */
export function timeTakenBy(session: Session): Entry | undefined {
  const { when, status, kind } = session
  return when.kind !== 'timed' || status === 'cancelled' || kind === 'umbrella' ? undefined : entryOf(session, when)
}

/** A timed session as an entry, whether or not it takes anybody's time. */
export function entryOf(session: Session, when: Timed): Entry {
  const { id, title, room, kind } = session
  const inPassing = isInPassing(kind)
  const posters = inPassing ? undefined : posterKey(session, when)
  return definedFields({ id, title, room, ...placeInTime(when), posters, walks: inPassing ? false : undefined })
}

function placeInTime({ start, end, day, offset, endOffset, endAssumed }: Timed) {
  return { start, end, day, offset, endOffset, ...(endAssumed && { endAssumed }) }
}

interface Placed {
  readonly entry: Entry
  readonly order: number
  /** Entries that start at this moment or later do not clash with it. */
  readonly until: number
}

function inTimeOrder(entries: readonly Entry[], walks: Walks): readonly Placed[] {
  return entries
    .map((entry, order) => ({ entry, order, until: reachOf(entry, walks) }))
    .sort((a, b) => a.entry.start - b.entry.start || a.order - b.order)
}

function walkBetween(one: Entry, other: Entry, walks: Walks): Minutes {
  return one.walks === false || other.walks === false ? 0 : walks.between(one.room, other.room)
}

/** Entries that start at this moment (epoch milliseconds) or later do not clash with this one. */
export function reachOf({ end, room, walks: walked }: Entry, walks: Walks): number {
  return end + (walked === false ? 0 : walks.reach(room) * MINUTE)
}

/** `earlier` does not start after `later`. */
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

/** If both end together, the one whose end is known. */
function endsFirst(one: Entry, other: Entry): Entry {
  if (one.end === other.end) return one.endAssumed ? other : one
  return one.end < other.end ? one : other
}

/** The sessions somebody could attend: all that are timed and not cancelled, except breaks and the like. */
interface Attendable {
  readonly entries: readonly Entry[]
  /** How many timed sessions of each kind were left out because people do not attend them as sessions. */
  readonly leftOut: ReadonlyMap<Kind, number>
}

/** Whether people attend this as a session: breaks, parties and umbrellas are not. */
export function isAttended({ kind }: Session): boolean {
  return !isInPassing(kind)
}

/**
 * The sessions of a programme that can clash, in their order, and the number of the others by kind. Sittings of one
 * session do not clash with each other, because nobody wants both.
 */
export function attendable(sessions: readonly Session[]): Attendable {
  const leftOut = new Map<Kind, number>()
  for (const { kind, when, status } of sessions) {
    const counts = isInPassing(kind) && when.kind === 'timed' && status !== 'cancelled'
    if (counts) leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1)
  }
  return { entries: withContents(entriesOf(sessions.filter(({ kind }) => !isInPassing(kind))), sessions), leftOut }
}

function withContents(entries: readonly Entry[], sessions: readonly Session[]): readonly Entry[] {
  if (sessions.every(({ repeatOf }) => repeatOf === undefined)) return entries
  const contentOf = contentFinder(sessions)
  const sittings = new Map<string, number>()
  for (const { id } of entries) sittings.set(contentOf(id), (sittings.get(contentOf(id)) ?? 0) + 1)
  return entries.map((entry) => {
    const content = contentOf(entry.id)
    return entry.posters === undefined && (sittings.get(content) ?? 0) > 1
      ? { ...entry, posters: `content ${content}` }
      : entry
  })
}

/** The time that picked sessions take, in their order: all that are timed and not cancelled, except umbrellas. */
export function entriesOf(sessions: readonly Session[]): readonly Entry[] {
  return sessions.flatMap((session) => timeTakenBy(session) ?? [])
}

/**
 * The entries that may clash on an agenda: what I am going to (with `maybe`, also what I may go to) in the order of the
 * catalogue, then my blocks. Picks that are not in the catalogue take no time.
 */
export function goingEntries(
  agenda: Agenda,
  catalogue: Pick<Catalogue, 'sessions'>,
  { maybe }: { readonly maybe: boolean },
): readonly Entry[] {
  const picked = new Set(agenda.picks.filter(({ stage }) => maybe || stage === 'going').map(({ session }) => session))
  return [...entriesOf(catalogue.sessions.filter(({ id }) => picked.has(id))), ...agenda.blocks.map(blockEntry)]
}

const BLOCK = 'block:'

/** The id of a block among entries. */
export function blockId(title: string): string {
  return BLOCK + title
}

/** Whether an entry with this id is a block, and not a session. */
export function isBlock(id: string): boolean {
  return id.startsWith(BLOCK)
}

export function blockEntry({ title, room, ...when }: Block): Entry {
  return definedFields({ id: blockId(title), title, room, ...placeInTime(when) })
}

/** `Poster`, `e-Posters`, `Posterpräsentation`; not `posterior`, `posterity` or `posterize`. */
const POSTER = /\be?p[oó]ster(?!i[otsz])/iu

/** Whether a session is a poster, by its title, tracks or tags. */
export function isPoster({ title, tracks, tags }: Pick<Session, 'title' | 'tracks' | 'tags'>): boolean {
  return POSTER.test(title) || tracks.some((track) => POSTER.test(track)) || tags.some((tag) => POSTER.test(tag))
}

/**
 * A key shared by posters that can be seen together: those of one time and place. Posters without a place share one.
 * Undefined for other sessions.
 */
export function posterKey(
  session: Pick<Session, 'title' | 'tracks' | 'tags' | 'room'>,
  { start, end }: Pick<Timed, 'start' | 'end'>,
): string | undefined {
  return isPoster(session) ? `${start} ${end} ${fold(session.room ?? '')}` : undefined
}
