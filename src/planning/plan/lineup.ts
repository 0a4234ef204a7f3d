import type { ShownSpan } from '../../model/index.js'
import { addMinutes, instant, MINUTE, type Minutes, type Span } from '../../model/time.js'
import { reachOf } from '../agenda/clashes.js'
import type { Walks } from '../agenda/walks.js'
import type { BreakWindow, Candidate } from './problem.js'

/**
 * Candidates by their place in the order in which a plan decides on them: by start, then id. All lists have one number for each
 * candidate; moments are epoch milliseconds, weights points in the unit of `prepare`, as integers.
 */
export interface Lineup {
  readonly candidates: readonly Candidate[]
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly weights: Float64Array
  /** The last one after it that it clashes with; itself where there is none. */
  readonly lastRival: Int32Array
  /** Posters that can be seen together share a number; all others have -1. */
  readonly posters: Int32Array
  /** The room that each is in, by number; walks from one number to another are always the same. */
  readonly rooms: Int32Array
  /** No walk to or from each is longer, in milliseconds. */
  readonly reach: Float64Array
  /** No walk at all is longer, in milliseconds. */
  readonly longestWalk: number
  /** The walk from one to another, in milliseconds. */
  readonly walk: (one: number, other: number) => number
  /** Whether two clash, of which the first comes first in the order. */
  readonly clash: (earlier: number, later: number) => boolean
  /** The places of those that are fixed. */
  readonly fixed: readonly number[]
}

/** Lines up candidates that are in order. O(n log n + pairs within a walk of each other). */
export function lineUp(candidates: readonly Candidate[], weights: readonly number[], walks: Walks): Lineup {
  const starts = Float64Array.from(candidates, ({ entry }) => entry.start)
  const ends = Float64Array.from(candidates, ({ entry }) => entry.end)
  const { rooms, walk } = walkTable(candidates, walks)
  const posters = postersIn(candidates)
  const clash = (earlier: number, later: number) => {
    const end = at(ends, earlier)
    const start = at(starts, later)
    if (int(posters, earlier) >= 0 && int(posters, earlier) === int(posters, later)) return false
    if (at(starts, earlier) === end || start === at(ends, later)) return false
    return end > start || start - end < walk(earlier, later)
  }
  const lastRival = new Int32Array(candidates.length)
  for (const [index, { entry }] of candidates.entries()) {
    let rival = firstFrom(starts, reachOf(entry, walks)) - 1
    while (rival > index && !clash(index, rival)) rival--
    lastRival[index] = Math.max(rival, index)
  }
  const fixed = [...candidates.keys()].filter((place) => candidates[place]?.fixed)
  const reach = Float64Array.from(candidates, ({ entry }) => reachOf(entry, walks) - entry.end)
  const own = Float64Array.from(weights)
  const longestWalk = Math.max(0, ...reach)
  return {
    candidates,
    starts,
    ends,
    weights: own,
    lastRival,
    rooms,
    reach,
    longestWalk,
    walk,
    posters,
    clash,
    fixed,
  }
}

function postersIn(candidates: readonly Candidate[]): Int32Array {
  const walls = new Map<string, number>()
  return Int32Array.from(candidates, ({ entry: { posters } }) => {
    if (posters === undefined) return -1
    const wall = walls.get(posters) ?? walls.size
    walls.set(posters, wall)
    return wall
  })
}

/** A number of a list that is known to hold it. */
export function at(list: Float64Array | readonly number[], index: number): number {
  return list[index] ?? Number.NaN
}

/** What sessions weigh together. */
export function weighed(places: readonly number[], weights: Float64Array): number {
  return places.reduce((sum, place) => sum + at(weights, place), 0)
}

/** A number of a list of whole ones: engines read lists faster where each line of code meets but one sort of them. */
export function int(list: Int32Array, index: number): number {
  return list[index] ?? -1
}

/** The place of the first of ascending numbers that is `least` or more. */
function firstFrom(numbers: Float64Array, least: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(numbers, middle) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Up to this many rooms each walk is asked for once. */
const ROOMS_IN_TABLE = 512

/** Numbers of the rooms that candidates are in, and the walk from candidate to candidate in milliseconds. */
function walkTable(candidates: readonly Candidate[], walks: Walks): Pick<Lineup, 'rooms' | 'walk'> {
  const numbers = new Map<string | undefined | null, number>()
  const rooms = Int32Array.from(candidates, ({ entry: { room, walks } }) => {
    const place = walks === false ? null : room
    const known = numbers.get(place) ?? numbers.size
    numbers.set(place, known)
    return known
  })
  const names = [...numbers.keys()]
  const between = (one: number, other: number) => {
    const a = names[one]
    const b = names[other]
    return a === null || b === null ? 0 : walks.between(a, b) * MINUTE
  }
  const size = numbers.size
  if (size > ROOMS_IN_TABLE) return { rooms, walk: (one, other) => between(int(rooms, one), int(rooms, other)) }
  const table = new Float64Array(size * size).fill(-1)
  const askFor = (cell: number) => {
    const asked = between(Math.floor(cell / size), cell % size)
    table[cell] = asked
    return asked
  }
  const walk = (one: number, other: number) => {
    const cell = int(rooms, one) * size + int(rooms, other)
    const known = table[cell] ?? -1
    return known < 0 ? askFor(cell) : known
  }
  return { rooms, walk }
}

type Moments = Pick<Lineup, 'starts' | 'ends'>

/** A free stretch of `length` milliseconds between `start` and `end`, with the blocks that lie in it, by start. */
export interface Rest {
  readonly start: number
  readonly end: number
  readonly length: number
  readonly busy: readonly { readonly start: number; readonly end: number }[]
}

/** The earliest moment from `from` on at which a rest may begin as far as blocks go, or Infinity. */
export function restFrom({ start, end, length, busy }: Rest, from: number): number {
  let moment = Math.max(start, from)
  for (const block of busy) if (block.end > moment && block.start < moment + length) moment = block.end
  return moment + length <= end ? moment : Number.POSITIVE_INFINITY
}

/** Whether a session takes time of the window. */
export function touches(rest: Rest, { starts, ends }: Moments, place: number): boolean {
  const start = at(starts, place)
  const end = at(ends, place)
  return start < end && start < rest.end && rest.start < end
}

/** When a rest can begin at the earliest after a session of the window; one that could begin `before` and be over, was had. */
export function restAfter(rest: Rest, before: number, { starts, ends }: Moments, place: number): number {
  if (before === HAD || before + rest.length <= at(starts, place)) return HAD
  return restFrom(rest, Math.max(before, at(ends, place)))
}

const HAD = Number.NEGATIVE_INFINITY

/** The earliest time for a break in a window, beside everything that takes time; undefined if there is none. */
export function breakIn(window: BreakWindow, busy: readonly Span[]): ShownSpan | undefined {
  const { start, end, offset, endOffset, minutes } = window
  const taken = busy.filter((one) => one.start < one.end).sort((a, b) => a.start - b.start)
  const begins = restFrom({ start, end, length: minutes * MINUTE, busy: taken }, start)
  if (begins === Number.POSITIVE_INFINITY) return undefined
  const from = instant(begins)
  return { start: from, end: addMinutes(from, minutes), offset, endOffset }
}

/** What nobody eats in: it is free for so many minutes between `from` and `to`, on the venue's clock. */
const MEAL = { from: 11 * 60, to: 15 * 60, minutes: 30 }
/** A day that begins before the one and ends after the other is long enough to get hungry. */
const NOON = { before: 12 * 60, after: 14 * 60 }

/** Something of a day: minutes since its midnight on the venue's clock. */
interface Taken {
  readonly start: Minutes
  readonly end: Minutes
}

/** Whether a day is full from morning to afternoon, with no half hour free around noon. */
export function lacksBreak(day: readonly Taken[]): boolean {
  const taken = day.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)
  const isLong = taken.some(({ start }) => start < NOON.before) && taken.some(({ end }) => end > NOON.after)
  const meal = { start: MEAL.from, end: MEAL.to, length: MEAL.minutes, busy: taken }
  return isLong && restFrom(meal, MEAL.from) === Number.POSITIVE_INFINITY
}
