import type { Instant, Minutes } from './time.js'

/** A calendar date, `YYYY-MM-DD`. Days compare as strings and know no zone. */
export type Day = string & { readonly day: unique symbol }

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const DAY = 86_400_000
const MINUTE = 60_000

/** The day that `year`, `month` (1-12) and `date` (1-31) name, or nothing where the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const midnight = new Date(Date.UTC(year, month - 1, date))
  midnight.setUTCFullYear(year, month - 1, date)
  const exists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === date && year >= 1 && year <= 9999
  return exists ? toDay(midnight.getTime()) : undefined
}

/** Reads `YYYY-MM-DD`; nothing for any other shape and for days that do not exist. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

export function addDays(day: Day, days: number): Day {
  return toDay(Date.parse(day) + days * DAY)
}

/** Days from `first` to `last`; 0 on the same day. */
export function daysBetween(first: Day, last: Day): number {
  return (Date.parse(last) - Date.parse(first)) / DAY
}

export function weekdayOf(day: Day): Weekday {
  return WEEKDAYS[new Date(day).getUTCDay()] as Weekday
}

/** The date and the minute of it (0-1439) that a clock `offset` minutes ahead of UTC shows at `moment`. */
export function clockAt(moment: Instant, offset: Minutes): { readonly day: Day; readonly minute: Minutes } {
  const shown = Math.floor(moment / MINUTE) + offset
  const minute = ((shown % 1440) + 1440) % 1440
  return { day: toDay((shown - minute) * MINUTE), minute }
}

/** The conference day that holds `moment`: before `dayChange` (a minute of the day) it is still the day before. */
export function conferenceDay(moment: Instant, offset: Minutes, dayChange: Minutes): Day {
  return clockAt(moment, offset - dayChange).day
}

/** The last one that was asked for: what is listed in the order of time asks again and again for the same. */
let last: { readonly milliseconds: number; readonly day: Day } | undefined

function toDay(milliseconds: number): Day {
  if (last?.milliseconds !== milliseconds)
    last = { milliseconds, day: new Date(milliseconds).toISOString().slice(0, 10) as Day }
  return last.day
}
