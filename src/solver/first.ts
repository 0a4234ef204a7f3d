import type { Highs, Model } from 'highs'
import type { Program, Solution } from '../planning/plan/program.js'
import { solveBest } from './best.js'
import { exactly, wholeBound } from './exact.js'
import { type Course, modelling, run } from './model.js'
import { exclusionsIn, nextQuestion } from './question.js'
import { relax } from './relaxed.js'
import { type Restricted, restrict } from './restricted.js'

/**
 * Of all solutions that are worth as much as the best one, the first: it takes column 0 if any of them does, then column 1 if
 * any of those does, and so on. When the time is over, what was not decided stays as it is.
 */
export function firstOfBest(highs: Highs, program: Program, best: Solution, course: Course): Solution {
  const open = withoutSettled(highs, program, best, course)
  const { columns } = open
  const start = columns.map((column) => best.x[column] ?? 0)
  const { objective, rows } = open.program
  const asGood = {
    columns: [...objective.keys()],
    coefficients: objective,
    lower: best.value - open.base,
    upper: Number.POSITIVE_INFINITY,
  }
  const x = columns.length === 0 ? [] : firstIn({ objective, rows: [...rows, asGood] }, start, highs, course)
  return { ...best, x: open.expand(x) }
}

/**
 * The program without the columns that are the same in every best solution: those for which anything else costs more than the best
 * one is short of the relaxed one.
 */
function withoutSettled(
  highs: Highs,
  program: Program,
  best: Solution,
  course: Course,
): Restricted & { readonly columns: readonly number[] } {
  const relaxed = relax(highs, program, course)
  const costs = typeof relaxed === 'string' ? [] : relaxed.costs
  const short = typeof relaxed === 'string' ? Number.POSITIVE_INFINITY : relaxed.value - best.value
  const isOpen = (column: number) => (costs[column] ?? 0) < short + 0.5
  const settled = (column: number) => (isOpen(column) ? undefined : best.x[column] === 1 ? 1 : 0)
  return { ...restrict(program, settled), columns: [...program.objective.keys()].filter(isOpen) }
}

/**
 * The first of all solutions, whatever they are worth, where `start` is one of them. The columns are decided in turn, some at once,
 * from the corner where the last question ended: that mostly takes a few steps.
 */
function firstIn(program: Program, start: readonly number[], highs: Highs, course: Course): readonly number[] {
  const exclusions = exclusionsIn(program)
  const decided = new Set<number>()
  const indifferent = { rows: program.rows, objective: program.objective.map(() => 0) }
  return modelling(highs, indifferent, false, (model) => {
    let x = start
    const decide = (column: number) => {
      if (decided.has(column)) return
      const taken = x[column] ?? 0
      decided.add(column)
      model.changeColBounds(column, taken, taken)
      if (taken === 1) for (const other of exclusions.of(column)) decided.add(other)
    }
    for (let column = 0; ; ) {
      // What the solution at hand takes need not be asked for.
      for (; column < x.length && (decided.has(column) || x[column] === 1); column++) decide(column)
      const { asked, objective } = nextQuestion(column, program, decided, exclusions)
      if (asked.length === 0) return x
      const question = { rows: program.rows, objective }
      const answer = cornerFor(model, asked, question, highs, course) ?? searchFor(question, decided, x, highs, course)
      if (!answer) return x
      x = answer
      asked.forEach(decide)
    }
  })
}

/** The answer to a question, where it is a corner of whole numbers. */
function cornerFor(
  model: Model,
  asked: readonly number[],
  question: Program,
  highs: Highs,
  course: Course,
): readonly number[] | undefined {
  const selection = { kind: 'set', indices: asked } as const
  const weights = asked.map((column) => question.objective[column] ?? 0)
  model.changeColsCost(selection, weights)
  const solved = run(model, course) === highs.constants.modelStatus.optimal
  const corner = solved ? exactly(question, model.getSolution().colValue) : undefined
  const isBest = corner !== undefined && corner.value >= wholeBound(model.getObjectiveValue())
  const nothing = asked.map(() => 0)
  model.changeColsCost(selection, nothing)
  return isBest ? corner.x : undefined
}

function searchFor(
  question: Program,
  decided: ReadonlySet<number>,
  x: readonly number[],
  highs: Highs,
  course: Course,
): readonly number[] | undefined {
  const open = restrict(question, (column) => (decided.has(column) ? (x[column] === 1 ? 1 : 0) : undefined))
  const found = solveBest(highs, open.program, course)
  return found.status === 'optimal' ? open.expand(found.x) : undefined
}
