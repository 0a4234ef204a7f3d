import { appendTo } from '../../model/index.js'
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
 * Reads a table of which each row is a time and each other column a room or a day, as people make them by hand: with the
 * day in a row above, in the corner or in a column before the times, and perhaps the end beside the start. Each filled
 * cell is a session, `Title (Speaker)` or with the speakers in a second line; what is in all rooms at once is one session
 * without a room. Undefined for other tables.
 */
export function gridTable(rows: readonly CsvRow[]): GridTable | undefined {
  const times = timeColumns(rows)
  if (!times) return undefined
  const first = rows.findIndex((row) => times.timed.has(row))
  const isSingle = rows.every((row) => !times.timed.has(row) || filled(row, times).length < 2)
  const above = rows.slice(0, first)
  const several = above.findLastIndex((row) => filled(row, times).length > 1)
  const top = several >= 0 ? several : above.findLastIndex((row) => filled(row, times).length > 0)
  const head = rows[top]
  if ((!head && !isSingle) || (head && !isHead(head, times))) return undefined
  let columns = head ? columnsUnder(head, above[top - 1], times) : []
  let day = ''
  const sessions: CsvRow[] = []
  for (const [index, row] of rows.entries()) {
    const isTimed = times.timed.has(row)
    const date = row.cells.slice(0, isTimed ? times.begin : times.end).find(isDay)
    if (date !== undefined) day = date
    const isAgain = index > top && !isTimed && isHeadLike(row, columns, times)
    if (isAgain) columns = columnsUnder(row, rows[index - 1], times)
    if (index > top && !isAgain) sessions.push(...sessionsIn(row, { columns, day, times }))
  }
  return !isSingle || isProgramme(sessions) ? { heads: HEADS, rows: sessions } : undefined
}

/** Where the times are: from one column to before another, which begins the sessions. */
interface TimeColumns {
  readonly begin: number
  readonly end: number
  /** The rows that have one. */
  readonly timed: ReadonlySet<CsvRow>
}

/** The first or the second column, if most rows with several cells have a time there, and the next if they end there. */
function timeColumns(rows: readonly CsvRow[]): TimeColumns | undefined {
  for (const begin of [0, 1]) {
    const end = begin + 1
    // What is held is in another column, so a list of titles need not be searched for times.
    if (!rows.some((row) => filled(row, { end }).length > 0)) return undefined
    const timed = new Set(rows.filter(({ cells }) => isClock(cells[begin])))
    const others = rows.filter((row) => !timed.has(row) && filled(row, { end }).length > 1)
    if (timed.size < 2 || others.length > timed.size) continue
    const ending = rows.filter((row) => timed.has(row) && isClock(row.cells[end]))
    return { begin, end: ending.length > 1 ? end + 1 : end, timed }
  }
  return undefined
}

function isHead(head: CsvRow, times: TimeColumns): boolean {
  if (filled(head, times).some((cell) => isClock(cell))) return false
  const named = columnsOf(head.cells.slice(times.end))
  return [...named.keys()].every((known) => known === 'room' || known === 'track')
}

/** A table with one column of texts could be of anything: its days must be known, and the texts be words. */
function isProgramme(sessions: readonly CsvRow[]): boolean {
  const named = sessions.filter(({ cells: [day = '', , , title = ''] }) => day !== '' && /\p{L}{2}/u.test(title))
  return named.length > sessions.length / 2
}

interface GridColumn {
  readonly room: string
  /** Of the column alone; empty if each row has it. */
  readonly day: string
}

/** The room or the day at the head of each column; its day may also be above, written once for several rooms. */
function columnsUnder(head: CsvRow, above: CsvRow | undefined, times: TimeColumns): readonly GridColumn[] {
  const areDays = above !== undefined && filled(above, times).length > 0 && filled(above, times).every(isDay)
  let day = ''
  return head.cells.map((cell, at) => {
    if (at < times.end) return { room: '', day: '' }
    if (areDays) day = above.cells[at] || day
    return isDay(cell) ? { room: '', day: cell } : { room: cell, day }
  })
}

/** Of a new day, with days of its own, with a word for the times, or with the same rooms again. */
function isHeadLike(row: CsvRow, columns: readonly GridColumn[], times: TimeColumns): boolean {
  const cells = filled(row, times)
  if (cells.length === 0) return false
  const before = row.cells.slice(0, times.end)
  if (before.some(isDay) || cells.every(isDay) || columnsOf(before).has('start')) return true
  return (
    row.cells.slice(times.end).join('\n') ===
    columns
      .slice(times.end)
      .map(({ room }) => room)
      .join('\n')
  )
}

function filled({ cells }: CsvRow, { end }: Pick<TimeColumns, 'end'>): readonly string[] {
  return cells.slice(end).filter((cell) => cell !== '')
}

/** Every day of the year exists in it. */
const ANY_YEAR: DateSense = { order: 'dmy', yearOf: () => 2000 }

function isClock(cell: string | undefined): boolean {
  // Most cells are titles, which are spared the patterns by this.
  if (cell === undefined || !/^\d|^(?:noon|midnight)/i.test(cell) || isDay(cell)) return false
  const { time, doubt } = timeOf({ date: '2000-01-01', start: cell }, ANY_YEAR)
  return time.kind === 'wall' && doubt === undefined
}

function isDay(cell: string): boolean {
  return isDayLabel(cell) || [ANY_YEAR, MONTH_FIRST].some((sense) => readDate(cell, sense)?.rest === '')
}

const MONTH_FIRST: DateSense = { ...ANY_YEAR, order: 'mdy' }

interface Slot {
  readonly columns: readonly GridColumn[]
  readonly day: string
  readonly times: TimeColumns
}

function sessionsIn({ cells, range }: CsvRow, { columns, day, times }: Slot): readonly CsvRow[] {
  const start = cells.slice(times.begin, times.end).filter(Boolean).join(' - ')
  const held = cells.flatMap((cell, at) => {
    const { room = '', day: on = '' } = columns[at] ?? {}
    return at >= times.end && cell !== '' ? [{ cell, room, day: on || day }] : []
  })
  const byDay = new Map<string, typeof held>()
  for (const one of held) appendTo(byDay, one.day, one)
  return [...byDay.values()].flatMap((inRooms) => {
    const [first] = inRooms
    const isEverywhere = inRooms.length > 1 && inRooms.every(({ cell }) => cell === first?.cell)
    return (isEverywhere && first ? [{ ...first, room: '' }] : inRooms).map((one) => ({
      cells: [one.day, start, one.room, ...partsOf(one.cell)],
      range,
    }))
  })
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
