import { addDays, clockAt, parseDay, type Weekday, weekdayOf } from '../model/day.js'
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

/**
 * A day of the year on which clocks change: of all those days of `month` (1-12) that are a `weekday` the `nth` (1 to 4, -1 is
 * the last), or the one among `days`; without a weekday the only one of `days`.
 */
export interface YearlyRule {
  readonly month: number
  readonly weekday?: Weekday
  readonly nth?: number
  readonly days?: readonly number[]
}

/** An observance that begins once, or again every year by its rule. */
export interface RuledObservance extends Observance {
  readonly rule?: YearlyRule
}

/** So many years more show by which rule a zone goes: any weekday meets any date in them. */
const YEARS_MORE = 12

/**
 * The observances of `zone` in the years that the span touches, whole years from the first to the last, by the yearly rules
 * that hold then and for many years more. Where one of the changes has no such rule (Ramadan, a rule that has ended) each
 * stands by itself: without the other half clocks would go forward and never come back. Rules that end are not written,
 * because python-icalendar takes no UNTIL here. As in `observancesOf`, the first begins before these years.
 */
export function ruledObservancesOf(zone: string, { start, end }: Span): readonly RuledObservance[] {
  const [first, last] = [new Date(start).getUTCFullYear(), new Date(end).getUTCFullYear()]
  const horizon = Math.min(last + YEARS_MORE, 9998)
  // A day more on both sides: a year begins at another moment on every clock.
  const from = yearStart(first, -DAY)
  const [standing, ...changes] = observancesOf(zone, { start: from, end: yearStart(last + 1, DAY) })
  if (standing === undefined || changes.length === 0) return standing ? [standing] : []
  const all = observancesOf(zone, { start: from, end: yearStart(horizon + 1) })
  const runs = runsOf(all).filter((run) => run.some((one) => yearOf(one) === horizon))
  const runWith = ({ start: onset }: Observance) => runs.find((run) => run.some((one) => one.start === onset))
  if (!changes.every(runWith)) return [standing, ...changes]
  const ruled = runs.flatMap((run): readonly RuledObservance[] => {
    const [one] = run
    const rule = ruleOf(run)
    return one && rule ? [{ ...one, rule }] : []
  })
  return runWith(standing) ? ruled : [standing, ...ruled]
}

function yearStart(year: number, later = 0): Instant {
  return instant(new Date(0).setUTCFullYear(year, 0, 1) + later)
}

function yearOf({ start }: Observance): number {
  return Number(start.slice(0, 4))
}

/** Changes of one sort that come back year after year on a day that a rule can tell, each in a run as long as it goes. */
function runsOf(observances: readonly Observance[]): readonly (readonly Observance[])[] {
  const latest = new Map<string, Observance[]>()
  const runs: Observance[][] = []
  for (const one of observances) {
    if (one.offsetFrom === one.offsetTo) continue
    const key = JSON.stringify([one.start.slice(5, 7), one.start.slice(10), one.offsetFrom, one.offsetTo, one.daylight])
    const run = latest.get(key)
    const last = run?.at(-1)
    if (run && last && yearOf(one) === yearOf(last) + 1 && ruleOf([...run, one])) run.push(one)
    else {
      const own = [one]
      latest.set(key, own)
      runs.push(own)
    }
  }
  return runs
}

/** The rule by which all of these begin, which are in one month; nothing where there is none. */
function ruleOf(observances: readonly Observance[]): YearlyRule | undefined {
  const days = observances.flatMap(({ start }) => parseDay(start.slice(0, 10)) ?? [])
  const [weekday, ...otherWeekdays] = new Set(days.map(weekdayOf))
  const dates = days.map((day) => Number(day.slice(8)))
  const [least, most] = [Math.min(...dates), Math.max(...dates)]
  const month = Number(days[0]?.slice(5, 7))
  if (otherWeekdays.length > 0) return least === most ? { month, days: [least] } : undefined
  if (weekday === undefined || most - least > 6) return undefined
  const [nth = 0, ...otherNths] = new Set(dates.map((date) => Math.ceil(date / 7)))
  if (otherNths.length === 0 && nth <= 4) return { month, weekday, nth }
  const isLast = days.every((day) => addDays(day, 7).slice(5, 7) !== day.slice(5, 7))
  if (isLast) return { month, weekday, nth: -1 }
  return { month, weekday, days: Array.from({ length: 7 }, (_, index) => least + index) }
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
