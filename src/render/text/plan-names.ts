import { byId, type Session } from '../../model/conference.js'
import { appendTo } from '../../model/multimap.js'
import type { Plan } from '../../planning/plan/problem.js'
import { safe } from '../terminal.js'
import type { PlanView } from '../views.js'
import { daysAmong, startAmong } from './plan-times.js'
import { runTitle } from './run-title.js'

export interface Names {
  readonly sessionOf: (id: string) => Session | undefined
  /**
   * Safe: the beginning of a title if it is unique, the last known title of a pick that is gone, or the title of a
   * block.
   */
  readonly nameOf: (id: string) => string
  /** The names of several sessions to exchange, with one name for a run of keynotes; those of one title with their start. */
  readonly namesOf: (ids: readonly string[]) => readonly string[]
}

export const BLOCK = 'block:'

type NamedIn = Pick<PlanView, 'catalogue' | 'agenda'> & { readonly plan?: Pick<Plan, 'chosen' | 'leftOut'> }
const NO_PLAN = { chosen: [], leftOut: [] }

/** The names in a programme and of a plan's runs. O(sessions). */
export function namesIn({ catalogue, agenda, plan = NO_PLAN }: NamedIn): Names {
  const sessions = byId(catalogue.sessions)
  const seen = new Map(agenda.picks.map(({ session, seen: last }) => [session, last?.title]))
  const owners = new Map<string, Set<string>>()
  const byTitle = new Map<string, Session[]>()
  for (const session of catalogue.sessions) {
    const { title } = session
    appendTo(byTitle, title, session)
    const beginning = beginningOf(title)
    owners.set(beginning, (owners.get(beginning) ?? new Set()).add(title))
  }
  const shortOf = (title: string) => {
    const beginning = beginningOf(title)
    return owners.get(beginning)?.size === 1 ? beginning : title
  }
  const nameOf = (id: string) => {
    const session = sessions.get(id)
    if (session) return safe(shortOf(session.title))
    return safe(id.startsWith(BLOCK) ? id.slice(BLOCK.length) : (seen.get(id) ?? id))
  }
  const toldApart = (id: string) => {
    const session = sessions.get(id)
    const alike = byTitle.get(session?.title ?? '') ?? []
    if (session?.when.kind !== 'timed' || alike.length < 2) return nameOf(id)
    const days = daysAmong(alike.flatMap(({ when }) => (when.kind === 'timed' ? [when] : [])))
    return `${nameOf(id)} (${startAmong(session, days)})`
  }
  const runs = new Map(
    [...plan.chosen, ...plan.leftOut].flatMap(({ id, run }) => (run === undefined ? [] : [[id, run]])),
  )
  return {
    sessionOf: (id) => sessions.get(id),
    nameOf,
    namesOf(ids) {
      const sizes = new Map<string, number>()
      for (const id of ids) sizes.set(runs.get(id) ?? id, (sizes.get(runs.get(id) ?? id) ?? 0) + 1)
      return [...sizes].map(([id, size]) => (size > 1 ? runTitle(size) : toldApart(id)))
    },
  }
}

const BREAK = /: |：| [-–—|] /

/**
 * `Tutorial: Attack Defense` of `Tutorial: Attack Defense: Leverage...`: up to the first break after the first word.
 */
function beginningOf(title: string): string {
  const second = title.indexOf(' ') + 1
  const length = title.slice(second).search(BREAK)
  return second === 0 || length < 0 ? title : title.slice(0, second + length).trimEnd()
}
