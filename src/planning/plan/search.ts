import type { Quota } from './limits.js'
import { at } from './lineup.js'
import type { Part } from './parts.js'
import { type Best, bestPlan } from './prices.js'

/** Plans that may break `quotas`, and prices that keep them from it: see `boundAll`. */
export interface Relaxed {
  readonly parts: readonly Part[]
  readonly quotas: readonly Quota[]
  /** For each of the quotas; 0 where it is free. */
  readonly prices: readonly number[]
}

/** What the sessions of a quota pay for being taken, taken off the weights. */
export function charged(weights: Float64Array, { quotas, prices }: Pick<Relaxed, 'quotas' | 'prices'>): Float64Array {
  const left = weights.slice()
  for (const [index, { members }] of quotas.entries()) {
    for (const place of members) left[place] = at(left, place) - at(prices, index)
  }
  return left
}

/** What a plan is given that takes as many of each quota as it may: it then comes out at no less than it is worth. */
export function refund({ quotas, prices }: Pick<Relaxed, 'quotas' | 'prices'>): number {
  return quotas.reduce((sum, { most }, index) => sum + most * at(prices, index), 0)
}

/** Whether a plan takes too many of a quota. */
export function isOver(quotas: readonly Quota[], chosen: readonly number[]): boolean {
  return overIn(quotas, new Set(chosen)) !== undefined
}

function overIn(quotas: readonly Quota[], taken: ReadonlySet<number>): Quota | undefined {
  return quotas.find(({ members, most }) => members.filter((member) => taken.has(member)).length > most)
}

/** Steps that may still be spent. */
export interface Budget {
  left: number
}

/** Where a search begins: weights, of which some may forbid or demand a session. */
export interface Start {
  readonly weights: Float64Array
  /** Weights of which few have changed, with what is best by them: only the parts that differ are planned. */
  readonly known?: readonly [free: Best, priced: Best]
  /** A session that must be in: its weight says so, too, by more than all others are worth. */
  readonly must?: number
  /** A fixed session that must be left out. */
  readonly lacking?: number
  /** Cuts a bound down to what plans can be worth. */
  readonly cut: (bound: number) => number
  /** Of the best plans the first one is wanted, or any. */
  readonly ties: 'first' | 'any'
}

/**
 * The best plan that breaks no quota, by branch and bound (Land and Doig, 1960). Where the best plan of all
 * takes too many of a quota, one of them is left out: each of them in turn. What is best when quotas are paid for tells where
 * that leads nowhere. `none` where there is no plan, `unknown` where the budget does not suffice.
 */
export function searchPlan(
  relaxed: Relaxed,
  { weights, known, must, lacking, cut, ties }: Start,
  budget: Budget,
): Valued | 'none' | 'unknown' {
  const { parts, quotas, prices } = relaxed
  const extra = refund(relaxed)
  const isPriced = prices.some((price) => price > 0)
  const plan = (own: Float64Array, before?: readonly [Best, Best]) => {
    const free = bestPlan(parts, own, before?.[0], lacking)
    const priced = isPriced ? bestPlan(parts, charged(own, relaxed), before?.[1], lacking) : free
    budget.left -= free.steps + (isPriced ? priced.steps : 0)
    return [free, priced] as const
  }
  let found: Valued | undefined
  const open = [plan(weights, known)]
  for (let node = open.pop(); node; node = open.pop()) {
    const [{ weight, chosen, weights: own }, priced] = node
    const bound = cut(Math.min(weight, priced.weight + extra))
    const taken = new Set(chosen)
    if (bound === Number.NEGATIVE_INFINITY || (must !== undefined && !taken.has(must))) continue
    const isLast = ties === 'any' || (found && weight === found.value && !isBefore(chosen, found.chosen))
    if (found && (bound < found.value || (bound === found.value && isLast))) continue
    const over = overIn(quotas, taken)
    if (!over) {
      if (!found || weight > found.value || isBefore(chosen, found.chosen)) found = { value: weight, chosen }
      continue
    }
    if (budget.left < 0) return 'unknown'
    const children = over.members.filter((member) => taken.has(member)).slice(0, over.most + 1)
    const nodes = children.map((place) => plan(without(own, place), node))
    // The best one stands on top: it is looked at first.
    open.push(...nodes.sort(([, one], [, other]) => one.weight - other.weight))
  }
  return found ?? 'none'
}

function without(weights: Float64Array, place: number): Float64Array {
  const left = weights.slice()
  left[place] = Number.NEGATIVE_INFINITY
  return left
}

export interface Valued {
  readonly value: number
  readonly chosen: readonly number[]
}

/** Of plans worth the same, whether one takes the earlier session where they part. */
function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const part = one.findIndex((place, index) => place !== other[index])
  return part >= 0 && at(one, part) < (other[part] ?? Number.POSITIVE_INFINITY)
}
