import { DAY, type Instant, MINUTE, type Minutes } from './time.js'

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
  const minute = ((shown % 1440) + 1440) % 1440
  return { day: toDay((shown - minute) * MINUTE), minute }
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
