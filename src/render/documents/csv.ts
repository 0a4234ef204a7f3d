import { type Catalogue, defuse, type Session } from '../../model/index.js'
import { withoutMissingOriginals } from '../../planning/sessions/repeats.js'
import { safeBlock } from '../screen/terminal.js'
import type { View } from '../views.js'
import { speakerInFull } from '../words/labels.js'
import { sessionFields } from './catalogue-document.js'
import { viewCells } from './cells.js'
import { type Fields, joined } from './fields.js'

/** `raw`: cells are not protected from being read as formulas. */
export interface CsvOptions {
  readonly raw: boolean
}

// biome-ignore format: the columns in one look
const COLUMNS: readonly string[] = [
  'id', 'title', 'kind', 'track', 'tags', 'level', 'room', 'start', 'end', 'date',
  'speakers', 'abstract', 'url', 'video', 'repeat_of', 'status', 'uid', 'conference',
]

function columnsOf(sessions: readonly Session[]): readonly string[] {
  return sessions.some(({ source }) => source !== undefined) ? [...COLUMNS, 'source'] : COLUMNS
}

/** A view as CSV with a head row. Times of sessions are ISO 8601 with the venue's offset. */
export async function csvOf(view: View, options: CsvOptions): Promise<string> {
  const rows = await rowsOf(view)
  return csvText(
    rows.map((row) => row.map(safeBlock)),
    options,
  )
}

/** RFC 4180: commas, CRLF, and quotes where necessary, in UTF-8. */
export function csvText(rows: readonly (readonly string[])[], { raw }: CsvOptions): string {
  return rows.map((row) => `${row.map((cell) => cellText(cell, raw)).join(',')}\r\n`).join('')
}

function cellText(cell: string, raw: boolean): string {
  const defused = raw ? cell : defuse(cell)
  const text = defused.toWellFormed()
  return defused !== cell || /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

async function rowsOf(view: View): Promise<readonly (readonly string[])[]> {
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

function sessionRows(
  chosen: readonly Session[],
  { conference, details, sessions: programme }: Catalogue,
): readonly (readonly string[])[] {
  const sessions = withoutMissingOriginals(chosen, programme)
  const columns = columnsOf(sessions)
  const rows = sessions.map((session) => {
    const fields = sessionFields(session, details(session.id))
    const cells: Fields = {
      ...fields,
      track: joined(session.tracks),
      tags: joined(session.tags),
      speakers: joined(session.speakers.map(speakerInFull)),
      conference: conference.name,
    }
    return columns.map((column) => textOf(cells[column]))
  })
  return [columns, ...rows]
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
