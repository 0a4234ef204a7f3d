import { SESSION_HEADS, sessionCells } from './documents/fields.js'
import { safe } from './screen/terminal.js'
import type { Format, Screen, View } from './views.js'

export interface FormatOptions {
  /** CSV cells are not protected from being read as formulas. */
  readonly rawCsv?: boolean
}

/** A view in a format, ending with a line end. Loads only what this view and format need. */
export async function render(view: View, format: Format, screen: Screen, options: FormatOptions = {}): Promise<string> {
  switch (format) {
    case 'table':
      return (await import('./view-text.js')).viewText(view, screen)
    case 'tsv':
      return tsvOf(view)
    case 'csv':
      return (await import('./documents/csv.js')).csvOf(view, { raw: options.rawCsv ?? false })
    case 'json':
      return (await import('./documents/json.js')).jsonOf(view)
    case 'yaml':
      return (await import('./documents/yaml.js')).yamlOf(view)
  }
}

/** `render` in pieces, where the output may be too long for one string. */
export async function* renderPieces(view: View, format: Format, screen: Screen): AsyncGenerator<string> {
  if (view.kind !== 'clashes' || format === 'table') yield render(view, format, screen)
  else yield* (await import('./documents/clash-pieces.js')).clashPieces(view, format)
}

/** A view as tab-separated lines with heads: nothing is cut or folded, and no cell contains a tab or line end. */
export async function tsvOf(view: View): Promise<string> {
  const rows = await rowsOf(view)
  return rows.map((row) => `${row.map(safe).join('\t')}\n`).join('')
}

/** `list` in a pipe must be fast, so it loads nothing more. */
async function rowsOf(view: View): Promise<readonly (readonly string[])[]> {
  if (view.kind === 'sessions' || view.kind === 'timetable') return [SESSION_HEADS, ...view.sessions.map(sessionCells)]
  if (view.kind === 'session') return [SESSION_HEADS, sessionCells(view.session)]
  const { viewCells } = await import('./documents/cells.js')
  return viewCells(view)
}
