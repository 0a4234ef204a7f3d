import type { Highs } from 'highs'
import type { Program, Row, Solution } from '../planning/plan/program.js'
import { type Course, relaxed, run, solveBest } from './best.js'
import { exactly, wholeBound } from './exact.js'

/** So many columns are decided at once: their weights are powers of two, which floating point must still tell apart. */
const AT_ONCE = 20

/**
 * Of all solutions that are worth as much as the best one, the first: it takes column 0 if any of them does, then column 1 if
 * any of those does, and so on. What is worth less is ruled out by a row, and the columns are decided in turn, from the corner
 * where the last question ended: that mostly costs a few steps. When the time is over, what was not decided stays as it is.
 */
export function firstOfBest(highs: Highs, program: Program, best: Solution, course: Course): Solution {
  const asGood = withRow(program, rowOf([...program.objective.keys()], program.objective, best.value))
  const excluded = exclusionsIn(program)
  const decided = new Set<number>()
  const none = program.objective.map(() => 0)
  return highs.withModel(relaxed(highs, { ...asGood, objective: none }), (model) => {
    model.options.set({ output_flag: false, random_seed: 1 })
    let { x } = best
    const decide = (column: number) => {
      const taken = x[column] ?? 0
      decided.add(column)
      model.changeColBounds(column, taken, taken)
      if (taken === 1) for (const other of excluded(column)) decided.add(other)
    }
    let column = 0
    for (;;) {
      // What the solution at hand takes need not be asked for.
      for (; column < x.length && (decided.has(column) || x[column] === 1); column++) if (!decided.has(column)) decide(column)
      const asked = undecided(column, x.length, decided)
      if (asked.length === 0) return { ...best, x }
      const objective = weighted(none, asked)
      model.changeColsCost({ kind: 'set', indices: asked }, asked.map((place) => objective[place] ?? 0))
      const solved = run(model, course) === highs.constants.modelStatus.optimal
      const corner = solved ? exactly({ ...asGood, objective }, model.getSolution().colValue) : undefined
      if (corner && corner.value >= wholeBound(model.getObjectiveValue())) x = corner.x
      else {
        const fixed = [...decided].map((place) => rowOf([place], [1], x[place] ?? 0, x[place] ?? 0))
        const answer = solveBest(highs, { objective, rows: [...asGood.rows, ...fixed] }, course)
        if (answer.status !== 'optimal') return { ...best, x }
        x = answer.x
      }
      model.changeColsCost({ kind: 'set', indices: asked }, asked.map(() => 0))
      for (const place of asked) if (!decided.has(place)) decide(place)
    }
  })
}

function undecided(from: number, end: number, decided: ReadonlySet<number>): readonly number[] {
  const found: number[] = []
  for (let column = from; column < end && found.length < AT_ONCE; column++) if (!decided.has(column)) found.push(column)
  return found
}

/** Each of these columns weighs more than all after it together. */
function weighted(none: readonly number[], columns: readonly number[]): readonly number[] {
  const weights = none.slice()
  for (const [index, column] of columns.entries()) weights[column] = 2 ** (columns.length - 1 - index)
  return weights
}

/** For a column the others that no solution takes together with it, by rows of which at most one may be taken. */
function exclusionsIn({ rows, objective }: Program): (column: number) => Iterable<number> {
  const exclusive = rows.filter(({ coefficients, lower, upper }) => {
    return upper === 1 && lower <= 1 && coefficients.every((coefficient) => coefficient === 1)
  })
  const rowsOf: Row[][] = objective.map(() => [])
  for (const row of exclusive) for (const column of row.columns) rowsOf[column]?.push(row)
  return (column) => (rowsOf[column] ?? []).flatMap(({ columns }) => columns.filter((other) => other !== column))
}

function withRow({ objective, rows }: Program, row: Row): Program {
  return { objective, rows: [...rows, row] }
}

function rowOf(
  columns: readonly number[],
  coefficients: readonly number[],
  lower: number,
  upper = Number.POSITIVE_INFINITY,
): Row {
  return { columns, coefficients, lower, upper }
}
