import { type Means, solvePlan } from './engine/solve.js'
import type { Plan } from './plan.js'
import { prepare } from './prepare.js'
import type { PlanProblem } from './problem.js'
import { tellPlan } from './told.js'
import { canKeepFixed, findEscapes } from './ways-out.js'
import { planYielding } from './yielding.js'

/** All the time there is. */
export const ENDLESS: Means = { course: { goOn: async () => true } }

/**
 * The best plan, proven, and the price of every choice. Equal plans are told apart by their sessions in order: the earlier start,
 * then the smaller id. It is the same for any order of the candidates and blocks. Where fixed sessions cannot all be kept it is the
 * best plan that drops as few of them as possible, and `conflicts` tells the ways out. When the time of `means` is
 * over, the best plan so far is answered with what it can be short of.
 */
export async function findPlan(problem: PlanProblem, means: Means = ENDLESS): Promise<Plan> {
  const find = async (one: PlanProblem, extra = 0) => {
    const prepared = prepare(one)
    return tellPlan(prepared, await solvePlan(prepared, reportingLess(means, extra)))
  }
  if (canKeepFixed(problem)) return planYielding(problem, find)
  const plans = []
  for (const { drop, problem: left } of await findEscapes(problem, means)) {
    plans.push({ drop, plan: await planYielding(left, find) })
  }
  plans.sort((a, b) => b.plan.value - a.plan.value)
  const [best] = plans
  if (!best) throw new Error('fixed sessions that cannot be kept can always be dropped')
  return { ...best.plan, conflicts: plans.map(({ drop, plan }) => ({ drop, value: plan.value })) }
}

/** The same means, but what is reported is so many points less. */
function reportingLess(means: Means, points: number): Means {
  const { report } = means.course
  if (!report || points === 0) return means
  return { ...means, course: { ...means.course, report: (value, bound) => report(value - points, bound - points) } }
}
