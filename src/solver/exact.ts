import type { Highs, Model, ModelData } from 'highs'
import type { Program, Solution } from '../planning/plan/program.js'

/** The time left, and callbacks for progress. */
export interface Course {
  /** In seconds; may be infinite. */
  readonly left: () => number
  readonly found: (x: readonly number[], value: number) => void
  readonly bound: (bound: number) => void
}

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
 * does, and so on. Columns are decided in order, several at a time. If time runs out, undecided ones stay as they are.
 */
export function firstOfBest(highs: Highs, program: Program, best: Solution, course: Pick<Course, 'left'>): Solution {
  const { objective, rows } = program
  if (objective.length === 0) return best
  const columns = [...objective.keys()]
  const asGood = { columns, coefficients: objective, lower: best.value, upper: Number.POSITIVE_INFINITY }
  const exclusive = rows.filter(({ coefficients, upper }) => upper === 1 && coefficients.every((one) => one === 1))
  const settled = settledColumns(highs, program, best, course)
  const open = new Set(columns)
  let { x } = best
  modelling(highs, { objective, rows: [...rows, asGood] }, true, (model) => {
    const decide = (column: number) => {
      const taken = x[column] ?? 0
      model.changeColBounds(column, taken, taken)
      open.delete(column)
      const excluding = taken === 1 ? exclusive.filter((row) => row.columns.includes(column)) : []
      for (const row of excluding) for (const other of row.columns) open.delete(other)
    }
    settled.forEach(decide)
    for (;;) {
      // What the current solution takes needs no question.
      for (const column of open) {
        if (x[column] !== 1) break
        decide(column)
      }
      const asked = [...open].slice(0, AT_ONCE)
      if (asked.length === 0) return
      const weights = objective.map(() => 0)
      for (const [index, column] of asked.entries()) weights[column] = 2 ** (asked.length - 1 - index)
      model.changeColsCost({ kind: 'set', indices: columns }, weights)
      if (runModel(model, course) !== highs.constants.modelStatus.optimal) return
      const found = exactly(program, model.getSolution().colValue)
      if (found?.value !== best.value) return
      x = found.x
      asked.forEach(decide)
    }
  })
  return { ...best, x }
}

/**
 * How many columns are decided by one objective, in which each weighs more than all after it: more would have sums that
 * are not exact within HiGHS's tolerances.
 */
const AT_ONCE = 20

/**
 * The columns that are the same in every best solution: those whose reduced cost exceeds the gap between the best value
 * and that of the program in which fractions are allowed (Dantzig, Fulkerson and Johnson, 1954).
 */
function settledColumns(
  highs: Highs,
  program: Program,
  best: Solution,
  course: Pick<Course, 'left'>,
): readonly number[] {
  return modelling(highs, program, false, (model) => {
    if (runModel(model, course) !== highs.constants.modelStatus.optimal) return []
    const { colDual } = model.getSolution()
    const gap = model.getObjectiveValue() - best.value
    return [...program.objective.keys()].filter((column) => Math.abs(colDual[column] ?? 0) >= gap + 0.5)
  })
}

/** HiGHS's kSolutionStatusFeasible. */
const FEASIBLE = 2

/** The best solution. Deterministic unless time runs out. */
export function solveBest(highs: Highs, program: Program, course: Course): Solution {
  const { optimal, infeasible, unboundedOrInfeasible, timeLimit } = highs.constants.modelStatus
  const { mipImprovingSolution, mipLogging } = highs.constants.callbackType
  if (program.objective.length === 0) {
    const nothing = exactly(program, [])
    return nothing ? { status: 'optimal', ...nothing, bound: 0 } : INFEASIBLE
  }
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

type Callbacks = NonNullable<Parameters<Model['run']>[0]>

/** Values are integers, so a gap of less than one proves the optimum. */
const OPTIONS = { output_flag: false, random_seed: 1, mip_rel_gap: 0, mip_abs_gap: 0.5 }

/** A model of a program while `work` runs. `whole` asks for integers, otherwise fractions are allowed. */
function modelling<T>(highs: Highs, program: Program, whole: boolean, work: (model: Model) => T): T {
  const { integer, continuous } = highs.constants.variableType
  const integrality = new Int32Array(program.objective.length).fill(whole ? integer : continuous)
  return highs.withModel({ ...dataOf(highs, program), integrality }, (model) => {
    model.options.set(OPTIONS)
    return work(model)
  })
}

/** Runs a model within the time left. */
function runModel(
  model: Model,
  { left }: Pick<Course, 'left'>,
  callbacks?: Callbacks,
): ReturnType<Model['getModelStatus']> {
  const seconds = left()
  model.zeroAllClocks()
  if (Number.isFinite(seconds)) model.options.set('time_limit', Math.max(0, seconds))
  return model.run(callbacks).modelStatus
}

function dataOf(highs: Highs, { objective, rows }: Program): ModelData {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { columns, coefficients } of rows) {
    for (const column of columns) indices.push(column)
    for (const coefficient of coefficients) values.push(coefficient)
    starts.push(indices.length)
  }
  const [numCols, numRows] = [objective.length, rows.length]
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: objective,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
  }
}
