import { type Agenda, definedFields, type Session } from '../../model/index.js'
import { contentFinder } from '../sessions/repeats.js'
import { entriesOfDay, type Hop, hopTo, type Way, wayBetween } from './agenda-days.js'
import { type Clash, clashesWith, type Entry, goingEntries, isBlock, timeTakenBy } from './clashes.js'
import { isOver } from './relative-to-now.js'
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

/**
 * Why nobody should propose to me to go to a session, also `instead` of that pick; undefined if nothing is in the way.
 * `going` is the session itself or another sitting of it.
 */
export type WhyNot = (session: Session, instead?: string) => 'cancelled' | 'over' | 'going' | 'clashes' | undefined

/** O(n) for the first session, then each against what I am going to. Without `now`, nothing is over. */
export function whyNotAmong(
  agenda: Agenda,
  { sessions, walks, now }: Pick<SittingQuery, 'sessions' | 'walks' | 'now'>,
): WhyNot {
  let entries: readonly Entry[] | undefined
  const picked = agenda.picks.flatMap(({ session, stage }) => (stage === 'going' ? [session] : []))
  return (session, instead) => {
    if (session.status === 'cancelled') return 'cancelled'
    if (now !== undefined && isOver(session.when, now)) return 'over'
    const contentOf = contentFinder(sessions)
    // By id, because the sessions may be only those of some days.
    if (picked.some((id) => id !== instead && contentOf(id) === contentOf(session.id))) return 'going'
    const entry = timeTakenBy(session)
    if (!entry) return undefined
    entries ??= goingEntries(agenda, { sessions }, { maybe: false })
    const others = entries.filter(({ id }) => id !== instead)
    return clashesWith(entry, others, walks).length > 0 ? 'clashes' : undefined
  }
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
