import { type Means, solvePlan } from './engine/solve.js'
import { inPlanOrder, isPlan, type Prepared, prepare } from './prepare.js'
import type { PlanProblem } from './problem.js'
import { staked, stakeOf } from './stake.js'

/** So many ways out are told at most. */
export const WAYS_OUT = 12
/** So many sets, and parts of them, are looked at for the best ones. */
const [LOOKED_AT, TRIED] = [200, 100_000]

/** Whether all that is fixed can be kept: the fixed sessions alone make a plan. */
export function canKeepFixed(problem: PlanProblem): boolean {
  const fixed = problem.candidates.filter((candidate) => candidate.fixed)
  if (fixed.length === 0) return true
  const prepared = prepare({ ...problem, candidates: fixed })
  return prepared.excluded.length === 0 && isPlan(prepared, prepared.lineup.fixed)
}

/** A set of fixed sessions to give up, and what is left to plan: the others are fixed as before. */
export interface Escape {
  /** In time order. */
  readonly drop: readonly string[]
  readonly problem: PlanProblem
}

/**
 * The smallest sets of fixed sessions without which the rest can be kept; no smaller one is enough. The set that leaves the best
 * plan stands first, then those whose kept sessions score most. To find the best one, every fixed session competes at more
 * than all others are worth together.
 */
export async function findEscapes(problem: PlanProblem, means: Means): Promise<readonly Escape[]> {
  const { candidates } = problem
  const fixed = inPlanOrder(candidates.filter((candidate) => candidate.fixed))
  const stake = stakeOf(problem)
  const competing = candidates.map((candidate) => (candidate.fixed ? staked(candidate, stake) : candidate))
  const prepared = prepare({ ...problem, candidates: competing })
  const { chosen } = await solvePlan(prepared, means)
  const best = new Set(idsAt(prepared, chosen))

  const scores = new Map(fixed.map(({ entry, score }) => [entry.id, score]))
  const worthOf = (kept: ReadonlySet<string>) => [...kept].reduce((sum, id) => sum + (scores.get(id) ?? 0), 0)
  const size = [...best].filter((id) => scores.has(id)).length
  const { repair: _, ...plain } = problem
  const alone = prepare({ ...plain, candidates: fixed.map((one) => ({ ...one, fixed: false, score: 1 })) })
  const others = plansOf(alone, size).map((plan) => new Set(idsAt(alone, plan)))
  others.sort((a, b) => worthOf(b) - worthOf(a))
  const escapes = new Map<string, Escape>()
  for (const kept of [best, ...others]) {
    const drop = fixed.map(({ entry }) => entry.id).filter((id) => !kept.has(id))
    const left = candidates.map((candidate) => ({
      ...candidate,
      fixed: candidate.fixed && kept.has(candidate.entry.id),
    }))
    if (!escapes.has(drop.join('\n'))) escapes.set(drop.join('\n'), { drop, problem: { ...problem, candidates: left } })
  }
  return [...escapes.values()].slice(0, WAYS_OUT)
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
    // What takes from a plan breaks no limit, so a part that is no plan leads to none.
    if (isPlan(prepared, [...plan, next])) extend([...plan, next], next + 1)
    extend(plan, next + 1)
  }
  extend([], 0)
  return found
}
