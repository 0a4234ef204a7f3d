import { at, type Lineup } from '../lineup.js'

/**
 * The candidates in one direction of time. Backward, the last session comes first and moments are negative, so that one pass
 * of labels serves both ways. A session without length clashes with nothing: it comes before all others.
 */
export interface Timeline {
  readonly backward: boolean
  /** Where each place is in the order in which they begin. */
  readonly position: Int32Array
  /** When each place begins and ends; infinite for what has no length. */
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
  const [from, to] = backward ? [lineup.ends, lineup.starts] : [lineup.starts, lineup.ends]
  const turned = (moments: Float64Array) =>
    moments.map((moment, place) => sign * (at(from, place) === at(to, place) ? Number.NEGATIVE_INFINITY : moment))
  const [starts, ends] = [turned(from), turned(to)]
  const by = (moments: Float64Array) => (a: number, b: number) => {
    const [one, other] = [at(moments, a), at(moments, b)]
    return one === other ? sign * (a - b) : one - other
  }
  const order = [...lineup.candidates.keys()].sort(by(starts))
  const position = new Int32Array(order.length)
  const stages: number[][] = []
  let until = Number.NEGATIVE_INFINITY
  for (const [index, place] of order.entries()) {
    position[place] = index
    // A walk is as long for both: who comes to a room need not be away from it for longer.
    if (at(starts, place) >= until || stages.length === 0) stages.push([])
    stages.at(-1)?.push(place)
    until = Math.max(until, at(ends, place) + lineup.longestWalk)
  }
  return {
    backward,
    position,
    starts,
    ends,
    stages: stages.map((places) => ({ places, ending: [...places].sort(by(ends)) })),
  }
}
