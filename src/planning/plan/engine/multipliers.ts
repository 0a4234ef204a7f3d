import { at, int } from '../lineup.js'
import { completed, firstPlan, keepable } from './first-plan.js'
import type { Demand } from './labels.js'
import {
  bestWay,
  charged,
  demandOf,
  FREE,
  labelsOf,
  type Multipliers,
  type Network,
  refund,
  UNIT,
  usage,
  type Valued,
  valuesTo,
  wholeUnits,
} from './network.js'
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

export interface Branching {
  readonly network: Network
  readonly demand: Demand
  readonly multipliers: Multipliers
  /** The plan to beat, by a unit. */
  readonly known: Valued
  readonly course: Course
  /** The search ends after so many parts. */
  readonly parts?: number
}

/** The plans that decide alike on some sessions. */
interface Part {
  readonly demand: Demand
  readonly multipliers: Multipliers
  /** None of them is worth more. */
  readonly bound: number
}

/** Few rounds of subgradient steps for each part, as they begin with the multipliers of the part that it was split from. */
const PART_ROUNDS = 40
/** More patience than elsewhere, as good multipliers save whole parts. */
const STEPS = { rounds: PART_ROUNDS, plans: PART_ROUNDS, patience: 8, deflection: 0.8, newest: 0.1 }

/**
 * The best plan, by branch and bound with multipliers (Fisher 1981). Where the bound of a part leaves room for a better plan,
 * sessions that no way good enough can hold are ruled out, and the one that its ways disagree on most is decided both ways. The
 * part with it is next, so that plans are found early; where a part is done, the one with the highest bound.
 */
export async function branchPlans(branching: Branching): Promise<Pick<Bounded, 'best' | 'bound'>> {
  const { network, course, parts = Number.POSITIVE_INFINITY } = branching
  const open: Part[] = []
  let best = branching.known
  let part: Part | undefined = { ...branching, bound: Number.POSITIVE_INFINITY }
  for (let count = 0; part && count < parts && (await course.goOn()); count++) {
    const steps = { ...STEPS, start: part.multipliers }
    const bounded: Bounded = await boundPlans(network, part.demand, best, { goOn: course.goOn }, steps)
    best = bounded.best
    const { multipliers, shares } = bounded
    const own: Part = { ...part, multipliers, bound: Math.min(part.bound, bounded.bound) }
    const split: readonly Part[] = isBelow(own.bound, best) ? [] : splitPart(network, own, best, shares)
    open.push(...split)
    part = split.length > 0 ? open.pop() : takeHighest(open)
    if (part && isBelow(part.bound, best)) part = undefined
    course.report?.(best.value, wholeUnits(Math.max(best.value, boundOf(open), part?.bound ?? best.value)))
  }
  return { best, bound: part ? Math.max(part.bound, boundOf(open)) : best.value }
}

/** Whether a bound leaves no room for a plan that is worth a unit more. */
function isBelow(bound: number, { value }: Valued): boolean {
  return bound < wholeUnits(value) + UNIT
}

function boundOf(open: readonly Part[]): number {
  return open.reduce((most, { bound }) => Math.max(most, bound), Number.NEGATIVE_INFINITY)
}

/** Takes out the last of the parts whose bound is highest in whole units. */
function takeHighest(open: Part[]): Part | undefined {
  const highest = wholeUnits(boundOf(open))
  const index = open.findLastIndex(({ bound }) => wholeUnits(bound) === highest)
  return open.splice(index, 1)[0]
}

/** A part without and with a session; nothing where all are decided. */
function splitPart(network: Network, part: Part, best: Valued, shares: Float64Array): readonly Part[] {
  const { fixed } = part.demand
  const weights = reducedWeights(network, part, wholeUnits(best.value) + UNIT)
  const isUndecided = (place: number) => at(weights, place) > Number.NEGATIVE_INFINITY && !fixed.has(place)
  const unsure = (place: number) => Math.abs(at(shares, place) - 0.5)
  const undecided = [...weights.keys()].filter(isUndecided)
  const [first, ...others] = undecided
  if (first === undefined) return []
  const place = others.reduce((most, other) => (unsure(other) < unsure(most) ? other : most), first)
  const without = weights.map((weight, other) => (other === place ? Number.NEGATIVE_INFINITY : weight))
  const { clash } = network.lineup
  const isRival = (other: number) => (other < place ? clash(other, place) : other > place && clash(place, other))
  const beside = weights.map((weight, other) => (isRival(other) ? Number.NEGATIVE_INFINITY : weight))
  return [
    { ...part, demand: { weights: without, fixed } },
    { ...part, demand: demandOf(network, beside, new Set([...fixed, place])) },
  ]
}

/** Weights that rule out each session whose best way is worth less than `least` (reduced costs). */
function reducedWeights(network: Network, { demand, multipliers }: Part, least: number): Float64Array {
  const asked = { demand, kept: [], multipliers }
  const [to, from] = [network.forward, network.backward].map((direction) => {
    const labels = labelsOf(network, direction, asked)
    if (!labels) throw new Error('a pass without a limit was cut short')
    return valuesTo(labels)
  })
  const own = charged(demand.weights, multipliers)
  const left = least - refund(multipliers)
  const { posters } = network.lineup
  return demand.weights.map((weight, place) => {
    // Posters seen together may come in another order backward, so their ways to and from one may lack some of them.
    const isKept = demand.fixed.has(place) || int(posters, place) >= 0
    const most = at(to ?? own, place) + at(own, place) + at(from ?? own, place)
    return !isKept && most < left ? Number.NEGATIVE_INFINITY : weight
  })
}
