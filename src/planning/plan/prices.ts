import type { Diagram, Leaving } from './diagram.js'
import { at, int, type Lineup } from './lineup.js'
import { type Bend, bestPath, bestWaysFrom, bestWaysTo, detour, type Onward } from './paths.js'

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
export function bestPlan(diagram: Diagram, { weights }: Pick<Lineup, 'weights'>): Pick<Prices, 'weight' | 'chosen'> {
  const onward = bestWaysFrom(diagram, weights)
  return { weight: at(onward.worth, diagram.root), chosen: bestPath(diagram, onward).taken }
}

/**
 * The best plan, and for every session the best plan that decides otherwise on it: one that takes session p goes by a step that
 * takes p, one that does not goes by a node that is there at p and on without that step; the forward and the backward pass know
 * the best way to and from both. Of such plans that are worth the same, the one with most of the best plan's sessions counts, so
 * that a swap changes no more than it must. O(steps + what differs).
 */
export function priceAll(diagram: Diagram, { weights }: Pick<Lineup, 'weights'>): Prices {
  const first = bestWaysFrom(diagram, weights)
  const path = bestPath(diagram, first)
  const isChosen = new Int32Array(weights.length)
  for (const place of path.taken) isChosen[place] = 1

  const unit = weights.length + 1
  const likeness = weights.map((weight, place) => weight * unit + int(isChosen, place))
  const before = bestWaysTo(diagram, likeness)
  const otherwise: (Alternative | undefined)[] = Array.from({ length: weights.length })
  const note = (place: number, worth: number, bend: Bend, later: Onward) => {
    const way = detour(diagram, path, [before, later], bend)
    otherwise[place] = {
      weight: Math.floor(worth / unit),
      gain: way.taken.filter((session) => int(isChosen, session) === 0),
      lose: path.taken.slice(way.from, way.until).filter((session) => !way.taken.includes(session)),
    }
  }

  bestWaysFrom(diagram, likeness, {
    onPlace(place, present, later) {
      if (int(isChosen, place) === 0) return
      const leaving = diagram.lacking.get(place) ?? present().map((node) => ({ from: node, to: node }))
      const worthOf = ({ from, to }: Leaving) => at(before.worth, from) + at(later.worth, to)
      const best = greatest(leaving, worthOf)
      if (best) note(place, worthOf(best), { node: best.from, on: best.to, step: int(later.step, best.to) }, later)
    },
    onTakes(place, steps, later) {
      if (int(isChosen, place) === 1) return
      const worthOf = (step: number) =>
        at(before.worth, int(diagram.from, step)) + at(likeness, place) + at(later.worth, int(diagram.to, step))
      const best = greatest(steps, worthOf)
      if (best === undefined) return
      const node = int(diagram.from, best)
      note(place, worthOf(best), { node, on: node, step: best }, later)
    },
  })
  return { weight: at(first.worth, diagram.root), chosen: path.taken, otherwise }
}

/** The first of the greatest; nothing where all are none. */
function greatest<T>(candidates: Iterable<T>, worthOf: (candidate: T) => number): T | undefined {
  let [best, worth]: [T | undefined, number] = [undefined, Number.NEGATIVE_INFINITY]
  for (const candidate of candidates) {
    const own = worthOf(candidate)
    if (own > worth) [best, worth] = [candidate, own]
  }
  return best
}
