import type { Instant } from '../../model/time.js'

/** `20201120T210000Z` (RFC 5545 section 3.3.5, form 2). */
export function utcText(moment: Instant): string {
  return `${compact(new Date(moment).toISOString().slice(0, 19))}Z`
}

/** ISO 8601 from the extended form, `2020-11-20T16:00:00`, to the basic one, `20201120T160000`. */
export function compact(extended: string): string {
  return extended.replace(/[-:]/g, '')
}
