import type { Program, Solution } from '../planning/plan/program.js'

/**
 * The nearest zeros and ones to what a solver answered, with their worth counted in whole numbers; nothing where they break a
 * row. Solvers keep to rows within a tolerance only, and say what a solution is worth in floating point.
 */
export function exactly(
  program: Program,
  found: ArrayLike<number>,
): { readonly x: readonly number[]; readonly value: number } | undefined {
  const x = Array.from(found, (number) => (number > 0.5 ? 1 : 0))
  const worth = (columns: Iterable<number>, coefficients: readonly number[]) => {
    let sum = 0
    let index = 0
    for (const column of columns) sum += (coefficients[index++] ?? 0) * (x[column] ?? 0)
    return sum
  }
  const obeys = program.rows.every(({ columns, coefficients, lower, upper }) => {
    const sum = worth(columns, coefficients)
    return lower <= sum && sum <= upper
  })
  return obeys ? { x, value: worth(program.objective.keys(), program.objective) } : undefined
}

/** The greatest whole number up to a bound that was counted in floating point. */
export function wholeBound(bound: number): number {
  return Number.isFinite(bound) ? Math.floor(bound + TOLERANCE * Math.max(1, Math.abs(bound))) : bound
}

const TOLERANCE = 1e-6

/** All that a program could be worth if it had no rows. */
export function mostOf({ objective }: Program): number {
  return objective.reduce((sum, worth) => sum + Math.max(0, worth), 0)
}

/** The answer where the time was over before anything was found. */
export function nothingFound(bound: number): Solution {
  return { status: 'time-limit', x: [], value: Number.NEGATIVE_INFINITY, bound }
}

export const INFEASIBLE: Solution = {
  status: 'infeasible',
  x: [],
  value: Number.NEGATIVE_INFINITY,
  bound: Number.NEGATIVE_INFINITY,
}
