import { byId, type Session } from '../../model/conference.js'
import type { TeamView } from '../views.js'
import { type Fields, unknownWalkFields } from './fields.js'
import { momentCells } from './session-cells.js'

/** `team/1`: who attends what; `uncovered` sessions are wanted or must be attended, and nobody attends them. */
export function teamDocument({ team, roomChanges }: TeamView): Fields {
  const { value, bound, proven, members, uncovered } = team
  return {
    kubeplan: 'team/1',
    value,
    bound,
    proven,
    members: members.map(({ name, sessions }) => ({ name, sessions: sessions.map(({ id }) => id) })),
    uncovered,
    ...unknownWalkFields(roomChanges),
  }
}

/**
 * Each member's sessions, what they give up or cannot attend, and what nobody attends, as rows of cells, with heads.
 * The cells are not escaped yet.
 */
export function teamCells({ team, catalogue, unplaced, unattendable }: TeamView): readonly (readonly string[])[] {
  const sessions = byId(catalogue.sessions)
  const row = (what: string, member: string, id: string, score = '') => {
    const session: Pick<Session, 'when' | 'room' | 'title'> | undefined = sessions.get(id)
    const times = momentCells(session?.when ?? { kind: 'unscheduled' })
    return [id, what, member, ...times, score, session?.room ?? '', session?.title ?? '']
  }
  return [
    ['id', 'what', 'member', 'date', 'start', 'end', 'score', 'room', 'title'],
    ...team.members.flatMap(({ name, sessions: own }) =>
      own.map(({ id, score }) => row('attended', name, id, String(score))),
    ),
    ...team.members.flatMap(({ name, givenUp }) => givenUp.map((id) => row('given-up', name, id))),
    ...unattendable.map(({ member, session, because }) => row(because, team.members[member]?.name ?? '', session.id)),
    ...team.uncovered.map((id) => row(team.missed.includes(id) ? 'missed' : 'uncovered', '', id)),
    ...unplaced.map(({ id }) => row('unplaced', '', id)),
  ]
}
