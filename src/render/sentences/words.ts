import type { Place, Problem, PublishQuestion } from '../../model/index.js'
import { safe } from '../screen/terminal.js'
import { listed, type Times } from '../words/labels.js'
import type { Suggest } from '../words/shell.js'

export interface Sentence {
  readonly message: string
  readonly hint?: string
  readonly list?: SessionList
}

/**
 * Sessions under a heading; `more` counts those not listed. All texts are safe; `when` and `room` are empty if titles
 * are enough.
 */
export interface SessionList {
  readonly heading: string
  readonly rows: readonly {
    readonly id: string
    readonly when: string
    readonly room: string
    readonly title: string
  }[]
  readonly more: number
}

export type ByCode<P extends { readonly code: string }> = { readonly [Q in P as Q['code']]: Q }

/** One sentence for each code of a union, so that none can be forgotten. */
export type Sentences<P extends { readonly code: string }, S = Sentence> = {
  readonly [C in keyof ByCode<P>]: (problem: ByCode<P>[C], suggest: Suggest, times: Times) => S
}

/** Longer values are cut; the beginning is enough to recognise them. */
const LONGEST = 100

/** An outside value, safe and in quotes. */
export function quoted(value: string): string {
  return `"${clipped(value)}"`
}

/** An outside value, safe and cut to length. */
export function clipped(value: string): string {
  const shown = safe(value.length > 4 * LONGEST ? value.slice(0, 4 * LONGEST) : value)
  const characters = [...shown]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}...` : shown
}

/** `; did you mean "a" or "b"?`, or the empty string. */
export function meant(nearest: readonly string[] | string | undefined): string {
  const values = typeof nearest === 'string' ? [nearest] : (nearest ?? [])
  return values.length === 0 ? '' : `; did you mean ${listed(values.map(quoted), 'or')}?`
}

export function placeOf(problem: Problem): Place | undefined {
  return 'at' in problem && typeof problem.at === 'object' ? problem.at : undefined
}

/** The file that a problem is about: its place's, the one it names, or else the one being checked. */
export function fileOf(problem: Problem, looked: string): string {
  return placeOf(problem)?.file ?? ('path' in problem ? problem.path : looked)
}

/** What the values of a filter flag are: `a track`. */
export function valueNamed(flag: string): string {
  return VALUES[flag] ?? clipped(flag)
}

const VALUES: Readonly<Record<string, string>> = {
  '--day': 'a day',
  '--track': 'a track',
  '--speaker': 'a speaker',
  '--room': 'a room',
  '--org': 'an organization',
  '--kind': 'a kind',
  '--level': 'a level',
  '--tag': 'a tag',
  '--language': 'a language',
}

/** What publishing means, to be answered with yes or no. */
export function publishQuestion(to: string, { conference, picks, isMore, isPublic }: PublishQuestion): string {
  const what = `the programme of ${clipped(conference)}${picks ? ' and your picks' : ''}`
  const readers = isPublic ? 'where everybody can read it' : 'for whoever can read it there'
  return `This publishes ${what} to ${clipped(to)}, ${readers}.${isMore ? ' Your picks were not in it before.' : ''}`
}
