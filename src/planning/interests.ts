import type { Catalogue } from '../model/conference.js'
import type { Session } from '../model/session.js'
import type { UsageProblem } from '../model/usage-problem.js'
import { select } from './select.js'
import type { Filter, Selection } from './selection.js'

/** What somebody wants to hear about, and how much: points for each half hour of a session that matches. */
export interface Interest {
  readonly text: string
  readonly points: number
  readonly selection: Selection
}

const FACETS: readonly Filter[] = ['track', 'speaker', 'org', 'tag', 'room', 'kind', 'level']

/**
 * Reads `service mesh:3`, `track:security`, `speaker:liz rice:5`: a facet where the first word names one, else words that
 * a session must have; points (1 to 5) where it ends in a number, else 1. Nothing for an empty one.
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

/** What interests are worth in a programme. */
export interface InterestScores {
  /** Points for each half hour, by session id; sessions that nothing matches are not among them. */
  readonly points: ReadonlyMap<string, number>
  /** Which interests each of these sessions meets, as they were typed but for their points. */
  readonly met: ReadonlyMap<string, readonly string[]>
  /** Facet values that no session has. */
  readonly problems: readonly UsageProblem[]
  /** Interests in words that no session has. */
  readonly unmatched: readonly Interest[]
}

/** Adds up what every interest gives to the sessions that match it. */
export async function scoreInterests(interests: readonly Interest[], catalogue: Catalogue): Promise<InterestScores> {
  const points = new Map<string, number>()
  const met = new Map<string, readonly string[]>()
  const problems: UsageProblem[] = []
  const unmatched: Interest[] = []
  for (const interest of interests) {
    const chosen = await select(catalogue, interest.selection, new Map())
    problems.push(...chosen.problems)
    if (chosen.sessions.length === 0 && chosen.problems.length === 0) unmatched.push(interest)
    const name = interest.text.replace(/:\s*[1-5]$/, '')
    for (const { id } of chosen.sessions) {
      points.set(id, (points.get(id) ?? 0) + interest.points)
      met.set(id, [...(met.get(id) ?? []), name])
    }
  }
  return { points, met, problems, unmatched }
}

/** Points for a session of so many a half hour, so that ten lightning talks do not beat a tutorial; none without a time. */
export function pointsFor({ when }: Session, perHalfHour: number): number {
  return when.kind === 'timed' ? (perHalfHour * (when.end - when.start)) / HALF_HOUR : 0
}

const HALF_HOUR = 1_800_000
