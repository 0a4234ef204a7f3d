import { type Rows, SESSION_HEADS, sessionCells } from './documents/fields.js'
import { inPieces } from './pieces.js'
import { safe } from './screen/terminal.js'
import type { Format, Screen, View } from './views.js'

export interface FormatOptions {
  /** CSV cells are not protected from being read as formulas. */
  readonly rawCsv?: boolean
}

/** A view in a format, ending with a line end. Loads only what this view and format need. */
export async function render(view: View, format: Format, screen: Screen, options?: FormatOptions): Promise<string> {
  let text = ''
  for await (const piece of renderPieces(view, format, screen, options)) text += piece
  return text
}

/** `render` in pieces, because a programme may have millions of clashes. */
export async function* renderPieces(
  view: View,
  format: Format,
  screen: Screen,
  { rawCsv = false }: FormatOptions = {},
): AsyncGenerator<string> {
  switch (format) {
    case 'table':
      return yield (await import('./view-text.js')).viewText(view, screen)
    case 'tsv':
      return yield* inPieces(tsvLines(await rowsOf(view)))
    case 'csv':
      return yield* inPieces((await import('./documents/csv.js')).csvLines(view, rawCsv))
    case 'json':
      return yield* inPieces((await import('./documents/json.js')).jsonTexts(view))
    case 'yaml':
      return yield* inPieces((await import('./documents/yaml.js')).yamlTexts(view))
  }
}

/** Tab-separated lines with heads: nothing is cut or folded, and no cell contains a tab or line end. */
function* tsvLines(rows: Rows): Generator<string> {
  for (const row of rows) yield `${row.map((cell) => safe(String(cell ?? ''))).join('\t')}\n`
}

/** `list` in a pipe must be fast, so it loads nothing more. */
async function rowsOf(view: View): Promise<Rows> {
  if (view.kind === 'sessions' || view.kind === 'timetable') return [SESSION_HEADS, ...view.sessions.map(sessionCells)]
  if (view.kind === 'session') return [SESSION_HEADS, sessionCells(view.session)]
  return (await import('./documents/documents.js')).viewCells(view)
}
