import { readWall } from '../../clock/wall.js'
import { offsetAt, zoneOfCity } from '../../clock/zone.js'
import type { Dated, Place, Problem, Timed, TimeReason, Unscheduled, When } from '../../model/index.js'
import {
  clockAt,
  conferenceDay,
  DAY,
  type Day,
  type Instant,
  instant,
  MINUTE,
  type Minutes,
  parseDay,
  readClock,
  readDuration,
  shownAt,
} from '../../model/time.js'
import { isOpenName } from '../../planning/agenda/walks.js'
import { openTime } from '../../planning/sessions/assume-ends.js'
import { EARLIEST, LATEST } from '../own/session.js'
import type { PublishedEntry, PublishedTime, Unread } from './published.js'

/**
 * The time of a published entry in the conference's zone. What cannot be read or kept is left out with a warning: the
 * end, or all but the day. An unknown end stays open.
 */
export function whenOf(entry: PublishedEntry, zone: string, dayChange: Minutes, problems: Problem[]): When {
  const { time, at, title } = entry
  if (time.kind === 'unscheduled' || time.kind === 'dated') return time
  const leaving = (when: When, reason: TimeReason, text: string): When => {
    problems.push({ code: 'time-left-out', at, title, reason, text, left: when.kind })
    return when
  }
  const clock = time.kind === 'wall' ? (time.zone ?? zone) : zone
  const read = (moment: Instant | string): Instant | undefined =>
    typeof moment === 'string' ? readMoment(moment, clock, at, problems) : moment
  const start = read(time.start)
  if (start === undefined) return leaving(dayOnly(time.start), 'bad-time', shown(time.start))
  if (start < EARLIEST || start > LATEST) return leaving({ kind: 'unscheduled' }, 'bad-time', shown(time.start))
  const open = openTime(timed(start, start, zone, dayChange))
  if (time.end === undefined) return open
  const end = read(time.end)
  if (end === undefined || end > LATEST) return leaving(open, 'bad-time', shown(time.end))
  if (end < start) return leaving(open, 'ends-before-start', `${shown(time.start)} to ${shown(time.end)}`)
  if (end === start) problems.push({ code: 'zero-length', at, title })
  return timed(start, end, zone, dayChange)
}

/** The date on the publisher's clock, where that is known. */
function dayOnly(moment: Instant | string): Dated | Unscheduled {
  const day = typeof moment === 'string' ? parseDay(moment.slice(0, 10)) : undefined
  return day === undefined ? { kind: 'unscheduled' } : { kind: 'dated', day }
}

/** A clock time in a gap is read as the first one after it; one that occurs twice is read as the earlier. */
function readMoment(text: string, zone: string, at: Place, problems: Problem[]): Instant | undefined {
  const reading = readWall(text, zone)
  if (reading.ok) {
    if (reading.overlap) problems.push({ code: 'dst-overlap', at, text, zone, offset: reading.offset })
    return reading.instant
  }
  if (reading.why === 'gap') {
    problems.push({ code: 'dst-gap', at, text, zone, resumes: reading.resumes, severity: 'warning' })
    const resumed = readWall(`${text.slice(0, 11)}${reading.resumes}`, zone)
    return resumed.ok ? resumed.instant : undefined
  }
  return undefined
}

function timed(start: Instant, end: Instant, zone: string, dayChange: Minutes): Timed {
  const offset = offsetAt(start, zone)
  const day = conferenceDay(start, offset, dayChange)
  return { kind: 'timed', start, end, day, offset, endOffset: offsetAt(end, zone), shift: 0 }
}

function shown(moment: Instant | string): string {
  return typeof moment === 'string' ? moment : new Date(moment).toISOString()
}

/**
 * A date and time as a publisher wrote it. `shown` is the clock time, in milliseconds as if it were UTC; `offset` is
 * the offset from UTC in minutes, if one was written.
 */
export interface WrittenTime {
  readonly shown: number
  readonly offset?: Minutes
}

const LONGEST = 100
/** The end of its day has a year of five digits. */
const LAST_DAY = Date.parse('9999-12-31')
/** In minutes; no zone is further from UTC. */
const FURTHEST = 15 * 60

const FORM =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(?:(z|utc|gmt)|([+-])(\d{1,2}):?(\d{2})?)?$/i

/** Reads `YYYY-MM-DD[T ]HH:MM[:SS[.fraction]]`, with or without an offset. `24:00` is the next midnight. */
export function readWritten(text: string): WrittenTime | undefined {
  const match = text.length <= LONGEST ? FORM.exec(text.trim()) : null
  if (!match) return undefined
  const shown = shownAt(match.slice(1, 7))
  if (typeof shown === 'string' || shown >= LAST_DAY) return undefined
  if (match[7] !== undefined) return { shown, offset: 0 }
  if (match[8] === undefined) return { shown }
  const ahead = Number(match[9]) * 60 + Number(match[10] ?? 0)
  return ahead > FURTHEST ? undefined : { shown, offset: match[8] === '-' ? -ahead : ahead }
}

/** Reads `YYYY-MM-DD`, with or without midnight after it. */
export function readWrittenDay(text: string): Day | undefined {
  return parseDay(text.trim().replace(/[T ]00:00(?::00(?:\.0+)?)?$/i, ''))
}

/** Reads a time of day, `10:30`, `9:05`, `10:30:00` or `2 PM`, as a minute of the day (0-1440). */
export function readWrittenClock(text: string): Minutes | undefined {
  return readClock(text.trim().replace(/^(\d{1,2}:\d{2}):\d{2}(?=\D|$)/, '$1'))
}

/**
 * Reads a length in milliseconds: `0:25`, `1:00:00` (hours first), `1:14:00:00` (days first), `PT1H30M`, `PT1.5H`,
 * `P1D`, `45` (minutes), `45 min`, `1h30`, `1:30 h`, `1.5 hours`, `1 Std. 30 Min.`. Undefined above 31 days.
 */
export function readWrittenLength(text: string): number | undefined {
  if (text.length > LONGEST) return undefined
  const [, days = 0, hours, minutes, seconds] =
    /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]?\d):([0-5]?\d)$/.exec(text.trim()) ?? []
  const length =
    hours === undefined
      ? (readPeriod(text.trim()) ?? readWords(text))
      : milliseconds(Number(days) * 24 + Number(hours), Number(minutes), Number(seconds))
  return length !== undefined && length <= 31 * DAY ? length : undefined
}

function milliseconds(hours: number, minutes: number, seconds: number): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

function readPeriod(text: string): number | undefined {
  const match =
    /^P(?=\d|T\d)(?:(\d{1,2})W)?(?:(\d{1,2})D)?(?:T(?:(\d{1,4}(?:[.,]\d{1,4})?)H)?(?:(\d{1,5}(?:[.,]\d{1,4})?)M)?(?:(\d{1,6})(?:[.,]\d+)?S)?)?$/i.exec(
      text,
    )
  if (!match) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(decimal)
  return milliseconds((weeks * 7 + days) * 24 + hours, minutes, seconds)
}

function decimal(text: string | undefined): number {
  return Number(text?.replace(',', '.') ?? 0)
}

const HOURS = String.raw`(?:hours?|hrs?|h|stunden?|std|heures?|horas?|or[ae]|uur|uren|u)\.?`
const MINUTES = String.raw`(?:minut(?:e[sn]?|os?|i)?|mins?|m|['′])\.?`
/** Two decimals only as quarters: `1.30 h` may be an hour and a half. */
const AMOUNT = String.raw`\d{1,3}(?:[.,](?:\d|00|25|50|75))?`
const LENGTHS: readonly RegExp[] = [
  new RegExp(`^(?<hours>${AMOUNT}) ?${HOURS}$`),
  new RegExp(String.raw`^(?<minutes>\d{1,5}(?:[.,]\d)?) ?${MINUTES}$`),
  new RegExp(
    String.raw`^(?<hours>\d{1,3}) ?${HOURS},? ?(?:(?:and|und|et|y|e|en) )?(?<minutes>\d{1,2})(?: ?${MINUTES})?$`,
  ),
  new RegExp(String.raw`^(?<hours>\d{1,3}):(?<minutes>\d{2}) ?${HOURS}$`),
]

function readWords(text: string): number | undefined {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?½/, '.5')
    .replace(/^(\d{1,5})[.,]0{1,3}$/, '$1')
  for (const form of LENGTHS) {
    const { hours, minutes } = form.exec(typed)?.groups ?? {}
    if (hours !== undefined && decimal(minutes) > 59) return undefined
    if (hours !== undefined || minutes !== undefined) return milliseconds(decimal(hours), decimal(minutes), 0)
  }
  const minutes = readDuration(typed)
  return minutes === undefined ? undefined : minutes * MINUTE
}

export function clockOn(day: Day, minute: Minutes): WrittenTime {
  return { shown: Date.parse(day) + minute * MINUTE }
}

export function laterBy(time: WrittenTime, length: number): WrittenTime {
  return { ...time, shown: time.shown + length }
}

/** The date on the clock, and the minute of that day. */
export function dateShown({ shown }: WrittenTime): { readonly day: Day; readonly minute: Minutes } {
  return clockAt(instant(shown), 0)
}

/**
 * The span from `start` to `end`, as instants if the start has an offset. An end without one is on the same clock as
 * the start; without an end it is open.
 */
export function spanOf(start: WrittenTime, end: WrittenTime | undefined): PublishedTime {
  if (start.offset === undefined) return { kind: 'wall', start: wallText(start), ...(end && { end: wallText(end) }) }
  const moment = ({ shown, offset = start.offset ?? 0 }: WrittenTime) => instant(shown - offset * MINUTE)
  return { kind: 'instants', start: moment(start), ...(end && { end: moment(end) }) }
}

export function wallText({ shown }: WrittenTime): string {
  return new Date(shown).toISOString().slice(0, 19)
}

/** A text that gives a time; undefined for placeholders such as `TBA` or `-`. */
export function stated(text: string | undefined): string | undefined {
  return text === undefined || isOpenName(text) ? undefined : text
}

/** The time from `first` to `last`, open if only the start can be read; only the day if that is all there is. */
export function spanBetween(first: string | undefined, last: string | undefined, unread: Unread): PublishedTime {
  const [from, to] = [stated(first), stated(last)]
  if (from === undefined) return { kind: 'unscheduled' }
  const [start, end] = [readWritten(from), to === undefined ? undefined : readWritten(to)]
  if (!start) {
    const day = readWrittenDay(from)
    if (day !== undefined) return { kind: 'dated', day }
    unread(from)
    return { kind: 'unscheduled' }
  }
  if (to !== undefined && !end) unread(to)
  return spanOf(start, end)
}

/** What a publisher writes about the time of an event. */
interface WrittenSlot {
  readonly date: string | undefined
  readonly clock: string | undefined
  /** A bare number is in minutes; nothing, zero or a placeholder means that nobody knows. */
  readonly length: string | undefined
}

/** The time of an event with a date, a clock time and a length. What cannot be read is reported, and the rest kept. */
export function spanOnDay({ date, clock, length }: WrittenSlot, unread: Unread): PublishedTime {
  const [on, at, lasts] = [stated(date), stated(clock), stated(length)]
  const minute = at === undefined ? undefined : readWrittenClock(at)
  if (at !== undefined && minute === undefined) unread(at)
  const day = at === undefined ? parseDay(on ?? '') : readWrittenDay(on ?? '')
  if (day !== undefined && minute === undefined) return { kind: 'dated', day }
  const start = day === undefined || minute === undefined ? readWritten(on ?? '') : clockOn(day, minute)
  if (!start) return spanBetween(on, undefined, unread)
  if (lasts === undefined || /^0+$/.test(lasts)) return spanOf(start, undefined)
  const span = readWrittenLength(lasts)
  if (span === undefined) unread(lasts, 'bad-length')
  return spanOf(start, span === undefined ? undefined : laterBy(start, span))
}

/** A limit, because a hostile file may have any number of rooms. */
const PLACES = 500

/**
 * Zones suggested by the rooms of a schedule: those of the city that most of them name ("Hall 8, Amsterdam,
 * Netherlands").
 */
export function zonesNamedIn(places: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const place of places.slice(0, PLACES)) {
    const cities = place
      .toLowerCase()
      .split(/[^\p{L} ]+/u)
      .flatMap((part) => [part.trim(), ...part.trim().split(' ')])
    for (const city of new Set(cities)) {
      const zone = zoneOfCity(city)
      if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([zone]) => zone)
    .slice(0, 3)
}
