import { brokenFile, placesIn, type Range, type Unreadable } from '../own/findings.js'
import type { Column, Columns } from './csv-heads.js'

export interface CsvRow {
  readonly cells: readonly string[]
  readonly range: Range
}

type CsvReading = { readonly ok: true; readonly rows: readonly CsvRow[] } | Unreadable

/** Excel can name the separator in a first line of its own. */
const HINT = /^sep=(.)\r?\n/i

export function hintOf(text: string): { readonly separator: string | undefined; readonly begin: number } {
  const match = HINT.exec(text)
  return { separator: match?.[1], begin: match?.[0].length ?? 0 }
}

/**
 * Reads the rows of a table (RFC 4180) with its separator. Lines may end in CRLF, LF or CR, rows may have any length,
 * and a quote in the middle of a cell is ordinary text. Empty rows are left out. Linear even for empty rows: csv-parse
 * makes an error of every row shorter than the first, at 25 µs each.
 */
export function readRows(text: string, begin: number, separator: string, file: string): CsvReading {
  const rows: CsvRow[] = []
  let quote = text.indexOf('"', begin)
  for (let start = begin; start < text.length; ) {
    let at = endOf(text, start, '\n')
    if (quote !== -1 && quote < start) quote = text.indexOf('"', start)
    // Most lines have no quotes.
    const row =
      quote === -1 || quote > at
        ? { cells: text.slice(start, at).split(separator), end: at }
        : quotedRow(text, start, separator)
    if (!row) {
      const place = placesIn(file, text)([start, start + 1])
      return brokenFile(place, 'CSV', 'a quoted field never closes')
    }
    at = row.end
    // A copy has no room to grow, which takes more memory than the cells.
    const cells = row.cells.map((cell) => cell.trim())
    if (cells.some((cell) => cell !== '')) {
      const whole = text.slice(start, at)
      rows.push({ cells, range: [start + whole.search(/\S/), start + whole.trimEnd().length] })
    }
    start = text.startsWith('\r\n', at) ? at + 2 : at + 1
  }
  return { ok: true, rows }
}

/** Where the line ends, or before that the cell, if `mark` is the separator. */
function endOf(text: string, start: number, mark: string): number {
  let end = start
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r' && text[end] !== mark) end++
  return end
}

/** The cells from `start` to the end of their row; undefined if a quoted one is never closed. */
function quotedRow(
  text: string,
  start: number,
  separator: string,
): { readonly cells: readonly string[]; readonly end: number } | undefined {
  const cells: string[] = []
  for (let at = start; ; at++) {
    const cell = text[at] === '"' ? quotedCell(text, at, separator) : { value: '', end: at }
    if (!cell) return undefined
    at = endOf(text, cell.end, separator)
    cells.push(cell.value + text.slice(cell.end, at))
    if (text[at] !== separator) return { cells, end: at }
  }
}

/**
 * The quoted cell that begins at `start`, and where it ends; undefined if it is never closed. If its last quote is not
 * followed by a separator, the quotes are ordinary text.
 */
function quotedCell(
  text: string,
  start: number,
  separator: string,
): { readonly value: string; readonly end: number } | undefined {
  const pieces: string[] = []
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return undefined
    pieces.push(text.slice(from, quote))
    const next = text[quote + 1]
    if (next === '"') pieces.push('"')
    else if (next === undefined || next === separator || next === '\n' || next === '\r')
      return { value: pieces.join(''), end: quote + 1 }
    else return { value: `"${pieces.join('')}"`, end: quote + 1 }
    from = quote + 2
  }
}

export interface Table {
  readonly heads: readonly string[]
  readonly columns: Columns
  readonly rows: readonly CsvRow[]
  /** The rows above the heads. */
  readonly above: readonly CsvRow[]
  readonly place: ReturnType<typeof placesIn>
}

export function cellOf({ cells }: CsvRow, columns: Columns, column: Column): string | undefined {
  const index = columns.get(column)
  const cell = index === undefined ? undefined : cells[index]
  return cell === '' ? undefined : cell
}

/** The cells of a column that are not empty. */
export function cellsIn(rows: readonly CsvRow[], columns: Columns, column: Column): readonly string[] {
  return columns.has(column) ? rows.flatMap((row) => cellOf(row, columns, column) ?? []) : []
}
