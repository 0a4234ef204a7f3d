import type { Rows as ShownRows } from '../planning/sessions/resolve.js'
import type { Choice } from './documents/chosen-fields.js'
import { inPieces, type Rows, SESSION_HEADS, sessionCells } from './documents/fields.js'
import type { NumberedLines } from './layout/rows.js'
import type { Sheet } from './screen/sheet.js'
import { safe } from './screen/terminal.js'
import type { Format, Screen, View } from './views.js'

export interface FormatOptions extends Choice {
  /** CSV cells are not protected from being read as formulas. */
  readonly rawCsv?: boolean
  /** CSV is for spreadsheets. */
  readonly excel?: boolean
  /** Is called with the numbered rows of a table. */
  readonly onRows?: (rows: ShownRows) => void
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
  { rawCsv, excel, onRows, ...choice }: FormatOptions = {},
): AsyncGenerator<string> {
  switch (format) {
    case 'table':
      return yield viewText(view, screen, onRows)
    case 'tsv':
      return yield* inPieces(tsvLines(await chosenRows(view, choice)))
    case 'csv':
      return yield* inPieces((await import('./documents/csv.js')).csvLines(view, { rawCsv, excel }, choice))
    case 'json':
      return yield* inPieces((await import('./documents/json.js')).jsonTexts(view, choice.fields))
    case 'yaml':
      return yield* inPieces((await import('./documents/yaml.js')).yamlTexts(view, choice.fields))
    case 'ids': {
      const { idsOf } = await import('./documents/chosen-fields.js')
      return yield* inPieces(tsvLines(idsOf(await rowsOf(view)).map((id) => [id])))
    }
  }
}

/** Views cannot be set narrower than this; they are set at this width, and their lines are then broken. */
const NARROWEST = 20

async function viewText(view: View, screen: Screen, onRows: FormatOptions['onRows']): Promise<string> {
  const { withSheet } = await import('./screen/sheet.js')
  const { width } = screen
  const { lines, rows } =
    width >= NARROWEST
      ? await withSheet(screen, (sheet) => drawn(view, sheet))
      : await withSheet({ ...screen, width: NARROWEST, colour: 0 }, async (sheet) => {
          const { isCommandLine, wrapAround } = await import('./layout/paragraph.js')
          const whole = await drawn(view, sheet)
          const cut = whole.lines.flatMap((line) => (isCommandLine(line) ? [line] : wrapAround(line, width, sheet)))
          return { ...whole, lines: cut }
        })
  if (rows.length > 0) onRows?.(rows)
  return lines.map((line) => `${line}\n`).join('')
}

async function drawn(view: View, sheet: Sheet): Promise<NumberedLines> {
  const found = await linesOf(view, sheet)
  return 'rows' in found ? found : { lines: found, rows: [] }
}

/** Each view is loaded only if it is shown. */
async function linesOf(view: View, sheet: Sheet): Promise<NumberedLines | readonly string[]> {
  switch (view.kind) {
    case 'sessions':
      return (await import('./views/list.js')).listLines(view, sheet)
    case 'session':
      return (await import('./views/show.js')).showLines(view, sheet)
    case 'facet':
      return (await import('./views/facets.js')).facetLines(view, sheet)
    case 'clashes':
      return (await import('./views/clashes.js')).clashesLines(view, sheet)
    case 'agenda':
      return (await import('./views/agenda/agenda.js')).agendaLines(view, sheet)
    case 'timetable':
      return (await import('./views/grid/grid.js')).timetableLines(view, sheet)
    case 'problems':
      return (await import('./views/problems.js')).problemsLines(view, sheet)
    case 'changes':
      return (await import('./views/changes.js')).changesLines(view, sheet)
    case 'config':
      return (await import('./views/config.js')).configLines(view, sheet)
    case 'conferences':
      return (await import('./views/conferences.js')).conferencesLines(view, sheet)
    case 'plan':
      return (await import('./views/plan/plan.js')).planLines(view, sheet)
    case 'team':
      return (await import('./views/team.js')).teamLines(view, sheet)
    case 'now':
      return (await import('./views/now.js')).nowLines(view, sheet)
    case 'demand':
      return (await import('./views/demand.js')).demandLines(view, sheet)
    case 'why':
      return (await import('./views/plan/why.js')).whyLines(view, sheet)
  }
}

/** Tab-separated lines with heads: nothing is cut or folded, and no cell contains a tab or line end. */
function* tsvLines(rows: Rows): Generator<string> {
  for (const row of rows) yield `${row.map((cell) => safe(String(cell ?? ''))).join('\t')}\n`
}

async function chosenRows(view: View, choice: Choice): Promise<Rows> {
  const { fields, header } = choice
  const rows = await rowsOf(view)
  if (!fields && header !== false) return rows
  const { chosenColumns } = await import('./documents/chosen-fields.js')
  const isUsual = !fields?.some((field) => !SESSION_HEADS.some((head) => head === field))
  if (isUsual) return chosenColumns(rows, choice)
  const { withSessionColumns } = await import('./documents/csv.js')
  return chosenColumns(withSessionColumns(view, rows), choice)
}

/** `list` in a pipe must be fast, so it loads nothing more. */
async function rowsOf(view: View): Promise<Rows> {
  if (view.kind === 'sessions' || view.kind === 'timetable') return [SESSION_HEADS, ...view.sessions.map(sessionCells)]
  if (view.kind === 'session') return [SESSION_HEADS, sessionCells(view.session)]
  return (await import('./documents/documents.js')).viewCells(view)
}
