import type { Dropped } from '../model/agenda.js'
import type { Session } from '../model/session.js'
import { pairSessions, type SamePairs } from './same-sessions.js'
import { speakersKey } from './session-changes.js'

/** What an agenda keeps of a session: a pick, or a drop. */
export type Kept = Pick<Dropped, 'session' | 'seen'>

/** Where a session that an agenda keeps was and is. */
export interface Whereabouts {
  /** In the programme before. */
  readonly was?: Session
  /** In the programme after. */
  readonly now?: Session
}

interface Finding extends Whereabouts {
  /** 0 by its identity, 1 as what it was paired with, 2 by its id alone. */
  readonly certainty: 0 | 1 | 2
}

interface Programme {
  readonly byId: ReadonlyMap<string, Session>
  readonly byUid: ReadonlyMap<string, Session>
}

/**
 * Finds what an agenda keeps in the programme before and after, in the agenda's order: by the identity it remembers, else
 * as the pair of what its id named before, else by its id. An id that now names another session finds nothing, and no
 * session is found twice: what is surer comes first. Linear.
 */
export function findAgain(
  kept: readonly Kept[],
  before: readonly Session[],
  after: readonly Session[],
): readonly Whereabouts[] {
  const pairs = pairSessions(before, after)
  const [known, there] = [programmeOf(before), programmeOf(after)]
  const findings = kept.map((entry) => find(entry, known, there, pairs))
  const taken = new Map<Session, Finding>()
  for (const certainty of [0, 1, 2]) {
    for (const finding of findings) {
      if (finding.certainty === certainty && finding.now && !taken.has(finding.now)) taken.set(finding.now, finding)
    }
  }
  return findings.map((finding) => {
    const now = finding.now && taken.get(finding.now) === finding ? finding.now : undefined
    const was = finding.was ?? (now && pairs.former.get(now))
    return { ...(was && { was }), ...(now && { now }) }
  })
}

function find({ session: id, seen }: Kept, known: Programme, there: Programme, { now, former }: SamePairs): Finding {
  const uid = seen?.uid
  const itself = sessionOf(there, id, uid)
  if (itself) return { now: itself, certainty: 0 }
  const named = known.byId.get(id)
  const was = sessionOf(known, id, uid) ?? (named && mayBe(named, uid) ? named : undefined)
  const partner = was && now.get(was)
  if (partner) return { was, now: partner, certainty: 1 }
  const candidate = there.byId.get(id)
  const fits =
    candidate &&
    (was
      ? !former.has(candidate) && looksLike(was, candidate)
      : mayBe(candidate, uid) || seen?.title === candidate.title)
  return { ...(was && { was }), ...(fits && { now: candidate }), certainty: 2 }
}

/** The session of that identity; of several the one with that id. */
function sessionOf({ byId, byUid }: Programme, id: string, uid: string | undefined): Session | undefined {
  if (uid === undefined) return undefined
  const named = byId.get(id)
  return named?.uid === uid ? named : byUid.get(uid)
}

function mayBe(session: Session, uid: string | undefined): boolean {
  return uid === undefined || session.uid === undefined || session.uid === uid
}

/** Publishers that number everything anew keep titles and people. */
function looksLike(was: Session, is: Session): boolean {
  return was.title === is.title && speakersKey(was.speakers) === speakersKey(is.speakers)
}

function programmeOf(sessions: readonly Session[]): Programme {
  const identified = sessions.flatMap((session) => (session.uid === undefined ? [] : [[session.uid, session] as const]))
  return { byId: new Map(sessions.map((session) => [session.id, session])), byUid: new Map(identified.reverse()) }
}
