import type { Session } from '../../model/conference.js'
import { addMinutes, type Instant } from '../../model/time.js'
import { isAttended } from '../attending.js'
import { standingOf } from '../standing.js'

export interface ProgrammeNow {
  readonly current: readonly Session[]
  readonly next: readonly Session[]
}

/** In minutes; not all rooms start at exactly the same time. */
const TOGETHER = 15

/**
 * The sessions that are running and those that start next, in order of time, then of the file, without breaks and
 * umbrellas.
 */
export function programmeNow(sessions: readonly Session[], now: Instant): ProgrammeNow {
  const timed = sessions.flatMap((session) => {
    const { when, status } = session
    if (when.kind !== 'timed' || status === 'cancelled' || !isAttended(session)) return []
    return [{ session, when, standing: standingOf(when, now) }]
  })
  const inOrder = [...timed].sort((a, b) => a.when.start - b.when.start)
  const ahead = inOrder.filter(({ standing }) => standing === 'ahead')
  const [first] = ahead
  const until = first ? addMinutes(first.when.start, TOGETHER) : now
  return {
    current: inOrder.filter(({ standing }) => standing === 'on').map(({ session }) => session),
    next: ahead.filter(({ when }) => when.start < until).map(({ session }) => session),
  }
}
