import type { ShownSpan } from '../../model/index.js'
import type { Day, Minutes } from '../../model/time.js'
import type { Entry } from '../agenda/clashes.js'
import type { Walks } from '../agenda/walks.js'

/** A session that a plan may choose. Ids are unique among the candidates of a problem. */
export interface Candidate {
  /** Its id, time, day and room. */
  readonly entry: Entry
  /** What attending it is worth, in points; counted in thirtieths. Below or at zero it is chosen only if it is fixed. */
  readonly score: number
  /**
   * Its content is in the plan whatever it costs: a `--must`, or a going pick that `pinPicks` did not let compete. Where several
   * sittings of one content are fixed, one of them is attended.
   */
  readonly fixed: boolean
  /**
   * A going pick. One that is fixed could be given up: what only such sessions keep out of every plan has a price. One that is
   * not fixed is kept where that is possible, whatever others are worth: what a repair must not lose.
   */
  readonly yields?: true
  /** What its content is called: at most one candidate of a group is attended. */
  readonly group?: string
  /** It is the sitting that was picked: of several that are worth the same it is preferred. */
  readonly picked?: true
  /** The keynotes back to back that it is one of, where sessions of a day are counted. */
  readonly hall?: string
  /** It counts no more: something else of its hall is kept, and keynotes back to back are one choice. */
  readonly uncounted?: true
  /** The sessions of a run that is attended as a whole, in time order; the entry has the first one's id and the whole span. */
  readonly run?: readonly RunMember[]
}

/** The sessions of a candidate: of a run all. */
export function sessionsOf({ entry, run }: Candidate): readonly Entry[] {
  return run?.map((one) => one.entry) ?? [entry]
}

/** A session of a run, and its share of the score. */
export interface RunMember {
  readonly entry: Entry
  readonly score: number
}

/** A free stretch that a day must have: so many minutes in one piece somewhere between `start` and `end`. */
export interface BreakWindow extends ShownSpan {
  readonly day: Day
  readonly minutes: Minutes
}

/** What an earlier plan holds, where it is to be mended and not made anew. */
export interface RepairWish {
  /** Ids of the picks that stood before. */
  readonly picks: readonly string[]
  /** Picks that stood before and are no candidates any more, with their content: another sitting takes the place of each. */
  readonly gone?: readonly { readonly id: string; readonly group: string }[]
  /** Points that each of them costs which is not in the plan any more, or only as another sitting. */
  readonly changeCost: number
}

/**
 * What to choose from and what holds. Filters (days, `--not-before`, `--not-after`) have done their work; only what has a
 * time is here. The order of the lists means nothing.
 */
export interface PlanProblem {
  readonly candidates: readonly Candidate[]
  /** They are kept whatever happens. */
  readonly blocks: readonly Entry[]
  readonly walks: Walks
  /**
   * Free is what no chosen session and no block overlaps; the walks to and from the place of rest are not counted, because
   * nobody knows where it is.
   */
  readonly breaks: readonly BreakWindow[]
  /** Chosen sessions of one conference day, fixed ones among them. */
  readonly maxPerDay?: number
  /** The same for the minutes that they last together. */
  readonly maxMinutes?: Minutes
  readonly repair?: RepairWish
}

/** How a plan changes: what comes in, what goes out; ids in time order. */
export interface Swap {
  readonly gain: readonly string[]
  readonly lose: readonly string[]
}

/** Points; where they are not known exactly, the least and the most that they can be. */
export type Price = number | readonly [least: number, most: number]

/** The most that a price can be. */
export function highestPrice(price: Price): number {
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
  /** What in the plan is in its way: ids of sessions, or of blocks (`block:<title>`), in time order. */
  readonly because: readonly string[]
  /** The wish that keeps it out, where no session or block by itself does. */
  readonly limit?: Limit
  /** How the best plan known with it differs; absent where there is none. */
  readonly swap?: Swap
  readonly run?: string
}

/** One way to make fixed sessions attendable that cannot all be kept. */
interface WayOut {
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
