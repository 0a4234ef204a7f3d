import type { Highs, Model } from 'highs'
import type { Program, Row, Solution } from '../planning/plan/program.js'
import { type Course, exclusionsIn, modelling, nextQuestion, runModel } from './model.js'

/**
 * Rounds a solver's answer to zeros and ones and recomputes its value in integers; undefined if that violates a row.
 * Solvers satisfy rows only within a tolerance, and give values in floating point.
 */
function exactly(
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
function wholeBound(bound: number): number {
  return Number.isFinite(bound) ? Math.floor(bound + TOLERANCE * Math.max(1, Math.abs(bound))) : bound
}

const TOLERANCE = 1e-6

export function largestObjective({ objective }: Program): number {
  return objective.reduce((sum, worth) => sum + Math.max(0, worth), 0)
}

/** The answer if time ran out before anything was found. */
export function nothingFound(bound: number): Solution {
  return { status: 'time-limit', x: [], value: Number.NEGATIVE_INFINITY, bound }
}

const INFEASIBLE: Solution = {
  status: 'infeasible',
  x: [],
  value: Number.NEGATIVE_INFINITY,
  bound: Number.NEGATIVE_INFINITY,
}

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
  const solved = runModel(model, course) === highs.constants.modelStatus.optimal
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

/** The optimum if fractions are allowed. */
interface Relaxed {
  readonly x: ArrayLike<number>
  readonly value: number
  /**
   * Reduced costs (Dantzig, Fulkerson and Johnson, 1954): no solution that differs from `x` on this column, which is 0
   * or 1 there, has a value above the optimum minus this. Never negative.
   */
  readonly costs: readonly number[]
}

function relax(highs: Highs, program: Program, course: Course): Relaxed | 'infeasible' | 'time-limit' {
  const { optimal, infeasible, unboundedOrInfeasible, timeLimit } = highs.constants.modelStatus
  if (program.objective.length === 0) return exactly(program, []) ? { x: [], value: 0, costs: [] } : 'infeasible'
  return modelling(highs, program, false, (model) => {
    const status = runModel(model, course)
    if (status === infeasible || status === unboundedOrInfeasible) return 'infeasible'
    if (status === timeLimit) return 'time-limit'
    if (status !== optimal) throw new Error(`the solver ended with status ${status}`)
    const { colValue, colDual } = model.getSolution()
    return { x: colValue, value: model.getObjectiveValue(), costs: Array.from(colDual, Math.abs) }
  })
}

interface Restricted {
  readonly program: Program
  readonly base: number
  /** Returns a solution of the whole program. */
  readonly expand: (x: readonly number[]) => readonly number[]
}

/** The program without the columns whose value, 0 or 1, is given. Linear in its length. */
function restrict({ objective, rows }: Program, given: (column: number) => 0 | 1 | undefined): Restricted {
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

/**
 * The best solution. First fractions are allowed: because of rows for clashing sessions, the relaxed optimum is then
 * mostly integral. If it is not, a search over the columns with small reduced costs proves that the others need no
 * search, or shows which of them do. Deterministic unless time runs out.
 */
export function solveBest(highs: Highs, program: Program, course: Course): Solution {
  const relaxed = relax(highs, program, course)
  if (relaxed === 'infeasible') return INFEASIBLE
  if (relaxed === 'time-limit') return nothingFound(largestObjective(program))
  const bound = Math.min(largestObjective(program), wholeBound(relaxed.value))
  course.bound(bound)
  const corner = exactly(program, relaxed.x)
  if (corner && corner.value >= bound) return { status: 'optimal', ...corner, bound: corner.value }

  const near = searchWithin(usualPrice(relaxed.costs), highs, program, relaxed, course)
  if (near.status === 'infeasible') return searchWhole(highs, program, course)
  if (near.status !== 'feasible' || course.left() <= 0) return near
  // A better solution agrees with the relaxed optimum on all columns whose reduced cost exceeds their difference.
  const found = searchWithin(relaxed.value - near.value, highs, program, relaxed, course)
  if (found.value >= near.value) return found
  return { ...near, bound: Math.max(near.value, Math.min(near.bound, found.bound)) }
}

/** The price at the lowest tenth of all positive prices; a search below it is quick. */
function usualPrice(costs: readonly number[]): number {
  const prices = costs.filter((cost) => cost > SMALLEST).sort((a, b) => a - b)
  return prices[Math.floor(prices.length / 10)] ?? 0
}

/** Smaller prices are rounding errors. */
const SMALLEST = 1e-6

/**
 * The best solution that agrees with the relaxed optimum on every column with a reduced cost above `price`. It is
 * `optimal` if it is the best of all; `infeasible` says nothing about the others.
 */
function searchWithin(price: number, highs: Highs, program: Program, relaxed: Relaxed, course: Course): Solution {
  const isLeft = (column: number) => (relaxed.costs[column] ?? 0) <= price + SMALLEST
  const least = relaxed.costs.reduce(
    (lowest, cost, column) => (isLeft(column) ? lowest : Math.min(lowest, cost)),
    Infinity,
  )
  const elsewhere = wholeBound(relaxed.value - least)
  const decidedBefore = (column: number) => ((relaxed.x[column] ?? 0) > 0.5 ? 1 : 0)
  const {
    program: left,
    base,
    expand,
  } = restrict(program, (column) => (isLeft(column) ? undefined : decidedBefore(column)))
  const found = searchWhole(highs, left, {
    left: course.left,
    found: (x, value) => course.found(expand(x), base + value),
    bound: (bound) => course.bound(Math.max(elsewhere, base + bound)),
  })
  if (found.status === 'infeasible') return found
  const bound = Math.min(wholeBound(relaxed.value), Math.max(elsewhere, base + found.bound))
  if (found.status === 'time-limit') return nothingFound(bound)
  const value = base + found.value
  return { status: value >= bound ? 'optimal' : 'feasible', x: expand(found.x), value, bound: Math.max(value, bound) }
}

/** HiGHS's kSolutionStatusFeasible. */
const FEASIBLE = 2

function searchWhole(highs: Highs, program: Program, course: Course): Solution {
  const { optimal, infeasible, unboundedOrInfeasible, timeLimit } = highs.constants.modelStatus
  const { mipImprovingSolution, mipLogging } = highs.constants.callbackType
  if (program.objective.length === 0) return solveBest(highs, program, course)
  return modelling(highs, program, true, (model): Solution => {
    const status = runModel(model, course, {
      [mipImprovingSolution]({ data }) {
        const better = data.mip_solution && exactly(program, data.mip_solution)
        if (better) course.found(better.x, better.value)
      },
      [mipLogging]({ data }) {
        if (data.mip_dual_bound !== undefined) course.bound(wholeBound(data.mip_dual_bound))
      },
    })
    if (status === infeasible || status === unboundedOrInfeasible) return INFEASIBLE
    if (status !== optimal && status !== timeLimit) throw new Error(`the solver ended with status ${status}`)
    const told = Number(model.info.get('mip_dual_bound'))
    const bound = Math.min(largestObjective(program), wholeBound(Number.isNaN(told) ? Number.POSITIVE_INFINITY : told))
    if (status === timeLimit && model.info.get('primal_solution_status') !== FEASIBLE) return nothingFound(bound)
    const best = exactly(program, model.getSolution().colValue)
    if (!best) throw new Error('the solver broke a row')
    if (status === optimal || best.value >= bound) return { status: 'optimal', ...best, bound: best.value }
    return { status: 'feasible', ...best, bound }
  })
}
