import type { Catalogue } from '../../model/conference.js'
import type { Session } from '../../model/session.js'
import { safeBlock } from '../terminal.js'
import { speakersInFull } from '../text/speaker-label.js'
import type { View } from '../views.js'
import { sessionFields } from './catalogue-document.js'
import type { Fields } from './fields.js'
import { viewCells } from './view-cells.js'

/** `raw`: cells as they are, even where a spreadsheet would take one for a formula. */
export interface CsvOptions {
  readonly raw: boolean
}

/** The columns of sessions: keys of `catalogue/1` that fit into a cell. */
// biome-ignore format: the columns in one look
const COLUMNS = [
  'id', 'title', 'kind', 'track', 'tags', 'level', 'room', 'start', 'end', 'date',
  'speakers', 'abstract', 'url', 'video', 'repeat_of', 'status',
] as const

/** A view as CSV, heads first. Times of sessions are ISO 8601 with the venue's offset. */
export function csvOf(view: View, options: CsvOptions): string {
  return csvText(
    rowsOf(view).map((row) => row.map(safeBlock)),
    options,
  )
}

/** RFC 4180: commas, CRLF, quotes where they are needed; UTF-8 can write every cell. */
export function csvText(rows: readonly (readonly string[])[], { raw }: CsvOptions): string {
  return rows.map((row) => `${row.map((cell) => cellText(cell, raw)).join(',')}\r\n`).join('')
}

/**
 * What a spreadsheet takes for a formula (OWASP, CSV injection): `= + - @` at the start, also in full width, behind white
 * space, or a leading tab or line end. An apostrophe in front makes it text; text that looks defused already gets one
 * more, so that a reader who takes one off has what was there.
 */
const FORMULA = /^'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/

function cellText(cell: string, raw: boolean): string {
  const defused = !raw && FORMULA.test(cell)
  const text = (defused ? `'${cell}` : cell).replace(/\p{Surrogate}/gu, '\ufffd')
  return defused || /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

function rowsOf(view: View): readonly (readonly string[])[] {
  switch (view.kind) {
    case 'sessions':
    case 'timetable':
      return [COLUMNS, ...view.sessions.map((session) => sessionRow(session, view.catalogue))]
    case 'session':
      return [COLUMNS, sessionRow(view.session, view.catalogue)]
    default:
      return viewCells(view)
  }
}

function sessionRow(session: Session, { details }: Catalogue): readonly string[] {
  const fields = sessionFields(session, details(session.id))
  const cells: Fields = { ...fields, tags: session.tags.join('; '), speakers: speakersInFull(session.speakers) }
  return COLUMNS.map((column) => textOf(cells[column]))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
