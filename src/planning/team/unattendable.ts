import type { Agenda, Session } from '../../model/conference.js'
import { whyUnplaceable } from '../plan/candidates.js'
import { servedPicks } from '../plan/served-picks.js'
import { contents } from '../repeats.js'
import type { Team } from './problem.js'

/** A pick that takes no time, so that nobody can be sent to it. */
export interface Unattendable {
  readonly member: number
  readonly session: Session
  readonly because: 'cancelled' | 'umbrella'
}

/**
 * Such picks of all members, in the order of `agendas`, at planned times and where they attend no other sitting. By
 * member, then in file order.
 */
export function unattendablePicks(
  agendas: readonly Agenda[],
  sessions: readonly Session[],
  { members }: Pick<Team, 'members'>,
  isPlanned: (session: Session) => boolean,
): readonly Unattendable[] {
  const contentOf = contents(sessions)
  return agendas.flatMap(({ picks }, member) => {
    const picked = new Set(picks.map(({ session }) => session))
    const attended = new Set(members[member]?.sessions.map(({ id }) => contentOf(id)))
    return sessions.filter(isPlanned).flatMap((session): readonly Unattendable[] => {
      const { id } = session
      const because = picked.has(id) && !attended.has(contentOf(id)) ? whyUnplaceable(session) : undefined
      return because === undefined || because === 'no-time' ? [] : [{ member, session, because }]
    })
  })
}

/** A session that replaces a pick of another sitting, by ids. */
export interface Moved {
  readonly member: number
  readonly session: string
  readonly picked: string
}

/** Moves of members to sittings other than those they picked. */
export function movedPicks(
  agendas: readonly Agenda[],
  sessions: readonly Session[],
  { members }: Pick<Team, 'members'>,
): readonly Moved[] {
  return agendas.flatMap((agenda, member) => {
    const served = servedPicks(agenda, sessions)
    return (members[member]?.sessions ?? []).flatMap(({ id }): readonly Moved[] => {
      const picked = served(id)?.session
      return picked === undefined || picked === id ? [] : [{ member, session: id, picked }]
    })
  })
}
