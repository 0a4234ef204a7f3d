import type { Day } from '../model/day.js'
import { type Instant, type Minutes, minutesBetween, type Span } from '../model/time.js'
import type { Entry } from './clash.js'

/** Free time between two going entries of one conference day. */
export interface Gap extends Span {
  readonly minutes: Minutes
}

/**
 * The free stretches between the entries of each conference day, in time order: whole minutes, at least one. What
 * overlaps or touches leaves nothing free, and an entry that lasts into the next day still takes its time there.
 * The time before the first entry of a day and after its last one is no gap. O(n log n).
 */
export function findGaps(entries: readonly Entry[]): readonly Gap[] {
  const gaps: Gap[] = []
  let day: Day | undefined
  let busyUntil: Instant | undefined
  for (const entry of [...entries].sort((a, b) => a.start - b.start)) {
    const same = day === entry.day
    if (same && busyUntil !== undefined) {
      const minutes = minutesBetween(busyUntil, entry.start)
      if (minutes > 0) gaps.push({ start: busyUntil, end: entry.start, minutes })
    }
    day = entry.day
    if (busyUntil === undefined || entry.end > busyUntil) busyUntil = entry.end
  }
  return gaps
}
