import { type Instant, type Minutes, minutesBetween } from '../../model/time.js'
import type { Banner } from './banners.js'
import type { Box } from './timetable.js'

export interface Moment {
  readonly at: Instant
  /** Minutes the displayed clock is ahead of UTC; undefined if nothing is known to start or end. */
  readonly offset?: Minutes
  readonly starts: boolean
  readonly ends: boolean
  readonly banners: readonly Banner[]
}

/** An end this shortly before a start is shown together with it: a change of speakers is not a gap. */
const SHORT: Minutes = 5

interface Turn {
  at: Instant
  offset?: Minutes
  starts: boolean
  ends: boolean
  banners: Banner[]
}

export interface Moments {
  readonly moments: readonly Moment[]
  readonly placeOf: (at: Instant) => number
}

/** Ends that are followed by a start within five minutes are shown at that start. */
export function momentsOf(boxes: readonly Box[], banners: readonly Banner[]): Moments {
  const turns = new Map<Instant, Turn>()
  const turnAt = (at: Instant, offset?: Minutes) => {
    const turn = turns.get(at) ?? { at, starts: false, ends: false, banners: [] }
    if (offset !== undefined) turn.offset = offset
    turns.set(at, turn)
    return turn
  }
  for (const { when, start, end } of boxes) {
    turnAt(start, when.offset).starts = true
    turnAt(end, end === when.end && !when.endAssumed ? when.endOffset : undefined).ends = true
  }
  for (const banner of banners) turnAt(banner.when.start, banner.when.offset).banners.push(banner)

  const kept: Turn[] = []
  const toldAt = new Map<Instant, Instant>()
  let next: Turn | undefined
  for (const turn of [...turns.values()].sort((a, b) => b.at - a.at)) {
    const ending = !turn.starts && turn.banners.length === 0
    if (ending && next && minutesBetween(turn.at, next.at) <= SHORT) {
      next.ends = true
      toldAt.set(turn.at, next.at)
      continue
    }
    if (!ending) next = turn
    kept.push(turn)
  }
  const moments = kept.reverse()
  const places = new Map(moments.map(({ at }, place) => [at, place]))
  return { moments, placeOf: (at) => places.get(toldAt.get(at) ?? at) ?? 0 }
}
