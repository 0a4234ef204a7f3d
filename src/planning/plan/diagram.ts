import type { Limits } from './limits.js'
import type { Lineup } from './lineup.js'
import type { Near } from './near.js'
import { Numbers } from './numbers.js'

/**
 * All plans there are, as the paths of a graph. A node is what the decided past still means to the undecided rest. It is there
 * at every place from `born` until before `gone`, and all steps into it come before it is there. The steps stand in the order of
 * time; those of place p are `settle[p]` to `take[p]` (something ceases to matter), to `merge[p]` (session p is taken), to
 * `settle[p + 1]` (session p is not taken, and that makes the same node as taking it elsewhere did). A node that is
 * still there after a place has left its session out: that takes no step.
 */
export interface Diagram {
  readonly nodes: number
  /** In steps; a node counts for some. */
  readonly cost: number
  readonly from: Int32Array
  readonly to: Int32Array
  /** The place of the session that a step takes, or -1. */
  readonly taken: Int32Array
  readonly settle: Int32Array
  readonly take: Int32Array
  readonly merge: Int32Array
  readonly born: Int32Array
  readonly gone: Int32Array
  readonly root: number
  /** Where every plan ends that holds all that is fixed. */
  readonly end: number
  /** Where plans end that lack one fixed session; -1 where nothing is fixed. */
  readonly endWithout: number
  /** For the place of each fixed session, the steps that leave it out. */
  readonly lacking: ReadonlyMap<number, readonly Leaving[]>
}

export interface Leaving {
  readonly from: number
  readonly to: number
}

/** What a graph may cost by itself: what is larger is better left to a program. Some tenths of a second for 400 sessions. */
export function allowance(places: number): number {
  return 300_000 + 150 * places
}

/** What a node costs, in steps. */
const NODE = 4

/**
 * Draws the graph, or nothing where it would cost more than `most`: a step each step, some each node. Each place costs as many steps as there are pasts that
 * still matter: about one for every room where walks are plain, times the states of the limits.
 */
export function drawDiagram(lineup: Lineup, near: Near, limits: Limits, most: number): Diagram | undefined {
  const places = lineup.candidates.length
  const [from, to, taken] = [new Numbers(), new Numbers(), new Numbers()]
  const [sets, states, born, gone] = [new Numbers(), new Numbers(), new Numbers(), new Numbers()]
  const [settle, take, merge] = [new Numbers(), new Numbers(), new Numbers()]
  const lacking = new Map<number, readonly Leaving[]>()
  const byKey = new Map<number, number>()
  /** Nodes that stay as they are until a place; all others are awake, and are asked at every place. */
  const asleep: number[][] = Array.from({ length: places + 2 }, () => [])
  let awake: number[] = []

  const keyOf = (set: number, state: number) => state * SETS + set
  const addNode = (set: number, state: number, place: number) => {
    sets.push(set)
    states.push(state)
    born.push(place)
    gone.push(places + 1)
    return sets.length - 1
  }
  const addStep = (one: number, other: number, session = -1) => {
    from.push(one)
    to.push(other)
    taken.push(session)
  }
  const bury = (node: number, place: number) => {
    gone.set(node, place)
    byKey.delete(keyOf(sets.get(node), states.get(node)))
  }
  const enliven = (node: number, place: number) => {
    const [set, state] = [sets.get(node), states.get(node)]
    byKey.set(keyOf(set, state), node)
    const until = near.idleUntil(set)
    if (until > place) asleep[Math.min(until, places)]?.push(node)
    else awake.push(node)
  }
  const isThere = (node: number) => gone.get(node) > places

  /** Nodes that mean something else from here on become one with those that mean the same. */
  const settleAt = (place: number, nodes: Iterable<number>) => {
    const moved = new Map<number, { readonly set: number; readonly state: number; readonly nodes: number[] }>()
    for (const node of nodes) {
      const [set, state] = [near.settle(sets.get(node), place), limits.settle(states.get(node), place)]
      if (set === sets.get(node) && state === states.get(node)) continue
      const key = keyOf(set, state)
      const group = moved.get(key) ?? { set, state, nodes: [] }
      group.nodes.push(node)
      moved.set(key, group)
    }
    for (const group of moved.values()) for (const node of group.nodes) bury(node, place)
    for (const [key, { set, state, nodes: old }] of moved) {
      const same = byKey.get(key)
      if (same !== undefined) bury(same, place)
      const node = addNode(set, state, place)
      for (const one of same === undefined ? old : [same, ...old]) addStep(one, node)
      enliven(node, place)
    }
    if (moved.size > 0) awake = awake.filter(isThere)
  }

  const decideOn = (session: number) => {
    const fresh = new Map<number, number>()
    const nodeFor = (set: number, state: number) => {
      const key = keyOf(set, state)
      const known = fresh.get(key) ?? addNode(set, state, session + 1)
      fresh.set(key, known)
      return known
    }
    // Whoever sleeps sits in a session that still runs, and clashes with all but what has no length.
    const present = [...(near.isIdle(session) ? byKey.values() : awake)]
    for (const node of present) {
      const set = near.take(sets.get(node), session)
      const state = set < 0 ? -1 : limits.take(states.get(node), session)
      if (state >= 0) addStep(node, nodeFor(set, state), session)
    }
    merge.push(from.length)
    if (lineup.candidates[session]?.fixed) {
      const all = [...byKey.values()]
      const whole = all.filter((node) => !limits.isWithout(states.get(node)))
      const leaving = whole.map((node) => {
        return { from: node, to: nodeFor(sets.get(node), limits.without(states.get(node))) }
      })
      lacking.set(session, leaving)
      for (const node of all) bury(node, session + 1)
      awake = []
    } else {
      let merged = false
      for (const [key, node] of fresh) {
        const same = byKey.get(key)
        if (same === undefined) continue
        addStep(same, node)
        bury(same, session + 1)
        merged = true
      }
      if (merged) awake = awake.filter(isThere)
    }
    for (const node of fresh.values()) enliven(node, session + 1)
  }

  enliven(addNode(0, 0, 0), 0)
  for (let place = 0; place <= places; place++) {
    settle.push(from.length)
    for (const node of asleep[place] ?? []) if (isThere(node)) awake.push(node)
    if (limits.endsAt(place)) settleAt(place, [...byKey.values()])
    else if (near.endsAt(place)) settleAt(place, awake)
    take.push(from.length)
    if (place < places) decideOn(place)
    if (from.length + NODE * sets.length > most) return undefined
  }
  const ends = new Map([...byKey.values()].map((node) => [limits.isWithout(states.get(node)), node]))
  return {
    nodes: sets.length,
    cost: from.length + NODE * sets.length,
    from: from.list(),
    to: to.list(),
    taken: taken.list(),
    settle: settle.list(),
    take: take.list(),
    merge: merge.list(),
    born: born.list(),
    gone: gone.list(),
    root: 0,
    end: ends.get(false) ?? -1,
    endWithout: ends.get(true) ?? -1,
    lacking,
  }
}

/** More sets of sessions than memory holds: with it a set and a state make one whole number. */
const SETS = 2 ** 30
