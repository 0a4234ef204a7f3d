import type { Program, Solution } from '../planning/plan/program.js'

/**
 * Rounds a solver's answer to zeros and ones and recomputes its value in integers; undefined if that violates a row.
 * Solvers satisfy rows only within a tolerance, and give values in floating point.
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

/** The greatest integer up to a bound that was computed in floating point. */
export function wholeBound(bound: number): number {
  return Number.isFinite(bound) ? Math.floor(bound + TOLERANCE * Math.max(1, Math.abs(bound))) : bound
}

const TOLERANCE = 1e-6

export function mostOf({ objective }: Program): number {
  return objective.reduce((sum, worth) => sum + Math.max(0, worth), 0)
}

/** The answer if time ran out before anything was found. */
export function nothingFound(bound: number): Solution {
  return { status: 'time-limit', x: [], value: Number.NEGATIVE_INFINITY, bound }
}

export const INFEASIBLE: Solution = {
  status: 'infeasible',
  x: [],
  value: Number.NEGATIVE_INFINITY,
  bound: Number.NEGATIVE_INFINITY,
}
