import type { Highs, Model, ModelData } from 'highs'
import type { Program, Solution } from '../planning/plan/program.js'
import { exactly, INFEASIBLE, mostOf, nothingFound, wholeBound } from './exact.js'

/** What is left of the time, and who hears of the way. */
export interface Course {
  /** Seconds; may be infinite. */
  readonly left: () => number
  readonly found: (x: readonly number[], value: number) => void
  readonly bound: (bound: number) => void
}

/** Worths are whole numbers: nothing better is left when less than one is. */
const OPTIONS = { output_flag: false, random_seed: 1, mip_rel_gap: 0, mip_abs_gap: 0.5 }

/**
 * A best solution. First without asking for whole numbers: sessions that clash make programs whose corners are mostly whole, and
 * that takes a tenth of the time. Deterministic as long as the time does not run out.
 */
export function solveBest(highs: Highs, program: Program, course: Course): Solution {
  const { optimal, infeasible, unboundedOrInfeasible, timeLimit } = highs.constants.modelStatus
  if (program.objective.length === 0) {
    const empty = exactly(program, [])
    return empty ? { status: 'optimal', ...empty, bound: empty.value } : INFEASIBLE
  }
  return highs.withModel(relaxed(highs, program), (model): Solution => {
    model.options.set(OPTIONS)
    const most = mostOf(program)
    const loose = run(model, course)
    if (loose === infeasible || loose === unboundedOrInfeasible) return INFEASIBLE
    if (loose === timeLimit) return nothingFound(most)
    if (loose !== optimal) throw new Error(`the solver ended with status ${loose}`)
    const bound = Math.min(most, wholeBound(model.getObjectiveValue()))
    course.bound(bound)
    const corner = exactly(program, model.getSolution().colValue)
    if (corner && corner.value >= bound) return { status: 'optimal', ...corner, bound: corner.value }

    askForWhole(model, program)
    const whole = run(model, course, { highs, program })
    if (whole === infeasible || whole === unboundedOrInfeasible) return INFEASIBLE
    if (whole !== optimal && whole !== timeLimit) throw new Error(`the solver ended with status ${whole}`)
    const least = Math.min(bound, wholeBound(dualBound(model.info.get('mip_dual_bound'))))
    if (model.info.get('primal_solution_status') !== FEASIBLE) {
      if (whole === optimal) throw new Error('the solver lost its solution')
      return nothingFound(least)
    }
    const best = exactly(program, model.getSolution().colValue)
    if (!best) throw new Error('the solver broke a row')
    if (whole === optimal) return { status: 'optimal', ...best, bound: best.value }
    return { status: best.value >= least ? 'optimal' : 'feasible', ...best, bound: Math.max(best.value, least) }
  })
}

/** HiGHS: kSolutionStatusFeasible. */
const FEASIBLE = 2

function dualBound(found: number | bigint): number {
  const bound = Number(found)
  return Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound
}

/** Runs a model within what is left of the time, and tells how it gets on. */
export function run(
  model: Model,
  course: Course,
  told?: { readonly highs: Highs; readonly program: Program },
): ReturnType<Model['getModelStatus']> {
  model.zeroAllClocks()
  const left = course.left()
  if (Number.isFinite(left)) model.options.set('time_limit', Math.max(0, left))
  if (!told) model.run()
  else {
    const { mipImprovingSolution, mipLogging } = told.highs.constants.callbackType
    model.run({
      [mipImprovingSolution](event) {
        const found = event.data.mip_solution && exactly(told.program, event.data.mip_solution)
        if (found) course.found(found.x, found.value)
      },
      [mipLogging](event) {
        if (event.data.mip_dual_bound !== undefined) course.bound(wholeBound(event.data.mip_dual_bound))
      },
    })
  }
  return model.getModelStatus()
}

/** The program without the wish for whole numbers. Linear in its length. */
export function relaxed(highs: Highs, { objective, rows }: Program): ModelData {
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

function askForWhole(model: Model, { objective }: Program): void {
  const selection = { kind: 'range', from: 0, to: objective.length - 1 } as const
  model.changeColsIntegrality(selection, new Int32Array(objective.length).fill(1))
  model.clearSolver()
}
