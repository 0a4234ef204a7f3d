import type { Agenda, Pick } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { contents } from '../repeats.js'
import type { LeftOut, Plan } from './plan.js'

/**
 * The pick that attending a session serves: its own, else of the picks of its content the one that says most (going before maybe,
 * then the higher priority). Nothing where its content is not picked.
 */
export function servedPicks({ picks }: Agenda, sessions: readonly Session[]): (id: string) => Pick | undefined {
  const contentOf = contents(sessions)
  const rank = ({ stage, priority }: Pick) => (stage === 'going' ? 10 : 0) + priority
  const own = new Map(picks.map((pick) => [pick.session, pick]))
  const best = new Map<string, Pick>()
  for (const pick of picks) {
    const content = contentOf(pick.session)
    const known = best.get(content)
    if (!known || rank(pick) > rank(known)) best.set(content, pick)
  }
  return (id) => own.get(id) ?? best.get(contentOf(id))
}

/** What is left out as far as its content is: another sitting of what the plan holds is nothing to do without. */
export function contentsLeftOut({ chosen, leftOut }: Plan, sessions: readonly Session[]): readonly LeftOut[] {
  const contentOf = contents(sessions)
  const attended = new Set(chosen.map(({ id }) => contentOf(id)))
  return leftOut.filter(({ id }) => !attended.has(contentOf(id)))
}
