import type { Session } from '../model/conference.js'
import { collide, type Entry, timeTakenBy } from './clash.js'
import { contents } from './repeats.js'
import type { Attendance } from './sittings.js'

/**
 * The timed sessions that clash with nothing I am going to, including the walks. Other sittings of what I am going to
 * are left out, unless the one I chose clashes: then another time is just what I need.
 */
export function freeAmong(
  sessions: readonly Session[],
  { sessions: programme, going, walks }: Pick<Attendance, 'sessions' | 'going' | 'walks'>,
): readonly Session[] {
  const contentOf = contents(programme)
  const mine = new Set(going.map(({ id }) => contentOf(id)))
  return sessions.filter((session) => {
    const entry = timeTakenBy(session)
    if (!entry) return false
    const content = contentOf(entry.id)
    const isSame = ({ id }: Entry) => contentOf(id) === content
    const others = mine.has(content) ? going.filter((one) => !isSame(one)) : going
    const fits = (one: Entry) => !others.some((other) => collide(one, other, walks))
    if (!fits(entry)) return false
    return !mine.has(content) || going.every((one) => !isSame(one) || (one.id !== entry.id && !fits(one)))
  })
}
