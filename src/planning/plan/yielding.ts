import type { LeftOut, Plan } from './plan.js'
import { THOUSAND } from './prepare.js'
import type { PlanProblem } from './problem.js'
import { staked, stakeOf } from './stake.js'
import { zeroCostSwaps } from './told.js'

/**
 * The best plan that keeps all that is fixed, and also prices what only fixed sessions keep out that may give way: by the best of
 * the plans that hold it and give up as few of these as can be; what they are worth is part of the price. For that each of them
 * competes at a stake that is more than all else is worth together: the best plan keeps them all, and every price tells by its
 * size how many go. Where that cannot be proven, they are kept by force, and what they keep out has no proven price.
 */
export async function planYielding(problem: PlanProblem, find: (problem: PlanProblem) => Promise<Plan>): Promise<Plan> {
  const yielding = new Set(problem.candidates.flatMap(({ entry, fixed, yields }) => (fixed && yields ? entry.id : [])))
  if (yielding.size === 0) return find(problem)
  const stake = stakeOf(problem)
  const candidates = problem.candidates.map((one) => (yielding.has(one.entry.id) ? staked(one, stake) : one))
  const plan = await find({ ...problem, candidates })
  if (plan.proven && ![...plan.chosen, ...plan.leftOut].some(({ unproven }) => unproven)) {
    return withoutStakes(plan, yielding, stake)
  }
  const kept = await find(problem)
  const isOpen = new Set(plan.leftOut.flatMap(({ id, regret, unproven }) => (regret !== null || unproven ? id : [])))
  return {
    ...kept,
    leftOut: kept.leftOut.map((one): LeftOut => {
      return one.regret === null && isOpen.has(one.id) ? { ...one, unproven: true } : one
    }),
  }
}

function withoutStakes(plan: Plan, yielding: ReadonlySet<string>, stake: number): Plan {
  const less = (points: number, ids: readonly string[]) => {
    const stakes = ids.filter((id) => yielding.has(id)).length * stake
    return Math.round((points - stakes) * THOUSAND) / THOUSAND
  }
  const priced = <T extends LeftOut | Plan['chosen'][number]>(one: T): T => {
    const { id, score, regret, swap } = one
    return { ...one, score: less(score, [id]), regret: regret === null ? null : less(regret, swap?.lose ?? []) }
  }
  const value = less(plan.value, [...yielding])
  const leftOut = plan.leftOut.map(priced)
  return {
    ...plan,
    value,
    bound: value,
    chosen: plan.chosen.map(priced),
    leftOut,
    zeroCostSwaps: zeroCostSwaps(leftOut),
  }
}
