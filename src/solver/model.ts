import type { Highs, Model, ModelData } from 'highs'
import type { Program, Solution } from '../planning/plan/program.js'

/** The time left, and callbacks for progress. */
export interface Course {
  /** In seconds; may be infinite. */
  readonly left: () => number
  readonly found: (x: readonly number[], value: number) => void
  readonly bound: (bound: number) => void
}

type Callbacks = NonNullable<Parameters<Model['run']>[0]>

/** Values are integers, so a gap of less than one proves the optimum. */
const OPTIONS = { output_flag: false, random_seed: 1, mip_rel_gap: 0, mip_abs_gap: 0.5 }

/** A model of a program while `work` runs. `whole` asks for integers, otherwise fractions are allowed. */
export function modelling<T>(highs: Highs, program: Program, whole: boolean, work: (model: Model) => T): T {
  const { integer, continuous } = highs.constants.variableType
  const integrality = new Int32Array(program.objective.length).fill(whole ? integer : continuous)
  return highs.withModel({ ...dataOf(highs, program), integrality }, (model) => {
    model.options.set(OPTIONS)
    return work(model)
  })
}

/** Runs a model within the time left. */
export function runModel(
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

export interface Task {
  readonly id: number
  readonly program: Program
  /** A known best solution: then the first of all best solutions is computed, otherwise any. */
  readonly best?: Solution | undefined
  readonly seconds: number
}

/** A worker's message about a task; `solved` and `failed` are the last ones. */
export type Report =
  | { readonly id: number; readonly kind: 'found'; readonly x: readonly number[]; readonly value: number }
  /** No solution has a higher value. */
  | { readonly id: number; readonly kind: 'bound'; readonly bound: number }
  | { readonly id: number; readonly kind: 'solved'; readonly solution: Solution }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }
