import type { Session } from '../model/conference.js'
import { type Instant, type Minutes, OFFSET_KEPT } from '../model/time.js'

/** Minutes that two clocks are ahead of UTC: the displayed one and the venue's. */
export interface Offsets {
  readonly shown: Minutes
  readonly venue: Minutes
}

/**
 * The offsets at `moment`, inferred from the sessions around it: if the nearest starts before and after agree and are
 * not far apart, no clock can have changed between them. Undefined before the first session, after the last, and in
 * long breaks. Saves loading the zone library, which takes 15 ms. O(n).
 */
export function knownOffsets(sessions: readonly Session[], moment: Instant): Offsets | undefined {
  let [before, after]: (Told | undefined)[] = []
  for (const { when } of sessions) {
    if (when.kind !== 'timed') continue
    const { start, offset: shown, shift } = when
    if (start <= moment && !(before && before.start > start)) before = { start, shown, venue: shown - shift }
    if (start >= moment && !(after && after.start < start)) after = { start, shown, venue: shown - shift }
  }
  if (!before || !after || after.start - before.start > OFFSET_KEPT) return undefined
  const agree = before.shown === after.shown && before.venue === after.venue
  return agree ? { shown: before.shown, venue: before.venue } : undefined
}

interface Told extends Offsets {
  readonly start: Instant
}
