import { type Catalogue, defuse, type Session } from '../../model/index.js'
import { withoutMissingOriginals } from '../../planning/sessions/repeats.js'
import { safeBlock } from '../screen/terminal.js'
import type { View } from '../views.js'
import { speakerInFull } from '../words/labels.js'
import { sessionFields } from './catalogue-document.js'
import { type Choice, chosenColumns } from './chosen-fields.js'
import { viewCells } from './documents.js'
import { type Fields, joined, type Rows, SESSION_FIELDS } from './fields.js'

/**
 * A view as CSV with a head row. Times of sessions are ISO 8601 with the venue's offset. `raw`: cells are not protected
 * from being read as formulas.
 */
export function* csvLines(view: View, raw: boolean, choice: Choice = {}): Generator<string> {
  for (const row of chosenColumns(rowsOf(view), choice))
    yield csvLine(
      row.map((cell) => safeBlock(String(cell ?? ''))),
      raw,
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

function rowsOf(view: View): Rows {
  switch (view.kind) {
    case 'sessions':
    case 'timetable':
      return sessionRows(view.sessions, view.catalogue)
    case 'session':
      return sessionRows([view.session], view.catalogue)
    default:
      return viewCells(view)
  }
}

/** One row at a time, so that those of a large programme need not all be in memory. */
function* sessionRows(
  chosen: readonly Session[],
  { conference, details, sessions: programme }: Catalogue,
): Generator<readonly string[]> {
  const sessions = withoutMissingOriginals(chosen, programme)
  const hasSources = sessions.some(({ source }) => source !== undefined)
  const columns = hasSources ? [...SESSION_FIELDS, 'source'] : SESSION_FIELDS
  yield columns
  for (const session of sessions) {
    const fields = sessionFields(session, details(session.id))
    const cells: Fields = {
      track: joined(session.tracks),
      tags: joined(session.tags),
      speakers: joined(session.speakers.map(speakerInFull)),
      conference: conference.name,
    }
    yield columns.map((column) => String(cells[column] ?? fields[column] ?? ''))
  }
}
