import { at, type Lineup } from '../lineup.js'

/**
 * The candidates in one direction of time. Backward, the last session comes first and moments are negative, so that one pass
 * of labels serves both ways. A session without length clashes with nothing, and comes before all others of its stage.
 */
export interface Timeline {
  readonly backward: boolean
  /** Where each place is in the order in which they begin. */
  readonly position: Int32Array
  /** When each place begins and ends; what has no length is over before anything begins. */
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Stretches of the order, mostly days, of which no session can clash with one of another. */
  readonly stages: readonly Stage[]
}

export interface Stage {
  /** In the order in which they begin. */
  readonly places: readonly number[]
  /** The same places in the order in which they end. */
  readonly ending: readonly number[]
}

export function timelineOf(lineup: Lineup, backward: boolean): Timeline {
  const sign = backward ? -1 : 1
  const isIdle = (place: number) => at(lineup.starts, place) === at(lineup.ends, place)
  const [from, to] = backward ? [lineup.ends, lineup.starts] : [lineup.starts, lineup.ends]
  const starts = from.map((moment, place) => sign * (isIdle(place) ? Number.NEGATIVE_INFINITY : moment))
  const turned = to.map((moment, place) => sign * (isIdle(place) ? Number.NEGATIVE_INFINITY : moment))
  const by = (moments: Float64Array) => (a: number, b: number) => {
    const one = at(moments, a)
    const other = at(moments, b)
    return one === other ? sign * (a - b) : one - other
  }
  const ranges: number[][] = []
  let until = Number.NEGATIVE_INFINITY
  for (const place of lineup.candidates.keys()) {
    // Walks are symmetric, so what can be left in time can also be reached in time.
    if (ranges.length === 0 || (at(lineup.starts, place) >= until && !isIdle(place))) ranges.push([])
    ranges.at(-1)?.push(place)
    if (!isIdle(place)) until = Math.max(until, at(lineup.ends, place) + lineup.longestWalk)
  }
  if (backward) ranges.reverse()
  const stages = ranges.map((range) => ({ places: range.sort(by(starts)), ending: [...range].sort(by(turned)) }))
  const position = new Int32Array(starts.length)
  let next = 0
  for (const { places } of stages) for (const place of places) position[place] = next++
  const ends = turned.map((moment) => (moment === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : moment))
  return { backward, position, starts, ends, stages }
}
