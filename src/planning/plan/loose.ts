import { allowance, type Diagram, drawDiagram } from './diagram.js'
import { limitStates, type Quota } from './limits.js'
import { at } from './lineup.js'
import { nearSets } from './near.js'
import type { Prepared } from './prepare.js'
import { bestPlan, priceAll } from './prices.js'

/** A graph that holds all plans, and more: some limits may be broken in it. */
export interface Loose {
  readonly diagram: Diagram
  /** The limits that it does not know. */
  readonly broken: readonly Quota[]
}

/** Leaves out what couples distant places, and where that costs more than `most`, still more. */
export function drawLoose({ lineup, groups, days, rests }: Prepared, most?: number): Loose {
  const cost = most ?? allowance(lineup.candidates.length)
  const daily = drawDiagram(lineup, nearSets(lineup, false), limitStates(lineup, days, rests), cost)
  if (daily) return { diagram: daily, broken: groups }
  const bare = drawDiagram(lineup, nearSets(lineup, true), limitStates(lineup, [], rests), Number.POSITIVE_INFINITY)
  if (!bare) throw new Error('a graph without a limit on its steps was not drawn')
  return { diagram: bare, broken: [...groups, ...days] }
}

/** What no plan can be worth more than: all plans, and those with or without each session. */
export interface Bounds {
  readonly weight: number
  /** The sessions of the best path, which need not be a plan. */
  readonly chosen: readonly number[]
  readonly with: (place: number) => number
  readonly without: (place: number) => number
}

/** Steps of passes to spend on better bounds. */
const EFFORT = 40_000_000
const MOST_ROUNDS = 120

/**
 * Bounds by Lagrangian relaxation: a path pays for every session of a broken limit and is given the price of as many as the limit
 * allows, which does a real plan no harm. Prices follow the excess (subgradient, with the step of B. T. Polyak: Minimization of
 * unsmooth functionals, 1969). Worths are whole multiples of what divides all weights, and bounds are cut down to that.
 */
export function boundAll({ lineup }: Prepared, { diagram, broken }: Loose, known: number): Bounds {
  const { weights } = lineup
  const grain = weights.reduce(divisor, 0) || 1
  const cut = (worth: number) => (Number.isFinite(worth) ? Math.floor(worth / grain) * grain : worth)
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(EFFORT / Math.max(1, diagram.from.length)))
  let prices = broken.map(() => 0)
  let best = { prices, weight: Number.POSITIVE_INFINITY }
  for (let round = 0; round < rounds && best.weight > known; round++) {
    const { weight, chosen } = bestPlan(diagram, { weights: charged(weights, broken, prices) })
    const worth = weight + refund(broken, prices)
    if (worth < best.weight) best = { prices, weight: cut(worth) }
    const has = new Set(chosen)
    const excess = broken.map(({ members, most }) => members.filter((place) => has.has(place)).length - most)
    const moves = excess.map((over, index) => (over > 0 || at(prices, index) > 0 ? over : 0))
    const length = moves.reduce((sum, move) => sum + move * move, 0)
    if (length === 0) break
    const step = (worth - Math.min(known, worth - 1)) / length
    prices = prices.map((price, index) => Math.max(0, Math.round(price + step * at(moves, index))))
  }
  const { weight, chosen, otherwise } = priceAll(diagram, { weights: charged(weights, broken, best.prices) })
  const extra = refund(broken, best.prices)
  const has = new Set(chosen)
  const other = (place: number) => cut((otherwise[place]?.weight ?? Number.NEGATIVE_INFINITY) + extra)
  return {
    weight: cut(weight + extra),
    chosen,
    with: (place) => (has.has(place) ? cut(weight + extra) : other(place)),
    without: (place) => (has.has(place) ? other(place) : cut(weight + extra)),
  }
}

function charged(weights: Float64Array, broken: readonly Quota[], prices: readonly number[]): Float64Array {
  const left = weights.slice()
  for (const [index, { members }] of broken.entries()) {
    for (const place of members) left[place] = at(left, place) - at(prices, index)
  }
  return left
}

function refund(broken: readonly Quota[], prices: readonly number[]): number {
  return broken.reduce((sum, { most }, index) => sum + most * at(prices, index), 0)
}

function divisor(a: number, b: number): number {
  let [greater, less] = [Math.abs(a), Math.abs(b)]
  while (less > 0) [greater, less] = [less, greater % less]
  return greater
}
