import { appendTo, type Session, type Timed } from '../../model/index.js'
import { addMinutes, type Day, type Instant, instant, type Minutes, minutesOf } from '../../model/time.js'
import { fold } from '../selection/fold-text.js'

/** No end is assumed later than this after the start, and longer known lengths are not used. */
const LONGEST: Minutes = 60

/** A start without a known end; `assumeEnds` completes it. */
export function openTime(start: Timed): Timed {
  return { ...start, end: start.start, endOffset: start.offset, endAssumed: true }
}

/**
 * Gives every session of a programme an end if it has none: the next start in its room on that conference day, whatever
 * its status, at most an hour later. If nothing follows there, the most common known length (the shortest of several,
 * at most an hour), or else an hour. Without a room the length is the same, but it ends by the next start of the day in
 * any room. An assumed end is always after the start, and depends only on starts and known lengths, never on other
 * assumed ends. `offsetAt` returns the venue's offset from UTC in minutes. O(n log n).
 */
export function assumeEnds<T extends Pick<Session, 'when' | 'room'>>(
  sessions: readonly T[],
  offsetAt: (moment: Instant) => Minutes,
): readonly T[] {
  if (!sessions.some(({ when }) => when.kind === 'timed' && when.endAssumed)) return sessions
  const nextIn = startsByPlace(sessions)
  const usual = commonestLength(sessions)
  return sessions.map((session) => {
    const { when, room } = session
    if (when.kind !== 'timed' || !when.endAssumed) return session
    const next = nextIn(when, room)
    const latest = addMinutes(when.start, room !== undefined && next !== undefined ? LONGEST : usual)
    const end = instant(Math.min(latest, next ?? latest))
    return { ...session, when: { ...when, end, endOffset: offsetAt(end) } }
  })
}

/** The next start on the same day, in the same room or, without a room, in any. */
type NextStart = (when: Timed, room: string | undefined) => Instant | undefined

function startsByPlace(sessions: readonly Pick<Session, 'when' | 'room'>[]): NextStart {
  const keyOf = (day: Day, room: string | undefined) => JSON.stringify([day, room === undefined ? null : fold(room)])
  const starts = new Map<string, Instant[]>()
  for (const { when, room } of sessions) {
    if (when.kind !== 'timed') continue
    appendTo(starts, keyOf(when.day, undefined), when.start)
    if (room !== undefined) appendTo(starts, keyOf(when.day, room), when.start)
  }
  const following = new Map<string, ReadonlyMap<Instant, Instant>>()
  for (const [key, list] of starts) {
    const inOrder = [...new Set(list)].sort((a, b) => a - b)
    following.set(key, new Map(inOrder.slice(1).map((next, index) => [inOrder[index] ?? next, next])))
  }
  return (when, room) => following.get(keyOf(when.day, room))?.get(when.start)
}

/** In minutes; an hour if no length is known. */
function commonestLength(sessions: readonly Pick<Session, 'when'>[]): Minutes {
  const counts = new Map<Minutes, number>()
  for (const { when } of sessions) {
    const minutes = when.kind !== 'timed' || when.endAssumed ? 0 : minutesOf(when)
    if (minutes > 0) counts.set(minutes, (counts.get(minutes) ?? 0) + 1)
  }
  const [commonest] = [...counts].sort(([a, often], [b, oftenToo]) => oftenToo - often || a - b)
  return Math.min(LONGEST, commonest?.[0] ?? LONGEST)
}
