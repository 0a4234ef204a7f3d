import type { Diagram } from './diagram.js'
import { at, type Lineup } from './lineup.js'
import { bestPath, bestWaysFrom, bestWaysTo, type Detour, detour, type Onward } from './paths.js'

/** The best plan with or without a session. Weights are thousandths of a point. */
export interface Alternative {
  readonly weight: number
  readonly gain: readonly number[]
  readonly lose: readonly number[]
}

/** The best plan and what stands beside it; sessions are places in the lineup. */
export interface Prices {
  readonly weight: number
  readonly chosen: readonly number[]
  /** For each place the best plan that decides otherwise: without a chosen session, with one left out. Nothing where there is none. */
  readonly otherwise: readonly (Alternative | undefined)[]
}

/** The best of all plans, and the first of those that are worth the same. O(steps). */
export function bestPlan(diagram: Diagram, { weights }: Lineup): Pick<Prices, 'weight' | 'chosen'> {
  const onward = bestWaysFrom(diagram, weights)
  return { weight: at(onward.worth, diagram.root), chosen: bestPath(diagram, onward).taken }
}

/**
 * The best plan, and for every session the best plan that decides otherwise on it: one that takes session p goes by a step that
 * takes p, one that does not goes by a node that is there at p and on without that step; the forward and the backward pass know
 * the best way to and from both. Of such plans that are worth the same, the one with most of the best plan's sessions counts, so
 * that a swap changes no more than it must. O(steps + what differs).
 */
export function priceAll(diagram: Diagram, lineup: Lineup): Prices {
  const { weights } = lineup
  const first = bestWaysFrom(diagram, weights)
  const path = bestPath(diagram, first)
  const isChosen = new Uint8Array(weights.length)
  for (const place of path.taken) isChosen[place] = 1

  const unit = weights.length + 1
  const likeness = weights.map((weight, place) => weight * unit + at(isChosen, place))
  const before = bestWaysTo(diagram, likeness)
  const otherwise: (Alternative | undefined)[] = Array.from({ length: weights.length })
  const alternative = (worth: number, way: Detour): Alternative => {
    const passed = path.taken.slice(way.from, way.until)
    return {
      weight: Math.floor(worth / unit),
      gain: way.taken.filter((place) => at(isChosen, place) === 0),
      lose: passed.filter((place) => !way.taken.includes(place)),
    }
  }
  const lacking = (place: number, present: readonly number[], later: Onward) => {
    if (at(isChosen, place) === 0) return
    const leaving = diagram.lacking.get(place)
    const ways = leaving
      ? leaving.map(({ from, to }) => ({ node: from, on: to, worth: at(before.worth, from) + at(later.worth, to) }))
      : present.map((node) => ({ node, on: node, worth: at(before.worth, node) + at(later.worth, node) }))
    let best = ways[0]
    for (const way of ways) if (best && way.worth > best.worth) best = way
    if (!best || best.worth === Number.NEGATIVE_INFINITY) return
    const to = detour(diagram, path, [before, later], best.node, -1)
    const on = best.on === best.node ? at(later.step, best.on) : -1
    void [to, on]
  }
  void [lacking, alternative, otherwise]
  return { weight: at(first.worth, diagram.root), chosen: path.taken, otherwise }
}
