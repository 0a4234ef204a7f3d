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

export const DAY_MINUTES: Minutes = DAY / MINUTE

/**
 * The least time for which clocks keep an offset, in milliseconds: the shortest stretch in the zone database since 1970
 * is an hour short of a week (Recife 2000, Gaza 2040).
 */
export const OFFSET_KEPT = 6 * DAY

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

/** A calendar date, `YYYY-MM-DD`. Days compare as strings and have no zone. */
export type Day = string & { readonly day: unique symbol }

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** The day with this `year`, `month` (1-12) and `date` (1-31), or undefined if there is no such day. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const midnight = new Date(Date.UTC(year, month - 1, date))
  midnight.setUTCFullYear(year, month - 1, date)
  const exists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === date && year >= 1 && year <= 9999
  return exists ? toDay(midnight.getTime()) : undefined
}

/**
 * Milliseconds that a clock shows at the date and time of day in these digits (year, month, date, hour, minute, second),
 * as if it were UTC. `24:00` is the next midnight. Or why no clock shows it.
 */
export function shownAt(digits: readonly (string | undefined)[]): number | 'no-such-day' | 'no-such-time' {
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = digits.map((part) => Number(part ?? 0))
  const day = dayOf(year, month, date)
  const clock = hour * HOUR + minute * MINUTE + second * 1000
  if (day === undefined || (clock === DAY && day === '9999-12-31')) return 'no-such-day'
  const exists = (hour <= 23 && minute <= 59 && second <= 59) || (hour === 24 && clock === DAY)
  return exists ? Date.parse(day) + clock : 'no-such-time'
}

/** Reads `YYYY-MM-DD`; undefined for any other form and for days that do not exist. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

export function addDays(day: Day, days: number): Day {
  return toDay(Date.parse(day) + days * DAY)
}

export function daysBetween(first: Day, last: Day): number {
  return (Date.parse(last) - Date.parse(first)) / DAY
}

export function weekdayOf(day: Day): Weekday {
  return WEEKDAYS[new Date(day).getUTCDay()] as Weekday
}

/** The date and the minute of the day (0-1439) that a clock `offset` minutes ahead of UTC shows at `moment`. */
export function clockAt(moment: Instant, offset: Minutes): { readonly day: Day; readonly minute: Minutes } {
  const shown = Math.floor(moment / MINUTE) + offset
  const minute = minuteOfDay(shown)
  return { day: toDay((shown - minute) * MINUTE), minute }
}

/** The minute of the day (0-1439) that a clock shows so many minutes after, or before, some midnight. */
export function minuteOfDay(minutes: Minutes): Minutes {
  return ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
}

/** The conference day of `moment`: before `dayChange` (a minute of the day) it is still the day before. */
export function conferenceDay(moment: Instant, offset: Minutes, dayChange: Minutes): Day {
  return clockAt(moment, offset - dayChange).day
}

/** The latest answer is kept, because sessions in order of time ask for the same day again and again. */
let last: { readonly milliseconds: number; readonly day: Day } | undefined

function toDay(milliseconds: number): Day {
  if (last?.milliseconds !== milliseconds)
    last = { milliseconds, day: new Date(milliseconds).toISOString().slice(0, 10) as Day }
  return last.day
}

/** ISO 8601 with an offset and whole seconds: `2020-11-20T16:00:00-05:00`. A zero offset is written `+00:00`. */
export function isoWithOffset(moment: Instant, offset: Minutes): string {
  const { day, minute } = clockAt(moment, offset)
  const [sign, ahead] = offset < 0 ? ['-', -offset] : ['+', offset]
  return `${day}T${clockLabel(minute)}:${secondsOf(moment)}${sign}${clockLabel(ahead)}`
}

/** ISO 8601 in UTC, whole seconds: `2020-11-18T12:00:00Z`. */
export function isoUtc(moment: Instant): string {
  const { day, minute } = clockAt(moment, 0)
  return `${day}T${clockLabel(minute)}:${secondsOf(moment)}Z`
}

/** The time at that minute of the day: `16:00`; 1440, the end of the day, is `24:00`. */
export function clockLabel(minuteOfDay: Minutes): string {
  return `${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`
}

/** `UTC-5`, `UTC+5:30`, or just `UTC` for a zero offset. */
export function offsetLabel(offset: Minutes): string {
  if (offset === 0) return 'UTC'
  const ahead = Math.abs(offset)
  const minutes = ahead % 60 === 0 ? '' : `:${twoDigits(ahead % 60)}`
  return `UTC${offset < 0 ? '-' : '+'}${Math.floor(ahead / 60)}${minutes}`
}

/** `Fri 20 Nov`. */
export function dayLabel(day: Day): string {
  return `${capitalized(weekdayOf(day)).slice(0, 3)} ${dateOf(day)} ${monthLabel(day).slice(0, 3)}`
}

/** `Friday, November 20`. */
export function longDayLabel(day: Day): string {
  return `${capitalized(weekdayOf(day))}, ${monthLabel(day)} ${dateOf(day)}`
}

/** `November 20, 2020`, `November 16-20, 2020` or `December 30, 2020 to January 2, 2021`; empty for no days. */
export function dateRangeLabel(days: readonly Day[]): string {
  const sorted = [...days].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return ''
  const [from, to] = [first, last].map((day) => `${monthLabel(day)} ${dateOf(day)}`)
  const [year, lastYear] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  if (year !== lastYear) return `${from}, ${year} to ${to}, ${lastYear}`
  if (first === last) return `${from}, ${year}`
  return first.slice(0, 7) === last.slice(0, 7) ? `${from}-${dateOf(last)}, ${year}` : `${from} to ${to}, ${year}`
}

function monthLabel(day: Day): string {
  return capitalized(MONTH_NAMES[Number(day.slice(5, 7)) - 1] ?? '')
}

function dateOf(day: Day): number {
  return Number(day.slice(8))
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

export function durationLabel(minutes: Minutes): string {
  if (minutes < 60) return `${minutes} min`
  const hours = `${Math.floor(minutes / 60)} h`
  return minutes % 60 === 0 ? hours : `${hours} ${twoDigits(minutes % 60)}`
}

function secondsOf(moment: Instant): string {
  const second = Math.floor(moment / 1000) % 60
  return twoDigits(second < 0 ? second + 60 : second)
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}

const MINUTES_PER_HOUR = 60
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR

/**
 * How long ago something was, rounded down: `just now` (also for moments in the future, which a wrong clock can give),
 * `5 min ago`, `2 h ago` up to two days, then as `daysLength`.
 */
export function ageLabel(then: Instant, now: Instant): string {
  const minutes = Math.floor((now - then) / MINUTE)
  if (minutes < 1) return 'just now'
  if (minutes < MINUTES_PER_HOUR) return `${minutes} min ago`
  if (minutes < 2 * MINUTES_PER_DAY) return `${Math.floor(minutes / MINUTES_PER_HOUR)} h ago`
  return `${daysLength(Math.floor(minutes / MINUTES_PER_DAY))} ago`
}

/** In days, by the Gregorian calendar on average. */
const UNITS = [
  ['year', 365.2425],
  ['month', 30.436875],
  ['week', 7],
] as const

/** A length of days in the largest unit of which it has at least two, rounded down: `13 days`, `2 weeks`, `6 years`. */
export function daysLength(days: number): string {
  for (const [unit, length] of UNITS) if (days >= 2 * length) return `${Math.floor(days / length)} ${unit}s`
  return days === 1 ? '1 day' : `${days} days`
}

export const DAYS_FORM = 'fri, 2020-11-20, nov 20, day 4, today or wed..fri'

const MONTH_NAMES = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
]

/** Words for days, for saying which of them a misspelt one means. */
export const DAY_WORDS: readonly string[] = [...WEEKDAYS, 'today', 'tomorrow', 'yesterday', ...MONTH_NAMES]

/** The conference that a word for a day refers to. `today` may be costly and is only called when a word needs it. */
export interface DaysContext {
  readonly days: readonly Day[]
  readonly firstDay?: Day
  readonly today: () => Day
}

/**
 * The days that one typed value means: a weekday (every such day of the conference), a date with or without a year, a
 * weekday before its date (`Fri 20 Nov`), `day 4`, `today`, `tomorrow`, `yesterday`, or a range `a..b`, open at one end
 * if wanted. Dates are read as people write them, also `20th of November`, `20.11.` and `11/20`, unless they may mean two
 * days of the conference. A single date need not be a day of the conference; a range keeps to its days. Undefined for other texts,
 * for days that no calendar has and for ranges that run backwards.
 */
export function readDays(text: string, context: DaysContext): readonly Day[] | undefined {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const range = /^(.*?) ?\.\. ?(?!\.)(.*)$/.exec(typed)
  if (range !== null) return readRange(range[1] ?? '', range[2] ?? '', context)
  const weekday = readWeekday(typed)
  if (weekday !== undefined) return context.days.filter((day) => weekdayOf(day) === weekday)
  return readDate(typed, context)
}

/** A weekday at the end of a range is the first one at or after its start. An open end is the conference's. */
function readRange(first: string, last: string, context: DaysContext): readonly Day[] | undefined {
  if (first === '' && last === '') return undefined
  const [opening, closing] = [readWeekday(first), readWeekday(last)]
  const dateOf = (end: string, weekday: Weekday | undefined) =>
    weekday === undefined && end !== '' ? readDate(end, context) : []
  const [from, to] = [dateOf(first, opening), dateOf(last, closing)]
  if (!from || !to) return undefined

  const start = opening === undefined ? from[0] : openingDay(opening, context.days)
  const counted = start ?? context.days[0]
  const end = closing === undefined || counted === undefined ? to[0] : firstAtOrAfter(counted, closing)
  if (start !== undefined && end !== undefined && end < start) return undefined
  return context.days.filter((day) => (start === undefined || day >= start) && (end === undefined || day <= end))
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

function readDate(text: string, context: DaysContext): readonly Day[] | undefined {
  const relative = RELATIVE.get(text)
  if (relative !== undefined) return [addDays(context.today(), relative)]
  const counted = /^day ?(\d{1,3})$/.exec(text)
  if (counted !== null) return dayNumber(Number(counted[1]), context)
  const [, named, rest] = /^([a-z]+),? (.*)$/.exec(text) ?? []
  const weekday = named === undefined ? undefined : readWeekday(named)
  const reading = readMonthAndDate(weekday === undefined ? text : (rest ?? ''), context)
  const agrees = weekday === undefined || reading?.every((day) => weekdayOf(day) === weekday)
  return agrees ? reading : undefined
}

function readMonthAndDate(text: string, context: DaysContext): readonly Day[] | undefined {
  const whole = parseDay(text)
  if (whole !== undefined) return [whole]
  const readings = datesIn(text).flatMap(({ year, month, date }): (readonly Day[])[] => {
    const days = year === undefined ? withYear(month, date, context) : dayOf(Number(year), month, date)
    return days === undefined ? [] : [[days].flat()]
  })
  if (readings.length < 2) return readings[0]
  const [held, other] = readings.filter((days) => days.some((day) => context.days.includes(day)))
  return other === undefined ? held : undefined
}

interface WrittenDate {
  readonly year?: string | undefined
  readonly month: number
  readonly date: number
}

/** What a date in words or numbers may mean: two things, where its numbers may be in either order. */
function datesIn(text: string): readonly WrittenDate[] {
  const [, month = '', after, its] = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th|\.)?(?:,? (\d{4}))?$/.exec(text) ?? []
  const [, before, name = month, year = its] =
    /^(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]+)\.?(?:,? (\d{4}))?$/.exec(text) ?? []
  const named = readMonth(name)
  return named === undefined ? numbersIn(text) : [{ year, month: named, date: Number(before ?? after) }]
}

/** `20.11.` begins with the day and `11-20` with the month, unless there is no such month; `11/20` tells neither. */
function numbersIn(text: string): readonly WrittenDate[] {
  const [, year, second, third] = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text) ?? []
  if (year !== undefined) return [{ year, month: Number(second), date: Number(third) }]
  const [, one, mark, other, its] =
    /^(\d{2})(-)(\d{2})(?:-(\d{4}))?$/.exec(text) ??
    /^(\d{1,2})(\/)(\d{1,2})(?:\/(\d{4}))?$/.exec(text) ??
    /^(\d{1,2})(\.) ?(\d{1,2})(?:\. ?(\d{4})|\.)?$/.exec(text) ??
    []
  const [first, last] = [Number(one), Number(other)]
  const [monthFirst, dayFirst] = [
    { year: its, month: first, date: last },
    { year: its, month: last, date: first },
  ]
  if (mark === '-') return first > 12 ? [dayFirst] : [monthFirst]
  if (mark === '/') return first === last ? [dayFirst] : [monthFirst, dayFirst]
  return mark === '.' ? [dayFirst] : []
}

function withYear(month: number, date: number, { days, firstDay }: DaysContext): readonly Day[] | undefined {
  const first = firstDay ?? days[0]
  // Without any day there is no year. A leap year is used to tell dates that exist from those that never do.
  if (first === undefined) return dayOf(2000, month, date) === undefined ? undefined : []
  const held = days.filter((day) => Number(day.slice(5, 7)) === month && Number(day.slice(8)) === date)
  if (held.length > 0) return held
  const day = dayOf(Number(first.slice(0, 4)), month, date)
  return day === undefined ? undefined : [day]
}

function dayNumber(number: number, { days, firstDay }: DaysContext): readonly Day[] | undefined {
  const first = firstDay ?? days[0]
  if (number < 1) return undefined
  return first === undefined ? [] : [addDays(first, number - 1)]
}

const RELATIVE: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
])

/** The order of the numbers in dates like 03/04/2025. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** What a person says about the dates of a file that does not say it itself. */
export interface DateHints {
  /** The year of dates without one; those of January and February come after a December. */
  readonly year?: number
  readonly dateOrder?: DateOrder
}

/** Any beginning of three letters or more: `fri`, `thurs`, `friday`. */
function readWeekday(text: string): Weekday | undefined {
  return text.length < 3 ? undefined : WEEKDAYS.find((weekday) => weekday.startsWith(text))
}

function readMonth(text: string): number | undefined {
  const index = text.length < 3 ? -1 : MONTH_NAMES.findIndex((month) => month.startsWith(text))
  return index < 0 ? undefined : index + 1
}

function firstAtOrAfter(start: Day, weekday: Weekday): Day {
  return addDays(start, (WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(start)) + 7) % 7)
}

export const CLOCK_FORM = '16:00 or 4pm'

/**
 * The minute of the day (0-1440) meant by a time that a person types: what `readClock` reads, and `1600`, `930`, `16h`,
 * `16h30`, `16.00`, `16:00:00`, `4:00 p.m.`, `4p` or `12 noon`.
 */
export function readTypedClock(text: string): Minutes | undefined {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const [, hour, minute, mark, half] = TYPED_CLOCK.exec(typed) ?? []
  const isWhole = hour !== undefined && (minute ?? mark ?? half) !== undefined
  return readClock(
    isWhole ? `${hour}:${minute ?? '00'}${half ? `${half}m` : ''}` : typed.replace(/^12 (?=noon|mid)/, ''),
  )
}

const TYPED_CLOCK = /^(\d{1,2})(?:[:.h]?(\d{2})(?::00)?)? ?(h)?(?: ?([ap])\.?(?: ?m\.?)?)?$/

/**
 * The minute of the day (0-1440) meant by `16:00`, `9:05`, `4pm`, `4:30 pm`, `noon` or `midnight` (the beginning of the
 * day); `24:00` is its end. Undefined for any other text: `16` could be an hour or a day.
 */
export function readClock(text: string): Minutes | undefined {
  const typed = text.trim().toLowerCase()
  if (typed === 'noon') return 720
  if (typed === 'midnight') return 0
  if (typed === '24:00') return DAY_MINUTES
  return twelveHours(typed) ?? twentyFourHours(typed)
}

function twentyFourHours(text: string): Minutes | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const [hours, minutes] = [Number(hour), Number(minute)]
  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : undefined
}

function twelveHours(text: string): Minutes | undefined {
  const [, hour, minute = '00', half] = /^(\d{1,2})(?::(\d{2}))? ?([ap]m)$/.exec(text) ?? []
  const [hours, minutes] = [Number(hour), Number(minute)]
  const exists = hours >= 1 && hours <= 12 && minutes <= 59
  return exists ? (hours % 12) * 60 + minutes + (half === 'pm' ? 720 : 0) : undefined
}

export const DURATION_FORM = '35m, 1h 30m or 1:30'

/** In minutes; nothing in a programme lasts longer. */
const LONGEST = 31 * 24 * 60

/**
 * A length in minutes: `35m`, `1h`, `1h30m`, `1h 30m`, `90` (minutes), `1:30` and `00:25` (hours and minutes), and RFC
 * 5545's `PT1H30M`. Undefined for any other text, for more than 59 minutes after hours, and above 31 days.
 */
export function readDuration(text: string): Minutes | undefined {
  const found = hoursAndMinutes(text.trim().toLowerCase())
  if (found === undefined) return undefined
  const [hours, minutes] = found
  if (hours !== undefined && Number(minutes ?? 0) > 59) return undefined
  const length = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return length <= LONGEST ? length : undefined
}

function hoursAndMinutes(text: string): readonly [string | undefined, string | undefined] | undefined {
  for (const form of FORMS) {
    const { hours, minutes } = form.exec(text)?.groups ?? {}
    if (hours !== undefined || minutes !== undefined) return [hours, minutes]
  }
  return undefined
}

const FORMS: readonly RegExp[] = [
  /^(?<minutes>\d{1,5})$/,
  /^(?<hours>\d{1,3}):(?<minutes>\d{2})$/,
  /^(?:(?<hours>\d{1,3})h)? ?(?:(?<minutes>\d{1,5})m)?$/,
  /^pt(?:(?<hours>\d{1,3})h)?(?:(?<minutes>\d{1,5})m)?$/,
]

export const NOW_FORM = '2020-11-20T16:00:00Z'

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/

/**
 * The moment in KUBEPLAN_NOW: an ISO 8601 date and time with `Z` or an offset. Undefined for any other text; without an
 * offset it would depend on the machine's zone.
 */
export function readNow(text: string): Instant | undefined {
  const match = FORM.exec(text.trim())
  if (match === null) return undefined
  const shown = shownAt(match.slice(1, 7))
  const [sign, ahead, aheadMinutes] = [match[8] === '-' ? -1 : 1, Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (typeof shown === 'string' || ahead > 23 || aheadMinutes > 59) return undefined
  const thousandths = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  return instant(shown + thousandths - sign * (ahead * 60 + aheadMinutes) * MINUTE)
}
