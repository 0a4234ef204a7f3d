import type { Session } from '../model/session.js'
import { clashesOf, timeTakenBy } from './clash.js'
import { contents } from './repeats.js'
import type { Attendance } from './sittings.js'

/**
 * The timed sessions that clash with nothing I am going to, the walks there and back included. What I am going to stays out, at
 * whatever time it is given again.
 */
export function freeAmong(
  sessions: readonly Session[],
  { sessions: programme, going, walks }: Pick<Attendance, 'sessions' | 'going' | 'walks'>,
): readonly Session[] {
  const contentOf = contents(programme)
  const mine = new Set(going.map(({ id }) => contentOf(id)))
  return sessions.filter(
    (session) =>
      timeTakenBy(session) && !mine.has(contentOf(session.id)) && clashesOf(session, going, walks).length === 0,
  )
}
