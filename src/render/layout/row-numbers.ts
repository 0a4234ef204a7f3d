import type { Rows } from '../../planning/sessions/resolve.js'
import type { Sheet } from '../screen/sheet.js'

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
