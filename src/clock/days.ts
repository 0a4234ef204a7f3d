import { addDays, type Day, dayOf, parseDay, WEEKDAYS, type Weekday, weekdayOf } from '../model/day.js'

export const DAYS_FORM = 'fri, 2020-11-20, nov 20, day 4, today or wed..fri'

/** The conference that a word for a day refers to. `today` may be costly and is only called when a word needs it. */
export interface DaysContext {
  readonly days: readonly Day[]
  readonly firstDay?: Day
  readonly today: () => Day
}

export type DaysReading = { readonly ok: true; readonly days: readonly Day[] } | { readonly ok: false }

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
]
const REFUSED: DaysReading = { ok: false }

/**
 * The days that one typed value means: a weekday (every such day of the conference), a date with or without a year, a
 * weekday before its date (`Fri 20 Nov`), `day 4`, `today`, `tomorrow`, `yesterday`, or a range `a..b`, open at one end
 * if wanted. A single date need not be a day of the conference; a range keeps to its days. Refused are other texts,
 * days that no calendar has and ranges that run backwards.
 */
export function readDays(text: string, context: DaysContext): DaysReading {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const range = /^(.*?) ?\.\. ?(.*)$/.exec(typed)
  if (range !== null) return readRange(range[1] ?? '', range[2] ?? '', context)
  const weekday = readWeekday(typed)
  if (weekday !== undefined) return { ok: true, days: context.days.filter((day) => weekdayOf(day) === weekday) }
  return readDate(typed, context)
}

/** A weekday at the end of a range is the first one at or after its start. An open end is the conference's. */
function readRange(first: string, last: string, context: DaysContext): DaysReading {
  if (first === '' && last === '') return REFUSED
  const [opening, closing] = [readWeekday(first), readWeekday(last)]
  const from = opening !== undefined || first === '' ? undefined : readDate(first, context)
  const to = closing !== undefined || last === '' ? undefined : readDate(last, context)
  if (from?.ok === false || to?.ok === false) return REFUSED

  const start = opening === undefined ? from?.days[0] : openingDay(opening, context.days)
  const counted = start ?? context.days[0]
  const end = closing === undefined || counted === undefined ? to?.days[0] : firstAtOrAfter(counted, closing)
  if (start !== undefined && end !== undefined && end < start) return REFUSED
  const days = context.days.filter((day) => (start === undefined || day >= start) && (end === undefined || day <= end))
  return { ok: true, days }
}

/**
 * The first such day of the conference. A weekday that the conference lacks falls between its days or, if it cannot,
 * before them.
 */
function openingDay(weekday: Weekday, days: readonly Day[]): Day | undefined {
  const held = days.find((day) => weekdayOf(day) === weekday)
  const [first, last] = [days[0], days.at(-1)]
  if (held !== undefined || first === undefined || last === undefined) return held
  const next = firstAtOrAfter(first, weekday)
  return next < last ? next : addDays(next, -7)
}

function readDate(text: string, context: DaysContext): DaysReading {
  const relative = RELATIVE.get(text)
  if (relative !== undefined) return { ok: true, days: [addDays(context.today(), relative)] }
  const counted = /^day ?(\d{1,3})$/.exec(text)
  if (counted !== null) return dayNumber(Number(counted[1]), context)
  const [, named, rest] = /^([a-z]+),? (.*)$/.exec(text) ?? []
  const weekday = named === undefined ? undefined : readWeekday(named)
  const reading = readMonthAndDate(weekday === undefined ? text : (rest ?? ''), context)
  const agrees = weekday === undefined || (reading.ok && reading.days.every((day) => weekdayOf(day) === weekday))
  return agrees ? reading : REFUSED
}

function readMonthAndDate(text: string, context: DaysContext): DaysReading {
  const whole = parseDay(text)
  if (whole !== undefined) return { ok: true, days: [whole] }
  const [month, date] = monthAndDate(text)
  return month === undefined ? REFUSED : withYear(month, Number(date), context)
}

function monthAndDate(text: string): readonly [month: number | undefined, date: string | undefined] {
  const [, digits, day] = /^(\d{2})-(\d{2})$/.exec(text) ?? []
  if (digits !== undefined) return [Number(digits), day]
  const [, name, after] = /^([a-z]+) (\d{1,2})$/.exec(text) ?? []
  if (name !== undefined) return [readMonth(name), after]
  const [, before, following] = /^(\d{1,2}) ([a-z]+)$/.exec(text) ?? []
  return [following === undefined ? undefined : readMonth(following), before]
}

function withYear(month: number, date: number, { days, firstDay }: DaysContext): DaysReading {
  const first = firstDay ?? days[0]
  // Without any day there is no year. A leap year is used to tell dates that exist from those that never do.
  if (first === undefined) return dayOf(2000, month, date) === undefined ? REFUSED : { ok: true, days: [] }
  const held = days.filter((day) => Number(day.slice(5, 7)) === month && Number(day.slice(8)) === date)
  if (held.length > 0) return { ok: true, days: held }
  const day = dayOf(Number(first.slice(0, 4)), month, date)
  return day === undefined ? REFUSED : { ok: true, days: [day] }
}

function dayNumber(number: number, { days, firstDay }: DaysContext): DaysReading {
  const first = firstDay ?? days[0]
  if (number < 1) return REFUSED
  return { ok: true, days: first === undefined ? [] : [addDays(first, number - 1)] }
}

const RELATIVE: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
])

/** Any beginning of three letters or more: `fri`, `thurs`, `friday`. */
function readWeekday(text: string): Weekday | undefined {
  return text.length < 3 ? undefined : WEEKDAYS.find((weekday) => weekday.startsWith(text))
}

function readMonth(text: string): number | undefined {
  const index = text.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(text))
  return index < 0 ? undefined : index + 1
}

function firstAtOrAfter(start: Day, weekday: Weekday): Day {
  return addDays(start, (WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(start)) + 7) % 7)
}
