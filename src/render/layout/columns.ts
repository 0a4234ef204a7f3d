import type { Phase } from '../../planning/agenda/relative-to-now.js'
import type { Sheet, Tone } from '../screen/sheet.js'
import { type Part, painted } from './paragraph.js'

/** A column of rows of type `Row`. Its texts must be safe. */
export interface Column<Row> {
  readonly head?: string
  /** In full. A column that is empty in every row is left out. */
  readonly text: (row: Row) => string
  /** In at most `width` columns of the screen; otherwise the text is cut at its end. */
  readonly within?: (row: Row, width: number) => string
  readonly tone?: Tone | undefined | ((row: Row) => Tone | undefined)
  /** What is strong in a text of it. */
  readonly hits?: ((text: string) => Part['hits']) | undefined
  /** What the text links to. */
  readonly href?: (row: Row) => string | undefined
  /** It does not become narrower while other columns can; without it, it is cut last. */
  readonly least?: number
  /** Columns of a higher rank are cut after those of a lower one; 3 by default. */
  readonly rank?: number
  /** If columns must be cut below their least, it keeps this while others can be cut; 8 by default. */
  readonly enough?: number
  /** Whether it gives up the space that its texts leave after they are shortened. */
  readonly snug?: true
}

export interface Columns<Row, Own extends Column<Row> = Column<Row>> {
  /** Without empty columns. */
  readonly used: readonly { readonly column: Own; readonly width: number }[]
  /** Where each of them begins, and where one more would. */
  readonly starts: readonly number[]
  readonly line: (row: Row) => Line
  /** Texts in these columns; each may reach into empty ones behind it. */
  readonly lineOf: (cells: readonly Part[]) => Line
}

/** A line in its colours, without white space at its end. */
export interface Line {
  readonly text: string
  readonly width: number
}

/** The white space between columns. */
export const GUTTER = 2
const LAST_RANK = 3

/** Sets rows in columns that have room in `width`. */
export function columnsFor<Row, Own extends Column<Row>>(
  rows: readonly Row[],
  columns: readonly Own[],
  width: number,
  sheet: Sheet,
): Columns<Row, Own> {
  const kept = columns.filter(({ text }) => rows.some((row) => text(row) !== ''))
  const widest = ({ head = '' }: Own, textOf: (row: Row) => string) =>
    Math.min(width, widestOf([head, ...rows.map(textOf)], sheet))
  const wants = kept.map((column): Want => {
    const { least = Number.POSITIVE_INFINITY, rank = LAST_RANK, enough = TELLING } = column
    return { natural: widest(column, column.text), least, rank, enough }
  })
  const room = width - GUTTER * (kept.length - 1)
  const first = columnWidths(wants, room)
  const snug = wants.map((want, index) => {
    const [column, most = 1] = [kept[index], first[index]]
    if (!column?.snug) return want
    return {
      ...want,
      natural: Math.min(
        most,
        widest(column, (row) => cellOf(column, row, most, sheet).text),
      ),
    }
  })
  const widths = columnWidths(snug, room)
  const used = kept.map((column, index) => ({ column, width: widths[index] ?? 1 }))
  const starts = [0]
  for (const { width: own } of used) starts.push((starts.at(-1) ?? 0) + own + GUTTER)
  const lineOf = (cells: readonly Part[]) => {
    let line: Line = { text: '', width: 0 }
    for (const [index, cell] of cells.entries()) {
      const { text } = cell
      if (text === '') continue
      const start = starts[index] ?? 0
      const between = ' '.repeat(Math.max(0, start - line.width))
      line = {
        text: line.text + between + painted(cell, sheet),
        width: line.width + between.length + sheet.widthOf(text),
      }
    }
    return line
  }
  const line = (row: Row) => lineOf(used.map(({ column, width: own }) => cellOf(column, row, own, sheet)))
  return { used, starts, line, lineOf }
}

/** A row's cell in a column that is `width` wide. */
export function cellOf<Row>(
  { text, within, tone, hits, href }: Column<Row>,
  row: Row,
  width: number,
  { fitTo }: Sheet,
): Part {
  const shown = within?.(row, width) ?? fitTo(text(row), width)
  return {
    text: shown,
    tone: typeof tone === 'function' ? tone(row) : tone,
    hits: hits?.(shown),
    href: href?.(row),
  }
}

/** The tone of a column where what is over is faint. */
export function toneInTime<Row extends { readonly phase: Phase | undefined }>({
  tone,
}: Column<Row>): (row: Row) => Tone | undefined {
  return (row) => (row.phase === 'over' ? 'faint' : typeof tone === 'function' ? tone(row) : tone)
}

/** The width of a column's widest text, and how narrow it may become. */
export interface Want {
  readonly natural: number
  /** It does not shrink below this while other columns can. */
  readonly least: number
  /** Columns of a higher rank shrink after those of a lower one. */
  readonly rank: number
  /** Before it becomes narrower than this, columns of the next rank shrink. */
  readonly enough?: number
}

const TELLING = 8

/**
 * Widths that sum up to at most `room`, one for each column: natural if there is room, or else columns shrink rank by
 * rank, the widest of a rank first, to their least width. If that is not enough, they shrink to what is enough (8 by
 * default) and then to 1.
 */
export function columnWidths(wants: readonly Want[], room: number): readonly number[] {
  const widths = wants.map(({ natural }) => Math.max(1, natural))
  const ranks = [...new Set(wants.map(({ rank }) => rank))].sort((a, b) => a - b)
  let over = widths.reduce((sum, width) => sum + width, 0) - room
  const shrink = (rank: number, least: (want: Want) => number) => {
    const columns = wants.flatMap((want, column) =>
      want.rank === rank ? [{ column, least: Math.max(1, least(want)) }] : [],
    )
    while (over > 0) {
      let widest = -1
      for (const { column, least: stop } of columns) {
        const width = widths[column] ?? 0
        if (width > stop && (widest < 0 || width > (widths[widest] ?? 0))) widest = column
      }
      if (widest < 0) return
      widths[widest] = (widths[widest] ?? 0) - 1
      over--
    }
  }
  for (const rank of ranks) shrink(rank, ({ least }) => least)
  for (const rank of ranks) shrink(rank, ({ least, enough = TELLING }) => Math.min(least, enough))
  for (const rank of ranks) shrink(rank, () => 1)
  return widths
}

export function widestOf(texts: readonly string[], { widthOf }: Pick<Sheet, 'widthOf'>): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0)
}
