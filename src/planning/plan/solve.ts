import { allowance, type Diagram, drawDiagram } from './diagram.js'
import { greedyPlan, withinContents } from './guess.js'
import { limitStates } from './limits.js'
import { at } from './lineup.js'
import { type Bound, boundAll, drawLoose, type Loose } from './loose.js'
import { nearSets } from './near.js'
import { pricesOf } from './otherwise.js'
import { isPlan, type Prepared } from './prepare.js'
import { type Alternative, bestPlan } from './prices.js'
import { programOf, type Solve, takenBy } from './program.js'
import { type Budget, searchPlan } from './search.js'

/** The best plan found; sessions are places in the lineup, weights thousandths of a point. */
export interface Solved {
  readonly weight: number
  /** No plan weighs more. */
  readonly bound: number
  /** Ascending. */
  readonly chosen: readonly number[]
  /** For each place the best plan that decides otherwise on it; undefined where there is none. */
  readonly otherwise: readonly (Alternative | 'unproven' | undefined)[]
}

/** A graph of all plans; nothing where that would cost more than `most` (by itself `allowance`). */
export function exactDiagram({ lineup, groups, days, rests }: Prepared, most?: number): Diagram | undefined {
  const limits = limitStates(lineup, [...groups, ...days], rests)
  return drawDiagram(lineup, nearSets(lineup, false), limits, most ?? allowance(lineup.candidates.length))
}

/** Steps to spend on searches before a program is asked. */
const EFFORT = 30_000_000

/**
 * The best plan, where all that is fixed can be kept. Repeats couple distant days: graphs that do not know of them are searched
 * for the plan that keeps to them. Where that takes too long, prices on them bound every answer from above and real plans
 * bound it from below, and the solver is asked for what stays open. Without an answer of the solver that stays unproven.
 */
export async function solvePlan(prepared: Prepared, solve?: Solve, most?: number): Promise<Solved> {
  const loose = drawLoose(prepared, most)
  const budget = { left: most === undefined ? EFFORT : most }
  const weights = besideFixed(prepared)
  const found = searchBest(loose, weights, budget) ?? (await boundBest(prepared, loose, weights, solve))
  return { ...found, otherwise: await pricesOf(prepared, { loose, weights, solve, budget, ...found }) }
}

/** What is found of the best plan, and prices on what the graphs do not know by which no plan is worth much more. */
export interface Found extends Pick<Solved, 'weight' | 'bound' | 'chosen'> {
  readonly priced: Bound
}

function searchBest(loose: Loose, weights: Float64Array, budget: Budget): Found | undefined {
  if (!loose.isExact) return undefined
  const { parts, broken: quotas } = loose
  const best = bestPlan(parts, weights)
  const weigh = (places: readonly number[]) => places.reduce((sum, place) => sum + at(weights, place), 0)
  const free = { parts, quotas, prices: quotas.map(() => 0) }
  const chosen = searchPlan(free, { best, extra: 0 }, weigh, budget)
  if (typeof chosen === 'string') return undefined
  const weight = weigh(chosen)
  const priced = weight === best.weight ? { ...free, best, weight } : boundAll(weights, loose, weight)
  return { weight, bound: weight, chosen, priced }
}

async function boundBest(
  prepared: Prepared,
  loose: Loose,
  weights: Float64Array,
  solve: Solve | undefined,
): Promise<Found> {
  const weigh = (places: readonly number[]) => places.reduce((sum, place) => sum + at(weights, place), 0)
  const better = (one: readonly number[], other: readonly number[]) =>
    isPlan(prepared, other) && weigh(other) > weigh(one) ? other : one

  let chosen = greedyPlan(prepared)
  chosen = better(chosen, withinContents(prepared, loose, chosen))
  const priced = boundAll(weights, loose, weigh(chosen))
  chosen = better(chosen, priced.best.chosen)
  chosen = better(chosen, withinContents(prepared, loose, priced.best.chosen))
  let bound = priced.weight
  if (weigh(chosen) < bound && solve) {
    const found = await solve(programOf(prepared))
    if (found.status === 'optimal' || found.status === 'feasible')
      chosen = better(chosen, takenBy(found, prepared.lineup))
    if (found.status !== 'infeasible') bound = Math.min(bound, Math.floor(found.bound + TOLERANCE))
  }
  const weight = weigh(chosen)
  return { weight, bound: Math.max(bound, weight), chosen, priced }
}

/** Solvers count in floating point; worths are whole numbers. */
const TOLERANCE = 1e-4

/** Weights by which nothing is taken that has the content of a fixed session. */
function besideFixed({ lineup, groups }: Prepared): Float64Array {
  const weights = lineup.weights.slice()
  for (const { members } of groups) {
    if (!members.some((place) => lineup.candidates[place]?.fixed)) continue
    for (const place of members) if (!lineup.candidates[place]?.fixed) weights[place] = Number.NEGATIVE_INFINITY
  }
  return weights
}
