import type { Quota } from './limits.js'
import { at } from './lineup.js'
import { drawParts, type Part } from './parts.js'
import type { Prepared } from './prepare.js'
import { type Best, bestPlan } from './prices.js'
import { charged, type Relaxed, refund } from './search.js'

/** Graphs that hold all plans, and more: some limits may be broken in them. */
export interface Loose {
  readonly parts: readonly Part[]
  /** The limits that they do not know. */
  readonly broken: readonly Quota[]
  /** Whether that is all that can be wrong with them: sessions do not clash. */
  readonly isExact: boolean
}

/** Leaves out what couples distant places, and where that costs more than `most`, still more. */
export function drawLoose({ lineup, groups, days, rests }: Prepared, most: number): Loose {
  const daily = drawParts(lineup, days, rests, { most })
  if (daily) return { parts: daily, broken: groups, isExact: true }
  const bare = drawParts(lineup, [], rests, { onlyLast: true, most: Number.POSITIVE_INFINITY })
  if (!bare) throw new Error('a graph without a limit on its steps was not drawn')
  return { parts: bare, broken: [...groups, ...days], isExact: false }
}

/** Steps of passes to spend on better bounds. */
const EFFORT = 40_000_000
const MOST_ROUNDS = 120

/** The best prices found, with what no plan can be worth more than. */
export interface Bound extends Relaxed {
  readonly best: Best
  readonly weight: number
}

/**
 * A bound by Lagrangian relaxation: a path pays for every session of a broken limit and is given the price of as many as the limit
 * allows, which does a real plan no harm. Prices follow the excess (subgradient, with the step of B. T. Polyak: Minimization of
 * unsmooth functionals, 1969). Worths are whole multiples of what divides all weights, and bounds are cut down to that.
 */
export function boundAll(weights: Float64Array, { parts, broken: quotas }: Loose, known: number): Bound {
  const cut = wholeIn(weights)
  const steps = parts.reduce((sum, { diagram }) => sum + diagram.from.length, 0)
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(EFFORT / Math.max(1, steps)))
  let prices = quotas.map(() => 0)
  let best = bestPlan(parts, weights)
  let bound: Bound = { parts, quotas, prices, best, weight: cut(best.weight) }
  for (let round = 0; round < rounds && bound.weight > known; round++) {
    const worth = best.weight + refund({ quotas, prices })
    if (cut(worth) < bound.weight) bound = { parts, quotas, prices, best, weight: cut(worth) }
    const has = new Set(best.chosen)
    const excess = quotas.map(({ members, most }) => members.filter((place) => has.has(place)).length - most)
    const moves = excess.map((over, index) => (over > 0 || at(prices, index) > 0 ? over : 0))
    const length = moves.reduce((sum, move) => sum + move * move, 0)
    if (length === 0) break
    const step = (worth - Math.min(known, worth - 1)) / length
    prices = prices.map((price, index) => Math.max(0, Math.round(price + step * at(moves, index))))
    best = bestPlan(parts, charged(weights, { quotas, prices }), best)
  }
  return bound
}

/** Cuts a worth down to what sums of weights can come to. */
export function wholeIn(weights: Float64Array): (worth: number) => number {
  const grain = weights.reduce((sum, weight) => (Number.isFinite(weight) ? divisor(sum, weight) : sum), 0) || 1
  return (worth) => (Number.isFinite(worth) ? Math.floor(worth / grain) * grain : worth)
}

function divisor(a: number, b: number): number {
  let [greater, less] = [Math.abs(a), Math.abs(b)]
  while (less > 0) [greater, less] = [less, greater % less]
  return greater
}
