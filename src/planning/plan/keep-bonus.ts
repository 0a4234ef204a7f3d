import { zeroCostSwaps } from './describe-plan.js'
import { countedPoints } from './prepare.js'
import {
  type Candidate,
  type Chosen,
  highestPrice,
  type LeftOut,
  type Plan,
  type PlanProblem,
  type Price,
} from './problem.js'

/** A bonus for what should be kept: points above the difference in value of any two plans of a problem. */
export function keepBonus({ candidates, repair }: PlanProblem): number {
  const all = candidates.reduce((sum, { score }) => sum + Math.abs(score), 0)
  return 2 * Math.ceil(all + (repair ? repair.changeCost * repair.picks.length : 0)) + 1
}

/** The same session with a bonus, so that it competes but is given up only if nothing else helps. */
export function withBonus(candidate: Candidate, bonus: number): Candidate {
  return { ...candidate, fixed: false, score: candidate.score + bonus }
}

/** What is attended once: a content, or a session that is given once. */
export function unitOf({ group, entry }: Candidate): string {
  return group ?? `session ${entry.id}`
}

/** The contents of which several sittings are fixed: one of them is attended. */
export function severallyFixed(candidates: readonly Candidate[]): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()]
  for (const one of candidates) if (one.fixed) (once.has(unitOf(one)) ? again : once).add(unitOf(one))
  return again
}

/** Whether a content is fixed that could be attended at one of several sittings. */
export function hasFixedChoice({ candidates }: PlanProblem): boolean {
  return severallyFixed(candidates).size > 0
}

/**
 * The best plan that keeps everything fixed, if that is possible. What is fixed at several sittings and what yields competes with a
 * bonus above the worth of everything else together, so the best plan keeps as much of it as possible, and the size of a price
 * shows how many of these are given up. This also prices what is only kept out by fixed sessions that yield: by the best plan
 * with it that gives up as few of them as possible. `kept` are sittings of everything fixed that can be attended together.
 */
export async function planWithBonuses(
  problem: PlanProblem,
  kept: ReadonlySet<string>,
  find: (problem: PlanProblem, bonus?: number) => Promise<Plan>,
): Promise<Plan> {
  const several = severallyFixed(problem.candidates)
  const hasBonus = (one: Candidate) => one.yields === true || (one.fixed && several.has(unitOf(one)))
  const at = problem.candidates.filter(hasBonus)
  if (at.length === 0) return find(problem)
  const bonus = keepBonus(problem)
  // A must outweighs all picks that might be given up, or come in, for it.
  const picks = new Set(at.filter(({ yields }) => yields).map(unitOf)).size
  const dear = bonus * (2 * picks + 1)
  const candidates = problem.candidates.map((one) => (hasBonus(one) ? withBonus(one, one.yields ? bonus : dear) : one))
  const plan = await find({ ...problem, candidates }, bonus)
  const units = new Map(problem.candidates.map((one) => [one.entry.id, unitOf(one)]))
  const attended = new Set(plan.chosen.map(({ id, run }) => units.get(run ?? id)))
  if (at.every((one) => !one.fixed || attended.has(unitOf(one)))) {
    const without = (unit: string) =>
      candidates.filter((_, index) => {
        const one = problem.candidates[index]
        return !(one?.fixed && unitOf(one) === unit)
      })
    const isDear = ({ regret }: Chosen) => regret !== null && highestPrice(regret) >= dear / 2
    const own = await pricedAlone(plan, isDear, ({ id }) =>
      find({ ...problem, candidates: without(units.get(id) ?? '') }, bonus),
    )
    return withoutBonuses(own, problem, bonus, picks)
  }
  // A search that was cut short may have missed the plans that keep them all.
  const fixed = problem.candidates.map((one) => ({ ...one, fixed: one.fixed && kept.has(one.entry.id) }))
  return find({ ...problem, candidates: fixed })
}

/**
 * The plan with the price of each must that cannot be moved: that of going without its own content, as the price found may be that
 * of another must.
 */
async function pricedAlone(
  plan: Plan,
  isDear: (one: Chosen) => boolean,
  planWithout: (one: Chosen) => Promise<Plan>,
): Promise<Plan> {
  const before = new Set(plan.chosen.map(({ id }) => id))
  const chosen: Chosen[] = []
  for (const one of plan.chosen) {
    const other = isDear(one) ? await planWithout(one) : undefined
    if (!other) {
      chosen.push(one)
      continue
    }
    const after = new Set(other.chosen.map(({ id }) => id))
    const [least, most] = [plan.value - other.bound, plan.value - other.value]
    const swap = { gain: [...after].filter((id) => !before.has(id)), lose: [...before].filter((id) => !after.has(id)) }
    chosen.push({ ...one, regret: other.proven ? most : [least, most], swap })
  }
  return { ...plan, chosen }
}

function withoutBonuses(plan: Plan, { candidates }: PlanProblem, bonus: number, picks: number): Plan {
  const less = (points: number) => points - Math.round(points / bonus) * bonus
  const priceOf = (regret: Price | null): Price | null => {
    if (regret === null) return null
    if (typeof regret === 'number') return countedPoints(less(regret))
    const [one, other] = [countedPoints(less(regret[0])), countedPoints(less(regret[1]))]
    return one === other ? one : [Math.min(one, other), Math.max(one, other)]
  }
  const scores = new Map(
    candidates.flatMap(
      ({ entry, score, run }) => run?.map((one) => [one.entry.id, one.score] as const) ?? [[entry.id, score] as const],
    ),
  )
  const told = <T extends LeftOut | Chosen>(one: T): T => ({
    ...one,
    score: countedPoints(scores.get(one.id) ?? one.score),
    regret: priceOf(one.regret),
  })
  const leftOut = plan.leftOut.map((one): LeftOut => {
    if (one.regret === null || Math.round(highestPrice(one.regret) / bonus) <= picks) return told(one)
    // It cannot be attended without giving up a must.
    const { swap: _, ...rest } = told(one)
    return { ...rest, regret: null }
  })
  const value = countedPoints(less(plan.value))
  return {
    ...plan,
    value,
    bound: plan.proven ? value : countedPoints(Math.min(plan.bound - (plan.value - value), bonus / 2)),
    chosen: plan.chosen.map(told),
    leftOut,
    zeroCostSwaps: zeroCostSwaps(leftOut),
  }
}
