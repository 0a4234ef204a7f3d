import { looksLikeName } from '../titles/title-words.js'
import type { CsvRow } from './csv-cells.js'
import { type DateSense, isDayLabel, readDate } from './csv-dates.js'
import { columnsOf } from './csv-heads.js'
import { timeOf } from './csv-times.js'

const HEADS = ['Date', 'Start', 'Room', 'Title', 'Speakers', 'Description']

/** A grid as a table with a row for each of its sessions, in the order of its rows. */
interface GridTable {
  readonly heads: readonly string[]
  readonly rows: readonly CsvRow[]
}

/**
 * Reads a table of which each column is a room and each row a time, as people make them by hand: with the day in a row
 * above, in the corner or in a column before the times. Each filled cell is a session, `Title (Speaker)` or with the
 * speakers in a second line; what is in all rooms at once is one session without a room. Undefined for other tables.
 */
export function gridTable(rows: readonly CsvRow[]): GridTable | undefined {
  const column = timeColumn(rows)
  if (column === undefined) return undefined
  const first = rows.findIndex(({ cells }) => isClock(cells[column]))
  const top = rows.slice(0, first).findLastIndex((row) => filled(row, column).length > 1)
  const head = rows[top]
  if (!head || filled(head, column).some((room) => isClock(room))) return undefined
  const named = columnsOf(head.cells.slice(column + 1))
  if ([...named.keys()].some((known) => known !== 'room' && known !== 'track')) return undefined
  let [rooms, day] = [head.cells, '']
  const sessions: CsvRow[] = []
  for (const [index, row] of rows.entries()) {
    const date = row.cells.slice(0, column + 1).find(isDay)
    if (date !== undefined) day = date
    const isHead = index === top || (index > top && !isClock(row.cells[column]) && isHeadLike(row, rooms, column))
    if (isHead) rooms = row.cells
    if (index > top && !isHead) sessions.push(...sessionsIn(row, { rooms, day, column }))
  }
  return { heads: HEADS, rows: sessions }
}

/** The first or the second column, if most rows with several cells have a time there. */
function timeColumn(rows: readonly CsvRow[]): number | undefined {
  return [0, 1].find((column) => {
    // The head names several rooms, so tables of one or two columns need not be searched for times.
    if (!rows.some((row) => filled(row, column).length > 1)) return false
    let [clocks, others] = [0, 0]
    for (const row of rows) {
      if (isClock(row.cells[column])) clocks++
      else if (filled(row, column).length > 1) others++
    }
    return clocks > 1 && others <= clocks
  })
}

/** Of a new day, or with the same rooms again. */
function isHeadLike({ cells }: CsvRow, rooms: readonly string[], column: number): boolean {
  return cells.slice(0, column + 1).some(isDay)
    ? cells.slice(column + 1).some((cell) => cell !== '')
    : cells.slice(column + 1).join('\n') === rooms.slice(column + 1).join('\n')
}

function filled({ cells }: CsvRow, column: number): readonly string[] {
  return cells.slice(column + 1).filter((cell) => cell !== '')
}

/** Every day of the year exists in it. */
const ANY_YEAR: DateSense = { order: 'dmy', yearOf: () => 2000 }

function isClock(cell: string | undefined): boolean {
  if (cell === undefined || cell === '' || isDay(cell)) return false
  const { time, doubt } = timeOf({ date: '2000-01-01', start: cell }, ANY_YEAR)
  return time.kind === 'wall' && doubt === undefined
}

function isDay(cell: string): boolean {
  return isDayLabel(cell) || [ANY_YEAR, MONTH_FIRST].some((sense) => readDate(cell, sense)?.rest === '')
}

const MONTH_FIRST: DateSense = { ...ANY_YEAR, order: 'mdy' }

interface Slot {
  readonly rooms: readonly string[]
  readonly day: string
  readonly column: number
}

function sessionsIn({ cells, range }: CsvRow, { rooms, day, column }: Slot): readonly CsvRow[] {
  const start = cells[column] ?? ''
  const inRooms = cells.flatMap((cell, at) => (at > column && cell !== '' ? [{ cell, room: rooms[at] ?? '' }] : []))
  const [first] = inRooms
  const isEverywhere = inRooms.length > 1 && inRooms.every(({ cell }) => cell === first?.cell)
  const held = isEverywhere && first ? [{ cell: first.cell, room: '' }] : inRooms
  return held.map(({ cell, room }) => ({ cells: [day, start, room, ...partsOf(cell)], range }))
}

/** The title, the speakers and what else is in a cell. */
function partsOf(cell: string): readonly [title: string, speakers: string, rest: string] {
  const [title = '', ...rest] = cell.split(/\s*\n\s*/)
  const [second = '', ...further] = rest
  if (areNames(second)) return [title, second, further.join('\n')]
  const [, before = '', inside = ''] = /^([^()]*[^()\s])\s*\(([^()]+)\)$/.exec(title) ?? []
  return areNames(inside) ? [before, inside, rest.join('\n')] : [title, '', rest.join('\n')]
}

/** In characters; more is text. */
const LONGEST = 200

function areNames(text: string): boolean {
  const names = text.length > LONGEST ? [] : text.split(/\s*(?:[,;&]|\band\b|\bund\b)\s*/)
  return names.length > 0 && names.every((name) => looksLikeName(name) && /\s/.test(name))
}
