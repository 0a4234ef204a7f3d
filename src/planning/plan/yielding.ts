import type { LeftOut, Plan } from './plan.js'
import { THOUSAND } from './prepare.js'
import type { PlanProblem } from './problem.js'
import { staked, stakeOf } from './stake.js'
import { zeroCostSwaps } from './told.js'

/**
 * The best plan that keeps all that is fixed, and also prices what only fixed sessions keep out that may give way: by the best of
 * the plans that hold it and give up as few of these as can be; what they are worth is part of the price. For that each of them
 * competes at a stake that is more than all else is worth together: the best plan keeps them all, and every price tells by its
 * size how many go.
 */
export async function planYielding(
  problem: PlanProblem,
  find: (problem: PlanProblem, extra?: number) => Promise<Plan>,
): Promise<Plan> {
  const yielding = new Set(problem.candidates.flatMap(({ entry, fixed, yields }) => (fixed && yields ? entry.id : [])))
  if (yielding.size === 0) return find(problem)
  const stake = stakeOf(problem)
  const candidates = problem.candidates.map((one) => (yielding.has(one.entry.id) ? staked(one, stake) : one))
  const plan = await find({ ...problem, candidates }, stake * yielding.size)
  const kept = plan.chosen.filter(({ id }) => yielding.has(id)).length
  // A search that was cut short may have missed a plan that keeps them all.
  return kept === yielding.size ? withoutStakes(plan, yielding, stake) : find(problem)
}

function withoutStakes(plan: Plan, yielding: ReadonlySet<string>, stake: number): Plan {
  const less = (points: number, ids: readonly string[]) => {
    const stakes = ids.filter((id) => yielding.has(id)).length * stake
    return Math.round((points - stakes) * THOUSAND) / THOUSAND
  }
  const priced = <T extends LeftOut | Plan['chosen'][number]>(one: T): T => {
    const { id, score, regret, swap } = one
    const lost = swap?.lose ?? []
    const price =
      regret === null || typeof regret === 'number'
        ? regret && less(regret, lost)
        : ([less(regret[0], lost), less(regret[1], lost)] as const)
    return { ...one, score: less(score, [id]), regret: price }
  }
  const [value, bound] = [less(plan.value, [...yielding]), less(plan.bound, [...yielding])]
  const leftOut = plan.leftOut.map(priced)
  return {
    ...plan,
    value,
    bound,
    chosen: plan.chosen.map(priced),
    leftOut,
    zeroCostSwaps: zeroCostSwaps(leftOut),
  }
}
