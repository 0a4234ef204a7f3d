import {
  type Note,
  pattern,
  type Session,
  type Speaker,
  STAGES,
  type Stage,
  type UsageProblem,
} from '../../model/index.js'
import type { Day, Instant, Minutes } from '../../model/time.js'
import { fold } from './fold-text.js'

export const FILTERS = ['track', 'speaker', 'room', 'org', 'kind', 'level', 'tag', 'language'] as const
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

/** My ratings, 1 to 5, of `--rating` and `--not-rating`: one of `wanted`, if set, and none of `unwanted`. */
export interface RatingValues {
  readonly wanted?: ReadonlySet<number>
  readonly unwanted: ReadonlySet<number>
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
  /** True: only what I marked as attended. False: all but that. */
  readonly attended?: boolean
  readonly ratings?: RatingValues
  readonly ids?: Values
  /** Sessions without a day: in addition to those on the days or times asked for, or else on their own. */
  readonly unscheduled?: boolean
  readonly notUnscheduled?: boolean
  /** True: not those of which it is known that they are not recorded. False: only those. */
  readonly recorded?: boolean
  /** True: filters on people are for each speaker, and only the speakers who pass are kept in their sessions. */
  readonly eachSpeaker?: true
  readonly sort?: Sort
  readonly limit?: number
}

/** The folded phrase that a word such as `!opa` or `!"open policy"` excludes; undefined for other words. */
export function excludedBy(word: string): string | undefined {
  const [, text] = /^!(.*)$/s.exec(fold(word)) ?? []
  if (text === undefined || isSigns(text)) return undefined
  return text.replace(/^[\s"']+|[\s"',.;:]+$/g, '') || undefined
}

/** Whether a folded text is only punctuation. */
export function isSigns(text: string): boolean {
  return SIGNS().test(text)
}

const SIGNS = pattern('^[\\p{P}+|<>=~^$`]+$', 'u')

/** One flag of a selection: what it keeps, and what to say if it keeps nothing on its own. */
export interface Sieve {
  readonly keeps: (session: Session) => boolean
  /** Of a filter on people that is for each speaker. */
  readonly keepsSpeaker?: (speaker: Speaker, session: Session) => boolean
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

/** The existing values that a flag's values match. `wanted` is undefined if none were asked for. */
export interface Matched {
  readonly wanted?: Set<string>
  readonly unwanted: ReadonlySet<string>
  readonly missing: readonly { readonly flag: string; readonly value: string }[]
}

interface Term {
  readonly text: string
  readonly excludes: boolean
}

/**
 * Reads the values of `--name` and `--not-name`. Several values mean "or"; a value is tried whole and then split at
 * commas, and a leading `!` excludes. `match` returns the existing values that a text matches.
 */
export function readFlagValues(name: string, values: Values, match: (text: string) => ReadonlySet<string>): Matched {
  const wanted = new Set<string>()
  const unwanted = new Set<string>()
  const missing: { readonly flag: string; readonly value: string }[] = []
  const whole: readonly Term[] = [
    ...values.wanted.map((text) => asTerm(text, false)),
    ...values.unwanted.map((text) => ({ text, excludes: true })),
  ]
  for (const term of whole.flatMap((term) => (match(term.text).size > 0 ? [term] : partsOf(term)))) {
    const found = match(term.text)
    if (found.size === 0) missing.push({ flag: term.excludes ? `--not-${name}` : `--${name}`, value: term.text })
    for (const value of found) (term.excludes ? unwanted : wanted).add(value)
  }
  const asks = whole.some(({ excludes }) => !excludes)
  return { ...(asks && { wanted }), unwanted, missing }
}

function asTerm(text: string, excludes: boolean): Term {
  const marked = /^\s*!\s*(.*)$/su.exec(text)
  return marked ? { text: marked[1] ?? '', excludes: true } : { text, excludes }
}

/** A value without any part stays whole, even if it is empty. */
function partsOf({ text, excludes }: Term): readonly Term[] {
  const parts = text.split(',').map((part) => part.trim())
  const named = parts.filter((part) => part !== '')
  return named.length === 0 ? [{ text, excludes }] : named.map((part) => asTerm(part, excludes))
}
