import { columnWidths, type Want, widestOf } from './columns.js'
import type { Part } from './flow.js'
import type { Sheet } from './sheet.js'

/** A row of a plan. All texts are safe. It is set in columns if there is room, or else with its details below. */
export interface PlanRow {
  /** The time, or whatever else distinguishes rows; never cut. */
  readonly start: string
  readonly title: string
  /** After the title; never cut. */
  readonly tail?: string
  readonly cells: readonly Cell[]
  /** The same for narrow screens: one or more lines for each part. */
  readonly below: readonly Part[]
}

/** `tail` follows the text and is never cut. */
export interface Cell extends Part {
  readonly tail?: string
}

export interface PlanColumn extends Pick<Want, 'least' | 'rank'> {
  readonly head?: string
}

interface SetTable {
  readonly rowLines: (row: PlanRow) => readonly string[]
  readonly headLine: (title: string) => string
  /** A line between rows, aligned with the titles. */
  readonly freeLine: (text: string) => string
}

const COLUMNS_FROM = 72
const INDENT = 2
const GAP = 2
const LEAST_TITLE = 20

/** Chooses how to set all these rows. Columns that are empty in every row are left out. */
export function tableFor(rows: readonly PlanRow[], columns: readonly PlanColumn[], sheet: Sheet): SetTable {
  return sheet.width < COLUMNS_FROM ? stacked(rows, sheet) : columned(rows, columns, sheet)
}

function columned(rows: readonly PlanRow[], columns: readonly PlanColumn[], sheet: Sheet): SetTable {
  const { width, ink, padTo, fitTo, widthOf } = sheet
  const textOf = ({ cells }: PlanRow, column: number) => (cells[column]?.text ?? '') + (cells[column]?.tail ?? '')
  const used = columns.flatMap((column, index) =>
    rows.some((row) => textOf(row, index) !== '') ? [{ ...column, index }] : [],
  )
  const start = widestOf(
    rows.map((row) => row.start),
    sheet,
  )
  const widest = (texts: readonly string[]) => Math.min(width, widestOf(texts, sheet))
  const lead = INDENT + start + GAP
  const titleIn = ({ title: name, tail = '' }: PlanRow, room: number) => fitBeside(name, tail, room, sheet)
  const [title = 1, ...widths] = columnWidths(
    [
      { natural: widest(rows.map(({ title: name, tail = '' }) => name + tail)), least: LEAST_TITLE, rank: 2 },
      ...used.map(({ index, head = '', least, rank }) => {
        return { natural: widest([head, ...rows.map((row) => textOf(row, index))]), least, rank }
      }),
    ],
    width - lead - GAP * used.length,
  )
  const between = ' '.repeat(GAP)
  const line = (first: string, cells: readonly Cell[]) => {
    const last = cells.findLastIndex(({ text }) => text !== '')
    const shown = cells.slice(0, last + 1).map(({ text, tail = '', tone }, column) => {
      const room = widths[column] ?? 1
      const fitted = fitBeside(text, tail, room, sheet)
      const painted = tone && fitted !== '' ? ink[tone](fitted) : fitted
      return column === last ? painted : painted + ' '.repeat(Math.max(0, room - widthOf(fitted)))
    })
    return [first, ...shown].join(between).trimEnd()
  }
  return {
    rowLines: (row) => [
      line(
        ' '.repeat(INDENT) + padTo(row.start, start) + between + padTo(titleIn(row, title), title),
        used.map(({ index }) => row.cells[index] ?? { text: '' }),
      ),
    ],
    freeLine: (text) => freeLine(text, lead, sheet),
    headLine: (name) =>
      line(
        ink.heading(fitTo(name, lead + title)) + ' '.repeat(Math.max(0, lead + title - widthOf(name))),
        used.map(({ head = '' }) => ({ text: head, tone: 'faint' })),
      ),
  }
}

function fitBeside(text: string, tail: string, room: number, { fitTo, widthOf }: Sheet): string {
  return fitTo(fitTo(text, Math.max(1, room - widthOf(tail))) + tail, room)
}

function freeLine(text: string, indent: number, { ink, glyphs, fitTo, width }: Sheet): string {
  return ' '.repeat(indent) + ink.faint(fitTo(`${glyphs.dot} ${text}`, width - indent))
}

function stacked(rows: readonly PlanRow[], sheet: Sheet): SetTable {
  const { width, ink, padTo, fitTo, wrapTo } = sheet
  const start = widestOf(
    rows.map((row) => row.start),
    sheet,
  )
  const lead = INDENT + start + GAP
  const titleIn = ({ title: name, tail = '' }: PlanRow, room: number) => fitBeside(name, tail, room, sheet)
  // Below the title, unless that is indented too far.
  const indent = lead * 4 <= width ? lead : INDENT + GAP
  return {
    rowLines: (row) => [
      ' '.repeat(INDENT) + padTo(row.start, start) + ' '.repeat(GAP) + titleIn(row, width - lead),
      ...row.below.flatMap(({ text, tone }) => {
        if (text === '') return []
        const paint = tone ? ink[tone] : (same: string) => same
        return wrapTo(text, width - indent).map((part) => ' '.repeat(indent) + paint(part))
      }),
    ],
    freeLine: (text) => freeLine(text, indent, sheet),
    headLine: (name) => ink.heading(fitTo(name, width)),
  }
}
