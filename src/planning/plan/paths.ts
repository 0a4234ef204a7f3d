import type { Diagram } from './diagram.js'
import { at, int } from './lineup.js'

/** No such path. */
const NONE = Number.NEGATIVE_INFINITY

/** For each node the worth of the best way to it, and the step by which that way comes in (-1 at the root). */
export interface Backing {
  readonly worth: Float64Array
  readonly step: Int32Array
}

/** The forward pass. Plans that lack a fixed session are none here. O(steps). */
export function bestWaysTo(diagram: Diagram, weights: Float64Array): Backing {
  const { nodes, from, to, settle, take, merge, root } = diagram
  const worth = new Float64Array(nodes).fill(NONE)
  const step = new Int32Array(nodes).fill(-1)
  worth[root] = 0
  const pass = (first: number, last: number, gain: number) => {
    for (let index = first; index < last; index++) {
      const sum = at(worth, int(from, index)) + gain
      if (sum <= at(worth, int(to, index))) continue
      worth[int(to, index)] = sum
      step[int(to, index)] = index
    }
  }
  for (let place = 0; place < take.length; place++) {
    pass(int(settle, place), int(take, place), 0)
    if (place === merge.length) break
    pass(int(take, place), int(merge, place), at(weights, place))
    pass(int(merge, place), int(settle, place + 1), 0)
  }
  return { worth, step }
}

/** For each node the worth of the best way on from it, and its first step (-1 at the ends). */
export type Onward = Backing

/** What the backward pass meets: `worth` and `step` are those of the ways that decide only on later places. */
export interface Encounters {
  /** All nodes that are there at `place`, before its session is taken anywhere. */
  readonly onPlace?: (place: number, present: () => readonly number[], later: Onward) => void
  /** The steps that take the session of `place`. */
  readonly onTakes?: (place: number, steps: Iterable<number>, later: Onward) => void
}

/**
 * The backward pass: O(steps), and O(nodes present) for each place that is watched. Of ways that are worth the same it goes
 * the one that takes the earliest session worth anything; so the way from the root is the first of the best plans, compared
 * session by session.
 */
export function bestWaysFrom(diagram: Diagram, weights: Float64Array, { onPlace, onTakes }: Encounters = {}): Onward {
  const { nodes, from, to, settle, take, merge, end, endWithout } = diagram
  const worth = new Float64Array(nodes).fill(NONE)
  const step = new Int32Array(nodes).fill(-1)
  if (end >= 0) worth[end] = 0
  if (endWithout >= 0) worth[endWithout] = 0
  const onward = { worth, step }
  const pass = (first: number, last: number, gain: number, preferred: boolean) => {
    for (let index = last - 1; index >= first; index--) {
      const node = int(from, index)
      const sum = at(worth, int(to, index)) + gain
      if (sum === NONE || sum < at(worth, node) || (sum === at(worth, node) && !preferred)) continue
      worth[node] = sum
      step[node] = index
    }
  }
  const present = onPlace && presence(diagram)
  pass(int(settle, merge.length), int(take, merge.length), 0, true)
  for (let place = merge.length - 1; place >= 0; place--) {
    pass(int(merge, place), int(settle, place + 1), 0, true)
    if (present) onPlace(place, () => present(place), onward)
    const gain = at(weights, place)
    onTakes?.(place, range(int(take, place), int(merge, place)), onward)
    pass(int(take, place), int(merge, place), gain, gain > 0)
    pass(int(settle, place), int(take, place), 0, true)
  }
  return onward
}

function* range(first: number, last: number): Iterable<number> {
  for (let index = first; index < last; index++) yield index
}

/** Answers which nodes are there at a place; asked from the last place down to the first. */
function presence({ nodes, born, gone }: Diagram): (place: number) => readonly number[] {
  const byGone = [...new Int32Array(nodes).keys()].sort((a, b) => int(gone, a) - int(gone, b))
  let there: number[] = []
  return (place) => {
    there = there.filter((node) => int(born, node) <= place)
    for (let node = byGone.at(-1); node !== undefined && int(gone, node) > place; node = byGone.at(-1)) {
      byGone.pop()
      if (int(born, node) <= place) there.push(node)
    }
    return there
  }
}

/** A best way from the root: its nodes, and how many sessions are taken before each; the places of those sessions. */
export interface Path {
  readonly taken: readonly number[]
  /** For each node how many of `taken` come before it, or -1 where the path does not come by. */
  readonly rank: Int32Array
}

export function bestPath({ nodes, to, taken, root }: Diagram, { step }: Onward): Path {
  const sessions: number[] = []
  const rank = new Int32Array(nodes).fill(-1)
  rank[root] = 0
  for (let index = int(step, root); index >= 0; index = int(step, int(to, index))) {
    if (int(taken, index) >= 0) sessions.push(int(taken, index))
    rank[int(to, index)] = sessions.length
  }
  return { taken: sessions, rank }
}

/** A path that leaves another one and, mostly, comes back to it. */
export interface Detour {
  /** What it takes on its way. */
  readonly taken: readonly number[]
  /** The sessions of the other path that it goes past: from one rank until before another. */
  readonly from: number
  readonly until: number
}

/** Where a detour is forced: it comes by `node` and goes on from `on` (the same node, unless it drops what is fixed) by a step. */
export interface Bend {
  readonly node: number
  readonly on: number
  /** -1 where `on` is an end. */
  readonly step: number
}

/** The best path round a bend, as a detour of `path`. O(what differs). */
export function detour(
  { from, to, taken }: Diagram,
  { taken: sessions, rank }: Path,
  [before, later]: readonly [Backing, Onward],
  { node, on, step }: Bend,
): Detour {
  const way: number[] = []
  let start = node
  while (int(rank, start) < 0) {
    const index = int(before.step, start)
    if (int(taken, index) >= 0) way.push(int(taken, index))
    start = int(from, index)
  }
  way.reverse()
  let end = on
  for (let index = step; index >= 0; index = int(rank, end) < 0 ? int(later.step, end) : -1) {
    if (int(taken, index) >= 0) way.push(int(taken, index))
    end = int(to, index)
  }
  return { taken: way, from: int(rank, start), until: int(rank, end) < 0 ? sessions.length : int(rank, end) }
}
