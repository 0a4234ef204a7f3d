import {
  type Agenda,
  DEFAULT_PRIORITY,
  type Dropped,
  nextSequence,
  type Pick,
  type Seen,
  type Stage,
} from '../model/agenda.js'
import type { Session } from '../model/session.js'

export interface PickWish {
  readonly session: globalThis.Pick<Session, 'id'>
  readonly stage: Stage
  /** Absent: 3 for a new pick, as it was for an old one. */
  readonly priority?: number
  /** What the session looks like now. */
  readonly seen: Seen
}

/** What a wish came to; of two changes at once the stage's is named. */
type Outcome = 'added' | 'stage-changed' | 'priority-changed' | 'unchanged'

export interface Picked {
  readonly agenda: Agenda
  readonly outcome: Outcome
}

/**
 * Puts a session on the agenda, or changes how it stands there. A pick that stays keeps what it was last seen as: only an
 * update may say that a move was noticed.
 */
export function addPick(agenda: Agenda, { session, stage, priority, seen }: PickWish): Picked {
  const old = agenda.picks.find((pick) => pick.session === session.id)
  if (!old) return { agenda: withNewPick(agenda, session.id, { stage, priority, seen }), outcome: 'added' }
  const wanted = { ...old, stage, priority: priority ?? old.priority }
  if (wanted.stage === old.stage && wanted.priority === old.priority) return { agenda, outcome: 'unchanged' }
  const changed: Pick = { ...wanted, seen: old.seen ?? seen }
  const picks = agenda.picks.map((pick) => (pick === old ? changed : pick))
  return { agenda: { ...agenda, picks }, outcome: wanted.stage === old.stage ? 'priority-changed' : 'stage-changed' }
}

/**
 * Takes a session off the agenda. Of a pick that an earlier version counted, what calendars may know of it is kept: no ledger
 * says whether they do. The same agenda where the session is not on it.
 */
export function dropPick(agenda: Agenda, session: string): Agenda {
  const old = agenda.picks.find((pick) => pick.session === session)
  if (!old) return agenda
  const picks = agenda.picks.filter((pick) => pick !== old)
  if (old.sequence === undefined) return { ...agenda, picks }
  const sequence = nextSequence(revisionOf(old, lastDrops(agenda).get(session)))
  const dropped = {
    session,
    ...(old.seen && { seen: old.seen }),
    sequence,
    ...(old.changed && { changed: old.changed }),
  }
  return { ...agenda, picks, dropped: [...agenda.dropped.filter((other) => other.session !== session), dropped] }
}

export interface ReplaceWish extends Omit<PickWish, 'session' | 'stage'> {
  /** Of the pick whose place is taken; it has to be on the agenda. */
  readonly old: string
  readonly session: globalThis.Pick<Session, 'id'>
  /** Absent: as it was. */
  readonly stage?: Stage
}

/**
 * Puts a session in the place of a pick, with all that I said about that one. Where the session is on the agenda already,
 * its own word comes first, and both notes and all takeaways stay. What calendars know of the old pick goes on as the
 * session's, so that nothing is kept as dropped.
 */
export function replacePick(agenda: Agenda, { old: id, session, stage, priority, seen }: ReplaceWish): Agenda {
  const old = agenda.picks.find((pick) => pick.session === id)
  if (!old) return agenda
  const mine = agenda.picks.find((pick) => pick.session === session.id)
  const merged = mine === undefined || mine === old ? old : mergePicks(old, mine)
  const counted = revisionOf(merged, lastDrops(agenda).get(session.id))
  const replaced: Pick = {
    ...merged,
    session: session.id,
    stage: stage ?? merged.stage,
    priority: priority ?? merged.priority,
    seen,
    ...(counted > 0 && { sequence: counted }),
  }
  const picks = agenda.picks.flatMap((pick) => (pick === old ? [replaced] : pick === mine ? [] : [pick]))
  return { ...agenda, picks, dropped: agenda.dropped.filter((other) => other.session !== session.id) }
}

/** Two picks that turned out to be one: what only one says stays, and of both stages and priorities the higher one. */
function mergePicks(old: Pick, mine: Pick): Pick {
  const counted = Math.max(old.sequence ?? 0, mine.sequence ?? 0)
  const notes = [...new Set([mine.note, old.note].flatMap((note) => note ?? []))]
  return {
    ...old,
    ...mine,
    stage: old.stage === 'going' ? 'going' : mine.stage,
    priority: Math.max(old.priority, mine.priority),
    takeaways: [...new Set([...mine.takeaways, ...old.takeaways])],
    ...(counted > 0 && { sequence: counted }),
    ...(notes.length > 0 && { note: notes.join('\n\n') }),
  }
}

/** A pick that comes back after a drop by an earlier version goes on counting where that one stopped. */
function withNewPick(agenda: Agenda, session: string, { stage, priority = DEFAULT_PRIORITY, seen }: NewPick): Agenda {
  const before = lastDrops(agenda).get(session)
  const pick: Pick = { session, stage, priority, takeaways: [], seen }
  return {
    ...agenda,
    picks: [...agenda.picks, before ? { ...pick, sequence: nextSequence(before.sequence) } : pick],
    dropped: before ? agenda.dropped.filter((other) => other.session !== session) : agenda.dropped,
  }
}

interface NewPick {
  readonly stage: Stage
  readonly priority: number | undefined
  readonly seen: Seen
}

/** The latest drop of each session; a file written by hand may hold several. */
export function lastDrops({ dropped }: Agenda): ReadonlyMap<string, Dropped> {
  const last = new Map<string, Dropped>()
  for (const drop of dropped) {
    const known = last.get(drop.session)
    if (!known || known.sequence < drop.sequence) last.set(drop.session, drop)
  }
  return last
}

/** The revision that earlier versions may have told calendars: the pick's, and above that of a drop. */
export function revisionOf(pick: Pick | undefined, drop: Dropped | undefined): number {
  return Math.max(pick?.sequence ?? 0, drop ? nextSequence(drop.sequence) : 0)
}
