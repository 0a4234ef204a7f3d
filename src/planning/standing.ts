import type { Instant, Span } from '../model/time.js'

export type Standing = 'over' | 'on' | 'ahead'

/** Spans are half-open: what ends now is over. A span of length zero is over as soon as it begins. */
export function standingOf({ start, end }: Span, now: Instant): Standing {
  if (start > now) return 'ahead'
  return end > now ? 'on' : 'over'
}
