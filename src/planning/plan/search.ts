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

/** Steps that may still be spent. */
export interface Budget {
  left: number
}

/** Where a search begins: the best plan under charged weights, of which some may forbid or demand a session. */
export interface Start {
  readonly best: Best
  /** Comes on top of what `best` is worth. */
  readonly extra: number
  /** A session that must be in: its weight says so, too, by more than all others are worth. */
  readonly must?: number
  /** A fixed session that must be left out. */
  readonly lacking?: number
}

/**
 * The best plan that breaks no quota, and the first of those; by branch and bound (Land and Doig, 1960). Where the best plan of all
 * takes too many of a quota, one of them is left out: each of them in turn. Where it takes too few for the price it pays, the
 * quota becomes free. `valueOf` is what a plan is really worth. `none` where there is no plan, `unknown` where the budget does not
 * suffice.
 */
export function searchPlan(
  relaxed: Relaxed,
  { best, extra, must, lacking }: Start,
  valueOf: (chosen: readonly number[]) => number,
  budget: Budget,
): readonly number[] | 'none' | 'unknown' {
  const { parts, quotas } = relaxed
  let found: { readonly value: number; readonly chosen: readonly number[] } | undefined
  const open = [{ best, extra, prices: relaxed.prices }]
  for (let node = open.pop(); node; node = open.pop()) {
    const { chosen } = node.best
    const bound = node.best.weight + node.extra
    if (bound === Number.NEGATIVE_INFINITY || (found && !isBefore({ value: bound, chosen }, found))) continue
    const taken = new Set(chosen)
    if (must !== undefined && !taken.has(must)) continue
    const counts = quotas.map(({ members }) => members.filter((member) => taken.has(member)))
    const over = quotas.findIndex(({ most }, index) => (counts[index]?.length ?? 0) > most)
    const value = over < 0 ? valueOf(chosen) : Number.NEGATIVE_INFINITY
    if (over < 0 && (!found || isBefore({ value, chosen }, found))) found = { value, chosen }
    if (value === bound) continue
    const change = (weights: Float64Array, prices: readonly number[], sum: number) => {
      const next = bestPlan(parts, weights, node?.best, lacking)
      budget.left -= next.steps
      open.push({ best: next, extra: sum, prices })
    }
    if (over < 0) {
      const isIdle = quotas.map(({ most }, index) => at(node.prices, index) > 0 && (counts[index]?.length ?? 0) < most)
      const freed = { quotas, prices: node.prices.map((price, index) => (isIdle[index] ? -price : 0)) }
      const prices = node.prices.map((price, index) => (isIdle[index] ? 0 : price))
      change(charged(node.best.weights, freed), prices, node.extra + refund(freed))
    } else {
      // The last one stands on top: it is looked at first.
      for (const place of counts[over]?.slice(0, (quotas[over]?.most ?? 0) + 1) ?? []) {
        const weights = node.best.weights.slice()
        weights[place] = Number.NEGATIVE_INFINITY
        change(weights, node.prices, node.extra)
      }
    }
    if (budget.left < 0) return 'unknown'
  }
  return found?.chosen ?? 'none'
}

interface Valued {
  readonly value: number
  readonly chosen: readonly number[]
}

/** The greater value, then the one that takes the earlier session where they part. */
function isBefore(one: Valued, other: Valued): boolean {
  if (one.value !== other.value) return one.value > other.value
  const part = one.chosen.findIndex((place, index) => place !== other.chosen[index])
  return part >= 0 && at(one.chosen, part) < (other.chosen[part] ?? Number.POSITIVE_INFINITY)
}
