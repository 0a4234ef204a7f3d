import { safe } from '../screen/terminal.js'
import type { View } from '../views.js'
import { SESSION_HEADS, sessionCells } from './fields.js'

/** A view as tab-separated lines with heads: nothing is cut or folded, and no cell contains a tab or line end. */
export async function tsvOf(view: View): Promise<string> {
  const rows = await rowsOf(view)
  return rows.map((row) => `${row.map(safe).join('\t')}\n`).join('')
}

/** `list` in a pipe must be fast, so it loads nothing more. */
async function rowsOf(view: View): Promise<readonly (readonly string[])[]> {
  if (view.kind === 'sessions' || view.kind === 'timetable') return [SESSION_HEADS, ...view.sessions.map(sessionCells)]
  if (view.kind === 'session') return [SESSION_HEADS, sessionCells(view.session)]
  const { viewCells } = await import('./cells.js')
  return viewCells(view)
}
