import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { blockEntry } from '../attending.js'
import { timeTakenBy } from '../clash.js'
import { candidatesFor, type PlanWishes } from '../plan/candidates.js'
import { contents } from '../repeats.js'
import type { Walks } from '../walk.js'
import type { Limits, TeamProblem } from './problem.js'

/** What one member brings: picks count their priority, interests points for each half hour. */
export interface TeamWish {
  readonly name: string
  readonly agenda: Agenda
  /** By session id. */
  readonly interests: ReadonlyMap<string, number>
  readonly walks: Walks
  readonly limits: Limits
}

/** What a team splits, and the wanted sessions of which no time is known. */
export interface TeamCandidacy {
  readonly problem: TeamProblem
  readonly unplaced: readonly Session[]
}

/**
 * The sessions of a programme that anybody wants or must attend. Only those that are open may be chosen newly; what somebody is
 * going to is theirs in any case. A pick is a wish for a content: any sitting of it counts. `together` and `cover` are ids; what
 * repeats such a session counts as it.
 */
export function teamCandidates(
  wishes: readonly TeamWish[],
  programme: readonly Session[],
  isOpen: (session: Session) => boolean,
  { together, cover }: { readonly together: ReadonlySet<string>; readonly cover: ReadonlySet<string> },
): TeamCandidacy {
  const contentOf = contents(programme)
  const contentsOf = (ids: Iterable<string>) => new Set([...ids].map(contentOf))
  const open = new Set(programme.filter(isOpen).map(({ id }) => id))
  const scores = new Map<string, number[]>()
  const unplaced = new Set<string>()
  const members = wishes.map(({ name, agenda, interests, walks, limits }, member) => {
    const going = new Set(agenda.picks.filter(({ stage }) => stage === 'going').map(({ session }) => session))
    const wanted = candidatesFor(programme, agenda, { ...WANTED_ALONE, interests })
    const candidates = wanted.candidates.filter(({ entry: { id } }) => open.has(id) || going.has(id))
    for (const { entry, score } of candidates) {
      const all = scores.get(entry.id) ?? wishes.map(() => 0)
      all[member] = score
      scores.set(entry.id, all)
    }
    const picked = new Set(agenda.picks.map(({ session }) => session))
    const isOwn = (id: string) => going.has(id) || (open.has(id) && (picked.has(id) || interests.has(id)))
    for (const { session: id, because } of wanted.unplaced) if (because === 'no-time' && isOwn(id)) unplaced.add(id)
    const kept = candidates.map(({ entry }) => entry.id).filter((id) => going.has(id))
    return { name, blocks: agenda.blocks.map(blockEntry), walks, going: new Set(kept), picked, limits }
  })
  const duties = contentsOf([...cover].filter((id) => open.has(id)))
  const isWanted = ({ id }: Session) => scores.has(id) || (open.has(id) && duties.has(contentOf(id)))
  return {
    problem: {
      members,
      candidates: programme.filter(isWanted).flatMap((session) => {
        const entry = timeTakenBy(session)
        const { id } = session
        const closed = !open.has(id) && ({ closed: true } as const)
        const own = scores.get(id) ?? wishes.map(() => 0)
        return entry ? [{ entry, content: contentOf(id), scores: own, ...closed }] : []
      }),
      together: contentsOf(together),
      cover: duties,
    },
    unplaced: programme.filter(({ id, when, status, kind }) => {
      const duty = cover.has(id) && open.has(id)
      const missing = duty && when.kind !== 'timed' && status !== 'cancelled' && kind !== 'umbrella'
      return missing || unplaced.has(id)
    }),
  }
}

/** What one member wants, as if nobody else did. */
const WANTED_ALONE: PlanWishes = {
  interests: new Map(),
  all: false,
  lightning: true,
  musts: new Set(),
  going: 'competing',
  isSelected: () => true,
  isPlanned: () => true,
  isOpen: () => true,
}
