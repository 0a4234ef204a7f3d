import type { Highs, Model } from 'highs'
import type { Program, Row, Solution } from '../planning/plan/program.js'
import { type Course, relaxed, run, solveBest } from './best.js'
import { exactly, wholeBound } from './exact.js'
import { exclusionsIn, nextQuestion } from './question.js'

/**
 * Of all solutions that are worth as much as the best one, the first: it takes column 0 if any of them does, then column 1 if
 * any of those does, and so on. What is worth less is ruled out by a row, and the columns are decided in turn, some at once, from
 * the corner where the last question ended: that mostly takes a few steps. When the time is over, what was not decided stays as
 * it is.
 */
export function firstOfBest(highs: Highs, program: Program, best: Solution, course: Course): Solution {
  const asGood = withRow(program, {
    ...rowOf([...program.objective.keys()], best.value),
    coefficients: program.objective,
  })
  const exclusions = exclusionsIn(program)
  const settled = settledBy(highs, program, best, course)
  const decided = new Set(settled)
  return highs.withModel(relaxed(highs, { ...asGood, objective: program.objective.map(() => 0) }), (model) => {
    model.options.set({ output_flag: false, random_seed: 1 })
    let { x } = best
    const settle = (column: number) => {
      decided.add(column)
      model.changeColBounds(column, x[column] ?? 0, x[column] ?? 0)
    }
    const decide = (column: number) => {
      if (decided.has(column)) return
      settle(column)
      if (x[column] === 1) for (const other of exclusions.of(column)) decided.add(other)
    }
    settled.forEach(settle)
    for (let column = 0; ; ) {
      // What the solution at hand takes need not be asked for.
      for (; column < x.length && (decided.has(column) || x[column] === 1); column++) decide(column)
      const { asked, objective } = nextQuestion(column, program, decided, exclusions)
      if (asked.length === 0) return { ...best, x }
      const answer = cornerFor(model, asked, { ...asGood, objective }, highs, course)
      if (answer) x = answer
      else {
        const fixed = [...decided].map((place) => rowOf([place], x[place] ?? 0, x[place] ?? 0))
        const found = solveBest(highs, { objective, rows: [...asGood.rows, ...fixed] }, course)
        if (found.status !== 'optimal') return { ...best, x }
        x = found.x
      }
      asked.forEach(decide)
    }
  })
}

/** The answer to a question, where it is a corner of whole numbers. */
function cornerFor(
  model: Model,
  asked: readonly number[],
  program: Program,
  highs: Highs,
  course: Course,
): readonly number[] | undefined {
  const selection = { kind: 'set', indices: asked } as const
  model.changeColsCost(
    selection,
    asked.map((column) => program.objective[column] ?? 0),
  )
  const solved = run(model, course) === highs.constants.modelStatus.optimal
  const corner = solved ? exactly(program, model.getSolution().colValue) : undefined
  const isBest = corner !== undefined && corner.value >= wholeBound(model.getObjectiveValue())
  model.changeColsCost(
    selection,
    asked.map(() => 0),
  )
  return isBest ? corner.x : undefined
}

/**
 * Columns that are the same in every best solution: by their reduced costs (Dantzig, Fulkerson and Johnson, 1954) any other choice
 * would be worth less, even with fractions.
 */
function settledBy(highs: Highs, program: Program, best: Solution, course: Course): readonly number[] {
  if (program.objective.length === 0) return []
  return highs.withModel(relaxed(highs, program), (model) => {
    model.options.set({ output_flag: false, random_seed: 1 })
    if (run(model, course) !== highs.constants.modelStatus.optimal) return []
    const bound = model.getObjectiveValue()
    const { colDual: costs } = model.getSolution()
    const least = best.value - 0.5
    return [...program.objective.keys()].filter((column) => {
      const cost = costs[column] ?? 0
      return bound + (best.x[column] === 1 ? -cost : cost) < least
    })
  })
}

function withRow({ objective, rows }: Program, row: Row): Program {
  return { objective, rows: [...rows, row] }
}

function rowOf(columns: readonly number[], lower: number, upper = Number.POSITIVE_INFINITY): Row {
  return { columns, coefficients: columns.map(() => 1), lower, upper }
}
