import type { Program, Row } from '../planning/plan/program.js'

export interface Restricted {
  readonly program: Program
  readonly base: number
  /** Returns a solution of the whole program. */
  readonly expand: (x: readonly number[]) => readonly number[]
}

/** The program without the columns whose value, 0 or 1, is given. Linear in its length. */
export function restrict({ objective, rows }: Program, given: (column: number) => 0 | 1 | undefined): Restricted {
  const values = objective.map((_, column) => given(column))
  const places: number[] = []
  const kept: number[] = []
  for (const [column, value] of values.entries()) {
    places.push(kept.length)
    if (value === undefined) kept.push(column)
  }
  const left = rows.flatMap((row): readonly Row[] => {
    const columns: number[] = []
    const coefficients: number[] = []
    let taken = 0
    for (const [index, column] of row.columns.entries()) {
      const coefficient = row.coefficients[index] ?? 0
      const value = values[column]
      if (value !== undefined) taken += value * coefficient
      else {
        columns.push(places[column] ?? 0)
        coefficients.push(coefficient)
      }
    }
    const moved = { columns, coefficients, lower: row.lower - taken, upper: row.upper - taken }
    return isFree(moved) ? [] : [moved]
  })
  return {
    program: { objective: kept.map((column) => objective[column] ?? 0), rows: left },
    base: objective.reduce((sum, worth, column) => sum + worth * (values[column] ?? 0), 0),
    expand: (x) => values.map((value, column) => value ?? x[places[column] ?? 0] ?? 0),
  }
}

function isFree({ coefficients, lower, upper }: Row): boolean {
  const [least, most] = coefficients.reduce(
    ([low, high], one) => [low + Math.min(0, one), high + Math.max(0, one)],
    [0, 0],
  )
  return lower <= least && most <= upper
}
