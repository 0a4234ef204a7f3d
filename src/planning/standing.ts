import type { Instant, Span } from '../model/time.js'

/** How a span of time stands to a moment. */
export type Standing = 'over' | 'on' | 'ahead'

/** Spans are half-open: what ends now is over. What has no length is over as soon as it begins. */
export function standingOf({ start, end }: Span, now: Instant): Standing {
  if (start > now) return 'ahead'
  return end > now ? 'on' : 'over'
}
