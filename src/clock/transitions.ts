import { clockAt } from '../model/day.js'
import { type Instant, instant, type Minutes, OFFSET_KEPT, type Span } from '../model/time.js'
import { clockLabel, offsetLabel } from './iso.js'
import { changeBetween, offsetOf } from './offset.js'

/**
 * One stretch of constant offset, as RFC 5545 section 3.6.5 describes it: `start` is its onset `YYYY-MM-DDTHH:MM:SS` on
 * the clock before it, which is `offsetFrom` minutes ahead of UTC. `name` is made of the offset it brings, so that it is
 * the same under every locale.
 */
export interface Observance {
  readonly start: string
  readonly offsetFrom: Minutes
  readonly offsetTo: Minutes
  readonly daylight: boolean
  readonly name: string
}

const MINUTE = 60_000
const DAY = 86_400_000
const YEAR = 366 * DAY

/**
 * Every observance of `zone` that touches the span, in time order. The first begins at or before `span.start`: with the
 * change before it or, where there is none since 1970, with that year (for spans of then, a year before the span).
 */
export function observancesOf(zone: string, span: Span): readonly Observance[] {
  const floor = span.start < YEAR ? span.start - YEAR : 0
  const before = changeBefore(span.start, floor, zone)
  const found = [before === undefined ? standingAt(floor, zone) : observanceFrom(before, zone)]
  let change = changeAfter(before ?? floor, span.end, zone)
  while (change !== undefined && change < span.end) {
    found.push(observanceFrom(change, zone))
    change = changeAfter(change, span.end, zone)
  }
  return found
}

function observanceFrom(change: Instant, zone: string): Observance {
  const [from, to] = [minutesAhead(change - 1, zone), minutesAhead(change, zone)]
  return observance(change, from, to, to > from && fallsBackWithinAYear(change, zone))
}

/** What has always been in force at `floor`, as far back as is looked. */
function standingAt(floor: number, zone: string): Observance {
  const offset = minutesAhead(floor, zone)
  // Midnight of the clock shown, so that the onset reads 1970-01-01T00:00:00 everywhere.
  const midnight = Math.floor(floor / DAY) * DAY - offset * MINUTE
  return observance(midnight, offset, offset, false)
}

function observance(onset: number, offsetFrom: Minutes, offsetTo: Minutes, daylight: boolean): Observance {
  const { day, minute } = clockAt(instant(onset), offsetFrom)
  const second = String((((onset / 1000) % 60) + 60) % 60).padStart(2, '0')
  const start = `${day}T${clockLabel(minute)}:${second}`
  return { start, offsetFrom, offsetTo, daylight, name: offsetLabel(offsetTo) }
}

/**
 * Clocks that go forward and come back within a year are on daylight saving time; clocks that stay are on a new
 * standard time. So Dublin's summer and all of Casablanca but Ramadan count as daylight, as ICU has it.
 */
function fallsBackWithinAYear(change: Instant, zone: string): boolean {
  const next = changeAfter(change, change + YEAR, zone)
  return next !== undefined && offsetOf(next, zone) < offsetOf(change, zone)
}

/** The first change after `moment`, at `limit` at the latest. */
function changeAfter(moment: number, limit: number, zone: string): Instant | undefined {
  for (let from = moment; from < limit; from += OFFSET_KEPT) {
    const to = Math.min(from + OFFSET_KEPT, limit)
    if (offsetOf(from, zone) !== offsetOf(to, zone)) return instant(changeBetween(from, to, zone))
  }
  return undefined
}

/** The last change at or before `moment`, after `limit`. */
function changeBefore(moment: number, limit: number, zone: string): Instant | undefined {
  for (let to = moment; to > limit; to -= OFFSET_KEPT) {
    const from = Math.max(to - OFFSET_KEPT, limit)
    if (offsetOf(from, zone) !== offsetOf(to, zone)) return instant(changeBetween(from, to, zone))
  }
  return undefined
}

function minutesAhead(moment: number, zone: string): Minutes {
  return Math.round(offsetOf(moment, zone) / MINUTE)
}
