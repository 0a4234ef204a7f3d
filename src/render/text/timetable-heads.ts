import type { TimetableColumn } from '../../planning/timetable/timetable.js'
import { safe } from '../terminal.js'
import type { TimetableView } from '../views.js'
import type { Sheet } from './sheet.js'
import { wrapped } from './timetable-box.js'
import type { Measure } from './timetable-measure.js'

const MOST_LINES = 3

/** The names above the columns that have one, each ending on the line above its boxes. */
export function headLines(
  columns: readonly TimetableColumn[],
  { gutter, between }: Measure,
  { across }: Pick<TimetableView, 'across'>,
  sheet: Sheet,
): readonly string[] {
  let slot = 0
  const heads = columns.map((column) => {
    const width = between(slot, slot + column.slots)
    slot += column.slots
    const name = columnName(column, across)
    return { width, lines: name === '' ? [] : wrapped(name, width - 2, MOST_LINES, sheet) }
  })
  const height = Math.max(0, ...heads.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, line) => {
    const cells = heads.map(
      ({ width, lines }) => `  ${sheet.padTo(lines[line - height + lines.length] ?? '', width - 1)}`,
    )
    return ' '.repeat(gutter) + sheet.ink.heading(cells.join('').trimEnd())
  })
}

export function columnName(
  { name, mine = false }: { readonly name?: string; readonly mine?: boolean },
  across: TimetableView['across'],
): string {
  if (mine) return 'Mine'
  if (name !== undefined) return safe(name)
  return across === undefined ? '' : `(no ${across})`
}
