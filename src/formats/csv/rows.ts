import type { Problem } from '../../model/problem.js'
import { placesIn, type Range } from '../fields/place.js'

/** A row of a table: what its cells say, without white space around it, and where it stands. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly range: Range
}

export type CsvReading =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Excel tells itself in a first line which separator follows. */
const HINT = /^sep=(.)\r?\n/i

/** The separator that Excel's hint names, and where the table begins behind it. */
export function hintOf(text: string): { readonly separator: string | undefined; readonly begin: number } {
  const match = HINT.exec(text)
  return { separator: match?.[1], begin: match?.[0].length ?? 0 }
}

/**
 * Reads the rows of a table (RFC 4180) with its separator; lines may end in CRLF, LF or CR, rows may be of any length,
 * and a quote in the middle of a cell is just that. Rows without any text are left out. Linear, also in rows of nothing: csv-parse
 * makes an error of every row that is shorter than the first, 25 µs each.
 */
export function readRows(text: string, begin: number, separator: string, file: string): CsvReading {
  const rows: CsvRow[] = []
  const isEnd = (at: number) => at >= text.length || text[at] === '\n' || text[at] === '\r'
  for (let start = begin; start < text.length; ) {
    const cells: string[] = []
    let at = start
    for (let more = true; more; ) {
      const cell = text[at] === '"' ? quotedCell(text, at, separator) : { value: '', end: at }
      if (!cell) {
        const place = placesIn(file, text)([start, start + 1])
        const detail = 'a quotation never closes: the file is cut'
        return { ok: false, problems: [{ code: 'broken-file', at: place, format: 'CSV', detail }] }
      }
      let { end } = cell
      while (!isEnd(end) && text[end] !== separator) end++
      cells.push((cell.value + text.slice(cell.end, end)).trim())
      more = text[end] === separator
      at = more ? end + 1 : end
    }
    if (cells.some((cell) => cell !== '')) {
      const whole = text.slice(start, at)
      rows.push({ cells, range: [start + whole.search(/\S/), start + whole.trimEnd().length] })
    }
    start = text.startsWith('\r\n', at) ? at + 2 : at + 1
  }
  return { ok: true, rows }
}

/**
 * The cell in quotes that begins at `start`, and where it ends; nothing where it never closes. Where something else than a separator
 * stands behind its last quote, it was no quotation, and the quotes belong to it.
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
