import { at } from '../lineup.js'
import type { Demand } from './labels.js'
import {
  exceeded,
  labelsOf,
  type Multipliers,
  type Network,
  refund,
  UNIT,
  unused,
  type Valued,
  valued,
  valuesTo,
} from './network.js'
import type { Quota } from './resources.js'

/** How far a search may go. */
export interface Course {
  /** Yields to other tasks; false once the time is up. */
  readonly goOn: () => Promise<boolean>
  /** Called with the value of the best plan so far and an upper bound. */
  readonly report?: (value: number, bound: number) => void
}

/** How a plan is searched for. */
export interface Means {
  readonly course: Course
  /** Labels that each search may set; by default a number for each session. */
  readonly labels?: number | undefined
}

/** What is known of a plan that is to be priced. */
export interface Found {
  readonly best: Valued
  readonly bound: number
  /** The multipliers that gave the bound, and the quotas that labels should keep to. */
  readonly multipliers: Multipliers
  readonly critical: readonly Quota[]
  /** Labels did not finish, so the plan was found by branching. */
  readonly isBranched: boolean
}

/** Labels that a search may set at least. */
const LEAST_LABELS = 5_000

/** How many labels a search may set: so many for each session. */
export function labelsFor(
  { lineup }: Pick<Network, 'lineup'>,
  each: number,
  { labels }: Pick<Means, 'labels'>,
): number {
  return labels ?? LEAST_LABELS + each * lineup.candidates.length
}

export interface Search {
  readonly network: Network
  readonly demand: Demand
  readonly multipliers: Multipliers
  /** A plan that is to be beaten. */
  readonly known?: Valued | undefined
  /** Quotas that the labels keep to from the start. */
  readonly critical?: readonly Quota[]
  /** Labels that all passes together may set. */
  readonly labels: number
  readonly course: Course
  /**
   * How much more another plan must be worth than the known one; a unit by default. What is found that is worth less does
   * not raise this, or plans between the two would be taken for impossible.
   */
  readonly more?: number
}

export interface Outcome {
  /** The best plan found; undefined if there is none. */
  readonly best: Valued | undefined
  /** No plan is worth more. */
  readonly bound: number
  readonly isProven: boolean
  readonly critical: readonly Quota[]
}

/**
 * The best plan, by decremental state-space relaxation (Righini and Salani 2008; Boland, Dethridge and Dumitrescu 2006): labels keep
 * to no quota at first; where their best way exceeds one, they keep to it from then on. The other quotas charge for what is
 * used of them. A pass in the other direction, with all charges, gives completion bounds, by which ways are left out that
 * cannot beat the known plan.
 */
export async function searchPlan(search: Search): Promise<Outcome> {
  const { network, demand, multipliers, course, more = UNIT } = search
  const critical = new Set(search.critical)
  const target = (search.known?.value ?? Number.NEGATIVE_INFINITY) + more
  let completion: Float64Array | undefined
  let best = search.known
  let bound = Number.POSITIVE_INFINITY
  let left = search.labels
  const end = (isProven: boolean): Outcome => {
    const value = best?.value ?? Number.NEGATIVE_INFINITY
    return { best, bound: isProven ? value : Math.max(bound, value), isProven, critical: [...critical] }
  }
  for (;;) {
    // Bounds only help once a plan is known.
    if (best && !completion) {
      const ahead = labelsOf(network, network.forward, { demand, kept: [], multipliers })
      completion = ahead && valuesTo(ahead)
    }
    const least = best && best.value >= target ? best.value + Math.min(more, UNIT) : target
    const kept = [...critical]
    const labels = labelsOf(network, network.backward, { demand, kept, multipliers, least, completion, most: left })
    if (!labels) return end(false)
    left -= labels.count
    if (labels.best < 0) return end(true)
    const worth = at(labels.value, labels.best) + refund(multipliers, critical)
    bound = Math.min(bound, worth)
    const found = valued(labels.way(labels.best), demand.weights)
    const over = exceeded(network, found.chosen)
    if (over.length === 0) {
      if (!best || found.value >= best.value) best = found
      if (found.value === worth) return end(true)
    }
    course.report?.(best?.value ?? 0, Math.floor(bound / UNIT) * UNIT)
    for (const quota of over.length > 0 ? over : unused(network, found.chosen, multipliers)) critical.add(quota)
    if (!(await course.goOn())) return end(false)
  }
}
