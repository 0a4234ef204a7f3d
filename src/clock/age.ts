import { type Instant, MINUTE } from '../model/time.js'

const HOUR = 60
const DAY = 24 * HOUR

/**
 * How long ago something was, rounded down: `just now` (also for moments in the future, which a wrong clock can give),
 * `5 min ago`, `2 h ago` up to two days, then `3 days ago`.
 */
export function ageLabel(then: Instant, now: Instant): string {
  const minutes = Math.floor((now - then) / MINUTE)
  if (minutes < 1) return 'just now'
  if (minutes < HOUR) return `${minutes} min ago`
  if (minutes < 2 * DAY) return `${Math.floor(minutes / HOUR)} h ago`
  return `${Math.floor(minutes / DAY)} days ago`
}
