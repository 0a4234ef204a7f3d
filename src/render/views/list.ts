import { isInPassing, type Session, type Stage } from '../../model/index.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { dayLines } from '../layout/day.js'
import { closing, cutLines, flow } from '../layout/paragraph.js'
import { type NumberedLines, numberRows } from '../layout/row-numbers.js'
import { drawTable, type TableColumn } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import type { SessionsView } from '../views.js'
import { foldedSentence, headlineOf, stageLegend } from '../words/headline.js'
import { count } from '../words/labels.js'
import { daysIn, fitLabel, groupRows, isRun, type SessionRow, shortOf, wholeOf } from '../words/session-rows.js'
import { typed } from '../words/shell.js'

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 60

/**
 * A list of sessions for a person: a headline, a table (two lines a session on a narrow screen), counts, the next step.
 */
export function listLines(view: SessionsView, sheet: Sheet): NumberedLines {
  const folding: Folding = view.fold
    ? foldAway(view.sessions, ({ id }) => view.stages.has(id))
    : { shown: view.sessions, folded: new Map() }
  const shown = folding.shown.slice(0, view.limit)
  const place = shown.some(({ room }) => room !== undefined) ? 'room' : 'track'
  const groups = groupRows(view, shown, place)
  const headline = headlineOf(view, view.days ?? daysIn(shown), shown, stageLegend(shown, view.stages, sheet.glyphs))
  const rows = groups.flatMap((group) => group.rows)
  const numbers = numberRows(rows, ({ ids }) => ids, sheet)
  const { heads, linesOf } = sessionTable(rows, { place, stages: view.stages }, numbers.sheet)
  const next = nextPick(view, shown, rows)
  const number = rows.find(({ ids }) => next !== undefined && ids.length === 1 && ids[0] === next)
  const example = (number && numbers.numberOf(number)?.toString()) ?? next
  const last = ending(view, { ...folding, shown }, example, sheet)
  const body = dayLines(groups, (row) => numbers.before(row, linesOf(row)), sheet)
  return { lines: [...flow(headline, sheet), ...numbers.headed(heads), ...body, ...last], rows: numbers.rows }
}

function ending(
  view: SessionsView,
  { shown, folded }: Folding,
  example: string | undefined,
  sheet: Sheet,
): readonly string[] {
  if (shown.length === 0) return ['No sessions.']
  const away = foldedSentence(folded)
  const all = view.sessions.length
  const counts = shown.length === all ? `${count(all, 'session')}.` : `${shown.length} of ${all}. ${away}`.trimEnd()
  const step = example === undefined ? 'Your days: kubeplan agenda' : `Pick: kubeplan add ${typed(example)}`
  return closing([counts, step], sheet)
}

/** The first session that could still be picked, for the example: preferably a talk, and one with its own line. */
function nextPick(
  { stages }: SessionsView,
  shown: readonly Session[],
  rows: readonly SessionRow[],
): string | undefined {
  const open = shown.filter(({ id, status }) => !stages.has(id) && status === 'confirmed')
  const alone = new Set(rows.flatMap((row) => (isRun(row) ? [] : row.session.id)))
  const talks = open.filter(({ kind }) => !isInPassing(kind))
  return (talks.find(({ id }) => alone.has(id)) ?? talks[0] ?? open[0])?.id
}

interface SetRows {
  readonly heads: readonly string[]
  readonly linesOf: (row: SessionRow) => readonly string[]
}

interface RowStyle {
  readonly place: 'room' | 'track'
  readonly stages: ReadonlyMap<string, Stage>
}

/** In columns; for a mark before every row. */
const MARK = 2

/** How to set these rows: in a table, or with two lines each on a narrow screen. */
export function sessionTable(rows: readonly SessionRow[], style: RowStyle, sheet: Sheet): SetRows {
  return (sheet.width < TABLE_FROM ? twoLineRows : tableRows)(rows, style, sheet)
}

/** A table of one line for each session. The title of a run, which has no speakers, covers their column. */
function tableRows(rows: readonly SessionRow[], { place, stages }: RowStyle, sheet: Sheet): SetRows {
  if (rows.length === 0) return { heads: [], linesOf: () => [] }
  const share = (percent: number) => Math.floor((sheet.width * percent) / 100)
  const columns: readonly TableColumn<SessionRow>[] = [
    { head: 'TIME', text: ({ time }) => time },
    {
      head: 'TITLE',
      text: ({ title }) => wholeOf(title),
      within: ({ title }, width) => fitLabel(title, width, sheet),
      covers: isRun,
      least: 20,
      rank: 2,
    },
    {
      head: 'SPEAKERS',
      text: ({ speakers }) => wholeOf(speakers),
      within: ({ speakers }, width) => fitLabel(speakers, width, sheet),
      snug: true,
      least: share(20),
      rank: 1,
    },
    {
      head: place.toUpperCase(),
      text: (row) => wholeOf(row.place),
      within: (row, width) => fitLabel(row.place, width, sheet),
      tone: 'faint',
      snug: true,
      least: share(15),
      rank: 1,
    },
  ]
  const [heads = '', ...lines] = drawTable(rows, columns, sheet.width - MARK, sheet)
  const drawn = new Map(rows.map((row, index) => [row, lines[index] ?? '']))
  return {
    heads: [' '.repeat(MARK) + heads],
    linesOf: (row) => [markOf(row, stages, sheet) + (drawn.get(row) ?? '')],
  }
}

function markOf({ session }: SessionRow, stages: RowStyle['stages'], { ink, glyphs }: Sheet): string {
  const stage = stages.get(session.id)
  return stage ? `${ink[stage](glyphs[stage])} ` : ' '.repeat(MARK)
}

/** In columns; a shorter name is not recognisable. */
const NAME = 8

/** Title, then time, place and people on a second line, for screens too narrow for columns. */
function twoLineRows(_: readonly SessionRow[], { stages }: RowStyle, sheet: Sheet): SetRows {
  const { glyphs, width } = sheet
  const linesOf = (row: SessionRow) => {
    const { time, speakers, place } = row
    const dot = ` ${glyphs.dot} `
    const where = [time, shortOf(place)].filter(Boolean).join(dot)
    const room = width - 2 * MARK - sheet.widthOf(where + dot)
    const people = room < NAME ? '' : fitLabel(speakers, room, sheet)
    const details = [where, people].filter(Boolean).join(dot)
    const title = fitLabel(row.title, width - MARK, sheet)
    return [markOf(row, stages, sheet) + title, ...cutLines([{ text: details, tone: 'faint' }], sheet, 2 * MARK)]
  }
  return { heads: [], linesOf }
}
