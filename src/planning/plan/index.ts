import { describePlan } from './describe-plan.js'
import type { Means } from './engine/search.js'
import { solvePlan } from './engine/solve.js'
import { hasFixedChoice, keepBonus, planWithBonuses, unitOf, withBonus } from './keep-bonus.js'
import { countHallsOnce } from './keynote-runs.js'
import { inPlanOrder, isPlan, type Prepared, prepare } from './prepare.js'
import type { Candidate, Plan, PlanProblem } from './problem.js'

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

/** The most ways out that are listed. */
export const WAYS_OUT = 12
/** The most sets, and parts of sets, that are tried to find the best ones. */
const [LOOKED_AT, TRIED] = [200, 100_000]

/** A set of fixed sessions to give up, and what is left to plan: the others are fixed as before. */
export interface Escape {
  /** In time order; of a content that is fixed at several sittings, the first. */
  readonly drop: readonly string[]
  readonly problem: PlanProblem
  /** Sittings of all that stays fixed, which can be attended together. */
  readonly kept: ReadonlySet<string>
}

/**
 * The smallest sets of fixed sessions to drop so that the rest can be kept: an empty one if all can be kept. Otherwise the set that
 * leaves the best plan comes first, then those whose kept sessions score most. To find the best one, every fixed session competes
 * at more than all others are worth together.
 */
export async function findEscapes(problem: PlanProblem, means: Means): Promise<readonly Escape[]> {
  const { candidates } = problem
  const fixed = inPlanOrder(candidates.filter((candidate) => candidate.fixed))
  const ids = new Set(fixed.map(({ entry }) => entry.id))
  const hasChoice = hasFixedChoice(problem)
  if (!hasChoice && canKeep(problem, fixed)) return [{ drop: [], problem, kept: ids }]
  const bonus = keepBonus(problem)
  const competing = candidates.map((candidate) => (candidate.fixed ? withBonus(candidate, bonus) : candidate))
  const prepared = prepare({ ...problem, candidates: competing })
  const { chosen } = await solvePlan(prepared, means)
  const best = new Set(idsAt(prepared, chosen).filter((id) => ids.has(id)))
  const isReal = (kept: ReadonlySet<string>) =>
    canKeep(problem, countHallsOnce(fixed.filter(({ entry }) => kept.has(entry.id))))
  // If the session that counts for its hall is itself given up, each of the others counts.
  if (!isReal(best) && candidates.some(({ uncounted }) => uncounted)) {
    const apart = candidates.map(({ uncounted: _, hall: __, ...one }) => one)
    return findEscapes({ ...problem, candidates: apart }, means)
  }
  const units = new Set(fixed.map(unitOf))
  if (best.size === units.size) return [{ drop: [], problem, kept: best }]

  const scores = new Map(fixed.map(({ entry, score }) => [entry.id, score]))
  const worthOf = (kept: ReadonlySet<string>) => [...kept].reduce((sum, id) => sum + (scores.get(id) ?? 0), 0)
  const { repair: _, ...plain } = problem
  const alone = prepare({ ...plain, candidates: fixed.map((one) => ({ ...one, fixed: false, score: 1 })) })
  const others = plansOf(alone, best.size).map((plan) => new Set(idsAt(alone, plan)))
  const real = others.filter(isReal)
  real.sort((a, b) => worthOf(b) - worthOf(a))
  const escapes = new Map<string, Escape>()
  for (const kept of [best, ...real]) {
    const keptUnits = new Set(fixed.filter(({ entry }) => kept.has(entry.id)).map(unitOf))
    const dropped = fixed.filter((one) => !keptUnits.has(unitOf(one)))
    const drop = dropped.filter((one, index) => dropped.findIndex((other) => unitOf(other) === unitOf(one)) === index)
    const left = candidates.map((one) => ({ ...one, fixed: one.fixed && keptUnits.has(unitOf(one)) }))
    const key = [...keptUnits].sort().join('\n')
    if (!escapes.has(key)) {
      escapes.set(key, { drop: drop.map(({ entry }) => entry.id), problem: { ...problem, candidates: left }, kept })
    }
  }
  return [...escapes.values()].slice(0, WAYS_OUT)
}

/** Whether fixed sessions, one sitting of each content, make a plan. */
function canKeep(problem: PlanProblem, fixed: readonly Candidate[]): boolean {
  if (fixed.length === 0) return true
  const prepared = prepare({ ...problem, candidates: fixed })
  return prepared.excluded.length === 0 && isPlan(prepared, prepared.lineup.fixed)
}

function idsAt({ lineup }: Prepared, places: readonly number[]): readonly string[] {
  return places.flatMap((place) => lineup.candidates[place]?.entry.id ?? [])
}

/** Plans of so many sessions, the first ones in the order of plans; at most `LOOKED_AT` of them. */
function plansOf(prepared: Prepared, size: number): readonly (readonly number[])[] {
  const places = prepared.lineup.candidates.length
  const found: (readonly number[])[] = []
  let tried = 0
  const extend = (plan: readonly number[], next: number) => {
    if (found.length === LOOKED_AT || plan.length + places - next < size || ++tried > TRIED) return
    if (next === places) {
      found.push(plan)
      return
    }
    // Removing a session breaks no limit, so a set that is not a plan is part of none.
    if (isPlan(prepared, [...plan, next])) extend([...plan, next], next + 1)
    extend(plan, next + 1)
  }
  extend([], 0)
  return found
}
