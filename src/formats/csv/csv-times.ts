import { readNamedZone, zonesAbbreviated } from '../../clock/zone.js'
import type { TimeReason } from '../../model/index.js'
import { addDays, DAY_MINUTES, type Day, type Instant, instant, MINUTE, type Minutes } from '../../model/time.js'
import { placeZone } from '../ics/ics-zones.js'
import type { PublishedTime } from '../published/published.js'
import {
  clockOn,
  dateShown,
  laterBy,
  readWritten,
  readWrittenClock,
  readWrittenLength,
  spanOf,
  stated,
  type WrittenTime,
} from '../published/written-time.js'
import { type DateSense, isDayLabel, readDate, readWeekday } from './csv-dates.js'

interface TimeCells {
  readonly date?: string | undefined
  readonly endDate?: string | undefined
  readonly start?: string | undefined
  readonly end?: string | undefined
  readonly duration?: string | undefined
}

interface TimeReading {
  readonly time: PublishedTime
  /** What was left out, because it could not be read. */
  readonly doubt?: { readonly reason: TimeReason; readonly text: string }
}

/**
 * The time of a row. `start` has a date and a time, or a time on `date` or else on `above`, the day of the rows above. A
 * range in one cell (`10:00 - 10:45`) is both start and end. An end earlier than the start is past midnight. A date alone
 * gives a day, and without any cell the session is unscheduled.
 */
export function timeOf(cells: TimeCells, sense: DateSense, above?: Day): TimeReading {
  const [date, end, duration] = [cells.date, stated(cells.end), stated(cells.duration)]
  const on = date === undefined ? undefined : dateIn(date, sense)
  const day = on?.day ?? (date === undefined ? above : undefined)
  const dated: PublishedTime = day === undefined ? { kind: 'unscheduled' } : { kind: 'dated', day }
  const start = withoutOpenEnd(cells.start ?? (on?.timed ? date : undefined))
  if (start === undefined) {
    const unknown = date !== undefined && day === undefined
    return unknown ? { time: dated, doubt: { reason: reasonFor(date), text: date } } : { time: dated }
  }
  const [from, to] = apart({ start, end }, sense)
  const begins = momentOf(from, day, sense)
  if (begins === undefined) {
    const alone = dateIn(from, sense)
    if (alone?.timed === false) return { time: { kind: 'dated', day: alone.day } }
    if (readTimeOfDay(from) === undefined) return { time: dated, doubt: { reason: 'bad-time', text: from } }
    return { time: dated, doubt: { reason: date === undefined ? 'no-day' : reasonFor(date), text: date ?? from } }
  }
  const open = spanOf(begins, undefined)
  if (to !== undefined) {
    const ends = endOf(to, stated(cells.endDate), begins, sense)
    return ends ? { time: spanOf(begins, ends) } : { time: open, doubt: { reason: 'bad-time', text: to } }
  }
  if (duration === undefined) return { time: open }
  const length = readWrittenLength(duration)
  return length === undefined
    ? { time: open, doubt: { reason: 'bad-length', text: duration } }
    : { time: spanOf(begins, laterBy(begins, length)) }
}

function reasonFor(date: string): TimeReason {
  return isDayLabel(date) ? 'no-day' : 'bad-time'
}

function dateIn(text: string, sense: DateSense): { readonly day: Day; readonly timed: boolean } | undefined {
  const found = readDate(text, sense)
  if (found) return { day: found.day, timed: found.rest !== '' && !/^0?0:00(?::00)?$/.test(found.rest) }
  const day = readWeekday(text, sense)
  return day === undefined ? undefined : { day, timed: false }
}

/** The day that a cell of a table begins with, for the rows below that have none. */
export function dayIn(text: string, sense: DateSense): Day | undefined {
  return dateIn(text, sense)?.day
}

/** A time of day as tables write it, including `1400`, `14.30`, `14h30`, `14 Uhr`, `2 p. m.` and `12 noon`. */
export function readTimeOfDay(text: string): Minutes | undefined {
  if (text.length > LONGEST) return undefined
  const typed = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(:\d{2})[.,]\d{1,9}(?=\D|$)/, '$1')
    .replace(/\([^()]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.(?!\d)/g, '')
    .replace(/\./g, ':')
  const spelled = typed
    .replace(/^(\d{2})(\d{2})(?: ?(?:uhr|uur|hrs?|h|hours))?$/, '$1:$2')
    .replace(/^(\d{1,2}) ?(?:h|u|uhr|uur) ?(\d{2})?$/, (_, hour: string, minute = '00') => `${hour}:${minute}`)
    .replace(/ ?(?:uhr|uur|hrs?|h|hours)$/, '')
    .replace(/^(\d{1,2}:\d{2}):\d{2}(?=\D|$)/, '$1')
    .replace(/ ?([ap]) ?m$/, '$1m')
    .replace(/^12(?::00)? ?(?=noon$|midnight$)/, '')
  return readWrittenClock(spelled)
}

/** In characters: longer cells are no times, and the patterns would scan their blanks again and again. */
const LONGEST = 100

function withoutOpenEnd(start: string | undefined): string | undefined {
  return start === undefined || start.length > LONGEST || stated(start) === undefined
    ? start
    : start.replace(NO_END, '')
}

/** A range without a known end: `10:00-?`, `10:00 - TBA`. */
const NO_END = /\s*[-–—]\s*(?:\?+|tb[acd])?$/i
const HALF = String.raw`\s?[ap]\.?\s?m\b\.?`
const SUFFIX = String.raw`(?:${HALF}|\s?(?:h(?:rs?|ours)?|u[hu]r))?`
const CLOCK = String.raw`\d{1,2}(?:(?:[:.hu]|\s[hu]\s)?\d{2})?(?::\d{2}(?:[.,]\d{1,9})?)?`
const TO = 'to|until|till|bis|à|a|tot|hasta|al|alle|às'
const BETWEEN = new RegExp(String.raw`^(.*\d${SUFFIX})\s*(?:[-–—−~→\n]|\s(?:${TO}|/)\s)\s*(${CLOCK}${SUFFIX})$`, 'is')
const FROM = /^(?:from|between|von|de|du|das|da|dalle|van|desde)\s+(?=\d)/i

function apart(
  { start, end }: TimeCells & { readonly start: string },
  sense: DateSense,
): readonly [start: string, end: string | undefined] {
  if (start.length > LONGEST || end !== undefined || readWritten(start)) return [start, end]
  const [, from, to] = BETWEEN.exec(start.normalize('NFKC').trim().replace(FROM, '')) ?? []
  if (from === undefined || to === undefined || readTimeOfDay(to) === undefined) return [start, end]
  return readDate(start, sense)?.rest === '' ? [start, end] : [likeEnd(from, to), to]
}

/** The start with what only the end says of both: `10 - 11 am`, `11:30 - 1 pm`, `9-10 Uhr`. */
function likeEnd(from: string, to: string): string {
  const mark = /[ap]\.?\s?m\b\.?$|h$|u[hu]r$/i.exec(to)?.[0]
  if (mark === undefined || /(?:[ap]\.?\s?m\b\.?|h|u[hu]r)$/i.test(from)) return from
  const same = `${from} ${mark}`
  const clock = /[\d.:]+$/.exec(from)?.[0] ?? ''
  const [start, end] = [readTimeOfDay(`${clock} ${mark}`), readTimeOfDay(to)]
  if (!/^p/i.test(mark) || start === undefined || end === undefined || start <= end) return same
  return `${from} am`
}

function momentOf(text: string, on: Day | undefined, sense: DateSense): WrittenTime | undefined {
  const whole = readWritten(text)
  if (whole) return whole
  const dated = readDate(text, sense)
  const clock = readTimeOfDay(dated ? dated.rest : text)
  const day = dated?.day ?? on
  return clock === undefined || day === undefined ? undefined : clockOn(day, clock)
}

function endOf(
  text: string,
  endDate: string | undefined,
  start: WrittenTime,
  sense: DateSense,
): WrittenTime | undefined {
  const whole = readWritten(text)
  if (whole) return whole
  const { day, minute } = dateShown(start)
  const clock = readTimeOfDay(text)
  const stated = endDate === undefined ? undefined : readDate(endDate, sense)
  if (endDate !== undefined && stated === undefined) return undefined
  if (clock === undefined) return momentOf(text, stated?.day ?? day, sense)
  return { ...start, ...clockOn(stated?.day ?? (isOverMidnight(minute, clock) ? addDays(day, 1) : day), clock) }
}

/** What begins in the morning and would last almost until the next is a mistake: its end is before its start. */
function isOverMidnight(start: Minutes, end: Minutes): boolean {
  return end < start && (start >= LATE || end + DAY_MINUTES - start <= LONG)
}

const LATE = 15 * 60
const LONG = 12 * 60

/** The day that spreadsheet programs count as 25569 (ECMA-376 part 1, section 18.17.4.1) is the first of 1970. */
const EPOCH = 25_569
const DAY_COUNT = /^(\d{5})(?:[.,](\d{1,17}))?$/
const [FIRST, LAST] = [36_526, 73_050]
const PART_OF_DAY = /^0?[.,](\d{1,17})$/
/** A fraction that cannot be an hour and minutes. */
const CERTAIN = /^0?[.,](?:\d|\d{3,17})$/

/** Seconds since 1970, or thousandths of them, in this century. */
const UNIX_TIME = /^(1\d{9}|2\d{9})(\d{3})?$/

/**
 * Reads the cells of a column in which a spreadsheet program left how it counts: days since 1900, of which the clock
 * time is a fraction. `46106.375` is `2026-03-25 09:00`, `0.375` is `09:00`;
 * or a program the seconds since 1970. Undefined if no cell is certainly so
 * written; a length is only certain with four digits, because `0.75` may be in hours.
 */
export function serialReader(
  cells: readonly string[],
  isLength: boolean,
): ((cell: string) => string | undefined) | undefined {
  const hasParts = cells.some((cell) => (isLength ? /^0?[.,]\d{4,17}$/ : CERTAIN).test(cell))
  const moment = (cell: string) => {
    const [, seconds, thousandths = '000'] = (!isLength && UNIX_TIME.exec(cell)) || []
    return seconds === undefined ? undefined : new Date(Number(seconds + thousandths)).toISOString()
  }
  if (cells.some((cell) => moment(cell) !== undefined)) return moment
  const isDay = (cell: string) => {
    const count = Number(DAY_COUNT.exec(cell)?.[1])
    return !isLength && count >= FIRST && count < LAST
  }
  if (!hasParts && !cells.some(isDay)) return undefined
  const clock = (decimals: string) => {
    const minutes = Math.round(Number(`0.${decimals}`) * DAY_MINUTES)
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  return (cell) => {
    const [, part] = (hasParts && PART_OF_DAY.exec(cell)) || []
    if (part !== undefined) return clock(part)
    if (hasParts && !isLength && /^[01](?:[.,]0+)?$/.test(cell)) return cell.startsWith('0') ? '00:00' : '24:00'
    if (!isDay(cell)) return undefined
    const [, count, decimals] = DAY_COUNT.exec(cell) ?? []
    const minutes = Math.round(Number(`0.${decimals ?? 0}`) * DAY_MINUTES)
    const text = new Date((Number(count) - EPOCH) * DAY_MINUTES * MINUTE + minutes * MINUTE).toISOString()
    return decimals === undefined ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
  }
}

/** The clock that a person means: a zone, or so many minutes ahead of UTC; undefined if that is not certain. */
type TableClock = { readonly zone: string } | { readonly ahead: Minutes } | undefined

/** Further from UTC is no zone. */
const FURTHEST = 15 * 60

/**
 * Reads what a table says of the zone of its times: an IANA name, `UTC`, an offset such as `UTC+2` or `GMT-05:30`, or
 * what calendar programs call zones. An abbreviation such as EST is not certain, because people also use it in summer.
 */
export function readTableZone(text: string): TableClock {
  const typed = text.trim().replace('−', '-')
  if (/^(?:utc|gmt|z)$/i.test(typed)) return { zone: 'UTC' }
  const [, sign, hours, minutes = 0] = /^(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(typed) ?? []
  if (hours !== undefined) {
    const ahead = Number(hours) * 60 + Number(minutes)
    return ahead > FURTHEST ? undefined : { ahead: sign === '-' ? -ahead : ahead }
  }
  const zone = zonesAbbreviated(typed) ? undefined : (readNamedZone(typed) ?? placeZone(typed))
  return zone === undefined ? undefined : { zone }
}

/** The time on that clock. */
export function onClock(time: PublishedTime, clock: TableClock): PublishedTime {
  if (time.kind !== 'wall' || clock === undefined) return time
  if ('zone' in clock) return { ...time, zone: clock.zone }
  const moment = (text: string): Instant => instant(Date.parse(`${text}Z`) - clock.ahead * MINUTE)
  return { kind: 'instants', start: moment(time.start), ...(time.end !== undefined && { end: moment(time.end) }) }
}

/** Whether capitals beside a time say its zone. */
export function isZoneMark(text: string): boolean {
  return /^(?:UTC|GMT)$/.test(text) || zonesAbbreviated(text) !== undefined
}

const MARK = /\s*[([]?\b(?<mark>[A-Z]{2,5})\b[)\]]?(?!\/)/g

/** A text of a time without the zone beside it: `9:00 AM EST - 10:00 AM EST` is `9:00 AM - 10:00 AM`. */
export function withoutZone(text: string | undefined): { readonly text: string | undefined; readonly mark?: string } {
  let mark: string | undefined
  if (text === undefined || text.length > LONGEST) return { text }
  const rest = text.replace(MARK, (whole: string, word: string) => {
    if (!isZoneMark(word)) return whole
    mark = word
    return ''
  })
  return mark === undefined ? { text } : { text: rest.trim() || undefined, mark }
}
