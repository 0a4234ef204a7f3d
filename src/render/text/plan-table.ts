import { columnWidths, type Want, widestOf } from './columns.js'
import type { Part } from './flow.js'
import type { Sheet } from './sheet.js'

/** A row of a plan as words, all safe: set in columns where there is room, else with what belongs to it below. */
export interface PlanRow {
  /** Never cut. */
  readonly start: string
  readonly title: string
  /** What follows the title in columns. */
  readonly cells: readonly Part[]
  /** The same on narrow screens: a line each, on more lines where it must. */
  readonly below: readonly Part[]
}

/** A column behind the title. */
export interface PlanColumn extends Pick<Want, 'least' | 'rank'> {
  readonly head?: string
}

/** How a table is set: its rows, and the line above them. */
export interface SetTable {
  readonly rowLines: (row: PlanRow) => readonly string[]
  readonly headLine: (title: string) => string
}

export const COLUMNS_FROM = 72
const INDENT = 2
const GAP = 2
const LEAST_TITLE = 20

/** One way to set all these rows; columns that stay empty are left out. */
export function tableFor(rows: readonly PlanRow[], columns: readonly PlanColumn[], sheet: Sheet): SetTable {
  return sheet.width < COLUMNS_FROM ? stacked(rows, sheet) : columned(rows, columns, sheet)
}

function columned(rows: readonly PlanRow[], columns: readonly PlanColumn[], sheet: Sheet): SetTable {
  const { width, ink, padTo, fitTo, widthOf } = sheet
  const textOf = (row: PlanRow, column: number) => row.cells[column]?.text ?? ''
  const used = columns.flatMap((column, index) =>
    rows.some((row) => textOf(row, index) !== '') ? [{ ...column, index }] : [],
  )
  const start = widestOf(
    rows.map((row) => row.start),
    sheet,
  )
  const widest = (texts: readonly string[]) => Math.min(width, widestOf(texts, sheet))
  const lead = INDENT + start + GAP
  const [title = 1, ...widths] = columnWidths(
    [
      { natural: widest(rows.map((row) => row.title)), least: LEAST_TITLE, rank: 2 },
      ...used.map(({ index, head = '', least, rank }) => {
        return { natural: widest([head, ...rows.map((row) => textOf(row, index))]), least, rank }
      }),
    ],
    width - lead - GAP * used.length,
  )
  const between = ' '.repeat(GAP)
  const line = (first: string, cells: readonly Part[]) => {
    const last = cells.findLastIndex(({ text }) => text !== '')
    const shown = cells.slice(0, last + 1).map(({ text, tone }, column) => {
      const room = widths[column] ?? 1
      const fitted = fitTo(text, room)
      const painted = tone && fitted !== '' ? ink[tone](fitted) : fitted
      return column === last ? painted : painted + ' '.repeat(Math.max(0, room - widthOf(fitted)))
    })
    return [first, ...shown].join(between).trimEnd()
  }
  return {
    rowLines: (row) => [
      line(
        `${' '.repeat(INDENT)}${padTo(row.start, start)}${between}${padTo(row.title, title)}`,
        used.map(({ index }) => row.cells[index] ?? { text: '' }),
      ),
    ],
    headLine: (name) =>
      line(
        ink.heading(fitTo(name, lead + title)) + ' '.repeat(Math.max(0, lead + title - widthOf(name))),
        used.map(({ head = '' }) => ({ text: head, tone: 'faint' })),
      ),
  }
}

function stacked(rows: readonly PlanRow[], sheet: Sheet): SetTable {
  const { width, ink, padTo, fitTo, wrapTo } = sheet
  const start = widestOf(
    rows.map((row) => row.start),
    sheet,
  )
  const lead = INDENT + start + GAP
  const indent = INDENT + GAP
  return {
    rowLines: (row) => [
      `${' '.repeat(INDENT)}${padTo(row.start, start)}${' '.repeat(GAP)}${fitTo(row.title, width - lead)}`.trimEnd(),
      ...row.below.flatMap(({ text, tone }) => {
        if (text === '') return []
        const paint = tone ? ink[tone] : (same: string) => same
        return wrapTo(text, width - indent).map((part) => ' '.repeat(indent) + paint(part))
      }),
    ],
    headLine: (name) => ink.heading(fitTo(name, width)),
  }
}
