import type { Session } from '../model/session.js'

/** The other sessions that give the same content: attend one of them. In file order. */
export function repeatsOf(session: Session, sessions: readonly Session[]): readonly Session[] {
  const original = ({ id, repeatOf }: Session) => repeatOf ?? id
  return sessions.filter((other) => other.id !== session.id && original(other) === original(session))
}
