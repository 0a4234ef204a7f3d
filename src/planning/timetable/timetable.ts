import {
  appendTo,
  type Block,
  definedFields,
  firstOf,
  type Kind,
  type Session,
  type Stage,
  type Timed,
} from '../../model/index.js'
import {
  addMinutes,
  type Day,
  type Instant,
  type Minutes,
  minutesBetween,
  overlapOf,
  type Span,
} from '../../model/time.js'
import { fold } from '../selection/fold-text.js'
import { compareText } from '../sessions/order.js'

export const ACROSS = ['room', 'track'] as const
export type Across = (typeof ACROSS)[number]

/** A stay in its place: slots `from` up to `to`, counted over all columns from the left. */
export interface Box extends Stay {
  readonly from: number
  readonly to: number
  /** How many sessions at the same time have no place in the column. */
  readonly more: number
}

/** A room, a track, or my blocks, with as many slots as it has sessions side by side. */
export interface TimetableColumn {
  readonly name?: string
  readonly mine: boolean
  readonly slots: number
}

/** One day as a timetable without a size: columns from left to right, with boxes in them and banners across. */
export interface TimetableDay {
  readonly day: Day
  readonly columns: readonly TimetableColumn[]
  /** No two share both a slot and a time. */
  readonly boxes: readonly Box[]
  readonly banners: readonly Banner[]
  readonly leftOut?: LeftOut
}

export interface TimetableInput {
  readonly sessions: readonly Session[]
  readonly stages: ReadonlyMap<string, Stage>
  readonly blocks: readonly Block[]
  /** Without it all sessions are in one column. */
  readonly across?: Across
}

/** More blocks at once have no column. */
const BLOCKS_AT_ONCE = 2

/** Kinds for everybody everywhere, which are shown across all columns unless I picked them. */
const EVERYWHERE: ReadonlySet<Kind> = new Set<Kind>(['break', 'social', 'umbrella'])

export function isBanner({ id, kind }: Session, stages: ReadonlyMap<string, Stage>): boolean {
  return EVERYWHERE.has(kind) && !stages.has(id)
}

/**
 * Rooms if most sessions have one, or else whichever of the two more sessions have. Undefined if no session has either.
 */
export function acrossFor(sessions: readonly Session[]): Across | undefined {
  const having = (across: Across) => sessions.filter((session) => firstOf(session, across) !== undefined).length
  const [rooms, tracks] = [having('room'), having('track')]
  if (rooms + tracks === 0) return undefined
  return rooms * 2 > sessions.length || rooms >= tracks ? 'room' : 'track'
}

/**
 * Lays out one day. `fitting` returns how many slots (at least one) fit beside those of my blocks. If the columns need
 * more, those with most of my picks are shown, then the fullest; a session without a lane is counted on the box beside
 * it.
 */
export function layOutDay(day: Day, input: TimetableInput, fitting: (mine: number) => Fitting): TimetableDay {
  const { sessions, stages, across } = input
  const stays = (banners: boolean) =>
    sessions.flatMap((session) => {
      const { id, when } = session
      if (when.kind !== 'timed' || when.day !== day || isBanner(session, stages) !== banners) return []
      return [stayOf(definedFields({ kind: 'session', session, stage: stages.get(id) }), when)]
    })
  const own = input.blocks.filter((block) => block.day === day)
  const blocks = own.map((block) => stayOf({ kind: 'block', block }, block))
  const mine = { mine: true, stays: blocks, slots: Math.min(depthOf(blocks), BLOCKS_AT_ONCE) }
  const { chosen, leftOut } = chooseColumns(stays(false), across, fitting(mine.slots))
  const columns = [...(blocks.length > 0 ? [mine] : []), ...chosen]
  const boxes: Box[] = []
  let first = 0
  for (const { stays: inside, slots } of columns) {
    for (const box of placeInLanes(inside, slots)) boxes.push({ ...box, from: first + box.from, to: first + box.to })
    first += slots
  }
  return {
    day,
    columns: columns.map(({ stays: _, ...column }) => column),
    boxes,
    banners: bannersOf(stays(true)),
    ...(leftOut && { leftOut }),
  }
}

interface ColumnStays {
  readonly name?: string
  readonly mine: false
  readonly stays: readonly Stay[]
  readonly slots: number
}

/** The columns that did not fit, in order, and how the others were chosen: by my picks, or by number of sessions. */
interface LeftOut {
  readonly by: 'picks' | 'sessions'
  readonly of: number
  readonly wanted: number
  readonly columns: readonly { readonly name?: string; readonly sessions: number; readonly picks: number }[]
}

interface Candidate {
  readonly name: string | undefined
  readonly stays: readonly Stay[]
  readonly wanted: number
  readonly least: number
  readonly going: number
  readonly picks: number
}

/** The number of slots: the preferred limit, and the limit at the narrowest width, for the sake of my picks. */
export interface Fitting {
  readonly wide: number
  readonly narrow: number
}

/**
 * The columns to show, by name. If not all fit, those with the most going picks, then with the most maybes, then with
 * the most sessions.
 */
function chooseColumns(
  stays: readonly Stay[],
  across: Across | undefined,
  { wide, narrow }: Fitting,
): { readonly chosen: readonly ColumnStays[]; readonly leftOut?: LeftOut } {
  const all = candidatesOf(stays, across)
  const wanted = sumOf(all.map((one) => one.wanted))
  if (wanted <= wide) return { chosen: all.map((one) => column(one, one.wanted)) }
  const ranked = [...all].sort(byWorth)
  const mine = ranked.filter(({ picks }) => picks > 0)
  const others = ranked.filter(({ picks }) => picks === 0)
  const least = sumOf(mine.map((one) => one.least))
  const own = mine.length > 0 ? squeezed(mine, Math.max(wide, Math.min(least, narrow))) : []
  // Columns without picks get no space while a pick is without a place.
  const free = own.length < mine.length ? 0 : wide - sumOf(own.map(([, lanes]) => lanes))
  const slots = new Map([...own, ...fitting(others, free)])
  const [best] = ranked
  // A column that is wider than the whole space takes it all if nothing else fits.
  if (slots.size === 0 && best) slots.set(best, wide)
  const chosen = all.flatMap((one) => {
    const lanes = slots.get(one)
    return lanes === undefined ? [] : [column(one, lanes)]
  })
  const missing = all.filter((one) => !slots.has(one))
  if (missing.length === 0) return { chosen }
  const columns = missing.map(({ name, stays, picks }) => definedFields({ name, sessions: stays.length, picks }))
  return { chosen, leftOut: { by: mine.length > 0 ? 'picks' : 'sessions', of: all.length, wanted, columns } }
}

function candidatesOf(stays: readonly Stay[], across: Across | undefined): readonly Candidate[] {
  const byName = new Map<string | undefined, Stay[]>()
  for (const stay of stays) {
    const name = across && stay.of.kind === 'session' ? firstOf(stay.of.session, across) : undefined
    appendTo(byName, name, stay)
  }
  return [...byName]
    .map(([name, own]) => {
      const mine = own.filter((stay) => weightOf(stay) > 0)
      const going = mine.filter((stay) => weightOf(stay) > 1).length
      const [wanted, least] = [depthOf(own), Math.max(1, depthOf(mine))]
      return { name, stays: own, wanted, least, going, picks: mine.length }
    })
    .sort((a, b) => byDigits(a.name, b.name))
}

function byWorth(a: Candidate, b: Candidate): number {
  return b.going - a.going || b.picks - a.picks || b.stays.length - a.stays.length
}

function squeezed(mine: readonly Candidate[], slots: number): readonly (readonly [Candidate, number])[] {
  let kept = mine
  while (kept.length > 1 && sumOf(kept.map(({ least }) => least)) > slots) kept = kept.slice(0, -1)
  const lanes = kept.map(({ wanted }) => wanted)
  const shrink = (leastOf: (one: Candidate) => number) => {
    while (sumOf(lanes) > slots) {
      const open = kept.flatMap((one, index) => ((lanes[index] ?? 0) > leastOf(one) ? [index] : []))
      const [first] = open
      if (first === undefined) return
      const widest = open.reduce((one, other) => ((lanes[other] ?? 0) > (lanes[one] ?? 0) ? other : one), first)
      lanes[widest] = (lanes[widest] ?? 0) - 1
    }
  }
  shrink(({ least }) => least)
  shrink(() => 1)
  return kept.map((one, index) => [one, lanes[index] ?? 1])
}

function fitting(all: readonly Candidate[], slots: number): readonly (readonly [Candidate, number])[] {
  let free = slots
  return all.flatMap((one) => {
    if (one.wanted > free) return []
    free -= one.wanted
    return [[one, one.wanted] as const]
  })
}

function column({ name, stays }: Candidate, slots: number): ColumnStays {
  return definedFields({ name, mine: false, stays, slots })
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function byDigits(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return compareText(padded(a), padded(b)) || compareText(a, b)
}

function padded(name: string): string {
  return fold(name).replace(/\d+/g, (digits) => digits.padStart(8, '0'))
}

/** The most that run at the same time. O(n log n). */
function depthOf(spans: readonly Span[]): number {
  const turns = spans.flatMap(({ start, end }) => [
    { at: start, by: 1 },
    { at: end, by: -1 },
  ])
  let now = 0
  let most = 0
  // An end makes room for a start at the same time.
  for (const { by } of turns.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

/**
 * Places the stays of one column in `lanes` lanes without overlaps: by start, longer ones first, then as given. If
 * there are too many at once, mine take precedence. A stay also takes free lanes to its right.
 */
function placeInLanes(stays: readonly Stay[], lanes: number): readonly Box[] {
  const kept = depthOf(stays) <= lanes ? stays : withinDepth(stays, lanes)
  const until: number[] = []
  const placed = [...kept]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((stay) => {
      const free = until.findIndex((end) => end <= stay.start)
      const from = free < 0 ? until.length : free
      until[from] = stay.end
      return { ...stay, from, to: from + 1, more: 0 }
    })
  const boxes = placed.map((box) => ({ ...box, to: rightEnd(box, placed, lanes) }))
  const shown = new Set(kept)
  for (const stay of stays) {
    if (shown.has(stay)) continue
    const [first, ...others] = boxes.filter((box) => overlap(box, stay))
    if (first) others.reduce((one, other) => (other.to > one.to ? other : one), first).more++
  }
  return boxes
}

/** As many as possible with never more than `lanes` at once: those that matter more to me first, then as given. */
function withinDepth(stays: readonly Stay[], lanes: number): readonly Stay[] {
  const kept: Stay[] = []
  for (const weight of [2, 1, 0]) {
    for (const stay of stays) {
      if (weightOf(stay) !== weight) continue
      const beside = kept.filter((other) => overlap(other, stay)).flatMap((other) => overlapOf(other, stay) ?? [])
      if (depthOf(beside) < lanes) kept.push(stay)
    }
  }
  return kept
}

function rightEnd(box: Box, placed: readonly Box[], lanes: number): number {
  if (box.to === lanes) return lanes
  const beside = placed.filter((other) => other.from > box.from && overlap(box, other))
  return beside.reduce((end, { from }) => Math.min(end, from), lanes)
}

/** Like `overlapOf`, but without allocating a span, because it is called very often. */
function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}

/** Shown across all columns: sessions with one title at one time, such as badge pick-up at each entrance. */
export interface Banner {
  readonly sessions: readonly [Session, ...Session[]]
  readonly when: Timed
}

function bannersOf(stays: readonly Stay[]): readonly Banner[] {
  const found = new Map<string, { sessions: [Session, ...Session[]]; when: Timed }>()
  for (const { of, when } of stays) {
    if (of.kind !== 'session') continue
    const { title, status } = of.session
    const key = JSON.stringify([when.start, when.end, status, title])
    const same = found.get(key)
    if (same) same.sessions.push(of.session)
    else found.set(key, { sessions: [of.session], when })
  }
  return [...found.values()].sort((a, b) => a.when.start - b.when.start)
}

type Occupant =
  | { readonly kind: 'session'; readonly session: Session; readonly stage?: Stage }
  | { readonly kind: 'block'; readonly block: Block }

/** An occupant, its time, and the time it takes on paper: at least a minute, so that it is visible. */
interface Stay extends Span {
  readonly of: Occupant
  readonly when: Timed
}

function stayOf(of: Occupant, when: Timed): Stay {
  const { start, end } = when
  return { of, when, start, end: end > start ? end : addMinutes(start, 1) }
}

/** How much a stay matters to me: 2 if I am going, 1 for a maybe, 0 for other sessions. */
export function weightOf({ of }: Stay): 0 | 1 | 2 {
  if (of.kind === 'block' || of.stage === 'going') return 2
  return of.stage === 'maybe' ? 1 : 0
}

export interface TimetableDays {
  readonly days: readonly Day[]
  readonly otherDays: readonly Day[]
}

/**
 * The days to draw: if the person narrowed the programme, all that have a selected session with a time, and those of
 * `asked` that have a block. Otherwise one: today, the first with a pick, the first with a session people attend, or
 * the first.
 */
export function timetableDays(
  { sessions, stages, blocks }: TimetableInput,
  wanted:
    | { readonly narrowed: true; readonly asked: readonly Day[] }
    | { readonly narrowed: false; readonly today: Day },
): TimetableDays {
  const daysWith = (holds: (session: Session) => boolean) =>
    sessions.flatMap((session) => (session.when.kind === 'timed' && holds(session) ? [session.when.day] : []))
  const all = [...new Set(daysWith(() => true))].sort()
  if (wanted.narrowed) {
    const mine = blocks.map(({ day }) => day).filter((day) => wanted.asked.includes(day))
    return { days: [...new Set([...all, ...mine])].sort(), otherDays: [] }
  }
  const first = (days: readonly Day[]) => [...days].sort()[0]
  const one = all.includes(wanted.today)
    ? wanted.today
    : (first(daysWith(({ id }) => stages.has(id))) ??
      first(daysWith((session) => !isBanner(session, stages))) ??
      all[0])
  return { days: one === undefined ? [] : [one], otherDays: all.filter((day) => day !== one) }
}

export interface Moment {
  readonly at: Instant
  /** Minutes the displayed clock is ahead of UTC; undefined if nothing is known to start or end. */
  offset?: Minutes
  starts: boolean
  ends: boolean
  readonly banners: Banner[]
}

/** An end this shortly before a start is shown together with it: a change of speakers is not a gap. */
const SHORT: Minutes = 5

/** Ends that are followed by a start within five minutes are shown at that start. */
export function momentsOf(
  boxes: readonly Box[],
  banners: readonly Banner[],
): { readonly moments: readonly Moment[]; readonly placeOf: (at: Instant) => number } {
  const turns = new Map<Instant, Moment>()
  const turnAt = (at: Instant, offset?: Minutes) => {
    const turn: Moment = turns.get(at) ?? { at, starts: false, ends: false, banners: [] }
    if (offset !== undefined) turn.offset = offset
    turns.set(at, turn)
    return turn
  }
  for (const { when, start, end } of boxes) {
    turnAt(start, when.offset).starts = true
    turnAt(end, end === when.end && !when.endAssumed ? when.endOffset : undefined).ends = true
  }
  for (const banner of banners) turnAt(banner.when.start, banner.when.offset).banners.push(banner)

  const kept: Moment[] = []
  const shownAt = new Map<Instant, Instant>()
  let next: Moment | undefined
  for (const turn of [...turns.values()].sort((a, b) => b.at - a.at)) {
    const ending = !turn.starts && turn.banners.length === 0
    if (ending && next && minutesBetween(turn.at, next.at) <= SHORT) {
      next.ends = true
      shownAt.set(turn.at, next.at)
      continue
    }
    if (!ending) next = turn
    kept.push(turn)
  }
  const moments = kept.reverse()
  const places = new Map(moments.map(({ at }, place) => [at, place]))
  return { moments, placeOf: (at) => places.get(shownAt.get(at) ?? at) ?? 0 }
}
