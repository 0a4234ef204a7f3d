import { type Day, dayOf } from '../../model/time.js'

/** The order of the numbers in dates like 03/04/2025. */
export type DateOrder = 'day-month' | 'month-day'

/** The order of day and month in a column; undefined if all of its dates are unambiguous. */
type OrderReading =
  | { readonly ok: true; readonly order: DateOrder | undefined }
  /** `text` is a date that is ambiguous or contradicts the others; `form` shows an unambiguous form. */
  | { readonly ok: false; readonly text: string; readonly form: string }

/**
 * The order of day and month in a table. One date with a number above 12 settles it for all dates. It is never guessed:
 * a table without such a date is ambiguous, and one with both orders is contradictory.
 */
export function orderOf(texts: readonly string[]): OrderReading {
  let dayFirst: string | undefined
  let monthFirst: string | undefined
  let unclear: string | undefined
  for (const text of texts) {
    const { date, month } = DAY_FIRST.exec(text)?.groups ?? {}
    if (date === month) continue
    if (Number(date) > 12) dayFirst ??= text
    else if (Number(month) > 12) monthFirst ??= text
    else unclear ??= text
  }
  const doubtful =
    dayFirst !== undefined && monthFirst !== undefined
      ? monthFirst
      : dayFirst === undefined && monthFirst === undefined
        ? unclear
        : undefined
  if (doubtful !== undefined) return { ok: false, text: doubtful, form: isoForm(doubtful) }
  if (dayFirst !== undefined) return { ok: true, order: 'day-month' }
  return { ok: true, order: monthFirst === undefined ? undefined : 'month-day' }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DATED: readonly RegExp[] = [
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<date>\d{1,2})(?!\d)/,
  /^(?<date>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/,
  /^(?:[a-z]{3,9}\.?,?\s+)?(?<date>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?<month>[a-z]{3,9})\.?,?[\s-]+(?<year>\d{4})(?!\d)/i,
  /^(?:[a-z]{3,9}\.?,?\s+)?(?<month>[a-z]{3,9})\.?\s+(?<date>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})(?!\d)/i,
]
const DAY_FIRST = /^(?<date>\d{1,2})(?<mark>[/-])(?<month>\d{1,2})\k<mark>(?<year>\d{4})(?!\d)/
const MONTH_FIRST = /^(?<month>\d{1,2})(?<mark>[/-])(?<date>\d{1,2})\k<mark>(?<year>\d{4})(?!\d)/

interface DateReading {
  readonly day: Day
  readonly rest: string
}

/**
 * Reads `2025-09-25`, `2025/9/25`, `25.09.2025`, `25 September 2025`, `Thu, Sep 25, 2025` and, if the order is known,
 * `25/09/2025` or `09/25/2025`. Undefined for a day that does not exist.
 */
export function readDate(text: string, order: DateOrder | undefined): DateReading | undefined {
  for (const form of [...DATED, order === 'month-day' ? MONTH_FIRST : DAY_FIRST]) {
    const match = form.exec(text)
    const { year, month = '', date } = match?.groups ?? {}
    const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
    const day = match && dayOf(Number(year), named || Number(month), Number(date))
    if (day) return { day, rest: text.slice(match[0].length).replace(/^[\s,]*(?:T(?=\d)|at\s+)?/i, '') }
  }
  return undefined
}

function isoForm(text: string): string {
  const date = readDate(text, 'month-day') ?? readDate(text, 'day-month')
  return date?.day ?? '2025-09-25'
}
