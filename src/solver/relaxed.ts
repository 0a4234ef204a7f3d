import type { Highs } from 'highs'
import type { Program } from '../planning/plan/program.js'
import { exactly } from './exact.js'
import { type Course, modelling, run } from './model.js'

/** The optimum if fractions are allowed. */
export interface Relaxed {
  readonly x: ArrayLike<number>
  readonly value: number
  /**
   * Reduced costs (Dantzig, Fulkerson and Johnson, 1954): no solution that differs from `x` on this column, which is 0
   * or 1 there, has a value above the optimum minus this. Never negative.
   */
  readonly costs: readonly number[]
}

export function relax(highs: Highs, program: Program, course: Course): Relaxed | 'infeasible' | 'time-limit' {
  const { optimal, infeasible, unboundedOrInfeasible, timeLimit } = highs.constants.modelStatus
  if (program.objective.length === 0) return exactly(program, []) ? { x: [], value: 0, costs: [] } : 'infeasible'
  return modelling(highs, program, false, (model) => {
    const status = run(model, course)
    if (status === infeasible || status === unboundedOrInfeasible) return 'infeasible'
    if (status === timeLimit) return 'time-limit'
    if (status !== optimal) throw new Error(`the solver ended with status ${status}`)
    const { colValue, colDual } = model.getSolution()
    return { x: colValue, value: model.getObjectiveValue(), costs: Array.from(colDual, Math.abs) }
  })
}
