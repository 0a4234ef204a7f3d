import { type Catalogue, defuse, type Session, type When } from '../../model/index.js'
import { clockAt } from '../../model/time.js'
import { withoutMissingOriginals } from '../../planning/sessions/repeats.js'
import { safeBlock } from '../screen/terminal.js'
import type { View } from '../views.js'
import { speakerInFull } from '../words/labels.js'
import { sessionFields } from './catalogue-document.js'
import { type Choice, chosenColumns } from './chosen-fields.js'
import { viewCells } from './documents.js'
import { type Fields, joined, momentCells, type Rows, SESSION_FIELDS } from './fields.js'

interface Dialect {
  /** Cells are not protected from being read as formulas. */
  readonly rawCsv?: boolean | undefined
  readonly excel?: boolean | undefined
}

/**
 * A view as CSV with a head row. Times of sessions are ISO 8601 with the venue's offset. For Excel they are a date, a
 * start and an end on the displayed clock, as spreadsheets read them, and a byte order mark says that it is UTF-8.
 */
export function* csvLines(
  view: View,
  { rawCsv = false, excel = false }: Dialect,
  choice: Choice = {},
): Generator<string> {
  if (excel) yield '\ufeff'
  for (const row of chosenColumns(rowsOf(view, excel), choice))
    yield csvLine(
      row.map((cell) => safeBlock(String(cell ?? ''))),
      rawCsv,
    )
}

/** Rows of sessions, with the columns of CSV that they lack behind their own; other rows as they are. */
export function withSessionColumns(view: View, rows: Rows): Rows {
  if (view.kind !== 'sessions' && view.kind !== 'timetable' && view.kind !== 'session') return rows
  const more = [...rowsOf(view)]
  return [...rows].map((row, index) => [...row, ...(more[index] ?? [])])
}

/** RFC 4180: commas, CRLF, and quotes where necessary, in UTF-8. */
export function csvLine(row: readonly string[], raw: boolean): string {
  return `${row.map((cell) => cellText(cell, raw)).join(',')}\r\n`
}

function cellText(cell: string, raw: boolean): string {
  if (cell === '') return ''
  const defused = raw ? cell : defuse(cell)
  const text = defused.toWellFormed()
  return defused !== cell || /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

function rowsOf(view: View, excel = false): Rows {
  switch (view.kind) {
    case 'sessions':
    case 'timetable':
      return sessionRows(view.sessions, view.catalogue, excel)
    case 'session':
      return sessionRows([view.session], view.catalogue, excel)
    default:
      return viewCells(view)
  }
}

/** One row at a time, so that those of a large programme need not all be in memory. */
function* sessionRows(
  chosen: readonly Session[],
  { conference, details, sessions: programme }: Catalogue,
  excel: boolean,
): Generator<readonly string[]> {
  const sessions = withoutMissingOriginals(chosen, programme)
  const hasSources = sessions.some(({ source }) => source !== undefined)
  const known = excel ? EXCEL_FIELDS : SESSION_FIELDS
  const columns = hasSources ? [...known, 'source'] : known
  yield columns
  for (const session of sessions) {
    const fields = sessionFields(session, details(session.id))
    const cells: Fields = {
      track: joined(session.tracks),
      tags: joined(session.tags),
      speakers: joined(session.speakers.map(speakerInFull)),
      conference: conference.name,
      ...(excel && excelTimes(session.when)),
    }
    yield columns.map((column) => String(cells[column] ?? fields[column] ?? ''))
  }
}

/** A date is before its times there. */
const EXCEL_FIELDS = SESSION_FIELDS.flatMap((field) =>
  field === 'date' ? [] : field === 'start' ? ['date', field] : field,
)

/** `2020-11-20`, `16:00`, `16:35`; an end on another date says so: `2020-11-21 01:00`. */
function excelTimes(when: When): Fields {
  const [date, start, end] = momentCells(when)
  const last = when.kind === 'timed' && end !== '' ? clockAt(when.end, when.endOffset).day : date
  return { date, start, end: last === date ? end : `${last} ${end}` }
}
