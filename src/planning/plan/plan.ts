import type { BreakWindow } from './problem.js'

/** How a plan changes: what comes in, what goes out; ids in time order. */
export interface Swap {
  readonly gain: readonly string[]
  readonly lose: readonly string[]
}

/** Points; where they are not known exactly, the least and the most that they can be. */
export type Price = number | readonly [least: number, most: number]

/** The most that a price can be. */
export function mostOf(price: Price): number {
  return typeof price === 'number' ? price : price[1]
}

/** A session in the plan. */
export interface Chosen {
  readonly id: string
  readonly score: number
  /**
   * What the best plan without it is worth less; negative where a fixed session keeps better ones out; `null` where there is no
   * plan without it.
   */
  readonly regret: Price | null
  /** How the best plan known without it differs. */
  readonly swap?: Swap
  /** The first session of the run that it belongs to: a run is one choice and has one regret. */
  readonly run?: string
}

/** A wish that binds whole days. */
export type Limit = 'break' | 'max-per-day' | 'max-hours'

/** A candidate that is not in the plan. */
export interface LeftOut {
  readonly id: string
  readonly score: number
  /**
   * What the best plan with it is worth less, negative where it is worth more than the fixed sessions that would give way for it;
   * `null` where no plan can hold it.
   */
  readonly regret: Price | null
  /** What in the plan stands in its way: ids of sessions, or of blocks (`block:<title>`), in time order. */
  readonly because: readonly string[]
  /** The wish that keeps it out, where no session or block by itself does. */
  readonly limit?: Limit
  /** How the best plan known with it differs; absent where there is none. */
  readonly swap?: Swap
  readonly run?: string
}

/** One way to make fixed sessions attendable that cannot all be kept. */
export interface WayOut {
  /** Ids of fixed sessions, in time order. */
  readonly drop: readonly string[]
  /** Of the best plan that keeps the others. */
  readonly value: number
}

/** A break that blocks alone make impossible; the plan does without it. */
export interface UnmetBreak extends BreakWindow {
  readonly because: readonly string[]
}

/** What became of the picks that stood before; ids in time order. */
export interface Repair {
  readonly kept: readonly string[]
  /** A pick that made way for another session: of the same content, which may have been kept, or a new one at its time. */
  readonly swapped: readonly { readonly lost: string; readonly gained: string }[]
  readonly lost: readonly string[]
  /** New ones that replace nothing. */
  readonly gained: readonly string[]
}

export interface Plan {
  /** The scores of the chosen, in points; for a repair less the cost of the changes. */
  readonly value: number
  /** No plan is worth more. */
  readonly bound: number
  /** Whether value and bound are the same: then no plan beats this one. */
  readonly proven: boolean
  /** By start, then id. */
  readonly chosen: readonly Chosen[]
  /** By start, then id. */
  readonly leftOut: readonly LeftOut[]
  /** Other plans of the same worth, one change each. */
  readonly zeroCostSwaps: readonly Swap[]
  /**
   * Where the fixed sessions cannot all be kept: the smallest sets to drop, best first, at most `WAYS_OUT` of them; the plan is
   * that of the first. Empty otherwise.
   */
  readonly conflicts: readonly WayOut[]
  readonly unmet: readonly UnmetBreak[]
  readonly repair?: Repair
}
