import type { Agenda, Session } from '../../model/conference.js'
import { blockEntry } from '../attending.js'
import { timeTakenBy } from '../clash.js'
import { candidatesFor, type PlanWishes, whyUnplaceable } from '../plan/candidates.js'
import { leaveOutside } from '../plan/pinned.js'
import { contents } from '../repeats.js'
import type { Walks } from '../walk.js'
import type { Limits, TeamMember, TeamProblem } from './problem.js'

/** The wishes of one member: picks count their priority, interests points for each half hour. */
export interface TeamWish {
  readonly name: string
  readonly agenda: Agenda
  readonly interests: ReadonlyMap<string, number>
  readonly walks: Walks
  readonly limits: Limits
}

export interface TeamCandidacy {
  readonly problem: TeamProblem
  readonly unplaced: readonly Session[]
}

export type TeamScope = Pick<PlanWishes, 'isSelected' | 'isPlanned' | 'isOpen' | 'isOver'>

/**
 * The sessions that anybody wants or must attend. Only those that the scope selects and opens may be assigned; what
 * somebody is going to remains theirs. As in a plan, it keeps its time and its content on days that are not planned,
 * but is not part of the answer. A pick is a wish for any sitting. `together` and `cover` are ids and include all
 * sittings of these sessions.
 */
export function teamCandidates(
  wishes: readonly TeamWish[],
  programme: readonly Session[],
  scope: TeamScope,
  { together, cover }: { readonly together: ReadonlySet<string>; readonly cover: ReadonlySet<string> },
): TeamCandidacy {
  const contentOf = contents(programme)
  const contentsOf = (ids: Iterable<string>) => new Set([...ids].map(contentOf))
  const isOffered = (session: Session) => scope.isSelected(session) && scope.isOpen(session)
  const open = new Set(programme.filter(isOffered).map(({ id }) => id))
  const wanted = wishes.map(({ agenda, interests, walks }) =>
    leaveOutside(candidatesFor(programme, agenda, { ...WANTED_ALONE, ...scope, interests }), walks),
  )
  const shared = contentsOf(together)
  const elsewhere = contentsOf(wanted.flatMap((one) => one.elsewhere.map(({ id }) => id)))
  const isLeft = (id: string) => shared.has(contentOf(id)) || !elsewhere.has(contentOf(id))
  const scores = new Map<string, number[]>()
  const unplaced = new Set<string>()
  const members = wishes.map(({ name, agenda, interests, walks, limits }, member): TeamMember => {
    const going = new Set(agenda.picks.filter(({ stage }) => stage === 'going').map(({ session }) => session))
    const own = wanted[member]
    const candidates = (own?.candidates ?? []).filter(({ entry: { id } }) => going.has(id) || isLeft(id))
    for (const { entry, score } of candidates) {
      const all = scores.get(entry.id) ?? wishes.map(() => 0)
      all[member] = score
      scores.set(entry.id, all)
    }
    const picked = new Set(agenda.picks.map(({ session }) => session))
    const isOwn = (session: Session) =>
      going.has(session.id) || (scope.isSelected(session) && (picked.has(session.id) || interests.has(session.id)))
    const untimed = new Set(own?.unplaced.filter(({ because }) => because === 'no-time').map(({ session }) => session))
    for (const session of programme) if (untimed.has(session.id) && isOwn(session)) unplaced.add(session.id)
    const kept = candidates.map(({ entry }) => entry.id).filter((id) => going.has(id))
    return {
      name,
      blocks: [...agenda.blocks.map(blockEntry), ...(own?.elsewhere ?? [])],
      walks,
      going: new Set(kept),
      outside: own?.outside ?? new Set(),
      picked,
      limits,
    }
  })
  const duties = contentsOf([...cover].filter((id) => open.has(id) && !elsewhere.has(contentOf(id))))
  const isWanted = ({ id }: Session) => scores.has(id) || (open.has(id) && duties.has(contentOf(id)))
  return {
    problem: {
      members,
      candidates: programme.filter(isWanted).flatMap((session) => {
        const entry = timeTakenBy(session)
        const { id } = session
        const closed = !open.has(id) && ({ closed: true } as const)
        const own = scores.get(id) ?? wishes.map(() => 0)
        return entry ? [{ entry, content: contentOf(id), scores: own, session, ...closed }] : []
      }),
      together: shared,
      cover: duties,
    },
    unplaced: programme.filter((session) => {
      const isDuty = cover.has(session.id) && scope.isSelected(session)
      return unplaced.has(session.id) || (isDuty && whyUnplaceable(session) === 'no-time')
    }),
  }
}

const WANTED_ALONE = {
  all: false,
  lightning: true,
  musts: new Set<string>(),
  going: 'kept',
} as const
