import { type Day, dayOf, parseDay } from '../../model/time.js'

/** The order of the numbers in dates like 03/04/2025. */
export type DateOrder = 'day-month' | 'month-day'

/** The order of day and month in a column; undefined if all of its dates are unambiguous. */
export type OrderReading =
  | { readonly ok: true; readonly order: DateOrder | undefined }
  /** `text` is a date that is ambiguous or contradicts the others; `form` shows an unambiguous form. */
  | { readonly ok: false; readonly text: string; readonly form: string }

const NUMBERS = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)/

/**
 * The order of day and month in a table. One date with a number above 12 settles it for all dates. It is never guessed:
 * a table without such a date is ambiguous, and one with both orders is contradictory.
 */
export function orderOf(texts: readonly string[]): OrderReading {
  let dayFirst: string | undefined
  let monthFirst: string | undefined
  let unclear: string | undefined
  for (const text of texts) {
    const [, first, , second] = NUMBERS.exec(text) ?? []
    if (first === undefined || first === second) continue
    if (Number(first) > 12) dayFirst ??= text
    else if (Number(second) > 12) monthFirst ??= text
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
const NAMED_DAY_FIRST =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)/i
const NAMED_MONTH_FIRST = /^(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/i
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/

export interface DateReading {
  readonly day: Day
  readonly rest: string
}

/**
 * Reads `2025-09-25`, `2025/9/25`, `25.09.2025`, `25 September 2025`, `Thu, Sep 25, 2025` and, if the order is known,
 * `25/09/2025` or `09/25/2025`. Undefined for a day that does not exist.
 */
export function readDate(text: string, order: DateOrder | undefined): DateReading | undefined {
  const found =
    numbers(YEAR_FIRST.exec(text), [1, 3, 4]) ??
    numbers(DOTTED.exec(text), [3, 2, 1]) ??
    numbers(NUMBERS.exec(text), order === 'month-day' ? [4, 1, 3] : [4, 3, 1]) ??
    named(NAMED_DAY_FIRST.exec(text), 2, 1) ??
    named(NAMED_MONTH_FIRST.exec(text), 1, 2)
  return found && { day: found.day, rest: text.slice(found.length).replace(/^[\s,]*(?:T(?=\d)|at\s+)?/i, '') }
}

interface Found {
  readonly day: Day
  readonly length: number
}

function numbers(
  match: RegExpExecArray | null,
  [year, month, date]: readonly [number, number, number],
): Found | undefined {
  if (!match) return undefined
  const day = dayOf(Number(match[year]), Number(match[month]), Number(match[date]))
  return day && { day, length: match[0].length }
}

function named(match: RegExpExecArray | null, month: number, date: number): Found | undefined {
  const number = MONTHS.indexOf((match?.[month] ?? '').slice(0, 3).toLowerCase()) + 1
  if (!match || number === 0) return undefined
  const day = dayOf(Number(match[3]), number, Number(match[date]))
  return day && { day, length: match[0].length }
}

function isoForm(text: string): string {
  const [, first = '', , second = '', year = ''] = NUMBERS.exec(text) ?? []
  const day = `${year}-${first.padStart(2, '0')}-${second.padStart(2, '0')}`
  return parseDay(day) ?? `${year}-${second.padStart(2, '0')}-${first.padStart(2, '0')}`
}
