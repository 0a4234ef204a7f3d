import type { LeftOutReason } from '../../model/index.js'
import { addDays, type Day, type Minutes } from '../../model/time.js'
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
import { type DateOrder, readDate } from './csv-dates.js'

interface TimeCells {
  readonly date?: string | undefined
  readonly endDate?: string | undefined
  readonly start?: string | undefined
  readonly end?: string | undefined
  readonly duration?: string | undefined
}

type TimeReading =
  | { readonly ok: true; readonly time: PublishedTime }
  | { readonly ok: false; readonly reason: LeftOutReason; readonly text: string }

const UNSCHEDULED: TimeReading = { ok: true, time: { kind: 'unscheduled' } }

/**
 * The time of a row. `start` has a date and a time, or a time on `date`; a range in one cell (`10:00 - 10:45`) is both
 * start and end. An end earlier than the start is past midnight. A date alone gives a day, and without any cell the
 * session is unscheduled.
 */
export function timeOf(written: TimeCells, order: DateOrder | undefined): TimeReading {
  const [date, duration] = [stated(written.date), stated(written.duration)]
  const [start, end] = [stated(withoutOpenEnd(written.start)), stated(written.end)]
  const cells: TimeCells = { date, duration, start, end, endDate: stated(written.endDate) }
  const long = [date, start, end, cells.endDate].find((text) => (text?.length ?? 0) > LONGEST)
  if (long !== undefined) return bad(long)
  const on = date === undefined ? undefined : dateIn(date, order)
  const [from, to] = apart(on?.timed === true ? { ...cells, start: start ?? date } : cells)
  if (from === undefined) {
    if (date !== undefined && on === undefined) return bad(date)
    return on ? { ok: true, time: { kind: 'dated', day: on.day } } : UNSCHEDULED
  }
  const begins = momentOf(from, on?.day, order)
  if (begins === undefined) {
    const alone = dateIn(from, order)
    if (alone?.timed === false) return { ok: true, time: { kind: 'dated', day: alone.day } }
    if (readTimeOfDay(from) === undefined) return bad(from)
    return date === undefined ? { ok: false, reason: 'no-start', text: from } : bad(date)
  }
  if (to !== undefined) {
    const ends = endOf(to, cells.endDate, begins, order)
    return ends ? { ok: true, time: spanOf(begins, ends) } : bad(to)
  }
  if (duration === undefined) return { ok: true, time: spanOf(begins, undefined) }
  const length = readWrittenLength(duration)
  if (length === undefined) return { ok: false, reason: 'bad-length', text: duration }
  return { ok: true, time: spanOf(begins, laterBy(begins, length)) }
}

function dateIn(
  text: string,
  order: DateOrder | undefined,
): { readonly day: Day; readonly timed: boolean } | undefined {
  const found = readDate(text, order)
  return found && { day: found.day, timed: found.rest !== '' && !/^0?0:00(?::00)?$/.test(found.rest) }
}

/** A time of day as tables write it, including `1400`, `14.30` and `14h30`. */
export function readTimeOfDay(text: string): Minutes | undefined {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\./g, (_, at: number) => (/\d/.test(text.trim()[at + 1] ?? '') ? ':' : ''))
  const spelled = typed
    .replace(/^(\d{2})(\d{2})$/, '$1:$2')
    .replace(/^(\d{1,2})\s?h\s?(\d{2})?$/, (_, hour: string, minute: string | undefined) => `${hour}:${minute ?? '00'}`)
    .replace(/^(\d{1,2}:\d{2}):\d{2}(?=\D|$)/, '$1')
  return readWrittenClock(spelled)
}

const LONGEST = 100

function bad(text: string): TimeReading {
  return { ok: false, reason: 'bad-time', text }
}

/** Longer texts are not times, and the pattern would scan their blanks again and again. */
function withoutOpenEnd(start: string | undefined): string | undefined {
  return start === undefined || start.length > LONGEST ? start : start.replace(NO_END, '')
}

/** A range without a known end: `10:00-?`, `10:00 - TBA`. */
const NO_END = /\s*[-–—]\s*(?:\?+|tb[acd])?$/i
const BETWEEN =
  /^(.*\d(?:\s?[ap]\.?m\.?|h)?)\s*(?:[-–—]|\bto\b|\buntil\b)\s*(\d{1,2}(?:[:.h]?\d{2})?(?::\d{2})?(?:\s?[ap]\.?m\.?)?)$/i

function apart({ start, end }: TimeCells): readonly [start: string | undefined, end: string | undefined] {
  if (start === undefined || end !== undefined || readWritten(start)) return [start, end]
  const [, from, to] = BETWEEN.exec(start) ?? []
  return from === undefined || readTimeOfDay(to ?? '') === undefined || readDate(start, undefined)?.rest === ''
    ? [start, end]
    : [from, to]
}

function momentOf(text: string, on: Day | undefined, order: DateOrder | undefined): WrittenTime | undefined {
  const whole = readWritten(text)
  if (whole) return whole
  const dated = readDate(text, order)
  const clock = readTimeOfDay(dated ? dated.rest : text)
  const day = dated?.day ?? on
  return clock === undefined || day === undefined ? undefined : clockOn(day, clock)
}

function endOf(
  text: string,
  endDate: string | undefined,
  start: WrittenTime,
  order: DateOrder | undefined,
): WrittenTime | undefined {
  const whole = readWritten(text)
  if (whole) return whole
  const { day, minute } = dateShown(start)
  const clock = readTimeOfDay(text)
  const stated = endDate === undefined ? undefined : readDate(endDate, order)
  if (endDate !== undefined && stated === undefined) return undefined
  if (clock === undefined) return momentOf(text, stated?.day ?? day, order)
  return { ...start, ...clockOn(stated?.day ?? (clock < minute ? addDays(day, 1) : day), clock) }
}
