import type { Session } from '../model/session.js'
import { clashesOf, type Entry, timeTakenBy } from './clash.js'
import type { Walks } from './walk.js'

/** The timed sessions that clash with nothing I am going to, the walks there and back included. My own stay out. */
export function freeAmong(sessions: readonly Session[], going: readonly Entry[], walks: Walks): readonly Session[] {
  const mine = new Set(going.map(({ id }) => id))
  return sessions.filter(
    (session) => timeTakenBy(session) && !mine.has(session.id) && clashesOf(session, going, walks).length === 0,
  )
}
