import type { Program, Solution } from '../../../src/planning/plan/program.js'

/** The best solution of a small program by trying, column by column, what no row forbids yet. */
export async function solveByTrying({ objective, rows }: Program): Promise<Solution> {
  const columns = objective.length
  const sums = rows.map(() => 0)
  const through = objective.map((_, column) =>
    rows.flatMap(({ columns: own, coefficients }, row) => {
      const at = own.indexOf(column)
      return at < 0 ? [] : [{ row, coefficient: coefficients[at] ?? 0 }]
    }),
  )
  const x = objective.map(() => 0)
  let best: { readonly x: readonly number[]; readonly value: number } | undefined
  const decide = (column: number, value: number) => {
    if (column === columns) {
      const fits = rows.every(({ lower, upper }, row) => lower <= (sums[row] ?? 0) && (sums[row] ?? 0) <= upper)
      if (fits && (!best || value > best.value)) best = { x: [...x], value }
      return
    }
    const touched = through[column] ?? []
    for (const choice of [1, 0]) {
      for (const { row, coefficient } of touched) sums[row] = (sums[row] ?? 0) + coefficient * choice
      x[column] = choice
      if (touched.every(({ row }) => (sums[row] ?? 0) <= (rows[row]?.upper ?? 0))) {
        decide(column + 1, value + choice * (objective[column] ?? 0))
      }
      for (const { row, coefficient } of touched) sums[row] = (sums[row] ?? 0) - coefficient * choice
    }
  }
  decide(0, 0)
  const found = best
  return found
    ? { status: 'optimal', ...found, bound: found.value }
    : { status: 'infeasible', x: [], value: Number.NEGATIVE_INFINITY, bound: Number.NEGATIVE_INFINITY }
}
