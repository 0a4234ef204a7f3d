import { describePlan } from './describe-plan.js'
import type { Means } from './engine/search.js'
import { solvePlan } from './engine/solve.js'
import { planWithBonuses } from './keep-bonus.js'
import { countHallsOnce } from './keynote-runs.js'
import { prepare } from './prepare.js'
import type { Plan, PlanProblem } from './problem.js'
import { findEscapes } from './ways-out.js'

/** All the time there is. */
export const ENDLESS: Means = { course: { goOn: async () => true } }

/**
 * The best plan, proven, and the price of every choice. Among equal plans, one with the sittings that were picked is preferred,
 * then the one whose sessions come first: by start, then id. The order of the candidates and blocks does not matter. If fixed
 * sessions cannot all be kept, the plan drops as few of them as possible, and `conflicts` lists the ways out. When the time of
 * `means` is up, the result is the best plan so far, with an upper bound.
 */
export async function findPlan(problem: PlanProblem, means: Means = ENDLESS): Promise<Plan> {
  const find = async (one: PlanProblem, bonus?: number) => {
    const prepared = prepare(one)
    return describePlan(prepared, await solvePlan(prepared, reportingLess(means, bonus)))
  }
  const plans = []
  for (const { drop, problem: left, kept } of await findEscapes(problem, means)) {
    const counted = { ...left, candidates: countHallsOnce(left.candidates) }
    plans.push({ drop, plan: await planWithBonuses(counted, kept, find) })
  }
  plans.sort((a, b) => b.plan.value - a.plan.value)
  const [best] = plans
  if (!best) throw new Error('fixed sessions that cannot be kept can always be dropped')
  const conflicts = best.drop.length === 0 ? [] : plans.map(({ drop, plan }) => ({ drop, value: plan.value }))
  return { ...best.plan, conflicts }
}

/** The same means, reporting values without the bonuses that they include. */
function reportingLess(means: Means, bonus: number | undefined): Means {
  const { report } = means.course
  if (!report || bonus === undefined) return means
  const without: typeof report = (value, bound) => {
    const bonuses = Math.round(value / bonus) * bonus
    report(value - bonuses, bound - bonuses)
  }
  return { ...means, course: { ...means.course, report: without } }
}
