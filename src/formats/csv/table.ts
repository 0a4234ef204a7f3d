import type { Problem } from '../../model/problem.js'
import { placesIn } from '../fields/place.js'
import type { PublishedReading } from '../published/published.js'
import { cellOf, type Table } from './cells.js'
import { type Column, type Columns, columnsOf, isSchedule } from './columns.js'
import { orderOf } from './dates.js'
import { entriesOf } from './entries.js'
import { isOwn } from './own.js'
import { ownEntriesOf } from './own-entries.js'
import { hintOf, readRows } from './rows.js'

const SEPARATORS = [',', ';', '\t'] as const

export function recognise(beginning: string): boolean {
  return !/^\s*(?:[{[<]|BEGIN:)/i.test(beginning) && isSchedule(headsOf(beginning).columns)
}

/**
 * Reads a table of sessions whose head row names the columns. Tables that kubeplan wrote are read back as they were.
 */
export function read(text: string, file: string): PublishedReading {
  if (text.trim() === '') return failed({ code: 'empty-file', at: placesIn(file, text)([0, 0]) })
  const { separator, begin } = headsOf(text)
  const reading = readRows(text, begin, separator, file)
  if (!reading.ok) return reading
  const [heads, ...rows] = reading.rows
  const place = placesIn(file, text)
  const columns = columnsOf(heads?.cells ?? [])
  const at = place(heads?.range ?? [begin, begin])
  if (!heads || !columns.has('title')) {
    return failed({ code: 'broken-file', at, format: 'CSV', detail: 'no column in its first row is called title' })
  }
  const table: Table = { heads: heads.cells, columns, rows, place }
  if (isOwn(heads.cells)) return { ok: true, published: { format: 'csv', ...ownEntriesOf(table) } }
  const dated = rows.flatMap((row) => DATES.map((column) => ({ row, text: cellOf(row, columns, column) ?? '' })))
  const order = orderOf(dated.map(({ text: date }) => date))
  if (order.ok) return { ok: true, published: { format: 'csv', ...entriesOf(table, order.order) } }
  const row = dated.find(({ text: date }) => date === order.text)?.row ?? heads
  return failed({ code: 'bad-time', at: place(row.range), text: order.text, form: order.form })
}

const DATES: readonly Column[] = ['date', 'endDate', 'start', 'end']

function headsOf(text: string): { readonly separator: string; readonly columns: Columns; readonly begin: number } {
  const { separator: hinted, begin } = hintOf(text)
  const first = /\S.*/.exec(text.slice(begin, begin + 65_536))?.[0] ?? ''
  const candidates = (hinted === undefined ? SEPARATORS : [hinted]).map((separator) => {
    const heads = first.split(separator).map((head) => head.trim().replace(/^"(.*)"$/, '$1'))
    return { separator, columns: columnsOf(heads), begin }
  })
  const [best] = candidates.toSorted((a, b) => b.columns.size - a.columns.size)
  return best ?? { separator: ',', columns: new Map(), begin }
}

function failed(problem: Problem): PublishedReading {
  return { ok: false, problems: [problem] }
}
