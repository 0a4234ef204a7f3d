import type { Limits } from './limits.js'
import { at, type Lineup } from './lineup.js'
import type { Near } from './near.js'

/**
 * All plans there are, as the paths of a graph. A node is what the decided past still means to the undecided rest. It is there
 * at every place from `born` until before `gone`, and all steps into it come before it is there. The steps stand in the order of
 * time; those of place p are `settle[p]` to `take[p]` (something ceases to matter), to `merge[p]` (session p is taken), to
 * `settle[p + 1]` (session p is not taken, and that makes the same node as taking it elsewhere did). A node that is
 * still there after a place has left its session out: that takes no step.
 */
export interface Diagram {
  readonly nodes: number
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

/** Drawing stops here: some hundred megabytes, some seconds. */
export const MOST_STEPS = 4_000_000

/**
 * Draws the graph, or nothing where it would take more than `most` steps. Each place costs as many steps as there are pasts that
 * still matter: about one for every room where walks are plain, times the states of the limits.
 */
export function drawDiagram(lineup: Lineup, near: Near, limits: Limits, most = MOST_STEPS): Diagram | undefined {
  const places = lineup.candidates.length
  const [from, to, taken] = [new Numbers(), new Numbers(), new Numbers()]
  const [sets, states, born, gone] = [new Numbers(), new Numbers(), new Numbers(), new Numbers()]
  const [settle, take, merge] = [new Numbers(), new Numbers(), new Numbers()]
  const lacking = new Map<number, readonly Leaving[]>()
  const changing = new Uint8Array(places + 1)
  const byKey = new Map<number, number>()
  let alive: number[] = []

  const keyOf = (set: number, state: number) => state * SETS + set
  const addNode = (set: number, state: number, place: number) => {
    const change = near.changesAt(set)
    if (change <= places) changing[change] = 1
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
  const enliven = (node: number) => {
    alive.push(node)
    byKey.set(keyOf(sets.get(node), states.get(node)), node)
  }

  /** Nodes that mean something else from here on become one with those that mean the same. */
  const settleAt = (place: number) => {
    const moved = new Map<number, { readonly set: number; readonly state: number; readonly nodes: number[] }>()
    for (const node of alive) {
      const [set, state] = [near.settle(sets.get(node), place), limits.settle(states.get(node), place)]
      if (set === sets.get(node) && state === states.get(node)) continue
      const key = keyOf(set, state)
      const group = moved.get(key) ?? { set, state, nodes: [] }
      group.nodes.push(node)
      moved.set(key, group)
    }
    if (moved.size === 0) return
    for (const { nodes } of moved.values()) for (const node of nodes) bury(node, place)
    const fresh: number[] = []
    for (const [key, { set, state, nodes }] of moved) {
      const same = byKey.get(key)
      if (same !== undefined) bury(same, place)
      const node = addNode(set, state, place)
      for (const old of same === undefined ? nodes : [same, ...nodes]) addStep(old, node)
      fresh.push(node)
    }
    alive = alive.filter((node) => gone.get(node) > place)
    for (const node of fresh) enliven(node)
  }

  const decideOn = (session: number) => {
    const fresh = new Map<number, number>()
    const nodeFor = (set: number, state: number) => {
      const key = keyOf(set, state)
      const known = fresh.get(key) ?? addNode(set, state, session + 1)
      fresh.set(key, known)
      return known
    }
    for (const node of alive) {
      const set = near.take(sets.get(node), session)
      const state = set < 0 ? -1 : limits.take(states.get(node), session)
      if (state >= 0) addStep(node, nodeFor(set, state), session)
    }
    merge.push(from.length)
    if (lineup.candidates[session]?.fixed) {
      const whole = alive.filter((node) => !limits.isWithout(states.get(node)))
      const leaving = whole.map((node) => {
        return { from: node, to: nodeFor(sets.get(node), limits.without(states.get(node))) }
      })
      lacking.set(session, leaving)
      for (const node of alive) bury(node, session + 1)
      alive = []
    } else {
      for (const [key, node] of fresh) {
        const same = byKey.get(key)
        if (same === undefined) continue
        addStep(same, node)
        bury(same, session + 1)
      }
      alive = alive.filter((node) => gone.get(node) > session + 1)
    }
    for (const node of fresh.values()) enliven(node)
  }

  enliven(addNode(0, 0, 0))
  for (let place = 0; place <= places; place++) {
    settle.push(from.length)
    if (changing[place] === 1 || limits.endsAt(place)) settleAt(place)
    take.push(from.length)
    if (place < places) decideOn(place)
    if (from.length > most) return undefined
  }
  const ends = new Map(alive.map((node) => [limits.isWithout(states.get(node)), node]))
  return {
    nodes: sets.length,
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

/** A list of whole numbers that grows. */
class Numbers {
  private numbers = new Int32Array(1024)
  length = 0

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const more = new Int32Array(this.length * 2)
      more.set(this.numbers)
      this.numbers = more
    }
    this.numbers[this.length++] = number
  }

  get(index: number): number {
    return at(this.numbers, index)
  }

  set(index: number, number: number): void {
    this.numbers[index] = number
  }

  list(): Int32Array {
    return this.numbers.slice(0, this.length)
  }
}
