import {
  addDays,
  clockAt,
  clockLabel,
  DAY,
  type Instant,
  instant,
  MINUTE,
  type Minutes,
  OFFSET_KEPT,
  offsetLabel,
  parseDay,
  type Span,
  type Weekday,
  weekdayOf,
} from '../model/time.js'
import { changeBetween, offsetOf } from './zone.js'

/**
 * A stretch of constant offset, as in RFC 5545 section 3.6.5. `start` is its onset, `YYYY-MM-DDTHH:MM:SS` on the clock
 * before it, which is `offsetFrom` minutes ahead of UTC. `name` is derived from the new offset, so that it is the same
 * in every locale.
 */
export interface Observance {
  readonly start: string
  readonly offsetFrom: Minutes
  readonly offsetTo: Minutes
  readonly daylight: boolean
  readonly name: string
}

const YEAR = 366 * DAY

/**
 * Every observance of `zone` that touches the span, in order of time. The first begins at or before `span.start`: with
 * the change before it or, if there is none since 1970, with that year (for earlier spans, a year before the span).
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
 * A day of the year on which clocks change: the `nth` `weekday` of `month` (1 to 4; -1 is the last), or the one that
 * falls on one of `days`. Without a weekday it is the only one of `days`.
 */
export interface YearlyRule {
  readonly month: number
  readonly weekday?: Weekday
  readonly nth?: number
  readonly days?: readonly number[]
}

export interface RuledObservance extends Observance {
  readonly rule?: YearlyRule
}

/** Within this many years every weekday falls on every date, so they show which rule a zone follows. */
const YEARS_MORE = 12

/**
 * The observances of `zone` in the calendar years that the span touches, as yearly rules that hold in those years and
 * for many years after. If one of the changes follows no such rule (Ramadan, a rule that has ended), all are written
 * one by one: with a rule for only one half, clocks would go forward and never back. Rules never end, because
 * python-icalendar does not accept UNTIL here. As in `observancesOf`, the first begins before these years.
 */
export function ruledObservancesOf(zone: string, { start, end }: Span): readonly RuledObservance[] {
  const [first, last] = [new Date(start).getUTCFullYear(), new Date(end).getUTCFullYear()]
  const horizon = Math.min(last + YEARS_MORE, 9998)
  // A day more on both sides, because a year begins at a different moment on every clock.
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

/** Groups changes that recur every year on a day that a rule can express; each run is as long as possible. */
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

/** The offset in force at `floor`, the earliest moment that is looked at. */
function standingAt(floor: number, zone: string): Observance {
  const offset = minutesAhead(floor, zone)
  // Midnight by the local clock, so that the onset reads 1970-01-01T00:00:00 in every zone.
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
 * Clocks that go back within a year are on daylight saving time; clocks that stay are on a new standard time. Like ICU,
 * this counts summer in Dublin, and everything but Ramadan in Casablanca, as daylight time.
 */
function fallsBackWithinAYear(change: Instant, zone: string): boolean {
  const next = changeAfter(change, change + YEAR, zone)
  return next !== undefined && offsetOf(next, zone) < offsetOf(change, zone)
}

function changeAfter(moment: number, limit: number, zone: string): Instant | undefined {
  for (let from = moment; from < limit; from += OFFSET_KEPT) {
    const to = Math.min(from + OFFSET_KEPT, limit)
    if (offsetOf(from, zone) !== offsetOf(to, zone)) return instant(changeBetween(from, to, zone))
  }
  return undefined
}

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
