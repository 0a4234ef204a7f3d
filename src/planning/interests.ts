import type { Catalogue, Session } from '../model/conference.js'
import { appendTo } from '../model/multimap.js'
import type { UsageProblem } from '../model/problem.js'
import { select } from './select.js'
import type { Filter, Selection } from './selection.js'

/** A topic of interest, and its points for each half hour of a matching session. */
export interface Interest {
  readonly text: string
  readonly points: number
  readonly selection: Selection
}

const FACETS: readonly Filter[] = ['track', 'speaker', 'org', 'tag', 'room', 'kind', 'level']

/**
 * Reads `service mesh:3`, `track:security`, `speaker:liz rice:5`: a facet if the first word names one, or else words
 * that a session must have; points (1 to 5) if it ends in a number, or else 1. Undefined for empty text.
 */
export function parseInterest(text: string): Interest | undefined {
  const [, wanted = '', points = '1'] = /^(.*?)(?::\s*([1-5]))?$/s.exec(text.trim()) ?? []
  const facet = FACETS.find((name) => wanted.toLowerCase().startsWith(`${name}:`))
  const value = (facet === undefined ? wanted : wanted.slice(facet.length + 1)).trim()
  if (value === '') return undefined
  const whole = { filters: {}, words: [] }
  const selection: Selection =
    facet === undefined
      ? { ...whole, words: value.split(/\s+/) }
      : { ...whole, filters: { [facet]: { wanted: [value], unwanted: [] } } }
  return { text: text.trim(), points: Number(points), selection }
}

export interface InterestScores {
  /** Points for each half hour, by session id. Sessions without a match are missing. */
  readonly points: ReadonlyMap<string, number>
  readonly met: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly UsageProblem[]
  readonly unmatched: readonly Interest[]
}

/** Adds up the points of every interest for the sessions it matches. */
export async function scoreInterests(interests: readonly Interest[], catalogue: Catalogue): Promise<InterestScores> {
  const points = new Map<string, number>()
  const met = new Map<string, string[]>()
  const problems: UsageProblem[] = []
  const unmatched: Interest[] = []
  for (const interest of interests) {
    const chosen = await select(catalogue, interest.selection, new Map())
    problems.push(...chosen.problems)
    if (chosen.sessions.length === 0 && chosen.problems.length === 0) unmatched.push(interest)
    const name = interest.text.replace(/:\s*[1-5]$/, '')
    for (const { id } of chosen.sessions) {
      points.set(id, (points.get(id) ?? 0) + interest.points)
      appendTo(met, id, name)
    }
  }
  return { points, met, problems, unmatched }
}

/** Points by length, so that ten lightning talks do not outweigh a tutorial. 0 for untimed sessions. */
export function pointsFor({ when }: Session, perHalfHour: number): number {
  return when.kind === 'timed' ? (perHalfHour * (when.end - when.start)) / HALF_HOUR : 0
}

const HALF_HOUR = 1_800_000
