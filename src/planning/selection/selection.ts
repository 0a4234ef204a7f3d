import { type Note, type Session, STAGES, type Stage, type UsageProblem } from '../../model/index.js'
import type { Day, Instant, Minutes } from '../../model/time.js'

export const FILTERS = ['track', 'speaker', 'room', 'org', 'kind', 'level', 'tag'] as const
export type Filter = (typeof FILTERS)[number]

/** The values of one flag: any of `wanted` (all, if empty) and none of `unwanted`. Commas are not split yet. */
export interface Values {
  readonly wanted: readonly string[]
  readonly unwanted: readonly string[]
}

/** The stages of `--stage` and `--not-stage`: one of `wanted`, if set, and none of `unwanted`. */
export interface StageValues {
  readonly wanted?: ReadonlySet<Stage>
  readonly unwanted: ReadonlySet<Stage>
}

/** Whether a session passes whose stage on my agenda is this; undefined if it is not on it. */
export function passesStage(stage: Stage | undefined, { wanted, unwanted }: StageValues): boolean {
  return stage === undefined ? !wanted : (!wanted || wanted.has(stage)) && !unwanted.has(stage)
}

export function passesEveryStage(values: StageValues): boolean {
  return STAGES.every((stage) => passesStage(stage, values))
}

export const SORTS = ['time', 'title', 'track', 'room', 'speaker'] as const
export type Sort = (typeof SORTS)[number]

/** A time of day, in minutes on the displayed clock, or the full moment meant by `now`. */
export type TypedTime = Minutes | { readonly now: Instant }

/** The times of one flag: any of `wanted` (all, if empty) and none of `unwanted`. */
export interface Times {
  readonly wanted: readonly TypedTime[]
  readonly unwanted: readonly TypedTime[]
}

/** The shared filter flags after parsing. Missing fields do not filter. */
export interface Selection {
  readonly words: readonly string[]
  readonly filters: Readonly<Partial<Record<Filter, Values>>>
  readonly days?: { readonly asked: string; readonly days: readonly Day[]; readonly unwanted: readonly Day[] }
  readonly at?: Times
  readonly after?: Times
  readonly before?: Times
  readonly stage?: StageValues
  readonly ids?: Values
  /** Sessions without a day: in addition to those on the days or times asked for, or else on their own. */
  readonly unscheduled?: boolean
  readonly notUnscheduled?: boolean
  readonly sort?: Sort
  readonly limit?: number
}

/** One flag of a selection: what it keeps, and what to say if it keeps nothing on its own. */
export interface Sieve {
  readonly keeps: (session: Session) => boolean
  readonly note: Note
}

/** A flag read against the catalogue: a sieve, or everything wrong with its values. */
export interface SieveReading {
  readonly sieve?: Sieve
  readonly problems: readonly UsageProblem[]
}

export function whyEmpty(sessions: readonly Session[], sieves: readonly Sieve[]): Note {
  if (sessions.length === 0) return { code: 'no-sessions' }
  const barren = sieves.find(({ keeps }) => !sessions.some(keeps))
  return barren?.note ?? { code: 'nothing-in-common' }
}
