/** A moment, in milliseconds since 1970-01-01T00:00Z. It has no zone; `clock/` knows zones. */
export type Instant = number & { readonly instant: unique symbol }

/** A length of time, or a position on a clock, in whole minutes. */
export type Minutes = number

/** A half-open interval of instants: 16:00-16:35 and 16:35-17:00 do not overlap. */
export interface Span {
  readonly start: Instant
  readonly end: Instant
}

/** Lengths of time in milliseconds. */
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/**
 * The least time for which clocks keep an offset, in milliseconds: the shortest stretch in the zone database since 1970
 * is an hour short of a week (Recife 2000, Gaza 2040).
 */
export const OFFSET_KEPT = 6 * 86_400_000

export function instant(milliseconds: number): Instant {
  return milliseconds as Instant
}

export function addMinutes(moment: Instant, minutes: Minutes): Instant {
  return instant(moment + minutes * MINUTE)
}

/** Whole minutes from `start` to `end`, rounded down; negative if `end` is earlier. */
export function minutesBetween(start: Instant, end: Instant): Minutes {
  return Math.floor((end - start) / MINUTE)
}

export function minutesOf(span: Span): Minutes {
  return minutesBetween(span.start, span.end)
}

/** The overlap of two spans, or undefined if they only touch. A span of length zero overlaps nothing. */
export function overlapOf(a: Span, b: Span): Span | undefined {
  const start = instant(Math.max(a.start, b.start))
  const end = instant(Math.min(a.end, b.end))
  return start < end ? { start, end } : undefined
}
