import { at, int } from '../lineup.js'
import type { Demand } from './labels.js'
import { type Bounded, boundPlans } from './multipliers.js'
import {
  charged,
  demandOf,
  labelsOf,
  type Multipliers,
  type Network,
  refund,
  UNIT,
  type Valued,
  valuesTo,
  wholeUnits,
} from './network.js'
import type { Course } from './search.js'

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
const ROUNDS = 40
/** More patience than elsewhere, as good multipliers save whole parts. */
const STEPS = { rounds: ROUNDS, plans: ROUNDS, patience: 8, deflection: 0.8, newest: 0.1 }

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
