import { definedFields, type Session } from '../../model/index.js'
import { contentFinder } from '../sessions/repeats.js'
import { entriesOfDay, type Hop, hopTo, type Way, wayBetween } from './agenda-days.js'
import { type Clash, clashesWith, type Entry, isBlock, timeTakenBy } from './clashes.js'
import { type Sitting, type SittingQuery, sittingsFor } from './sittings.js'

/** How a session would fit beside what I am going to. */
export interface Fit {
  /** Another sitting of it that I am going to. */
  readonly already?: Entry
  /** With all but its other sittings, from which one would switch. The session comes first in each pair. */
  readonly clashes: readonly Clash[]
}

/** What going to a session would mean on its day. */
export interface Prospect extends Fit {
  readonly entry: Entry
  /** What I am going to there that ends last before it, and what starts first after it. */
  readonly last?: Entry
  readonly next?: Entry
  /** The walk to it, perhaps from an earlier entry than the last, which may be online. */
  readonly hop?: Hop
  /** The walk to the next entry. */
  readonly onward?: Way
  readonly sittings: readonly Sitting[]
}

export function fitOf(
  entry: Entry,
  { going, walks, sessions }: Pick<SittingQuery, 'going' | 'walks' | 'sessions'>,
): Fit {
  const isSame = sameContent(entry, sessions)
  const already = going.find((other) => isSame(other) && other.id !== entry.id)
  const others = going.filter((other) => !isSame(other))
  return { ...(already && { already }), clashes: clashesWith(entry, others, walks) }
}

function sameContent({ id }: Entry, sessions: readonly Session[]): (other: Entry) => boolean {
  const contentOf = contentFinder(sessions)
  return (other) => !isBlock(other.id) && contentOf(other.id) === contentOf(id)
}

/** The fits and prospects of many sessions beside one agenda. Both are undefined for a session that takes no time. */
export interface Prospects {
  readonly fitOf: (session: Session) => Fit | undefined
  readonly of: (session: Session) => Prospect | undefined
}

/** O(n log n) once, and then each session against what I am going to. */
export function prospectsAmong(query: SittingQuery): Prospects {
  const sittingsOf = sittingsFor(query)
  const fitOfSession = (session: Session) => {
    const entry = timeTakenBy(session)
    return entry && fitOf(entry, query)
  }
  return {
    fitOf: fitOfSession,
    of(session) {
      const entry = timeTakenBy(session)
      if (!entry) return undefined
      const isSame = sameContent(entry, query.sessions)
      const others = entriesOfDay(query.going, entry.day).filter((other) => !isSame(other))
      const past = others.filter(({ end }) => end <= entry.start)
      const last = past.toSorted((a, b) => b.end - a.end)[0]
      const next = others.filter(({ start }) => start >= entry.end).sort((a, b) => a.start - b.start)[0]
      const walked = next && entry.walks !== false && next.walks !== false
      return {
        ...fitOf(entry, query),
        ...definedFields({
          entry,
          last,
          next,
          hop: hopTo(entry, past, entry.start, query.walks),
          onward: walked ? wayBetween(entry.room, next.room, query.walks) : undefined,
        }),
        sittings: sittingsOf(session.id),
      }
    },
  }
}
