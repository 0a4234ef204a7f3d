import type { placesIn } from '../fields/place.js'
import type { Column, Columns } from './columns.js'
import type { CsvRow } from './rows.js'

export interface Table {
  readonly heads: readonly string[]
  readonly columns: Columns
  readonly rows: readonly CsvRow[]
  readonly place: ReturnType<typeof placesIn>
}

export function cellOf({ cells }: CsvRow, columns: Columns, column: Column): string | undefined {
  const index = columns.get(column)
  const cell = index === undefined ? undefined : cells[index]
  return cell === '' ? undefined : cell
}
