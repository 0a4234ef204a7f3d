import type { Highs } from 'highs'
import type { Program, Solution } from '../planning/plan/program.js'
import { exactly, INFEASIBLE, mostOf, nothingFound, wholeBound } from './exact.js'
import { type Course, modelling, run } from './model.js'
import { type Relaxed, relax } from './relaxed.js'
import { restrict } from './restricted.js'

/**
 * The best solution. First fractions are allowed: because of rows for clashing sessions, the relaxed optimum is then
 * mostly integral. If it is not, a search over the columns with small reduced costs proves that the others need no
 * search, or shows which of them do. Deterministic unless time runs out.
 */
export function solveBest(highs: Highs, program: Program, course: Course): Solution {
  const relaxed = relax(highs, program, course)
  if (relaxed === 'infeasible') return INFEASIBLE
  if (relaxed === 'time-limit') return nothingFound(mostOf(program))
  const bound = Math.min(mostOf(program), wholeBound(relaxed.value))
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
    const status = run(model, course, {
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
    const bound = Math.min(mostOf(program), wholeBound(Number.isNaN(told) ? Number.POSITIVE_INFINITY : told))
    if (status === timeLimit && model.info.get('primal_solution_status') !== FEASIBLE) return nothingFound(bound)
    const best = exactly(program, model.getSolution().colValue)
    if (!best) throw new Error('the solver broke a row')
    if (status === optimal || best.value >= bound) return { status: 'optimal', ...best, bound: best.value }
    return { status: 'feasible', ...best, bound }
  })
}
