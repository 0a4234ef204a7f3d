import Table from 'cli-table3'
import type { Sheet, Tone } from '../screen/sheet.js'

export interface Column {
  readonly head: string
  readonly align: 'left' | 'right'
  readonly width: number
}

export interface Cell {
  readonly text: string
  readonly tone?: Tone
  /** A coloured sign before the text; it counts towards the text's width. */
  readonly sign?: string
  readonly signTone?: Tone
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
  middle: '  ',
}

export const GUTTER = LIGHT.middle.length

/** One column wide for cli-table3 as well. */
const STAND_IN = '\ue000'

/**
 * A table with heads and one line for each row. cli-table3 draws it around placeholders of the right width, and the
 * texts are inserted afterwards, because it measures emoji newer than 2019 and Thai wrongly, and breaks colours when it
 * cuts. Rows whose texts are equally wide are drawn once: cli-table3 takes 0.1 ms for each.
 */
export function drawGrid(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  sheet: Sheet,
): readonly string[] {
  const heads = columns.map(({ head }): Cell => ({ text: head, tone: 'heading' }))
  const drawn = new Map<string, readonly string[]>()
  return [heads, ...rows].map((row) => {
    const cells = columns.map(({ width }, index) => laidOut(row[index], width, sheet))
    const shape = cells.map(({ width }) => width).join(' ')
    const gaps = drawn.get(shape) ?? gapsAround(cells, columns)
    drawn.set(shape, gaps)
    let line = gaps[0] ?? ''
    let next = 1
    for (const { text, width } of cells) if (width > 0) line += text + (gaps[next++] ?? '')
    return line.trimEnd()
  })
}

/** The white space before, between and behind the texts of a row. */
function gapsAround(cells: readonly { readonly width: number }[], columns: readonly Column[]): readonly string[] {
  const table = new Table({
    chars: LIGHT,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: columns.map(({ width }) => width),
    colAligns: columns.map(({ align }) => align),
  })
  table.push(cells.map(({ width }) => STAND_IN.repeat(width)))
  return table.toString().split(/\ue000+/)
}

function laidOut(
  cell: Cell | undefined,
  width: number,
  sheet: Sheet,
): { readonly text: string; readonly width: number } {
  const { sign = '', text = '', tone, signTone } = cell ?? { text: '' }
  const whole = sheet.fitTo(sign + text, width)
  const paint = (part: string, by: Tone | undefined) => (by && part !== '' ? sheet.ink[by](part) : part)
  const split = whole.startsWith(sign) ? sign.length : 0
  return { text: paint(whole.slice(0, split), signTone) + paint(whole.slice(split), tone), width: sheet.widthOf(whole) }
}
