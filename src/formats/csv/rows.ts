import { CsvError, parse } from 'csv-parse/sync'
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
 * and a quote in the middle of a cell is just that. Rows without any text are left out. Linear.
 */
export function readRows(text: string, begin: number, separator: string, file: string): CsvReading {
  const rows: CsvRow[] = []
  const bytes = new TextEncoder().encode(text.slice(begin))
  let [read, offset] = [0, begin]
  const advance = (to: number): Range => {
    const start = offset
    offset += new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(read, to)).length
    read = to
    return [start, offset]
  }
  try {
    parse(text.slice(begin), {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      on_record(cells: readonly string[], { bytes: end }) {
        const [start, after] = advance(end)
        const trimmed = cells.map((cell) => cell.trim())
        if (trimmed.some((cell) => cell !== '')) {
          const whole = text.slice(start, after)
          rows.push({ cells: trimmed, range: [start + whole.search(/\S/), start + whole.trimEnd().length] })
        }
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const detail =
      error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quotation never closes: the file is cut' : 'it is no table'
    const at = placesIn(file, text)([offset, offset + 1])
    return { ok: false, problems: [{ code: 'broken-file', at, format: 'CSV', detail }] }
  }
  return { ok: true, rows }
}
