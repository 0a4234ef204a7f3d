import Table from 'cli-table3'
import type { Sheet } from '../screen/sheet.js'
import { type Column, cellOf, columnsFor, GUTTER } from './columns.js'
import { type Part, painted } from './paragraph.js'

export interface TableColumn<Row> extends Column<Row> {
  readonly align?: 'right'
  /** For which rows its text also covers the next of the columns. */
  readonly covers?: (row: Row) => boolean
}

/** Only white space between the cells. */
const LIGHT = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GUTTER),
}

/** One column wide for cli-table3 as well. */
const STAND_IN = '\ue000'

/**
 * A table with heads and one line for each row, at most `width` wide. cli-table3 draws it around placeholders of the right
 * width, and the texts are inserted afterwards, because it measures emoji newer than 2019 and Thai wrongly, and breaks
 * colours when it cuts. Rows whose texts are equally wide are drawn once: cli-table3 takes 0.1 ms for each.
 */
export function drawTable<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  width: number,
  sheet: Sheet,
): readonly string[] {
  const { used } = columnsFor(rows, columns, width, sheet)
  const heads = used.map(({ column: { head = '', align }, width: room }): WideCell => {
    return { text: sheet.fitTo(head, room), tone: 'heading', room, align: align ?? 'left' }
  })
  const cellsIn = (row: Row) => {
    const cells: WideCell[] = []
    for (let index = 0; index < used.length; index++) {
      const [own, next] = [used[index], used[index + 1]]
      if (!own) continue
      const { column } = own
      const covered = column.covers?.(row) && columns[columns.indexOf(column) + 1] === next?.column ? next : undefined
      const room = own.width + (covered ? GUTTER + covered.width : 0)
      cells.push({ ...cellOf(column, row, room, sheet), room, align: column.align ?? 'left' })
      if (covered) index++
    }
    return cells
  }
  const drawn = new Map<string, readonly string[]>()
  return [heads, ...rows.map(cellsIn)].map((cells) => {
    const widths = cells.map(({ text }) => sheet.widthOf(text))
    const shape = cells.map(({ room }, index) => `${room} ${widths[index]}`).join(' ')
    const gaps = drawn.get(shape) ?? gapsAround(cells, widths)
    drawn.set(shape, gaps)
    const texts = cells.filter(({ text }) => text !== '')
    const line = gaps.map((gap, index) => gap + painted(texts[index] ?? { text: '' }, sheet)).join('')
    return line.trimEnd()
  })
}

interface WideCell extends Part {
  readonly room: number
  readonly align: 'left' | 'right'
}

/** The white space before, between and behind the texts of a row. */
function gapsAround(cells: readonly WideCell[], widths: readonly number[]): readonly string[] {
  const table = new Table({
    chars: LIGHT,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: cells.map(({ room }) => room),
    colAligns: cells.map(({ align }) => align),
  })
  table.push(widths.map((width) => STAND_IN.repeat(width)))
  return table.toString().split(/\ue000+/)
}
