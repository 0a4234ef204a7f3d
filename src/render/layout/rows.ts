import { type Day, dayLabel, durationLabel, type Instant, type Minutes } from '../../model/time.js'
import type { Gap } from '../../planning/agenda/agenda-days.js'
import type { Phase } from '../../planning/agenda/relative-to-now.js'
import type { Rows } from '../../planning/sessions/resolve.js'
import type { Sheet } from '../screen/sheet.js'

/** Rows of one day, or of sessions without a day. */
export interface DayRows<Row> {
  /** Undefined if the headline names the day already. */
  readonly heading: Day | 'unscheduled' | undefined
  readonly rows: readonly Row[]
}

/** Each day's lines under its heading. */
export function dayLines<Row>(
  days: readonly DayRows<Row>[],
  linesOf: (row: Row) => readonly string[],
  { ink }: Sheet,
): readonly string[] {
  return days.flatMap(({ heading, rows }) => {
    const lines = rows.flatMap(linesOf)
    if (heading === undefined) return lines
    return [ink.heading(heading === 'unscheduled' ? 'Not scheduled' : dayLabel(heading)), ...lines]
  })
}

/** The first row that is still ahead, after rows that have begun; undefined if others that have begun come later. */
export function firstAhead<Row extends { readonly phase: Phase | undefined }>(rows: readonly Row[]): Row | undefined {
  const index = rows.findIndex(({ phase }) => phase === 'ahead')
  const isInOrder = rows.slice(index).every(({ phase }) => phase !== 'on' && phase !== 'over')
  return index > 0 && isInOrder ? rows[index] : undefined
}

/** In columns; for a short rule after the present moment. */
const NOW_RULE = 4

/** The present moment, between what has begun and what is ahead. */
export function nowLine(now: Instant, offset: Minutes, indent: number, { ink, glyphs, times }: Sheet): string {
  const time = times.aligned(times.moment(now, offset))
  return ink.strong(`${' '.repeat(indent)}${time} now ${glyphs.leader.repeat(NOW_RULE)}`)
}

/** Free time between the rows of a day. */
export interface FreeRow {
  readonly free: string
}

export interface Placed<Row> {
  readonly at: Instant
  readonly row: Row
  /** Whether it takes no time, so that free time follows it rather than ends with it. */
  readonly isOver?: boolean
}

/** Rows and the free time between them in order of time. */
export function withFreeTime<Row>(
  rows: readonly Placed<Row>[],
  free: readonly Placed<FreeRow>[],
): readonly (Row | FreeRow)[] {
  const ranked = [
    ...free.map(({ at, row }) => ({ at, row, rank: 1 })),
    ...rows.map(({ at, row, isOver }) => ({ at, row, rank: isOver ? 0 : 2 })),
  ]
  return ranked.sort((a, b) => a.at - b.at || a.rank - b.rank).map(({ row }) => row)
}

/** In minutes: a gap of up to this length is not called free. */
export const NOT_FREE = 15

/** `free 1 h 30`, `15 min, walk 6`. */
export function freeLabel({ minutes, walk }: Pick<Gap, 'minutes' | 'walk'>): string {
  const length = durationLabel(minutes)
  const way = walk === undefined ? '' : `, walk ${walk}`
  return `${minutes > NOT_FREE ? `free ${length}` : length}${way}`
}

export function freeLine({ free }: FreeRow, indent: number, { ink, glyphs, fitTo, width }: Sheet): string {
  return ' '.repeat(indent) + ink.faint(fitTo(`${glyphs.dot} ${free}`, width - indent))
}

/** The lines of a view, and the ids behind the numbers of its rows. */
export interface NumberedLines {
  readonly lines: readonly string[]
  /** The first has the number 1. */
  readonly rows: Rows
}

/** How to set rows with their numbers before them. Without numbers nothing is added. */
interface RowNumbers<Row> {
  readonly rows: Rows
  /** For the rows: without the column of the numbers. */
  readonly sheet: Sheet
  readonly numberOf: (row: Row) => number | undefined
  /** The lines of a row, with its number before the first of them. */
  readonly before: (row: Row, lines: readonly string[]) => readonly string[]
  /** Lines between the rows, which have no number. */
  readonly indented: (lines: readonly string[]) => readonly string[]
  /** The heads of the rows' columns. */
  readonly headed: (lines: readonly string[]) => readonly string[]
}

/** Nobody types longer numbers, and what is kept of them stays small. */
const MOST = 9999
/** In columns; below this the rows need all the room. */
const NUMBERS_FROM = 30

/** Numbers the rows that stand for sessions, if the sheet has numbers. `idsOf` a row is empty if it stands for none. */
export function numberRows<Row>(
  rows: readonly Row[],
  idsOf: (row: Row) => readonly string[],
  sheet: Sheet,
): RowNumbers<Row> {
  const isNumbered = sheet.numbered && sheet.width >= NUMBERS_FROM
  const named = isNumbered ? rows.filter((row) => idsOf(row).length > 0).slice(0, MOST) : []
  const numbers = new Map(named.map((row, index) => [row, index + 1]))
  const digits = `${named.length}`.length
  const lead = named.length === 0 ? 0 : digits + 1
  const behind = (text: string, paint: (text: string) => string) => (lines: readonly string[]) =>
    lines.map((line, index) => {
      if (lead === 0) return line
      return index === 0 && text !== '' ? `${paint(text.padStart(digits))} ${line}` : ' '.repeat(lead) + line
    })
  return {
    rows: named.map(idsOf),
    sheet: { ...sheet, width: Math.max(1, sheet.width - lead) },
    numberOf: (row) => numbers.get(row),
    before: (row, lines) => behind(`${numbers.get(row) ?? ''}`, sheet.ink.faint)(lines),
    indented: behind('', sheet.ink.faint),
    headed: behind('#', sheet.ink.heading),
  }
}
