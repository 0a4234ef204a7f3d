/**
 * The best plan, proven, and the price of every choice.
 *
 * Sessions are decided on one after the other, by start, then id. What the decided past P still means to the undecided future is
 * its state: two pasts of one state can be continued in the same ways. So with
 *
 *     F(p, s) = the most that a past of state s can be worth before place p
 *     B(p, s) = the most that a future from place p on can be worth after state s
 *
 *     F(p+1, s) = max( F(p, s),  max { F(p, r) + w[p] : take(r, p) = s } )        F(0, nothing) = 0
 *     B(p, s)   = max( B(p+1, s),  w[p] + B(p+1, take(s, p)) )                     B(n, any) = 0
 *
 * the best plan is worth B(0, nothing), and for every session p
 *
 *     with p     max over r of  F(p, r) + w[p] + B(p+1, take(r, p))
 *     without p  max over s of  F(p, s) + B(p+1, s)
 *
 * which is what it costs to decide otherwise: one forward and one backward pass for all of them.
 *
 * That is exact if the state forgets nothing that matters. It holds
 *
 * - the sessions taken that a later one may clash with, although it clashes with none taken since. The last session alone would
 *   do if walks obeyed the triangle inequality; they need not (a rule for a far hall beside a short default, and breaks have no
 *   walk at all), so a session is forgotten only when no later one tells the difference. In practice that leaves nothing or one;
 * - for each group of repeats, and for each day with a maximum, how many are taken, as long as that can still bind;
 * - for each break, when it can begin at the earliest, or that it was had, as long as its window is open. Starting as early as
 *   possible loses nothing, so that is one moment;
 * - whether a fixed session was left out. A plan may do so once only, and only to tell what that session costs.
 *
 * The states that are reached make a graph (`diagram.ts`), its size the number of sessions times the pasts that matter at once:
 * about one for every walk that is not the same. What nothing couples has a graph of its own, mostly each day (`parts.ts`). With
 * many repeats that lie far apart the states would grow beyond measure. So the graphs do not know of repeats at first: their
 * best plans mostly keep to them all the same, and where they do not, a search leaves out one of what is there twice, and plans
 * the days again that hold it (`search.ts`). An integer program decides what stays open.
 */

import type { Plan } from './plan.js'
import { prepare } from './prepare.js'
import type { PlanProblem } from './problem.js'
import type { Solve } from './program.js'
import { solvePlan } from './solve.js'
import { tellPlan } from './told.js'
import { canKeepFixed, findEscapes } from './ways-out.js'
import { planYielding } from './yielding.js'

/**
 * The best plan. Equal ones are told apart by their sessions in order: the earlier start, then the smaller id. It is the same
 * for any order of the candidates and blocks. Where fixed sessions cannot all be kept it is the best plan that drops as few of
 * them as possible, and `conflicts` tells the ways out. `solve` is asked only where repeats couple too much; without it such a
 * plan may stay unproven. `mostSteps` is the size from which on a graph is too large.
 */
export async function findPlan(problem: PlanProblem, solve?: Solve, mostSteps?: number): Promise<Plan> {
  const find = (one: PlanProblem) => planFor(one, solve, mostSteps)
  if (canKeepFixed(problem)) return planYielding(problem, find)
  const plans = []
  for (const { drop, problem: left } of await findEscapes(problem, solve)) {
    plans.push({ drop, plan: await planYielding(left, find) })
  }
  plans.sort((a, b) => b.plan.value - a.plan.value)
  const [best] = plans
  if (!best) throw new Error('fixed sessions that cannot be kept can always be dropped')
  return { ...best.plan, conflicts: plans.map(({ drop, plan }) => ({ drop, value: plan.value })) }
}

async function planFor(problem: PlanProblem, solve?: Solve, mostSteps?: number): Promise<Plan> {
  const prepared = prepare(problem)
  return tellPlan(prepared, await solvePlan(prepared, solve, mostSteps))
}
