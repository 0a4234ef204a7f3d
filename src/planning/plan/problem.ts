import type { ShownSpan } from '../../model/conference.js'
import type { Day, Minutes } from '../../model/time.js'
import type { Entry } from '../clash.js'
import type { Walks } from '../walk.js'

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
