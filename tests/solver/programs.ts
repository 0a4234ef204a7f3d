import fc from 'fast-check'
import type { Program, Row } from '../../src/planning/plan/program.js'

export const NONE = Number.NEGATIVE_INFINITY
export const ANY = Number.POSITIVE_INFINITY

/** Whether a solution satisfies every row, checked one by one. */
export function obeys({ rows }: Program, x: readonly number[]): boolean {
  return rows.every(({ columns, coefficients, lower, upper }) => {
    const sum = columns.reduce((total, column, index) => total + (coefficients[index] ?? 0) * (x[column] ?? 0), 0)
    return lower <= sum && sum <= upper
  })
}

export function worth({ objective }: Program, x: readonly number[]): number {
  return objective.reduce((sum, points, column) => sum + points * (x[column] ?? 0), 0)
}

/** All solutions by trial; those that take the first columns come first. */
export function* allSolutions(program: Program): Generator<readonly number[]> {
  const size = program.objective.length
  for (let number = 2 ** size - 1; number >= 0; number--) {
    const x = Array.from({ length: size }, (_, column) => Math.floor(number / 2 ** (size - 1 - column)) % 2)
    if (obeys(program, x)) yield x
  }
}

/** The first of the best solutions, by exhaustive search. */
export function firstBest(program: Program): { readonly x: readonly number[]; readonly value: number } | undefined {
  let best: { x: readonly number[]; value: number } | undefined
  for (const x of allSolutions(program)) {
    const value = worth(program, x)
    if (!best || value > best.value) best = { x, value }
  }
  return best
}

function rows(size: number): fc.Arbitrary<Row> {
  const bound = fc.oneof(fc.integer({ min: -3, max: 8 }), fc.constant(ANY))
  return fc
    .record({
      columns: fc.uniqueArray(fc.nat({ max: size - 1 }), { minLength: 1 }),
      coefficients: fc.array(fc.oneof(fc.constant(1), fc.integer({ min: -4, max: 6 })), {
        minLength: size,
        maxLength: size,
      }),
      upper: fc.oneof(fc.constant(1), bound),
      slack: fc.oneof(fc.constant(ANY), fc.nat({ max: 4 })),
    })
    .map(({ columns, coefficients, upper, slack }) => ({
      columns: [...columns].sort((a, b) => a - b),
      coefficients: coefficients.slice(0, columns.length),
      lower: slack === ANY || upper === ANY ? NONE : upper - slack,
      upper,
    }))
}

/** Small programs of every kind: ties, packing rows, lower bounds, equations, infeasible programs. */
export const PROGRAMS: fc.Arbitrary<Program> = fc.integer({ min: 1, max: 10 }).chain((size) =>
  fc.record({
    objective: fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -20, max: 5000 })), {
      minLength: size,
      maxLength: size,
    }),
    rows: fc.array(rows(size), { maxLength: 8 }),
  }),
)

/** Sessions that clash only in pairs: the relaxed optimum takes halves, so that the search has to repeat. */
export const CLASHING: fc.Arbitrary<Program> = fc.constantFrom(11, 13, 14).chain((size) =>
  fc
    .record({
      objective: fc.array(fc.constantFrom(1, 2, 2, 3, 40), { minLength: size, maxLength: size }),
      pairs: fc.uniqueArray(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), {
        minLength: size,
        maxLength: 3 * size,
        selector: ([one, other]) => `${Math.min(one, other)} ${Math.max(one, other)}`,
      }),
    })
    .map(({ objective, pairs }) => ({
      objective,
      rows: pairs
        .filter(([one, other]) => one !== other)
        .map(([one, other]) => ({
          columns: [Math.min(one, other), Math.max(one, other)],
          coefficients: [1, 1],
          lower: NONE,
          upper: 1,
        })),
    })),
)

/**
 * Market split: a few rows for which no known search ends within days (Cornuéjols and Dawande, 1998). The slack makes
 * it easy to satisfy them and hard to prove the optimum.
 */
export function hardProgram(size = 60, count = 6): Program {
  let seed = 12345
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  const columns = Array.from({ length: size }, (_, column) => column)
  const rowOf = (): Row => {
    const coefficients = columns.map(() => 1 + next(1000))
    const half = Math.floor(coefficients.reduce((sum, one) => sum + one, 0) / 2)
    return { columns, coefficients, lower: NONE, upper: half }
  }
  const rows = Array.from({ length: count }, rowOf)
  // A column is worth what it takes, so that all solutions that fill the rows are nearly equal.
  const objective = columns.map((column) => rows.reduce((sum, row) => sum + (row.coefficients[column] ?? 0), 0))
  return { objective, rows }
}
