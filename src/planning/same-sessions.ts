import type { Session } from '../model/session.js'

/** Which session of one schedule is which of another; both ways, each session at most once. */
export interface SamePairs {
  /** By the session before. */
  readonly now: ReadonlyMap<Session, Session>
  /** By the session after. */
  readonly former: ReadonlyMap<Session, Session>
}

/**
 * Finds each session of `before` again in `after`: by the publisher's identity where both have one, else by id. Where an
 * identity stands several times in a schedule, the same id decides, then the order. Linear.
 */
export function pairSessions(before: readonly Session[], after: readonly Session[]): SamePairs {
  const now = new Map<Session, Session>()
  const former = new Map<Session, Session>()
  const pair = (was: Session, is: Session) => {
    now.set(was, is)
    former.set(is, was)
  }
  const byId = new Map(before.map((session) => [session.id, session]))

  for (const session of after) {
    const was = byId.get(session.id)
    if (was && was.uid === session.uid) pair(was, session)
  }
  const waiting = byUid(before.filter((session) => !now.has(session)))
  for (const session of after) {
    if (former.has(session) || session.uid === undefined) continue
    const was = waiting.get(session.uid)?.pop()
    if (was) pair(was, session)
  }
  for (const session of after) {
    const was = byId.get(session.id)
    if (!was || now.has(was) || former.has(session)) continue
    if (was.uid === undefined || session.uid === undefined) pair(was, session)
  }
  return { now, former }
}

/** Sessions by the publisher's identity, the first of each at the end of its list. */
function byUid(sessions: readonly Session[]): ReadonlyMap<string, Session[]> {
  const found = new Map<string, Session[]>()
  for (const session of [...sessions].reverse()) {
    if (session.uid === undefined) continue
    const list = found.get(session.uid)
    if (list) list.push(session)
    else found.set(session.uid, [session])
  }
  return found
}
