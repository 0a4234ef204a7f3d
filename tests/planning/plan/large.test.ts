import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Walks } from '../../../src/planning/agenda/walks.js'
import { UNIT } from '../../../src/planning/plan/engine/network.js'
import { findPlan } from '../../../src/planning/plan/index.js'
import { prepare } from '../../../src/planning/plan/prepare.js'
import type { Candidate } from '../../../src/planning/plan/problem.js'
import { programOf } from '../../../src/planning/plan/program.js'
import { solverIn } from '../../../src/solver/highs.js'
import { testWorld } from '../../cli/kubeplan.js'
import { casesOf, SWEEPS, someOf } from '../../fixtures/cases.js'
import { dice, drawPlan } from '../../fixtures/drawn.js'
import { candidate, problem, problems } from './problems.js'
import { told } from './telling.js'

const endless = { goOn: async () => true }
const { solve, end } = solverIn(testWorld({ home: '/nowhere' }).world)
afterAll(() => end())

const MINUTE = 60_000

/** One walk between different rooms, so that only the last session matters. */
function oneWalk(minutes: number): Walks {
  return { between: (one, other) => (one === other ? 0 : minutes), knows: () => true, reach: () => minutes }
}

/** The greatest value of sessions in the order of their starts: the best row that ends in each of them. */
function bestRow(sessions: readonly Candidate[], walk: number): number {
  const ends: number[] = []
  for (const [index, { entry, score }] of sessions.entries()) {
    const before = sessions.slice(0, index).map((earlier, place) => {
      const apart = entry.start - earlier.entry.end - (earlier.entry.room === entry.room ? 0 : walk * MINUTE)
      return apart >= 0 ? (ends[place] ?? 0) : 0
    })
    ends.push(score + Math.max(0, ...before))
  }
  return Math.max(0, ...ends)
}

const programme = fc.array(
  fc.record({
    start: fc.integer({ min: 0, max: 200 }),
    length: fc.integer({ min: 1, max: 15 }),
    room: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    score: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 30, maxLength: 60, size: 'max' },
)

test('of dozens of sessions, plan and prices are those of planning again with or without each', async () => {
  await fc.assert(
    fc.asyncProperty(programme, fc.integer({ min: 0, max: 6 }), async (drawn, walk) => {
      const sessions = drawn
        .map(({ start, length, room, score }, index) => candidate(`s${index}`, start, length, { room, score }))
        .sort((a, b) => a.entry.start - b.entry.start)
      const plan = await findPlan(problem(sessions, { walks: oneWalk(walk) }))
      const best = bestRow(sessions, walk)
      expect(plan.value).toBe(best)
      for (const { id, regret } of plan.chosen) {
        expect(regret).toBe(
          best -
            bestRow(
              sessions.filter(({ entry }) => entry.id !== id),
              walk,
            ),
        )
      }
      const bonus = 1000
      for (const { id, regret } of plan.leftOut) {
        const favoured = sessions.map((one) => (one.entry.id === id ? { ...one, score: one.score + bonus } : one))
        expect(regret).toBe(best + bonus - bestRow(favoured, walk))
      }
    }),
    { numRuns: 150 },
  )
})

test('few labels and many agree on dozens of sessions', async () => {
  let proven = 0
  await fc.assert(
    fc.asyncProperty(problems({ candidates: 40, days: 5, fixed: false }), async (given) => {
      const exact = await findPlan(given)
      const other = await findPlan(given, { course: endless, labels: 300 })
      expect(exact.proven).toBe(true)
      expect(other.value).toBeLessThanOrEqual(exact.value)
      expect(other.bound).toBeGreaterThanOrEqual(exact.value)
      if (!other.proven) return
      proven++
      expect(other.value).toBe(exact.value)
      if (JSON.stringify(told(other).chosen) !== JSON.stringify(told(exact).chosen)) return
      const prices = new Map(told(exact).prices)
      for (const [id, regret] of told(other).prices) if (!Array.isArray(regret)) expect(regret).toBe(prices.get(id))
    }),
    { numRuns: 200 },
  )
  expect(proven).toBeGreaterThan(casesOf(200) / 2)
})

const shapes = (['slots', 'any'] as const).flatMap((times) =>
  [1, 2, 3].map((seed) => ({ sessions: SWEEPS ? 200 : 100, times, repeats: SWEEPS ? 60 : 30, seed })),
)

test.each(someOf(shapes, 6))(
  'of hundreds of sessions with breaks and repeats, plan and prices are those of the program: %o',
  async (shape) => {
    // Repeated sessions are wanted most, so that they compete.
    const drawn = drawPlan(shape, { lunch: true, ...(shape.seed === 3 && { maxPerDay: 5 }) })
    const groups = drawn.candidates.map(({ group }) => group)
    const isAgain = ({ group }: Candidate) => groups.indexOf(group) < groups.lastIndexOf(group)
    const candidates = drawn.candidates.map((one) => (isAgain(one) ? { ...one, score: one.score + 2 } : one))
    const given = { ...drawn, candidates }
    const plan = await findPlan(given)
    const prepared = prepare(given)
    expect([plan.proven, plan.value]).toEqual([
      true,
      prepared.pointsOf((await solve(programOf(prepared))).value * UNIT),
    ])
    let [asked, bounded] = [0, 0]
    const chosen = new Set(plan.chosen.map(({ id }) => id))
    const prices = new Map([...plan.chosen, ...plan.leftOut].map(({ id, regret }) => [id, regret]))
    for (const [place, { entry }] of prepared.lineup.candidates.entries()) {
      if (place % (SWEEPS ? 13 : 65) !== shape.seed) continue
      const demand = chosen.has(entry.id) ? { without: place } : { with: place }
      const { status, value } = await solve(programOf(prepared, demand))
      const exact = status === 'infeasible' ? null : plan.value - prepared.pointsOf(value * UNIT)
      const price = prices.get(entry.id)
      asked++
      if (Array.isArray(price) && exact !== null) {
        bounded++
        expect(price[0]).toBeLessThanOrEqual(exact)
        expect(price[1]).toBeGreaterThanOrEqual(exact)
      } else expect(price).toBe(exact)
    }
    expect(bounded).toBeLessThanOrEqual(asked / 5)
  },
)

/** Shows in halls that are apart, each given once more than the festival has days. */
function festival(shows: number, days: number, seed: number) {
  const below = dice(seed)
  const candidates = Array.from({ length: shows }, (_, show) => {
    const [hall, length, score] = [below(5), 9 + 3 * below(4), 1 + below(5)]
    return Array.from({ length: days + 1 }, (__, time) => {
      const start = below(days) * 1440 + 3 * below(44)
      return candidate(`${show}-${time}`, start, length, { score, room: `${hall}`, group: `${show}` })
    })
  }).flat()
  const between = (one?: string, other?: string) => (one === other ? 0 : 2 + Math.abs(Number(one) - Number(other)))
  return problem(candidates, { walks: { between, knows: () => true, reach: () => 6 } })
}

test.each(someOf([1, 2, 3, 4], 4))(
  'of a festival with all shows given several times, plan and prices are exact, and those of the program: %i',
  async (seed) => {
    const given = festival(20, 3, seed)
    const plan = await findPlan(given)
    const prepared = prepare(given)
    const { value } = await solve(programOf(prepared))
    expect([plan.proven, plan.value]).toEqual([true, prepared.pointsOf(value * UNIT)])
    const rows = [...plan.chosen, ...plan.leftOut]
    expect(rows.filter(({ regret }) => Array.isArray(regret))).toEqual([])
    const chosen = new Set(plan.chosen.map(({ id }) => id))
    for (const [place, { entry }] of prepared.lineup.candidates.entries()) {
      if (place % (SWEEPS ? 5 : 60) !== seed) continue
      const demand = chosen.has(entry.id) ? { without: place } : { with: place }
      const { value: other } = await solve(programOf(prepared, demand))
      const price = plan.value - prepared.pointsOf(other * UNIT)
      expect([entry.id, rows.find(({ id }) => id === entry.id)?.regret]).toEqual([entry.id, price])
    }
  },
)
