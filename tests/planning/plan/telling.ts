import type { Plan, PlanProblem } from '../../../src/planning/plan/problem.js'
import { judge } from './oracle.js'

/** The parts of a plan that trying all sets can produce as well. */
export function told({ value, proven, bound, chosen, leftOut }: Plan) {
  const prices = [...chosen, ...leftOut].map(({ id, regret }) => [id, regret] as const)
  return { value, proven, bound, chosen: idsOf(chosen), prices: sorted(prices) }
}

/** The expected `told`, for the best plan or for an equally good one. */
export function expected(problem: PlanProblem, plan?: readonly string[]) {
  const { best, value, otherwise } = judge(problem)
  const chosen = plan ?? best ?? []
  const prices = [...otherwise(chosen)].map(([id, worth]) => {
    return [id, worth === undefined ? null : round(value - worth)] as const
  })
  return { value, proven: true, bound: value, chosen, prices: sorted(prices) }
}

export function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id)
}

export function sorted<T>(rows: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
}

export function round(value: number): number {
  return Math.round(value * 30) / 30
}
