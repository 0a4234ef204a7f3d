import type { Stage } from '../model/agenda.js'
import type { Day } from '../model/day.js'
import type { Minutes } from '../model/time.js'

/** The text facets that sessions are filtered by; each is also a `--not-` flag. */
export const FILTERS = ['track', 'speaker', 'room', 'org', 'kind', 'level', 'tag'] as const
export type Filter = (typeof FILTERS)[number]

/** The values of one flag: any of `wanted` (all, when empty), none of `unwanted`. Commas are not split yet. */
export interface Values {
  readonly wanted: readonly string[]
  readonly unwanted: readonly string[]
}

export const SORTS = ['time', 'title', 'track', 'room', 'speaker'] as const
export type Sort = (typeof SORTS)[number]

/** The shared filter flags, read: what a set of sessions is chosen by. Absent means not asked for. */
export interface Selection {
  readonly words: readonly string[]
  readonly filters: Readonly<Partial<Record<Filter, Values>>>
  readonly days?: { readonly asked: string; readonly days: readonly Day[]; readonly unwanted: readonly Day[] }
  /** Minutes of the day on the clock shown. */
  readonly at?: readonly Minutes[]
  readonly after?: Minutes
  readonly before?: Minutes
  readonly stage?: Stage | 'any'
  readonly ids?: Values
  readonly unscheduled: boolean
  readonly sort?: Sort
  readonly limit?: number
}
