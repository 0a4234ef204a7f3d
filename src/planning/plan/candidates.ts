import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { isAttended } from '../attending.js'
import { timeTakenBy } from '../clash.js'
import { pointsFor } from '../interests.js'
import { contents } from '../repeats.js'
import type { Candidate } from './problem.js'

/** What a person wants of a plan, besides what is on the agenda. */
export interface PlanWishes {
  /** Points for each half hour, by session id. */
  readonly interests: ReadonlyMap<string, number>
  /** Every session counts one point for each half hour, if nothing else counts it. */
  readonly all: boolean
  /** Ids that must be in. */
  readonly musts: ReadonlySet<string>
  /** Going picks compete like the others. */
  readonly unpin: boolean
  /** Whether a session that is not fixed may be chosen at all: the filters of time. */
  readonly isOpen: (session: Session) => boolean
}

/** What a plan is made from. */
export interface Candidacy {
  readonly candidates: readonly Candidate[]
  /** Wanted sessions of which no time is known. */
  readonly unplaced: readonly Session[]
}

/**
 * The sessions that may be planned: picks (their priority, once), what interests match and, with `all`, the rest. Going
 * picks and musts are fixed. What nobody attends (cancelled, umbrellas) is no candidate. O(n).
 */
export function candidatesFor(sessions: readonly Session[], agenda: Agenda, wishes: PlanWishes): Candidacy {
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const contentOf = contents(sessions)
  const isWanted = (session: Session) =>
    picks.has(session.id) ||
    wishes.musts.has(session.id) ||
    (isAttended(session) && (wishes.all || wishes.interests.has(session.id)))
  const wanted = sessions.filter((session) => isWanted(session) && session.status !== 'cancelled')
  const isKept = ({ id }: Session) => wishes.musts.has(id) || (!wishes.unpin && picks.get(id)?.stage === 'going')

  const candidates = wanted.flatMap((session): Candidate[] => {
    const entry = timeTakenBy(session)
    const fixed = isKept(session)
    if (!entry || !(fixed || wishes.isOpen(session))) return []
    return [{ entry, score: scoreOf(session), fixed, group: contentOf(session.id) }]
  })
  return {
    candidates,
    unplaced: wanted.filter(({ when, kind }) => when.kind !== 'timed' && kind !== 'umbrella'),
  }

  function scoreOf(session: Session): number {
    const pick = picks.get(session.id)
    const interest = wishes.interests.get(session.id)
    const perHalfHour = interest ?? (wishes.all && !pick ? 1 : 0)
    return (pick?.priority ?? 0) + pointsFor(session, perHalfHour)
  }
}
