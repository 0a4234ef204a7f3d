import type { Highs, Model } from 'highs'
import type { Program, Solution } from '../planning/plan/program.js'
import { solveBest } from './best.js'
import { exactly, wholeBound } from './exact.js'
import { type Course, modelling, run } from './model.js'
import { exclusionsIn, nextQuestion } from './question.js'
import { relax } from './relaxed.js'
import { type Restricted, restrict } from './restricted.js'

/**
 * Of all solutions with the best value, the first: it takes column 0 if any of them does, then column 1 if any of those
 * does, and so on. If time runs out, undecided columns stay as they are.
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
 * The program without the columns that are the same in every best solution: those whose reduced cost exceeds the gap
 * between the best and the relaxed value.
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
 * The first of all solutions, whatever their value, where `start` is one of them. Columns are decided in order, several
 * at a time, each time from the previous optimal corner, which usually takes only a few steps.
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
      // Columns that the current solution takes are decided already.
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
