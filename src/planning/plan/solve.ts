import { allowance, type Diagram, drawDiagram } from './diagram.js'
import { greedyPlan, withinContents } from './guess.js'
import { limitStates } from './limits.js'
import { weighed } from './lineup.js'
import { type Bound, boundAll, drawLoose, type Loose, wholeIn } from './loose.js'
import { nearSets } from './near.js'
import { pricesOf } from './otherwise.js'
import { drawParts } from './parts.js'
import { isPlan, type Prepared } from './prepare.js'
import { type Alternative, bestPlan } from './prices.js'
import { programOf, type Solve, takenBy } from './program.js'
import { type Budget, isOver, searchPlan } from './search.js'

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

/** Steps to spend on searches before anything else is tried: as long as it takes to draw the graphs, or a little more. */
function patience(places: number): number {
  return 4_000_000 + 2500 * places
}

/**
 * The best plan, where all that is fixed can be kept. Repeats couple distant days: graphs that do not know of them are searched
 * for the plan that keeps to them. Where that takes too long graphs are drawn that know of them. Where these are too large, prices
 * on repeats bound every answer from above and real plans bound it from below, and the solver is asked for what stays open;
 * without an answer of the solver that stays unproven.
 */
export async function solvePlan(prepared: Prepared, solve?: Solve, most?: number): Promise<Solved> {
  const { lineup, groups, days, rests } = prepared
  const weights = besideFixed(prepared)
  const cost = most ?? allowance(lineup.candidates.length)
  const budget = { left: most ?? patience(lineup.candidates.length) }
  const loose = drawLoose(prepared, cost)
  const found = searchBest(prepared, loose, weights, budget)
  const known = found && (await pricesOf(prepared, { loose, weights, budget, ...found }))
  if (found && !known?.includes('unproven')) return { ...found, otherwise: known ?? [] }

  const parts = groups.length > 0 ? drawParts(lineup, [...groups, ...days], rests, { most: cost }) : undefined
  const whole = { parts: parts ?? [], broken: [], isExact: true }
  const proven = parts && searchBest(prepared, whole, weights, budget)
  if (proven) {
    const endless = { left: Number.POSITIVE_INFINITY }
    return { ...proven, otherwise: await pricesOf(prepared, { loose: whole, weights, budget: endless, ...proven }) }
  }
  const best = found ?? (await boundBest(prepared, loose, weights, solve))
  const asked = { loose, weights, budget, ...(solve && { solve }), ...(known && { known }), ...best }
  return { ...best, otherwise: await pricesOf(prepared, asked) }
}

/** What is found of the best plan, and prices on what the graphs do not know by which no plan is worth much more. */
export interface Found extends Pick<Solved, 'weight' | 'bound' | 'chosen'> {
  readonly priced: Bound
}

function searchBest(prepared: Prepared, loose: Loose, weights: Float64Array, budget: Budget): Found | undefined {
  if (!loose.isExact) return undefined
  const { parts, broken: quotas } = loose
  const best = bestPlan(parts, weights)
  const free = { parts, quotas, prices: quotas.map(() => 0), best, weight: best.weight }
  const isSound = !isOver(quotas, best.chosen)
  if (isSound) return { weight: best.weight, bound: best.weight, chosen: best.chosen, priced: free }
  const guess = bestPlan(parts, withinContents(prepared, best.chosen)).chosen
  const priced = boundAll(weights, loose, weighed(guess, weights))
  const found = searchPlan(priced, { weights, cut: wholeIn(weights), ties: 'first' }, budget)
  if (typeof found === 'string') return undefined
  const { value, chosen } = found
  return {
    weight: value,
    bound: value,
    chosen,
    priced: value < priced.weight ? boundAll(weights, loose, value) : priced,
  }
}

async function boundBest(
  prepared: Prepared,
  loose: Loose,
  weights: Float64Array,
  solve: Solve | undefined,
): Promise<Found> {
  const weigh = (places: readonly number[]) => weighed(places, weights)
  const better = (one: readonly number[], other: readonly number[]) =>
    isPlan(prepared, other) && weigh(other) > weigh(one) ? other : one

  const within = (guide: readonly number[]) => bestPlan(loose.parts, withinContents(prepared, guide)).chosen
  let chosen = loose.isExact ? within([]) : greedyPlan(prepared)
  chosen = better(chosen, within(chosen))
  const priced = boundAll(weights, loose, weigh(chosen))
  chosen = better(chosen, priced.best.chosen)
  chosen = better(chosen, within(priced.best.chosen))
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
