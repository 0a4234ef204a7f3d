import type { Agenda, AgendaPick, Catalogue, Dropped, Seen, Session } from '../../model/index.js'
import { type Clash, type Entry, findClashes, goingEntries, isBlock } from '../agenda/clashes.js'
import { seenOf } from '../agenda/picks.js'
import { walksOf } from '../agenda/walks.js'
import { type BeforeAndAfter, findAgain, momentSeen } from '../sessions/find-again.js'
import { pairProgrammes } from '../sessions/same-sessions.js'
import { isReplaced } from '../sessions/similar-titles.js'

/**
 * Updates an agenda to a new version of the programme. Picks follow their sessions, first by the publisher's identity.
 * A pick whose session is gone stays, under another id if another session has taken its own. Each pick's `seen` is
 * compared with the new version, so that an agenda that missed an update catches up; what `seen` does not hold (status,
 * speakers) is compared between the two programmes. A pick whose session was replaced becomes a maybe; a pick without
 * changes stays the same object, and so does an agenda. Drops keep their identity. Linear.
 */
export function followPicks(agenda: Agenda, before: Catalogue, after: Catalogue): Agenda {
  const there = thereIn(agenda, after.sessions)
  const places = findAgain(agenda.picks, before.sessions, after.sessions)
  const picks = agenda.picks.map((pick, index) => followPick(pick, places[index] ?? {}, there))
  const drops = findAgain(agenda.dropped, before.sessions, after.sessions)
  const dropped = agenda.dropped.map((drop, index) => followDrop(drop, drops[index] ?? {}, there))
  const isSame = areSame(picks, agenda.picks) && areSame(dropped, agenda.dropped)
  return isSame ? agenda : { ...agenda, picks, dropped }
}

function areSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.every((one, index) => one === others[index])
}

/**
 * Gives the picks of an agenda the ids that their sessions have in a programme without a known earlier version, found
 * by what was last seen of them. Their `seen` is unchanged. Returns the same object if no id changed. Linear.
 */
export function followIds(agenda: Agenda, sessions: readonly Session[]): Agenda {
  const places = findAgain(agenda.picks, [], sessions)
  const there = thereIn(agenda, sessions)
  const picks = agenda.picks.map((pick, index) => {
    const session = places[index]?.now?.id ?? there.name(pick.session)
    return session === pick.session ? pick : { ...pick, session }
  })
  return areSame(picks, agenda.picks) ? agenda : { ...agenda, picks }
}

/** Ids and identities with which a pick without a session must not collide. */
interface There {
  /** Returns the id, or a free one if another session has it now. */
  readonly name: (id: string) => string
  readonly hasUid: (uid: string | undefined) => boolean
}

function followPick(pick: AgendaPick, { was, now }: BeforeAndAfter, there: There): AgendaPick {
  if (!now) {
    const session = there.name(pick.session)
    if (was) return { ...pick, session, seen: lastSeen(pick.seen, was, there) }
    return session === pick.session ? pick : { ...pick, session }
  }
  const seen = withUid(seenOf(now), uidOf(pick.seen, was, there))
  const isSame = pick.session === now.id && (pick.seen === undefined || pick.seen.uid === seen.uid)
  if (isSame && !isNews(pick.seen, was, now)) return pick
  const isOther = was && (pick.seen?.title ?? was.title) !== now.title && isReplaced(was, now)
  return { ...pick, session: now.id, stage: isOther ? 'maybe' : pick.stage, seen }
}

function followDrop(drop: Dropped, { was, now }: BeforeAndAfter, there: There): Dropped {
  if (now) {
    if (drop.session === now.id) return drop
    return { ...drop, session: now.id, seen: withUid(drop.seen ?? seenOf(now), now.uid) }
  }
  const session = there.name(drop.session)
  const seen = was ? lastSeen(drop.seen, was, there) : drop.seen
  const isKnown = seen === drop.seen || (drop.seen !== undefined && seen?.uid === drop.seen.uid)
  if (session === drop.session && isKnown) return drop
  return { ...drop, session, ...(seen && { seen }) }
}

/** Whether it was missing, or differs from what was last seen of it. */
function isNews(seen: Seen | undefined, was: Session | undefined, now: Session): boolean {
  if (was ? was.status !== now.status : seen !== undefined) return true
  const [last, is] = [seen?.title === undefined ? was && { ...seenOf(was), ...seen } : seen, seenOf(now)]
  if (!last) return false
  const isThen = isSameMoment(last.start, is.start) && isSameMoment(endSeen(last), endSeen(is))
  return !isThen || last.room !== is.room || last.title !== is.title
}

/**
 * The `seen` of a pick or drop whose session is gone: its last state, with the identity by which it may come back,
 * unless another session has it.
 */
function lastSeen(seen: Seen | undefined, was: Session, { hasUid }: There): Seen {
  const last = seen === undefined ? seenOf(was) : withUid(seen, was.uid)
  const { uid, ...rest } = last
  return hasUid(uid) ? rest : last
}

function uidOf(seen: Seen | undefined, was: Session | undefined, { hasUid }: There): string | undefined {
  const uid = seen?.uid ?? was?.uid
  return hasUid(uid) ? undefined : uid
}

/** A known identity is kept, because calendars use it. */
function withUid(seen: Seen, uid: string | undefined): Seen {
  const known = seen.uid ?? uid
  return known === undefined ? seen : { uid: known, ...seen }
}

/** Earlier versions stored an unknown end as the start. */
function endSeen({ start, end }: Seen): string | undefined {
  return isSameMoment(start, end) ? undefined : end
}

function isSameMoment(a: string | undefined, b: string | undefined): boolean {
  return a === b || (momentSeen(a) !== undefined && momentSeen(a) === momentSeen(b))
}

function thereIn({ picks, dropped }: Agenda, after: readonly Session[]): There {
  const uids = new Set(after.map(({ uid }) => uid))
  const sessions = new Set(after.map(({ id }) => id))
  const taken = new Set([...sessions, ...picks.map(({ session }) => session), ...dropped.map(({ session }) => session)])
  const name = (id: string) => {
    if (!sessions.has(id)) return id
    let number = 1
    let free = `${id}-removed`
    while (taken.has(free)) free = `${id}-removed-${++number}`
    taken.add(free)
    return free
  }
  return { name, hasUid: (uid) => uid !== undefined && uids.has(uid) }
}

interface AgendaState {
  readonly agenda: Agenda
  readonly catalogue: Pick<Catalogue, 'sessions' | 'rooms'>
}

/**
 * Clashes among going picks and blocks that an update has caused, in order of time. A pair that clashed before is not
 * new, even with new ids or a longer overlap. Picks are found by the identity they remember, so that one agenda serves
 * for both programmes. O(n log n + clashes).
 */
export function newClashes(before: AgendaState, after: AgendaState): readonly Clash[] {
  const clashes = clashesIn(after)
  if (clashes.length === 0) return []
  const { former } = pairProgrammes(before.catalogue.sessions, after.catalogue.sessions)
  const formerIds = new Map([...former].map(([is, was]) => [is.id, was.id]))
  const had = new Set(clashesIn(before).map((clash) => pairOf(clash, ({ id }) => `was:${id}`)))
  const formerOf = ({ id }: Entry) => (formerIds.has(id) ? `was:${formerIds.get(id)}` : `new:${id}`)
  return clashes.filter((clash) => !had.has(pairOf(clash, formerOf)))
}

function clashesIn({ agenda, catalogue }: AgendaState): readonly Clash[] {
  const found = findAgain(agenda.picks, catalogue.sessions, catalogue.sessions)
  const picks = agenda.picks.flatMap((pick, index) => {
    const session = found[index]?.now
    return session ? [{ ...pick, session: session.id }] : []
  })
  return findClashes(goingEntries({ ...agenda, picks }, catalogue, { maybe: false }), walksOf(agenda, catalogue))
}

/** The same for both orders of a pair. Blocks may share a title, so their start belongs to the name. */
function pairOf({ entries }: Clash, nameOf: (entry: Entry) => string): string {
  const names = entries.map((entry) => (isBlock(entry.id) ? `${entry.id}@${entry.start}` : nameOf(entry)))
  return JSON.stringify(names.sort())
}
