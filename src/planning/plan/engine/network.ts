import { at, type Lineup, weighed } from '../lineup.js'
import type { Rest } from '../rests.js'
import { type Demand, type Labels, setLabels } from './labels.js'
import { mirrored, type Quota, resourcesOf, usedOf } from './resources.js'
import { type Timeline, timelineOf } from './timeline.js'

/** Sessions, and what binds those that are attended: no two clash, each rest can be had, no quota is exceeded. */
export interface Network {
  readonly lineup: Lineup
  readonly forward: Direction
  readonly backward: Direction
  /** Contents first: at most one sitting of each. */
  readonly quotas: readonly Quota[]
}

/** One direction of time. */
export interface Direction {
  readonly timeline: Timeline
  readonly rests: readonly Rest[]
}

export function networkOf(lineup: Lineup, quotas: readonly Quota[], rests: readonly Rest[]): Network {
  return {
    lineup,
    forward: { timeline: timelineOf(lineup, false), rests },
    backward: { timeline: timelineOf(lineup, true), rests: rests.map(mirrored) },
    quotas,
  }
}

/** Plans differ in worth by multiples of it: so what quotas charge can be finer. */
export const UNIT = 1000

/** What each quota charges for every unit used of it: Lagrangian multipliers. */
export type Multipliers = ReadonlyMap<Quota, number>

export const FREE: Multipliers = new Map()

/** Weights less what the quotas charge, but for those that labels keep to anyway. */
export function charged(weights: Float64Array, multipliers: Multipliers, kept?: ReadonlySet<Quota>): Float64Array {
  const left = weights.slice()
  for (const [quota, multiplier] of multipliers) {
    if (multiplier === 0 || kept?.has(quota)) continue
    for (const [index, place] of quota.members.entries())
      left[place] = at(left, place) - multiplier * (quota.amounts?.[index] ?? 1)
  }
  return left
}

/** What a plan is given back that uses every quota up: so no plan comes out at less than it is worth. */
export function refund(multipliers: Multipliers, kept?: ReadonlySet<Quota>): number {
  let sum = 0
  for (const [quota, multiplier] of multipliers) if (!kept?.has(quota)) sum += multiplier * quota.most
  return sum
}

/** A way through the network that keeps to the rests, and to no quota. */
export function bestWay(network: Network, demand: Demand): Valued | undefined {
  const { timeline, rests } = network.backward
  const labels = setLabels({ lineup: network.lineup, timeline, resources: resourcesOf(timeline, [], rests), demand })
  return labels && labels.best >= 0 ? wayWorth(labels, labels.best) : undefined
}

export interface Valued {
  readonly value: number
  /** Places, ascending. */
  readonly chosen: readonly number[]
}

function wayWorth(labels: Labels, label: number): Valued {
  return { value: at(labels.value, label), chosen: labels.way(label) }
}

/** The quotas that a way exceeds. What clashes although others lie between counts as a quota, too. */
export function exceeded({ lineup, quotas }: Network, chosen: readonly number[]): readonly Quota[] {
  const taken = new Set(chosen)
  const over = quotas.filter((quota) => usedOf(quota, (place) => taken.has(place)) > quota.most)
  return [...over, ...clashesIn(lineup, chosen)]
}

function clashesIn({ clash, starts, ends, reach }: Lineup, chosen: readonly number[]): readonly Quota[] {
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

/** What is asked where these places are fixed: what has the content of one of them is ruled out. */
export function demandOf(
  { quotas }: Pick<Network, 'quotas'>,
  weights: Float64Array,
  fixed: ReadonlySet<number>,
): Demand {
  const own = weights.slice()
  for (const quota of quotas) {
    const left = quota.most - usedOf(quota, (place) => fixed.has(place))
    if (left >= quota.most) continue
    for (const [index, place] of quota.members.entries()) {
      if (!fixed.has(place) && (quota.amounts?.[index] ?? 1) > left) own[place] = Number.NEGATIVE_INFINITY
    }
  }
  return { weights: own, fixed }
}

/** A plan with its worth. */
export function valued(chosen: readonly number[], weights: Float64Array): Valued {
  return { value: weighed(chosen, weights), chosen }
}
