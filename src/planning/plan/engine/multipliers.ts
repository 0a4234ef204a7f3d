import { at } from '../lineup.js'
import { completed, firstPlan, keepable } from './first-plan.js'
import type { Demand } from './labels.js'
import { bestWay, FREE, type Multipliers, type Network, UNIT, usage, type Valued, wholeUnits } from './network.js'
import type { Course } from './search.js'

const ROUNDS = 150
/** Rounds without a better bound before steps become shorter. */
const PATIENCE = 3
/** Good plans are made of what each so many rounds find. */
const PLANS = 10
const SHORTEST = 0.01

export interface Bounded {
  readonly multipliers: Multipliers
  /** No plan is worth more. */
  readonly bound: number
  readonly best: Valued
  /** How often the ways of the last rounds held each place, from 0 to 1, if that was asked for. */
  readonly shares: Float64Array
}

interface Steps {
  readonly start?: Multipliers
  readonly rounds?: number
  readonly patience?: number
  /** How much of a step's direction is that of the step before. */
  readonly deflection?: number
  /** How much the newest round counts in the shares; by default they are not counted, which takes time. */
  readonly newest?: number
  /** Plans are made of what each so many rounds find; if of all, quickly. */
  readonly plans?: number
}

/**
 * A bound by Lagrangian relaxation: ways pay for what they use of a quota, and get back what plans may use. Subgradient
 * steps raise the multipliers of quotas that are exceeded (Held, Wolfe and Crowder 1974), deflected by the steps before (Camerini,
 * Fratta and Maffioli 1975). What the rounds find is also made into plans. Without any way the bound is -Infinity.
 */
export async function boundPlans(
  network: Network,
  demand: Demand,
  known: Valued,
  course: Course,
  { start = FREE, rounds = ROUNDS, plans = PLANS, patience = PATIENCE, deflection = 0, newest = 0 }: Steps = {},
): Promise<Bounded> {
  const { quotas } = network
  const shares = new Float64Array(demand.weights.length)
  let rates = quotas.map((quota) => start.get(quota) ?? 0)
  let directions = quotas.map(() => 0)
  let best = known
  let bounded: Omit<Bounded, 'best' | 'shares'> = { multipliers: start, bound: Number.POSITIVE_INFINITY }
  let [scale, stale] = [1, 0]
  for (let round = 0; round < rounds && scale > SHORTEST; round++) {
    const multipliers = new Map(quotas.map((quota, index) => [quota, Math.round(rates[index] ?? 0)]))
    const way = bestWay(network, demand, multipliers)
    if (!way) return { multipliers, bound: Number.NEGATIVE_INFINITY, best, shares }
    if (newest > 0) {
      for (let place = 0; place < shares.length; place++) shares[place] = at(shares, place) * (1 - newest)
      for (const place of way.chosen) shares[place] = at(shares, place) + newest
    }
    const worth = way.value
    if (worth < bounded.bound) {
      bounded = { multipliers, bound: worth }
      stale = 0
    } else if (++stale % patience === 0) scale /= 2
    if (round % plans === 0) {
      const kept = keepable(network, demand, way.chosen)
      const plan = plans === 1 ? completed(network, demand, kept) : firstPlan(network, demand, kept)
      if (plan && plan.value > best.value) best = plan
    }
    const target = best.value
    if (bounded.bound < wholeUnits(target) + UNIT) break
    const used = usage(network, way.chosen)
    directions = quotas.map(
      (quota, index) => (used.get(quota) ?? 0) - quota.most + deflection * (directions[index] ?? 0),
    )
    const moves = directions.map((direction, index) => (direction > 0 || (rates[index] ?? 0) > 0 ? direction : 0))
    const length = moves.reduce((sum, move) => sum + move * move, 0)
    if (length === 0) break
    const step = (scale * (worth - target)) / length
    rates = rates.map((rate, index) => Math.max(0, rate + step * (moves[index] ?? 0)))
    course.report?.(target, Math.floor(bounded.bound / UNIT) * UNIT)
    if (!(await course.goOn())) break
  }
  return { ...bounded, best, shares }
}
