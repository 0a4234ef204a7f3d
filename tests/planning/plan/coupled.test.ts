import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UNIT } from '../../../src/planning/plan/engine/network.js'
import type { Course } from '../../../src/planning/plan/engine/search.js'
import { findPlan } from '../../../src/planning/plan/index.js'
import { prepare } from '../../../src/planning/plan/prepare.js'
import { programOf } from '../../../src/planning/plan/program.js'
import { casesOf } from '../../fixtures/cases.js'
import { judge } from './oracle.js'
import { problems } from './problems.js'
import { solveByTrying } from './solver.js'
import { expected, idsOf, round, told } from './telling.js'

const competing = problems({ candidates: 9, days: 2, fixed: false })
const pinned = problems({ candidates: 7, days: 2, fixed: true }).filter((problem) => judge(problem).best !== undefined)
const endless: Course = { goOn: async () => true }
/** So few labels that hardly any search finishes, or only some do. */
const fewLabels = fc.constantFrom(0, 8, 20)

/** A course that ends after this many turns. */
function lasting(turns: number): Course {
  let left = turns
  return { goOn: async () => left-- > 0 }
}

test('the program has the same best value as trying all sets, with or without any one session', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(competing, pinned), async (problem) => {
      const prepared = prepare(problem)
      const { value, best = [], otherwise } = judge(problem)
      const worth = async (program: ReturnType<typeof programOf>) => {
        const solution = await solveByTrying(program)
        return solution.status === 'infeasible' ? undefined : round(prepared.pointsOf(solution.value * UNIT))
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

describe('a plan whose search ends early', () => {
  test('can be attended, and its bound and prices hold, whenever that is', async () => {
    let [proven, open] = [0, 0]
    await fc.assert(
      fc.asyncProperty(fc.oneof(competing, pinned), fc.nat({ max: 6 }), fewLabels, async (problem, turns, labels) => {
        const plan = await findPlan(problem, { course: lasting(turns), labels })
        const { value, worth, otherwise } = judge(problem)
        expect(worth(idsOf(plan.chosen))).toBe(plan.value)
        expect(plan.bound).toBeGreaterThanOrEqual(value)
        expect(plan.proven).toBe(plan.bound === plan.value)
        if (plan.proven) proven++
        const isOpen = problem.candidates.every(({ fixed }) => !fixed)
        const others = otherwise(idsOf(plan.chosen))
        for (const { id, regret, swap } of [...plan.chosen, ...plan.leftOut]) {
          const other = others.get(id)
          expect([id, regret === null]).toEqual([id, other === undefined])
          if (regret === null || other === undefined) continue
          const [least, most] = typeof regret === 'number' ? [regret, regret] : regret
          if (least < most) open++
          expect(least).toBeLessThanOrEqual(round(plan.value - other))
          // Without anything fixed, what decides otherwise is a plan as well.
          if (isOpen) expect(least).toBeGreaterThanOrEqual(round(plan.value - plan.bound))
          expect(most).toBeGreaterThanOrEqual(round(plan.value - other))
          const changed = [...idsOf(plan.chosen).filter((one) => !swap?.lose.includes(one)), ...(swap?.gain ?? [])]
          expect(worth(changed)).toBe(round(plan.value - most))
        }
      }),
      { numRuns: 3000 },
    )
    expect(proven).toBeGreaterThan(casesOf(3000) / 6)
    expect(open).toBeGreaterThan(casesOf(3000) / 15)
  })
})

test('a plan is proven, and every price exact, where labels finish nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(competing, pinned), async (problem) => {
      const plan = await findPlan(problem, { course: endless, labels: 0 })
      expect(told(plan)).toEqual(expected(problem, idsOf(plan.chosen)))
      expect(judge(problem).worth(idsOf(plan.chosen))).toBe(plan.value)
    }),
    { numRuns: 1000 },
  )
})
