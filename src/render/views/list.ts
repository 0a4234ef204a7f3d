import { isInPassing, type Session, type Stage } from '../../model/index.js'
import { dayLabel } from '../../model/time.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { closing, flow } from '../layout/paragraph.js'
import { type Cell, drawGrid, GUTTER } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import { columnWidths, widestOf } from '../screen/width.js'
import type { SessionsView } from '../views.js'
import { foldedSentence, headlineOf, stageLegend } from '../words/headline.js'
import { count } from '../words/labels.js'
import {
  daysIn,
  fitLabel,
  groupRows,
  type RowGroup,
  type SessionRow,
  shortOf,
  titleWithin,
  wholeOf,
} from '../words/session-rows.js'
import { typed } from '../words/shell.js'

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 60

/**
 * A list of sessions for a person: a headline, a table (two lines a session on a narrow screen), counts, the next step.
 */
export function listLines(view: SessionsView, sheet: Sheet): readonly string[] {
  const folding: Folding = view.fold
    ? foldAway(view.sessions, ({ id }) => view.stages.has(id))
    : { shown: view.sessions, folded: new Map() }
  const shown = folding.shown.slice(0, view.limit)
  const place = shown.some(({ room }) => room !== undefined) ? 'room' : 'track'
  const groups = groupRows(view, shown, place)
  const headline = headlineOf(view, view.days ?? daysIn(shown), shown, stageLegend(shown, view.stages, sheet.glyphs))
  const rows = groups.flatMap((group) => group.rows)
  const set = sheet.width < TABLE_FROM ? twoLineRows : tableRows
  const { heads, lines } = set(rows, { place, stages: view.stages }, sheet)
  const body = [...heads, ...underHeadings(groups, lines, sheet)]
  const last = ending(view, { ...folding, shown }, nextPick(view, shown, rows), sheet)
  return [...flow(headline, sheet), ...body, ...last]
}

function underHeadings(
  groups: readonly RowGroup[],
  rows: readonly (readonly string[])[],
  { ink }: Sheet,
): readonly string[] {
  let next = 0
  return groups.flatMap(({ heading, rows: { length } }) => {
    const lines = rows.slice(next, next + length).flat()
    next += length
    if (heading === undefined) return lines
    return [ink.heading(heading === 'unscheduled' ? 'Not scheduled' : dayLabel(heading)), ...lines]
  })
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
  const alone = new Set(rows.flatMap(({ session, shorter }) => (shorter ? [] : session.id)))
  const talks = open.filter(({ kind }) => !isInPassing(kind))
  return (talks.find(({ id }) => alone.has(id)) ?? talks[0] ?? open[0])?.id
}

interface SetRows {
  readonly heads: readonly string[]
  readonly lines: readonly (readonly string[])[]
}

interface RowStyle {
  readonly place: 'room' | 'track'
  readonly stages: ReadonlyMap<string, Stage>
}

/** In columns; for a mark before every row. */
const MARK = 2

interface RowColumn {
  readonly head: string
  readonly text: (row: SessionRow) => string
  readonly cell: (row: SessionRow, width: number) => Cell
  readonly least: number
  readonly rank: number
}

/** A table of one line for each session. Columns that are empty in every row are left out. */
export function tableRows(rows: readonly SessionRow[], { place, stages }: RowStyle, sheet: Sheet): SetRows {
  if (rows.length === 0) return { heads: [], lines: [] }
  const share = (percent: number) => Math.floor((sheet.width * percent) / 100)
  const columns: readonly RowColumn[] = [
    { head: 'TIME', text: ({ time }) => time, cell: ({ time }) => ({ text: time }), least: sheet.width, rank: 3 },
    {
      head: 'TITLE',
      text: ({ title }) => title,
      cell: (row, width) => ({ text: titleWithin(row, width, sheet) }),
      least: 20,
      rank: 2,
    },
    {
      head: 'SPEAKERS',
      text: ({ speakers }) => wholeOf(speakers),
      cell: ({ speakers }, width) => ({ text: fitLabel(speakers, width, sheet) }),
      least: share(20),
      rank: 1,
    },
    {
      head: place.toUpperCase(),
      text: (row) => wholeOf(row.place),
      cell: (row, width) => ({ text: fitLabel(row.place, width, sheet), tone: 'faint' }),
      least: share(15),
      rank: 1,
    },
  ]
  const used = columns.filter(({ text }) => rows.some((row) => text(row) !== ''))
  const lead = (column: number) => (column === 0 ? MARK : 0)
  const room = sheet.width - GUTTER * (used.length - 1)
  const wants = used.map(({ head, text, least, rank }, column) => ({
    natural: Math.min(sheet.width, lead(column) + Math.max(head.length, widestOf(rows.map(text), sheet))),
    least,
    rank,
  }))
  const first = columnWidths(wants, room)
  // Shortened names may leave space, which the titles get.
  const needed = used.map(({ head, cell }, column) => {
    const texts = rows.map((row) => cell(row, first[column] ?? 1).text)
    return Math.max(head.length, widestOf(texts, sheet))
  })
  const widths = columnWidths(
    wants.map((want, column) => {
      return want.rank === 1 ? { ...want, natural: Math.min(first[column] ?? 1, needed[column] ?? 1) } : want
    }),
    room,
  )
  const draw = (columns: readonly SetColumn[], drawn: readonly SessionRow[]) =>
    drawGrid(
      columns.map(({ head, width }, column) => ({ head: ' '.repeat(lead(column)) + head, align: 'left', width })),
      drawn.map((row) =>
        columns.map(({ cell, width }, column) => {
          const content = cell(row, width)
          return column === 0 ? { ...content, ...markOf(row, stages, sheet) } : content
        }),
      ),
      sheet,
    )
  const set = used.map((column, index) => ({ ...column, width: widths[index] ?? 1 }))
  const runs = rows.filter(isRun)
  const [top = '', ...single] = draw(
    set,
    rows.filter((row) => !isRun(row)),
  )
  const [, ...joined] = runs.length === 0 ? [] : draw(withoutSpeakers(set), runs)
  const [singleLines, runLines] = [single.values(), joined.values()]
  return { heads: [top], lines: rows.map((row) => [(isRun(row) ? runLines : singleLines).next().value ?? '']) }
}

interface SetColumn extends RowColumn {
  readonly width: number
}

function isRun({ shorter }: SessionRow): boolean {
  return shorter !== undefined
}

/** A run has no speakers, so that its title covers their column. */
function withoutSpeakers(columns: readonly SetColumn[]): readonly SetColumn[] {
  const speakers = columns.find(({ head }) => head === 'SPEAKERS')
  if (!speakers) return columns
  return columns
    .filter((column) => column !== speakers)
    .map((column) => (column.head === 'TITLE' ? { ...column, width: column.width + GUTTER + speakers.width } : column))
}

function markOf({ session }: SessionRow, stages: RowStyle['stages'], { glyphs }: Sheet): Omit<Cell, 'text'> {
  const stage = stages.get(session.id)
  return stage ? { sign: `${glyphs[stage]} `, signTone: stage } : { sign: ' '.repeat(MARK) }
}

/** In columns; a shorter name is not recognisable. */
const NAME = 8

/** Title, then time, place and people on a second line, for screens too narrow for columns. */
export function twoLineRows(rows: readonly SessionRow[], { stages }: RowStyle, sheet: Sheet): SetRows {
  const { ink, glyphs, fitTo, width } = sheet
  const lines = rows.map((row) => {
    const { session, time, speakers, place } = row
    const stage = stages.get(session.id)
    const mark = stage ? `${ink[stage](glyphs[stage])} ` : ' '.repeat(MARK)
    const dot = ` ${glyphs.dot} `
    const where = [time, shortOf(place)].filter(Boolean).join(dot)
    const room = width - 2 * MARK - sheet.widthOf(where + dot)
    const people = room < NAME ? '' : fitLabel(speakers, room, sheet)
    const details = fitTo([where, people].filter(Boolean).join(dot), width - 2 * MARK)
    const title = fitTo(titleWithin(row, width - MARK, sheet), width - MARK)
    return [mark + title, ...(details === '' ? [] : [' '.repeat(2 * MARK) + ink.faint(details)])]
  })
  return { heads: [], lines }
}
