import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { blockEntry } from '../attending.js'
import { timeTakenBy } from '../clash.js'
import { candidatesFor } from '../plan/candidates.js'
import { contents } from '../repeats.js'
import type { Walks } from '../walk.js'
import type { TeamProblem } from './problem.js'

/** What one member brings: picks count their priority, interests points for each half hour. */
export interface TeamWish {
  readonly name: string
  readonly agenda: Agenda
  /** By session id. */
  readonly interests: ReadonlyMap<string, number>
  readonly walks: Walks
}

/** What a team splits, and the wanted sessions of which no time is known. */
export interface TeamCandidacy {
  readonly problem: TeamProblem
  readonly unplaced: readonly Session[]
}

/**
 * The sessions among `sessions` that anybody wants or must attend. `together` and `cover` are ids; what repeats such a session
 * counts as it. `programme` is all there is, by which repeats are told.
 */
export function teamCandidates(
  wishes: readonly TeamWish[],
  sessions: readonly Session[],
  programme: readonly Session[],
  { together, cover }: { readonly together: ReadonlySet<string>; readonly cover: ReadonlySet<string> },
): TeamCandidacy {
  const contentOf = contents(programme)
  const contentsOf = (ids: Iterable<string>) => new Set([...ids].map(contentOf))
  const scores = new Map<string, number[]>()
  const unplaced = new Set<string>()
  for (const [member, { agenda, interests }] of wishes.entries()) {
    const open = { interests, all: false, musts: new Set<string>(), unpin: true, isOpen: () => true }
    const wanted = candidatesFor(sessions, agenda, open)
    for (const { entry, score } of wanted.candidates) {
      const all = scores.get(entry.id) ?? wishes.map(() => 0)
      all[member] = score
      scores.set(entry.id, all)
    }
    for (const { id } of wanted.unplaced) unplaced.add(id)
  }
  const duties = contentsOf(sessions.filter(({ id }) => cover.has(id)).map(({ id }) => id))
  const isWanted = ({ id }: Session) => scores.has(id) || duties.has(contentOf(id))
  return {
    problem: {
      members: wishes.map(({ name, agenda, walks }) => ({ name, blocks: agenda.blocks.map(blockEntry), walks })),
      candidates: sessions.filter(isWanted).flatMap((session) => {
        const entry = timeTakenBy(session)
        const { id } = session
        return entry ? [{ entry, content: contentOf(id), scores: scores.get(id) ?? wishes.map(() => 0) }] : []
      }),
      together: contentsOf(together),
      cover: duties,
    },
    unplaced: sessions.filter(({ id, when, status, kind }) => {
      const duty = cover.has(id) && when.kind !== 'timed' && status !== 'cancelled' && kind !== 'umbrella'
      return duty || unplaced.has(id)
    }),
  }
}
