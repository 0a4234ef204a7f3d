import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { contents } from '../repeats.js'
import type { Team } from './problem.js'

/** A pick that takes no time, so that nobody can be sent to it. */
export interface Unattendable {
  /** Index among the members. */
  readonly member: number
  readonly session: Session
  readonly because: 'cancelled' | 'umbrella'
}

/** Such picks of all members, `agendas` in their order, where they attend no other sitting. By member, then file order. */
export function unattendablePicks(
  agendas: readonly Agenda[],
  sessions: readonly Session[],
  { members }: Pick<Team, 'members'>,
): readonly Unattendable[] {
  const contentOf = contents(sessions)
  return agendas.flatMap(({ picks }, member) => {
    const picked = new Set(picks.map(({ session }) => session))
    const attended = new Set(members[member]?.sessions.map(({ id }) => contentOf(id)))
    return sessions.flatMap((session): readonly Unattendable[] => {
      const { id, status, kind } = session
      if (!picked.has(id) || attended.has(contentOf(id))) return []
      if (status === 'cancelled') return [{ member, session, because: 'cancelled' }]
      return kind === 'umbrella' ? [{ member, session, because: 'umbrella' }] : []
    })
  })
}
