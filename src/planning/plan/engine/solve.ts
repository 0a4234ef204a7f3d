import { preferPicked } from '../prefer-picked.js'
import type { Prepared } from '../prepare.js'
import { firstPlan, improvePlan } from './first-plan.js'
import type { Demand } from './labels.js'
import { boundPlans, branchPlans } from './multipliers.js'
import {
  demandOf,
  FREE,
  type Network,
  networkOf,
  twinsIn,
  UNIT,
  type Valued,
  valued,
  wholeUnits,
  withoutTwins,
} from './network.js'
import { type Alternative, pricePlan } from './prices.js'
import { type Found, labelsFor, type Means, searchPlan } from './search.js'

/** The best plan found; sessions are places in the lineup. */
export interface Solved {
  readonly weight: number
  /** No plan weighs more. */
  readonly bound: number
  /** Ascending. */
  readonly chosen: readonly number[]
  /** For each place the best plan that decides otherwise on it; undefined if there is none. */
  readonly otherwise: readonly (Alternative | undefined)[]
}

/** The best plan that holds everything fixed, and the prices of deciding otherwise. Progress is reported in points. */
export async function solvePlan(prepared: Prepared, given: Means): Promise<Solved> {
  const { lineup, groups, days, rests, pointsOf } = prepared
  const network = networkOf(lineup, [...groups, ...days], rests)
  const fixed = new Set(lineup.fixed)
  const twins = twinsIn(network, lineup.weights, (place) => fixed.has(place))
  const demand = demandOf(network, withoutTwins(lineup.weights, twins), fixed)
  const { report, goOn } = given.course
  const heard = report && ((value: number, bound: number) => report(pointsOf(value), pointsOf(bound)))
  const means = { ...given, course: { goOn, ...(heard && { report: heard }) } }
  const searched = await search(network, demand, means)
  let found = { ...searched, best: valued(preferPicked(prepared, searched.best.chosen), lineup.weights) }
  let otherwise = await pricePlan(prepared, network, found, means)
  // Where the search was cut short, what prices a session may be better than the plan.
  for (let better = betterPlan(prepared, found.best, otherwise); better; ) {
    found = { ...found, best: better }
    otherwise = await pricePlan(prepared, network, found, means)
    better = betterPlan(prepared, better, otherwise)
  }
  return {
    weight: found.best.value,
    bound: Math.max(found.bound, found.best.value),
    chosen: found.best.chosen,
    otherwise,
  }
}

/** The best of the plans that prices come from, where it is better than the plan and holds all that is fixed. */
function betterPlan(
  { lineup }: Prepared,
  { value, chosen }: Valued,
  otherwise: readonly (Alternative | undefined)[],
): Valued | undefined {
  let best: Alternative | undefined
  for (const other of otherwise) {
    if (!other || other.weight <= (best?.weight ?? value)) continue
    if (!other.lose.some((place) => lineup.candidates[place]?.fixed)) best = other
  }
  if (!best) return undefined
  const gone = new Set(best.lose)
  const plan = [...chosen, ...best.gain].filter((place) => !gone.has(place)).sort((a, b) => a - b)
  return valued(plan, lineup.weights)
}

/** Labels for each session: to try without multipliers, to prove with them, and for the first of equal plans. */
const [FEW_LABELS, LABELS, TIE_LABELS] = [40, 200, 10]

/** Labels prove most plans at once; else there are plans and bounds at once, then better ones, then proof. */
async function search(network: Network, demand: Demand, means: Means): Promise<Found> {
  const { course } = means
  const few = labelsFor(network, FEW_LABELS, means)
  const plain = await searchPlan({ network, demand, multipliers: FREE, labels: few, course })
  if (plain.best && plain.isProven) return { ...plain, best: plain.best, multipliers: FREE, isBranched: false }
  const first = firstPlan(network, demand) ?? valued(network.lineup.fixed, network.lineup.weights)
  const bounded = await boundPlans(network, demand, first, course)
  // What labels without multipliers were busy with is given up where multipliers tell more.
  const isBetter = bounded.bound < plain.bound
  const multipliers = isBetter ? bounded.multipliers : FREE
  const given = { network, demand, multipliers, course }
  const critical = isBetter ? [] : plain.critical
  const hasRoom = Math.min(bounded.bound, plain.bound) >= bounded.best.value + UNIT
  const known = hasRoom ? await improvePlan(network, demand, multipliers, bounded.best, course) : bounded.best
  const found = await searchPlan({ ...given, known, critical, labels: labelsFor(network, LABELS, means) })
  let best = found.best ?? known
  let bound = Math.min(bounded.bound, plain.bound, found.bound)
  const isBranched = bound >= best.value + UNIT
  if (isBranched) {
    const branched = await branchPlans({ ...given, multipliers: bounded.multipliers, known: best })
    best = branched.best
    bound = Math.min(bound, branched.bound)
  }
  const how = { multipliers, critical: found.critical, isBranched }
  if (bound >= best.value + UNIT) return { ...how, best, bound: wholeUnits(bound) }
  // Of plans worth the same the first, where that is no long search.
  const labels = labelsFor(network, TIE_LABELS, means)
  const tied = await searchPlan({ ...given, known: best, critical: found.critical, more: 0, labels })
  if (tied.isProven && tied.best) best = tied.best
  return { ...how, best, bound: best.value, critical: tied.critical }
}
