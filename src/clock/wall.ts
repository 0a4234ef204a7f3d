import type { Conference } from '../model/index.js'
import {
  addDays,
  clockAt,
  clockLabel,
  DAY,
  type Day,
  type Instant,
  instant,
  MINUTE,
  type Minutes,
  minuteOfDay,
  shownAt,
} from '../model/time.js'
import { changeBetween, offsetAt, offsetOf } from './zone.js'

export const WALL_FORM = '2020-11-20 16:00'

/**
 * The meaning of a written date and time in a zone. `offset` is the zone's at that instant, in minutes ahead of UTC,
 * whatever offset was written. `overlap` means that the clocks show the time twice and no offset was written. `resumes`
 * is the first time `HH:MM` after the gap.
 */
export type WallReading =
  | { readonly ok: true; readonly instant: Instant; readonly offset: Minutes; readonly overlap: boolean }
  | { readonly ok: false; readonly why: 'form' | 'no-such-day' | 'no-such-time' | 'clock-only' }
  | { readonly ok: false; readonly why: 'gap'; readonly resumes: string }
  | { readonly ok: false; readonly why: 'wrong-offset'; readonly offset: Minutes }
const FORM = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|([+-])(\d{2}):?(\d{2}))?$/
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?$/

/**
 * Reads `YYYY-MM-DD[T ]HH:MM[:SS]`, with or without `Z` or an offset, on the clocks of `zone` (as returned by
 * `readZone`). `24:00` is midnight of the next day. A written offset must be the zone's at that instant; `Z` is always
 * accepted. A time shown twice is read as the earlier instant, a time never shown is a gap.
 */
export function readWall(text: string, zone: string): WallReading {
  const match = FORM.exec(text)
  if (match === null) return refused(CLOCK.test(text) ? 'clock-only' : 'form')
  const shown = shownAt(match.slice(1, 7))
  if (typeof shown === 'string') return refused(shown)
  if (match[7] === undefined) return onTheClocksOf(zone, shown)
  if (match[7] === 'Z') return read(shown, zone, false)
  return withOffset(shown, (match[8] === '-' ? -1 : 1) * (Number(match[9]) * 60 + Number(match[10])), zone)
}

/** Reads a bare `HH:MM[:SS]` on a day that is known from elsewhere, such as `end: 16:35` beside a start. */
export function readClockOn(day: Day, clock: string, zone: string): WallReading {
  return readWall(`${day}T${clock}`, zone)
}

/** Times of day are read on the displayed clock, which need not be the one by which conference days begin. */
export interface ClockShown {
  readonly zone: string
  readonly conference: Pick<Conference, 'timezone' | 'dayChange'>
}

/**
 * Reads two times of day (minutes, 0-1440) on a conference day, on the displayed clock: the first `from` after the day
 * has begun, and the first `to` after that.
 */
export function readSpanOnDay(
  day: Day,
  [from, to]: readonly [Minutes, Minutes],
  { zone, conference: { timezone, dayChange } }: ClockShown,
): { readonly start: WallReading; readonly end: WallReading } {
  const dawn = readClockOrNext(day, dayChange, timezone)
  const begun = dawn.ok ? clockAt(dawn.instant, Math.round(offsetOf(dawn.instant, zone) / MINUTE)) : { day, minute: 0 }
  const date = from >= begun.minute ? begun.day : addDays(begun.day, 1)
  return {
    start: readClockOrNext(date, from, zone),
    end: readClockOrNext(to > from ? date : addDays(date, 1), to, zone),
  }
}

function readClockOrNext(day: Day, minute: Minutes, zone: string): WallReading {
  const reading = readClockOn(day, clockLabel(minute), zone)
  return !reading.ok && reading.why === 'gap' ? readClockOn(day, reading.resumes, zone) : reading
}

/** `shown` is the wall-clock time as if it were UTC. */
function onTheClocksOf(zone: string, shown: number): WallReading {
  // A clock is less than a day away from UTC, so these two see the offsets on both sides of any nearby change.
  const around = [offsetOf(shown - DAY, zone), offsetOf(shown + DAY, zone)]
  const candidates = new Set([...around, ...around.map((offset) => offsetOf(shown - offset, zone))])
  const moments = [...candidates].map((offset) => shown - offset)
  const real = moments.filter((moment) => moment + offsetOf(moment, zone) === shown)
  if (real.length > 0) return read(Math.min(...real), zone, real.length > 1)
  const change = changeBetween(Math.min(...moments), Math.max(...moments), zone)
  const resumes = Math.ceil((change + offsetOf(change, zone)) / MINUTE)
  return { ok: false, why: 'gap', resumes: clockLabel(minuteOfDay(resumes)) }
}

function withOffset(shown: number, offset: Minutes, zone: string): WallReading {
  const reading = read(shown - offset * MINUTE, zone, false)
  if (!reading.ok || reading.offset === offset) return reading
  return { ok: false, why: 'wrong-offset', offset: reading.offset }
}

function read(moment: number, zone: string, overlap: boolean): WallReading {
  return { ok: true, instant: instant(moment), offset: Math.round(offsetOf(moment, zone) / MINUTE), overlap }
}

function refused(why: 'form' | 'no-such-day' | 'no-such-time' | 'clock-only'): WallReading {
  return { ok: false, why }
}

/** When a conference day begins: if clocks skip that time, where they go on. */
export function dayStart(
  day: Day,
  { timezone, dayChange }: Pick<Conference, 'timezone' | 'dayChange'>,
): { readonly instant: Instant; readonly offset: Minutes } {
  const reading = readClockOrNext(day, dayChange, timezone)
  if (reading.ok) return reading
  // A whole day that a zone skipped.
  const shown = Date.parse(day) + dayChange * MINUTE
  const moment = instant(shown - offsetOf(shown - DAY, timezone))
  return { instant: moment, offset: offsetAt(moment, timezone) }
}
