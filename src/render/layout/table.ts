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

/** One column wide for cli-table3 as well. A text that contains it is inserted like any other. */
const STAND_IN = '\ue000'

/** cli-table3 looks at every row above a cell, so that drawing a long table in one piece would be quadratic. */
const BATCH = 200

/**
 * A table with heads and one line for each row. cli-table3 draws it around placeholders of the right width, and the
 * texts are inserted afterwards, because it measures emoji newer than 2019 and Thai wrongly, and breaks colours when it
 * cuts.
 */
export function drawGrid(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  sheet: Sheet,
): readonly string[] {
  const heads = columns.map(({ head }): Cell => ({ text: head, tone: 'heading' }))
  const cells = [heads, ...rows].map((row) => columns.map(({ width }, index) => laidOut(row[index], width, sheet)))
  const texts = cells.flat().filter(({ width }) => width > 0)
  let next = 0
  const lines: string[] = []
  for (let begin = 0; begin < cells.length; begin += BATCH) {
    const table = new Table({
      chars: LIGHT,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      colWidths: columns.map(({ width }) => width),
      colAligns: columns.map(({ align }) => align),
    })
    table.push(...cells.slice(begin, begin + BATCH).map((row) => row.map(({ width }) => STAND_IN.repeat(width))))
    const drawn = table.toString().replace(/\ue000+/g, () => texts[next++]?.text ?? '')
    for (const line of drawn.split('\n')) lines.push(line.trimEnd())
  }
  return lines
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
