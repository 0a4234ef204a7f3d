import type { ShownSpan } from '../model/conference.js'
import { type Day, type Minutes, minutesBetween } from '../model/time.js'
import type { Entry } from './clash.js'
import { hopsAmong } from './hop.js'
import { NO_WALKS, type Walks } from './walk.js'

export interface Gap extends ShownSpan {
  readonly minutes: Minutes
  /** The walk to the next entry (`hopTo`); undefined if there is none. */
  readonly walk?: Minutes
}

/**
 * The free time between entries of each conference day, in order: whole minutes, at least one. An entry that lasts into
 * the next day counts there as well. The time before the first entry of a day and after the last is not a gap. O(n log
 * n).
 */
export function findGaps(entries: readonly Entry[], walks: Walks = NO_WALKS): readonly Gap[] {
  const gaps: Gap[] = []
  let day: Day | undefined
  let last: Entry | undefined
  const hops = hopsAmong(entries, walks)
  for (const entry of [...entries].sort((a, b) => a.start - b.start)) {
    if (last && day === entry.day) {
      const minutes = minutesBetween(last.end, entry.start)
      const span = { start: last.end, end: entry.start, offset: last.endOffset, endOffset: entry.offset }
      if (minutes > 0) {
        const { walk = 0 } = hops.get(entry) ?? {}
        gaps.push({ ...span, minutes, ...(walk > 0 && { walk }) })
      }
    }
    day = entry.day
    if (last === undefined || entry.end > last.end) last = entry
  }
  return gaps
}
