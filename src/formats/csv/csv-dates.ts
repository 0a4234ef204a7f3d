import { definedFields } from '../../model/index.js'
import {
  addDays,
  type DateHints,
  type DateOrder,
  type Day,
  dayOf,
  daysBetween,
  WEEKDAYS,
  weekdayOf,
} from '../../model/time.js'

/** What a table's dates say about each other. */
export interface DateSense {
  readonly order?: DateOrder
  /** The year of a date without one, by its month. */
  readonly yearOf: (month: number) => number | undefined
  /** The first and the last day with a date of their own. */
  readonly between?: readonly [first: Day, last: Day]
  /** The first date that another weekday stands before, which a wrong year can do. */
  readonly misnamed?: { readonly text: string; readonly day: Day }
}

export type SenseReading =
  | { readonly ok: true; readonly sense: DateSense }
  /** `text` is the first date that cannot be read without it. */
  | { readonly ok: false; readonly needs: 'year' | 'date-order'; readonly text: string }

/**
 * What the dates of a table say together. The order of day and month is settled by one date that only one order can
 * read, the year by the only year that dates name; neither is guessed. A table with dates in both orders needs the order
 * as well.
 */
export function senseOf(texts: Iterable<string>, hints: DateHints = {}): SenseReading {
  const dates = [...texts].flatMap((text) => {
    const date = text.length > LONGEST ? undefined : partsOf(text)
    return date ? [{ ...date, text }] : []
  })
  let order = hints.dateOrder
  if (order === undefined) {
    const pairs = dates.filter(({ pair, parts }) => pair && parts[0] !== parts[1])
    const fits = (one: Written, by: DateOrder) => {
      const day = dayIn(one, { order: by, yearOf: () => LEAP_YEAR })
      return day !== undefined && !(one.hasYear && isMisnamed(one, day))
    }
    const only = (by: DateOrder, other: DateOrder) => pairs.find((one) => fits(one, by) && !fits(one, other))
    const [dmy, mdy] = [only('dmy', 'mdy'), only('mdy', 'dmy')]
    const unclear = pairs.find((one) => fits(one, 'dmy') && fits(one, 'mdy'))
    const doubtful = dmy && mdy ? mdy : dmy || mdy ? undefined : unclear
    if (doubtful) return { ok: false, needs: 'date-order', text: doubtful.text }
    order = mdy ? 'mdy' : 'dmy'
  }
  const years = new Set<number>()
  const months = new Set<number>()
  let yearless: string | undefined
  for (const one of dates) {
    const day = dayIn(one, { order, yearOf: () => LEAP_YEAR })
    if (day === undefined) continue
    if (one.hasYear) years.add(Number(day.slice(0, 4)))
    else {
      yearless ??= one.text
      months.add(Number(day.slice(5, 7)))
    }
  }
  const [only, ...others] = years
  const year = hints.year ?? (others.length === 0 ? only : undefined)
  if (yearless !== undefined && year === undefined) return { ok: false, needs: 'year', text: yearless }
  const overNewYear = [11, 12].some((month) => months.has(month)) && [1, 2].some((month) => months.has(month))
  const yearOf = (month: number) => (year !== undefined && overNewYear && month <= 6 ? year + 1 : year)
  const found = dates.flatMap((one) => {
    const day = dayIn(one, { order, yearOf })
    return day === undefined ? [] : [{ one, day }]
  })
  const days = found.map(({ day }) => day).sort()
  const [first, last] = [days[0], days.at(-1)]
  const wrong = found.find(({ one, day }) => isMisnamed(one, day))
  const sense: DateSense = definedFields({
    order,
    yearOf,
    between: first === undefined || last === undefined ? undefined : ([first, last] as const),
    misnamed: wrong && { text: wrong.one.text, day: wrong.day },
  })
  return { ok: true, sense }
}

/** Has every day. */
const LEAP_YEAR = 2000

/** In characters; the patterns would scan the blanks of longer texts again and again. */
const LONGEST = 100

interface DateReading {
  readonly day: Day
  readonly rest: string
}

/**
 * Reads `2025-09-25`, `25.09.2025`, `25 September 2025`, `Thu, Sep 25, 2025`, `Thu 25 Sep`, `25. Mai`, `8 de mayo de
 * 2026`, `25/09/2025`, `9/25/25`, `2025年9月25日`; months and weekdays in seven languages and
 * the Scandinavian ones. Undefined for a day that does not exist.
 */
export function readDate(text: string, sense: Pick<DateSense, 'order' | 'yearOf'>): DateReading | undefined {
  const written = text.length > LONGEST ? undefined : partsOf(text)
  const day = written && dayIn(written, sense)
  if (!written || day === undefined) return undefined
  return { day, rest: written.rest }
}

/** The day that a weekday alone names: the only one between the first and the last date of the table. */
export function readWeekday(text: string, { between }: DateSense): Day | undefined {
  const weekday = weekdayNamed(text)
  if (weekday === undefined || between === undefined) return undefined
  const [first, last] = between
  const ahead = (weekday - WEEKDAYS.indexOf(weekdayOf(first)) + 7) % 7
  const count = daysBetween(first, last)
  return ahead <= count && ahead + 7 > count ? addDays(first, ahead) : undefined
}

/** Whether a text names a day that only other dates can tell: `Friday`, `Day 1`. */
export function isDayLabel(text: string): boolean {
  const typed = plain(text)
  return weekdayNamed(typed) !== undefined || /^(?:day|tag|jour|dia|dag|giorno)\s*\d{1,2}$/.test(typed)
}

interface Written {
  /** Three numbers in the order in which they are written, or day and month; 0 for a year that is not written. */
  readonly parts: readonly [first: number, second: number, third: number]
  /** Whether the order of the numbers is to be found out. */
  readonly pair: boolean
  /** The order, where it is known. */
  readonly order?: DateOrder
  readonly hasYear: boolean
  readonly weekday: number | undefined
  readonly rest: string
}

const BEFORE = String.raw`^(?:(?:day|tag|jour|dia|dag|giorno)\s*\d{1,2}\s*[:,–—|-]?\s+\(?)?(?:(?<weekday>\p{L}{2,13}(?:-feira)?)\.?,?\s+(?:(?:den|the|le|il|el|de)\s+)?)?`
const OF = String.raw`(?:(?:de|of|del)\s+)?`
const YEAR = String.raw`(?:,?[\s-]+${OF}(?<year>(?:19|20|21)\d{2})(?![\d:])|-(?<short>\d{2})(?!\d|\s*[\p{L}:])|\s*'(?<apostrophe>\d{2})(?!\d))?`
const form = (pattern: string) => new RegExp(BEFORE + pattern, 'u')
const ISO = form(
  String.raw`(?<a>\d{4})(?:(?<mark>[-/.])(?<b>\d{1,2})\k<mark>(?<c>\d{1,2})|(?<b8>\d{2})(?<c8>\d{2}))(?!\d)`,
)
const NUMBERS = form(String.raw`(?<a>\d{1,2})(?<mark>[-/.])\s?(?<b>\d{1,2})\k<mark>\s?(?<c>\d{4}|\d{2})(?![\d:])`)
const PAIR = form(String.raw`(?<a>\d{1,2})(?:\/(?<b>\d{1,2})(?![\d/])|\.\s?(?<c>\d{1,2})\.(?!\d))`)
const DAY_MONTH = form(
  String.raw`(?<a>\d{1,2})(?:\.?\s?[-–]\s?\d{1,2})?(?:st|nd|rd|th|er|[ºª.])?[\s-]*${OF}(?<month>\p{L}{3,10})\.?(?!\p{L})${YEAR}`,
)
const MONTH_DAY = form(String.raw`(?<month>\p{L}{3,10})\.?\s+(?<a>\d{1,2})(?:st|nd|rd|th)?(?!\d|[:.h]\d)${YEAR}`)

function partsOf(cell: string): Written | undefined {
  const text = inLetters(cell)
  // Every date has a number at the beginning of a word. Most cells are titles, which are spared the patterns by this.
  if (!/^\d|\s\d/.test(text)) return undefined
  const typed = plain(text)
  const found = (match: RegExpExecArray, facts: Pick<Written, 'parts' | 'hasYear'> & Partial<Written>): Written => ({
    pair: false,
    weekday: weekdayNamed(match.groups?.['weekday'] ?? ''),
    rest: typed.slice(match[0].length).replace(/^[\s,:)–—-]*(?:t(?=\d)|(?:at|um|a|as|alle|om)\s+)?/, ''),
    ...facts,
  })
  const iso = ISO.exec(typed)
  if (iso) {
    const { a, b, c, b8, c8 } = iso.groups ?? {}
    return found(iso, { parts: [Number(a), Number(b ?? b8), Number(c ?? c8)], order: 'ymd', hasYear: true })
  }
  const numbers = NUMBERS.exec(typed)
  if (numbers) {
    const { a, b, c, mark } = numbers.groups ?? {}
    const parts = [Number(a), Number(b), Number(c)] as const
    return found(numbers, mark === '.' ? { parts, hasYear: true, order: 'dmy' } : { parts, hasYear: true, pair: true })
  }
  for (const one of [DAY_MONTH, MONTH_DAY]) {
    const named = one.exec(typed)
    const { a, month = '', year, short, apostrophe } = named?.groups ?? {}
    const number = monthNamed(month)
    if (!named || number === undefined) continue
    const stated = year ?? short ?? apostrophe
    return found(named, {
      parts: [Number(a), number, Number(stated ?? 0)],
      order: 'dmy',
      hasYear: stated !== undefined,
    })
  }
  const pair = PAIR.exec(typed)
  if (!pair) return undefined
  const { a, b, c } = pair.groups ?? {}
  const parts = [Number(a), Number(b ?? c), 0] as const
  return found(pair, b === undefined ? { parts, hasYear: false, order: 'dmy' } : { parts, hasYear: false, pair: true })
}

/** A date in Japanese, Chinese or Korean, `2026年5月8日(金)`, without what is not a number. */
function inLetters(text: string): string {
  if (!/[月월]/u.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(/(\d{4})\s?[年년]\s?(?=\d{1,2}\s?[月월])/u, '$1/')
    .replace(
      /(\/?)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일](?:\s?\(\p{L}{1,3}\))?/u,
      (_, slash: string, month: string, day: string) =>
        slash === '' ? `${day} ${MONTHS[Number(month) - 1]?.[0] ?? ''}` : `/${month}/${day}`,
    )
}

function dayIn(
  { parts: [first, second, third], hasYear, order: known }: Written,
  sense: Pick<DateSense, 'order' | 'yearOf'>,
): Day | undefined {
  const order = known ?? sense.order ?? 'dmy'
  if (!hasYear) {
    const [date, month] = order === 'dmy' ? [first, second] : [second, first]
    const year = sense.yearOf(month)
    return year === undefined ? undefined : dayOf(year, month, date)
  }
  const [date, month, year] =
    order === 'dmy' ? [first, second, third] : order === 'mdy' ? [second, first, third] : [third, second, first]
  return dayOf(year < 100 && known !== 'ymd' ? 2000 + year : year, month, date)
}

function isMisnamed({ weekday }: Pick<Written, 'weekday'>, day: Day): boolean {
  return weekday !== undefined && WEEKDAYS[weekday] !== weekdayOf(day)
}

const MONTHS = [
  'january januar janvier enero januari gennaio janeiro',
  'february februar fevrier febrero februari febbraio fevereiro',
  'march marz maerz mars marzo maart mrt marco marts',
  'april avril abril aprile',
  'may mai mayo mei maggio maio maj',
  'june juni juin junio giugno junho',
  'july juli juillet julio luglio julho',
  'august aout agosto augustus',
  'september septembre septiembre setiembre settembre setembro',
  'october oktober octobre octubre ottobre outubro',
  'november novembre noviembre novembro',
  'december dezember decembre diciembre dicembre dezembro desember',
].map((names) => names.split(' '))

const DAYS = [
  'sunday sonntag dimanche domingo zondag domenica so zo søndag sondag',
  'monday montag lundi lunes maandag lunedi segunda mo ma mandag',
  'tuesday dienstag mardi martes dinsdag martedi terca di tirsdag tisdag',
  'wednesday mittwoch mercredi miercoles woensdag mercoledi quarta mi wo onsdag',
  'thursday donnerstag jeudi jueves donderdag giovedi quinta do torsdag',
  'friday freitag vendredi viernes vrijdag venerdi sexta fr vr fredag',
  'saturday samstag sonnabend samedi sabado zaterdag sabato sa za lørdag lordag',
].map((names) => names.split(' '))

/** From 1; any beginning of a name of three letters or more. */
function monthNamed(text: string): number | undefined {
  return text.length < 3
    ? undefined
    : 1 + MONTHS.findIndex((names) => names.some((name) => name.startsWith(text))) || undefined
}

/** From 0 for Sunday; any beginning of a name of three letters or more. */
function weekdayNamed(text: string): number | undefined {
  return WEEKDAY_OF.get(plain(text).replace(/\.$|-feira$/, ''))
}

/** A table has many cells that are no weekday, which a map tells at once. Of two days with one beginning the first counts. */
const WEEKDAY_OF = new Map<string, number>()
for (const [weekday, names] of DAYS.entries()) {
  for (const name of names) {
    for (let length = Math.min(3, name.length); length <= name.length; length++) {
      const word = name.slice(0, length)
      if (!WEEKDAY_OF.has(word)) WEEKDAY_OF.set(word, weekday)
    }
  }
}

function plain(text: string): string {
  // Many cells are plain already, and the rest takes ten times as long.
  if (/^[a-z\d]+(?: [a-z\d]+)*$/.test(text)) return text
  return text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').replaceAll('’', "'")
}
