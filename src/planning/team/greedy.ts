import type { TeamProgram } from './program.js'

/**
 * A split to begin with: what must be covered first, then what weighs most, as far as no row forbids it. It stands where the time
 * is over before the solver has found a better one.
 */
export function greedySplit({ objective, rows, seats, duties }: TeamProgram): readonly number[] {
  const packing = rows.filter(({ upper }) => upper === 1)
  const rowsOf: number[][] = objective.map(() => [])
  for (const [index, { columns }] of packing.entries()) for (const column of columns) rowsOf[column]?.push(index)
  const full = new Set<number>()
  const x = objective.map(() => 0)
  const take = (column: number) => {
    const mine = rowsOf[column] ?? []
    if (x[column] === 1 || mine.some((row) => full.has(row))) return false
    for (const row of mine) full.add(row)
    x[column] = 1
    return true
  }
  const weight = (column: number) => objective[column] ?? 0
  const order = [...seats.keys()].map((place) => duties.length + place).sort((a, b) => weight(b) - weight(a) || a - b)
  for (const [done, content] of duties.entries()) {
    const somebody = order.filter((column) => seats[column - duties.length]?.candidate.content === content)
    if (somebody.some(take)) x[done] = 1
  }
  for (const column of order) if (weight(column) > 0) take(column)
  return x
}
