import type { Instant } from '../../model/time.js'

/** `20201120T210000Z` (RFC 5545 section 3.3.5, form 2). */
export function utcText(moment: Instant): string {
  return `${compact(new Date(moment).toISOString().slice(0, 19))}Z`
}

/** The basic form of ISO 8601, `20201120T160000`, of the extended one, `2020-11-20T16:00:00`. */
export function compact(extended: string): string {
  return extended.replace(/[-:]/g, '')
}
