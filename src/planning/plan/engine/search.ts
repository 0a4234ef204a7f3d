import { at, type Lineup } from '../lineup.js'
import { type Cutoff, type Demand, setLabels } from './labels.js'
import {
  charged,
  type Direction,
  exceeded,
  type Multipliers,
  type Network,
  refund,
  UNIT,
  type Valued,
  valued,
} from './network.js'
import { type Quota, type Resources, resourcesOf, usedOf } from './resources.js'
import type { Timeline } from './timeline.js'

/** How far a search may go. */
export interface Course {
  /** Lets others have their turn; false once the time is over. */
  readonly goOn: () => Promise<boolean>
  /** Hears what the best plan so far is worth, and what no plan is worth more than. */
  readonly report?: (value: number, bound: number) => void
}

export interface Search {
  readonly network: Network
  readonly demand: Demand
  readonly multipliers: Multipliers
  /** A plan that is to be beaten. */
  readonly known?: Valued | undefined
  /** Quotas that the labels keep to from the start. */
  readonly critical?: readonly Quota[]
  /** Labels that may be set, all passes together. */
  readonly labels: number
  readonly course: Course
  /** How much more than the known plan another one must be worth: a unit, if nothing is said. */
  readonly more?: number
}

export interface Outcome {
  /** The best plan found; nothing where there is none. */
  readonly best: Valued | undefined
  /** No plan is worth more. */
  readonly bound: number
  readonly isProven: boolean
  readonly critical: readonly Quota[]
}

/**
 * The best plan, by decremental state-space relaxation (Righini and Salani 2008; Boland, Dethridge and Dumitrescu 2006): labels keep
 * to no quota at first; where their best way exceeds one, they keep to it from then on. The other quotas charge for what is
 * used of them, and a pass in the other direction with all charges tells the most that can complete a way: so those are left
 * out that cannot beat the known plan.
 */
export async function searchPlan(search: Search): Promise<Outcome> {
  const { network, demand, multipliers, course, more = UNIT } = search
  const { lineup, backward } = network
  const { weights, fixed } = demand
  const critical = new Set(search.critical)
  let ahead: Float64Array | undefined
  let best = search.known
  let bound = Number.POSITIVE_INFINITY
  const end = (isProven: boolean): Outcome => {
    const value = best?.value ?? Number.NEGATIVE_INFINITY
    return { best, bound: isProven ? value : Math.max(bound, value), isProven, critical: [...critical] }
  }
  for (let left = search.labels; ; ) {
    const least = (best?.value ?? Number.NEGATIVE_INFINITY) + more
    const list = [...critical]
    const back = refund(multipliers, critical)
    const resources = resourcesOf(backward.timeline, list, backward.rests)
    const own = { weights: charged(weights, multipliers, critical), fixed }
    // As long as nothing is known that could be beaten, nothing is left out.
    if (best) ahead ??= waysTo(network.forward, lineup, { weights: charged(weights, multipliers), fixed })
    const completion = ahead && completionOf(backward.timeline, list, multipliers, resources, ahead)
    const cutoff = completion && { completion, least: least - back }
    const labels = setLabels({ lineup, timeline: backward.timeline, resources, demand: own, cutoff, most: left })
    if (!labels) return end(false)
    left -= labels.place.length
    if (labels.best < 0) return end(true)
    const worth = at(labels.value, labels.best) + back
    bound = Math.min(bound, worth)
    const found = valued(labels.way(labels.best), weights)
    const over = exceeded(network, found.chosen)
    if (over.length === 0) {
      if (!best || found.value >= best.value) best = found
      if (found.value === worth) return end(true)
    }
    course.report?.(best?.value ?? 0, Math.floor(bound / UNIT) * UNIT)
    // A plan that is worth less than it came out at has left a quota unused that charges.
    for (const quota of over.length > 0 ? over : unused(found.chosen, multipliers, critical)) critical.add(quota)
    if (!(await course.goOn())) return end(false)
  }
}

function unused(chosen: readonly number[], multipliers: Multipliers, critical: ReadonlySet<Quota>): readonly Quota[] {
  const taken = new Set(chosen)
  return [...multipliers].flatMap(([quota, multiplier]) =>
    multiplier > 0 && !critical.has(quota) && usedOf(quota, (place) => taken.has(place)) < quota.most ? quota : [],
  )
}

/** The most that a way to each place is worth, the place not counted. The ways keep to no quota. */
function waysTo({ timeline, rests }: Direction, lineup: Lineup, demand: Demand): Float64Array {
  const labels = setLabels({ lineup, timeline, resources: resourcesOf(timeline, [], rests), demand })
  return Float64Array.from(lineup.candidates, (_, place) => {
    const [label] = labels?.of[place] ?? []
    return label === undefined ? Number.NEGATIVE_INFINITY : at(labels?.value ?? [], label) - at(demand.weights, place)
  })
}

/** The most that can come to a label: the best way that meets it, and what its open quotas give back. */
function completionOf(
  { position }: Timeline,
  critical: readonly Quota[],
  multipliers: Multipliers,
  { lastOf, stateOf }: Resources,
  ahead: Float64Array,
): Cutoff['completion'] {
  const rates = critical.map((quota) => multipliers.get(quota) ?? 0)
  if (rates.every((rate) => rate === 0)) return (place) => at(ahead, place)
  const open = new Float64Array(ahead.length)
  for (const [index, { most }] of critical.entries()) {
    for (let here = 0; here < (lastOf[index] ?? 0); here++) open[here] = at(open, here) + (rates[index] ?? 0) * most
  }
  return (place, state) => {
    let back = at(open, position[place] ?? 0)
    for (const [index, used] of stateOf(state).used) back -= (rates[index] ?? 0) * used
    return at(ahead, place) + back
  }
}
