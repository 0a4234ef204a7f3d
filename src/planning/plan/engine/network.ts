import { at, int, type Lineup, type Rest, weighed } from '../lineup.js'
import { type Cutoff, type Demand, type Labels, setLabels } from './labels.js'
import { mirrored, type Quota, Resources, usedOf } from './resources.js'
import { type Timeline, timelineOf } from './timeline.js'

/** Sessions, and what binds those that are attended: no two clash, each rest can be had, no quota is exceeded. */
export interface Network {
  readonly lineup: Lineup
  readonly forward: Direction
  readonly backward: Direction
  /** Contents first: at most one sitting of each. */
  readonly quotas: readonly Quota[]
  /** Whether sessions that are not neighbours may clash: after long walks, or among posters of different lengths. */
  readonly mayClash: boolean
  /** What each place uses of them. */
  readonly uses: readonly (readonly (readonly [quota: Quota, amount: number])[])[]
}

/** One direction of time. */
export interface Direction {
  readonly timeline: Timeline
  readonly rests: readonly Rest[]
  /** No quotas, and the rests. */
  readonly free: Resources
}

function directionOf(lineup: Lineup, backward: boolean, rests: readonly Rest[]): Direction {
  const timeline = timelineOf(lineup, backward)
  return { timeline, rests, free: new Resources(timeline, [], rests) }
}

export function networkOf(lineup: Lineup, quotas: readonly Quota[], rests: readonly Rest[]): Network {
  const uses = lineup.candidates.map((): (readonly [Quota, number])[] => [])
  for (const quota of quotas) {
    for (const [index, place] of quota.members.entries()) uses[place]?.push([quota, quota.amounts?.[index] ?? 1])
  }
  return {
    lineup,
    mayClash: lineup.longestWalk > 0 || hasUnlikePosters(lineup),
    uses,
    forward: directionOf(lineup, false, rests),
    backward: directionOf(lineup, true, rests.map(mirrored)),
    quotas,
  }
}

function hasUnlikePosters({ posters, starts, ends }: Lineup): boolean {
  const first = new Map<number, number>()
  return posters.some((wall, place) => {
    if (wall < 0) return false
    const other = first.get(wall) ?? place
    first.set(wall, other)
    return at(starts, place) !== at(starts, other) || at(ends, place) !== at(ends, other)
  })
}

/** Values of plans are multiples of it, so that multipliers can be finer. */
export const UNIT = 1000

export function wholeUnits(value: number): number {
  return Math.floor(value / UNIT) * UNIT
}

/** Lagrangian multipliers: what each quota charges for a unit. */
export type Multipliers = ReadonlyMap<Quota, number>

export const FREE: Multipliers = new Map()

/** Weights minus what the quotas charge, except those that labels keep to anyway. */
export function charged(weights: Float64Array, multipliers: Multipliers, kept?: ReadonlySet<Quota>): Float64Array {
  const left = weights.slice()
  for (const [quota, multiplier] of multipliers) {
    if (multiplier === 0 || kept?.has(quota)) continue
    for (const [index, place] of quota.members.entries())
      left[place] = at(left, place) - multiplier * (quota.amounts?.[index] ?? 1)
  }
  return left
}

/** What every way gets back: the most that quotas can charge a plan, so that no plan is valued below its worth. */
export function refund(multipliers: Multipliers, kept?: ReadonlySet<Quota>): number {
  let sum = 0
  for (const [quota, multiplier] of multipliers) if (!kept?.has(quota)) sum += multiplier * quota.most
  return sum
}

/** A relaxation of the problem: which quotas labels keep to, and what the others charge. */
export interface Relaxation {
  readonly demand: Demand
  /** The quotas that labels keep to; all others charge. */
  readonly kept: readonly Quota[]
  readonly multipliers: Multipliers
  /** Ways are left out that cannot be worth `least`, by the most that can complete a way at each place. */
  readonly least?: number
  readonly completion?: Float64Array | undefined
  readonly cuts?: ReadonlySet<number> | undefined
  /** It is given up where it takes more labels. */
  readonly most?: number
}

/** The labels of one direction. The worth of a way is at most its value and the `refund`. */
export function labelsOf(
  { lineup }: Pick<Network, 'lineup'>,
  { timeline, rests, free }: Direction,
  { demand, kept, multipliers, least = 0, completion, cuts, most }: Relaxation,
): Labels | undefined {
  const set = new Set(kept)
  const rates = kept.map((quota) => multipliers.get(quota) ?? 0)
  const cutoff: Cutoff | undefined = completion && { completion, least: least - refund(multipliers, set) }
  return setLabels({
    lineup,
    timeline,
    resources: kept.length === 0 ? free : new Resources(timeline, kept, rests, rates),
    demand: { weights: charged(demand.weights, multipliers, set), fixed: demand.fixed },
    cutoff,
    cuts,
    most,
  })
}

/** The best way through the network that keeps to the rests, and to no quota. Its value is a bound. */
export function bestWay(network: Network, demand: Demand, multipliers: Multipliers = FREE): Valued | undefined {
  const labels = labelsOf(network, network.backward, { demand, kept: [], multipliers })
  if (!labels || labels.best < 0) return undefined
  return { value: at(labels.value, labels.best) + refund(multipliers), chosen: labels.way(labels.best) }
}

/** The most that the ways to each place are worth, the place not counted. */
export function valuesTo({ firstOf, endOf, value, pass }: Labels): Float64Array {
  return pass.demand.weights.map((weight, place) => {
    let most = Number.NEGATIVE_INFINITY
    for (let label = int(firstOf, place); label < int(endOf, place); label++) most = Math.max(most, at(value, label))
    return most - weight
  })
}

export interface Valued {
  readonly value: number
  /** Places, ascending. */
  readonly chosen: readonly number[]
}

const NONE: readonly (readonly [quota: Quota, amount: number])[] = []

/** How much of each quota a way uses, as far as it uses any. */
export function usage({ uses }: Pick<Network, 'uses'>, chosen: readonly number[]): ReadonlyMap<Quota, number> {
  const used = new Map<Quota, number>()
  for (const place of chosen) {
    for (const [quota, amount] of uses[place] ?? NONE) used.set(quota, (used.get(quota) ?? 0) + amount)
  }
  return used
}

/** The quotas that a way exceeds, and two sessions that clash across others as a quota of one. */
export function exceeded(network: Network, chosen: readonly number[]): readonly Quota[] {
  const over: Quota[] = []
  for (const [quota, used] of usage(network, chosen)) if (used > quota.most) over.push(quota)
  return network.mayClash ? [...over, ...clashesIn(network.lineup, chosen)] : over
}

export function ascending(a: number, b: number): number {
  return a - b
}

/** The quotas that charge and that a plan does not use up, so that it is worth less than its value as a way. */
export function unused(network: Network, chosen: readonly number[], multipliers: Multipliers): readonly Quota[] {
  const used = usage(network, chosen)
  return [...multipliers].flatMap(([quota, rate]) => (rate > 0 && (used.get(quota) ?? 0) < quota.most ? quota : []))
}

function clashesIn(lineup: Lineup, chosen: readonly number[]): readonly Quota[] {
  const { clash, starts, ends, reach } = lineup
  const found: Quota[] = []
  for (const [index, one] of chosen.entries()) {
    const until = at(ends, one) + at(reach, one)
    for (let next = index + 1; next < chosen.length; next++) {
      const other = chosen[next] ?? 0
      if (at(starts, other) >= until) break
      if (clash(one, other)) found.push({ members: [one, other], most: 1 })
    }
  }
  return found
}

/** The demand with these places fixed. Rules out what no quota has room for beside them. */
export function demandOf(
  { quotas }: Pick<Network, 'quotas'>,
  weights: Float64Array,
  fixed: ReadonlySet<number>,
): Demand {
  const own = weights.slice()
  for (const quota of quotas) {
    const left = quota.most - usedOf(quota, (place) => fixed.has(place))
    if (!quota.amounts && left > 0) continue
    for (const [index, place] of quota.members.entries()) {
      if (!fixed.has(place) && (quota.amounts?.[index] ?? 1) > left) own[place] = Number.NEGATIVE_INFINITY
    }
  }
  return { weights: own, fixed }
}

/**
 * For each place the first one that can replace it in every plan: at the same time, worth the same, and using the same quotas by the
 * same amounts. No plan has room for both.
 */
export function twinsIn(
  { lineup, uses, quotas }: Network,
  weights: Float64Array,
  isApart: (place: number) => boolean,
): Int32Array {
  const { starts, ends, rooms, posters, longestWalk } = lineup
  const numbers = new Map(quotas.map((quota, index) => [quota, index]))
  const first = new Map<string, number>()
  return Int32Array.from(weights, (weight, place) => {
    if (isApart(place) || int(posters, place) >= 0 || at(starts, place) === at(ends, place)) return place
    let key = `${at(starts, place)} ${at(ends, place)} ${weight} ${longestWalk === 0 ? 0 : int(rooms, place)}`
    for (const [quota, amount] of uses[place] ?? NONE) key += ` ${numbers.get(quota)}:${amount}`
    const twin = first.get(key) ?? place
    first.set(key, twin)
    return twin
  })
}

/** Weights that rule out all but the first of equal places. */
export function withoutTwins(weights: Float64Array, twins: Int32Array): Float64Array {
  return weights.map((weight, place) => (int(twins, place) === place ? weight : Number.NEGATIVE_INFINITY))
}

/** A plan with its worth. */
export function valued(chosen: readonly number[], weights: Float64Array): Valued {
  return { value: weighed(chosen, weights), chosen }
}
