import { STAGES, type Stage } from '../model/agenda.js'
import type { Day } from '../model/day.js'
import type { Instant, Minutes } from '../model/time.js'

/** The text facets that sessions are filtered by; each is also a `--not-` flag. */
export const FILTERS = ['track', 'speaker', 'room', 'org', 'kind', 'level', 'tag'] as const
export type Filter = (typeof FILTERS)[number]

/** The values of one flag: any of `wanted` (all, when empty), none of `unwanted`. Commas are not split yet. */
export interface Values {
  readonly wanted: readonly string[]
  readonly unwanted: readonly string[]
}

/** What `--stage` and `--not-stage` say of my picks: one of `wanted` (where it is there), none of `unwanted`. */
export interface StageValues {
  readonly wanted?: ReadonlySet<Stage>
  readonly unwanted: ReadonlySet<Stage>
}

/** Whether a session that is on my agenda at this stage, or not at all, is meant. */
export function passesStage(stage: Stage | undefined, { wanted, unwanted }: StageValues): boolean {
  return stage === undefined ? !wanted : (!wanted || wanted.has(stage)) && !unwanted.has(stage)
}

/** Whether every pick is meant, whatever its stage. */
export function passesEveryStage(values: StageValues): boolean {
  return STAGES.every((stage) => passesStage(stage, values))
}

export const SORTS = ['time', 'title', 'track', 'room', 'speaker'] as const
export type Sort = (typeof SORTS)[number]

/** A time of day, in minutes on the clock shown, or the moment that is meant by `now`, its date included. */
export type TypedTime = Minutes | { readonly now: Instant }

/** The times of one flag: any of `wanted` (all, when empty), none of `unwanted`. */
export interface Times {
  readonly wanted: readonly TypedTime[]
  readonly unwanted: readonly TypedTime[]
}

/** The shared filter flags, read: what a set of sessions is chosen by. Absent means not asked for. */
export interface Selection {
  readonly words: readonly string[]
  readonly filters: Readonly<Partial<Record<Filter, Values>>>
  readonly days?: { readonly asked: string; readonly days: readonly Day[]; readonly unwanted: readonly Day[] }
  readonly at?: Times
  readonly after?: Times
  readonly before?: Times
  readonly stage?: StageValues
  readonly ids?: Values
  /** Those that have neither day nor time: in addition where a day or time is asked for, else alone. */
  readonly unscheduled?: boolean
  readonly notUnscheduled?: boolean
  readonly sort?: Sort
  readonly limit?: number
}
