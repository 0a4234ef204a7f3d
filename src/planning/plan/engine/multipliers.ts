import { completed, firstPlan, keepable } from './first-plan.js'
import type { Demand } from './labels.js'
import { bestWay, FREE, type Multipliers, type Network, UNIT, usage, type Valued, wholeUnits } from './network.js'
import type { Course } from './search.js'

const ROUNDS = 150
/** Rounds without a better bound before steps become shorter. */
const PATIENCE = 3
/** A plan is made of what a round finds each so many rounds: at first, and from multipliers of a similar problem. */
const [PLANS, FEW_ROUNDS] = [10, 1]
const SHORTEST = 0.01

export interface Bounded {
  readonly multipliers: Multipliers
  /** No plan is worth more. */
  readonly bound: number
  readonly best: Valued
}

/**
 * A bound by Lagrangian relaxation: ways pay for what they use of a quota, and get back what plans may use. Subgradient
 * steps raise the multipliers of quotas that are exceeded (Held, Wolfe and Crowder 1974). What the rounds find is also made
 * into plans.
 */
export async function boundPlans(
  network: Network,
  demand: Demand,
  known: Valued,
  course: Course,
  { start = FREE, rounds = ROUNDS }: { readonly start?: Multipliers; readonly rounds?: number } = {},
): Promise<Bounded> {
  const { quotas } = network
  const isNew = start === FREE
  const plans = isNew ? PLANS : FEW_ROUNDS
  let rates = quotas.map((quota) => start.get(quota) ?? 0)
  let best = known
  let bounded: Omit<Bounded, 'best'> = { multipliers: start, bound: Number.POSITIVE_INFINITY }
  let [scale, stale] = [1, 0]
  for (let round = 0; round < rounds && scale > SHORTEST; round++) {
    const multipliers = new Map(quotas.map((quota, index) => [quota, Math.round(rates[index] ?? 0)]))
    const way = bestWay(network, demand, multipliers)
    if (!way) break
    const worth = way.value
    if (worth < bounded.bound) {
      bounded = { multipliers, bound: worth }
      stale = 0
    } else if (++stale % PATIENCE === 0) scale /= 2
    if (round % plans === 0) {
      const kept = keepable(network, demand, way.chosen)
      const plan = isNew ? firstPlan(network, demand, kept) : completed(network, demand, kept)
      if (plan && plan.value > best.value) best = plan
    }
    const target = best.value
    if (bounded.bound < wholeUnits(target) + UNIT) break
    const used = usage(network, way.chosen)
    const moves = quotas.map((quota, index) => {
      const excess = (used.get(quota) ?? 0) - quota.most
      return excess > 0 || (rates[index] ?? 0) > 0 ? excess : 0
    })
    const length = moves.reduce((sum, move) => sum + move * move, 0)
    if (length === 0) break
    const step = (scale * (worth - target)) / length
    rates = rates.map((rate, index) => Math.max(0, rate + step * (moves[index] ?? 0)))
    course.report?.(target, Math.floor(bounded.bound / UNIT) * UNIT)
    if (!(await course.goOn())) break
  }
  return { ...bounded, best }
}
