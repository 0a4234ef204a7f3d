import { safe } from '../terminal.js'
import type { View } from '../views.js'
import { SESSION_HEADS, sessionCells } from './session-cells.js'

/** A view as tab-separated lines, heads first: nothing cut, nothing folded away, no tab or line end inside a cell. */
export async function tsvOf(view: View): Promise<string> {
  const rows = await rowsOf(view)
  return rows.map((row) => `${row.map(safe).join('\t')}\n`).join('')
}

/** `list` in a pipe is what must be fast: it loads nothing more. */
async function rowsOf(view: View): Promise<readonly (readonly string[])[]> {
  if (view.kind === 'sessions' || view.kind === 'timetable') return [SESSION_HEADS, ...view.sessions.map(sessionCells)]
  if (view.kind === 'session') return [SESSION_HEADS, sessionCells(view.session)]
  const { viewCells } = await import('./view-cells.js')
  return viewCells(view)
}
