import type { Seen, Session } from '../../model/conference.js'
import { isoWithOffset } from '../../model/time.js'

/** What a session looks like now, for its pick to remember: times on the venue's clock, and a mere day as a day. */
export function seenOf({ uid, title, when, room }: globalThis.Pick<Session, 'uid' | 'title' | 'when' | 'room'>): Seen {
  return { ...(uid !== undefined && { uid }), title, ...timesOf(when), ...(room !== undefined && { room }) }
}

function timesOf(when: Session['when']): Pick<Seen, 'start' | 'end'> {
  if (when.kind === 'unscheduled') return {}
  if (when.kind === 'dated') return { start: when.day }
  const { start, end, offset, endOffset, shift, endShift = shift, endAssumed } = when
  const begin = { start: isoWithOffset(start, offset - shift) }
  return endAssumed ? begin : { ...begin, end: isoWithOffset(end, endOffset - endShift) }
}
