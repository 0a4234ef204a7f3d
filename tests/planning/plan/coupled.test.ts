import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPlan } from '../../../src/planning/plan/index.js'
import { prepare } from '../../../src/planning/plan/prepare.js'
import { programOf, type Solve } from '../../../src/planning/plan/program.js'
import { judge } from './oracle.js'
import { problems } from './problems.js'
import { solveByTrying } from './solver.js'
import { expected, idsOf, round, told } from './telling.js'

const competing = problems({ candidates: 9, days: 2, fixed: false })
const pinned = problems({ candidates: 7, days: 2, fixed: true }).filter((problem) => judge(problem).best !== undefined)
/** So small that hardly any graph, a few, or most are drawn. */
const costs = fc.constantFrom(0, 60, 120)

test('the program has the same best value as trying all sets, with or without any one session', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(competing, pinned), async (problem) => {
      const prepared = prepare(problem)
      const { value, best = [], otherwise } = judge(problem)
      const worth = async (program: ReturnType<typeof programOf>) => {
        const solution = await solveByTrying(program)
        return solution.status === 'infeasible' ? undefined : (solution.value + prepared.base) / 1000
      }
      expect(await worth(programOf(prepared))).toBe(value)
      const prices = otherwise(best)
      for (const [place, { entry }] of prepared.lineup.candidates.entries()) {
        const demand = best.includes(entry.id) ? { without: place } : { with: place }
        expect(await worth(programOf(prepared, demand))).toBe(prices.get(entry.id))
      }
    }),
    { numRuns: 1000 },
  )
})

describe('where the graph of all plans is too large', () => {
  test('a solver proves the plan and every price', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(competing, pinned), costs, async (problem, cost) => {
        const plan = await findPlan(problem, solveByTrying, cost)
        expect(told(plan)).toEqual(expected(problem, idsOf(plan.chosen)))
        expect(judge(problem).worth(idsOf(plan.chosen))).toBe(plan.value)
      }),
      { numRuns: 2000 },
    )
  })

  test('without a solver every number is right or open, and the bound holds', async () => {
    let proven = 0
    await fc.assert(
      fc.asyncProperty(fc.oneof(competing, pinned), costs, async (problem, cost) => {
        const plan = await findPlan(problem, undefined, cost)
        const { value, worth, otherwise } = judge(problem)
        expect(worth(idsOf(plan.chosen))).toBe(plan.value)
        expect(plan.bound).toBeGreaterThanOrEqual(value)
        expect(plan.proven).toBe(plan.bound === plan.value)
        if (plan.proven) proven++
        const others = otherwise(idsOf(plan.chosen))
        for (const { id, regret, unproven } of [...plan.chosen, ...plan.leftOut]) {
          if (regret !== null) expect(regret).toBe(round(value - (others.get(id) ?? Number.NaN)))
          if (regret !== null) expect(plan.proven).toBe(true)
          if (regret === null && !unproven) expect(others.get(id)).toBeUndefined()
        }
      }),
      { numRuns: 2000 },
    )
    expect(proven).toBeGreaterThan(1000)
  })

  test('a solver that runs out of time leaves a true bound, and its find where it is better', async () => {
    const hurried: Solve = async (program) => {
      const { x, value } = await solveByTrying(program)
      return { status: 'feasible', x, value, bound: value + 2500.7 }
    }
    const tired: Solve = async () => {
      return { status: 'time-limit', x: [], value: Number.NEGATIVE_INFINITY, bound: Number.POSITIVE_INFINITY }
    }
    let open = 0
    await fc.assert(
      fc.asyncProperty(competing, costs, fc.constantFrom(hurried, tired), async (problem, cost, solve) => {
        const plan = await findPlan(problem, solve, cost)
        const { value, worth } = judge(problem)
        expect(worth(idsOf(plan.chosen))).toBe(plan.value)
        if (solve === hurried) expect(plan.value).toBe(value)
        if (solve === hurried) expect(plan.bound).toBeLessThanOrEqual(round(value + 2.5))
        expect(plan.bound).toBeGreaterThanOrEqual(value)
        expect(plan.proven).toBe(plan.bound === plan.value)
        const prices = [...plan.chosen, ...plan.leftOut].map(({ regret }) => regret)
        if (!plan.proven) expect(new Set(prices)).toEqual(new Set([null]))
        if (!plan.proven) open++
      }),
      { numRuns: 1000 },
    )
    expect(open).toBeGreaterThan(0)
  })

  test('a solver that forgets what it was asked for proves no price', async () => {
    await fc.assert(
      fc.asyncProperty(competing, async (problem) => {
        const plan = await findPlan(problem, () => solveByTrying(programOf(prepare(problem))), 0)
        const { value, otherwise } = judge(problem)
        const others = otherwise(idsOf(plan.chosen))
        for (const { id, regret } of [...plan.chosen, ...plan.leftOut]) {
          if (regret !== null) expect(regret).toBe(round(value - (others.get(id) ?? Number.NaN)))
        }
      }),
    )
  })
})
