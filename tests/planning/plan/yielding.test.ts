import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPlan } from '../../../src/planning/plan/index.js'
import { pinPicks } from '../../../src/planning/plan/pose-problem.js'
import type { Plan } from '../../../src/planning/plan/problem.js'
import { casesOf } from '../../fixtures/cases.js'
import { judge } from './oracle.js'
import { candidate, entry, problem, problems } from './problems.js'
import { idsOf, round, told } from './telling.js'

const going = (score: number) => ({ score, fixed: true, yields: true as const })
const must = (score: number) => ({ score, fixed: true })

describe('a pick that is kept', () => {
  test.each([
    ['has a price where another would take its place', 2, { gain: ['other'], lose: ['kept'] }, 3],
    ['costs nothing where the other is worth the same', 0, { gain: ['other'], lose: ['kept'] }, 5],
    ['stays even where the other is worth more', -2, { gain: ['other'], lose: ['kept'] }, 7],
  ])('%s', async (_, regret, swap, score) => {
    const plan = await findPlan(problem([candidate('kept', 0, 5, going(5)), candidate('other', 2, 5, { score })]))
    expect(plan).toMatchObject({ value: 5, chosen: [{ id: 'kept', regret, swap }] })
    expect(plan.leftOut).toEqual([{ id: 'other', score, regret, because: ['kept'], swap }])
    expect(plan.zeroCostSwaps).toEqual(regret === 0 ? [swap] : [])
  })

  test('gives way together with others, of the plan or kept', async () => {
    const sessions = [
      candidate('one', 0, 5, going(2)),
      candidate('two', 5, 5, going(3)),
      candidate('three', 10, 5, { score: 1 }),
      candidate('long', 0, 15, { score: 4 }),
    ]
    const lose = ['one', 'two', 'three']
    const { leftOut } = await findPlan(problem(sessions))
    expect(leftOut).toEqual([{ id: 'long', score: 4, regret: 2, because: lose, swap: { gain: ['long'], lose } }])
  })

  test('does not open what a must or a block keeps out', async () => {
    const sessions = [
      candidate('blocked', 5, 4, { score: 9 }),
      candidate('kept', 8, 5, going(2)),
      candidate('both', 12, 2, { score: 9 }),
      candidate('must', 13, 5, must(3)),
    ]
    const { leftOut } = await findPlan(problem(sessions, { blocks: [entry('block:Duty', 5, 1)] }))
    expect(leftOut).toEqual([
      { id: 'blocked', score: 9, regret: null, because: ['block:Duty'] },
      { id: 'both', score: 9, regret: null, because: ['must'] },
    ])
  })

  test('makes room on a day that is full', async () => {
    const sessions = [candidate('kept', 0, 5, going(2)), candidate('other', 9, 5, { score: 1 })]
    const { leftOut } = await findPlan(problem(sessions, { maxPerDay: 1 }))
    expect(leftOut).toEqual([
      {
        id: 'other',
        score: 1,
        regret: 1,
        because: ['kept'],
        limit: 'max-per-day',
        swap: { gain: ['other'], lose: ['kept'] },
      },
    ])
  })
})

test('what picks keep out costs what trying all sets says, and its swap is a plan of that price', async () => {
  let [priced, impossible] = [0, 0]
  const some = fc.subarray(['a', 'h', 'o', 'v', 'c', 'j', 'q', 'x', 'e'])
  await fc.assert(
    fc.asyncProperty(problems({ candidates: 9, days: 2, fixed: true }), some, async (drawn, musts) => {
      const { problem: given } = pinPicks(drawn, new Set(musts))
      const { best, givingWay } = judge(given)
      if (!best) return
      const forced = await findPlan({ ...given, candidates: given.candidates.map(({ yields: _, ...one }) => one) })
      const plan = await findPlan(given)
      const { prices, ...rest } = told(plan)
      const before = told(forced)
      expect({ ...rest, prices: [] }).toEqual({ ...before, prices: [] })
      expect(scoresOf(plan)).toEqual(scoresOf(forced))
      expect({ ...plan.repair, unmet: plan.unmet }).toEqual({ ...forced.repair, unmet: forced.unmet })
      const candidates = given.candidates.map((one) => (one.yields ? { ...one, fixed: false } : one))
      const { worth } = judge({ ...given, candidates })
      const kept = given.candidates.filter((one) => one.fixed && !one.yields).map((one) => one.entry.id)
      const closed = new Map(before.prices)
      for (const [id, regret] of prices) {
        if (closed.get(id) !== null || plan.chosen.some((one) => one.id === id)) {
          expect([id, regret]).toEqual([id, closed.get(id)])
          continue
        }
        const value = givingWay(id)
        expect(regret).toBe(value === undefined ? null : round(plan.value - value))
        if (regret === null) impossible++
        else priced++
      }
      for (const { id, regret, swap } of [...plan.chosen, ...plan.leftOut]) {
        expect(swap === undefined).toBe(regret === null)
        if (!swap || typeof regret !== 'number') continue
        const other = [...idsOf(plan.chosen).filter((one) => !swap.lose.includes(one)), ...swap.gain]
        expect(worth(other)).toBe(round(plan.value - regret))
        expect(kept.filter((one) => one !== id && !other.includes(one))).toEqual([])
      }
      for (const { because, swap } of plan.leftOut) {
        if (swap) expect(swap.lose).toEqual(expect.arrayContaining([...because]))
      }
    }),
    { numRuns: 3000 },
  )
  expect(priced).toBeGreaterThan(casesOf(3000) / 3)
  expect(impossible).toBeGreaterThan(casesOf(3000) / 3)
})

test('whatever little is searched, picks that can be kept are kept, and only what no plan holds is impossible', async () => {
  await fc.assert(
    fc.asyncProperty(problems({ candidates: 9, days: 2, fixed: true }), async (drawn) => {
      const { problem: given } = pinPicks(drawn, new Set())
      const plan = await findPlan(given, { course: { goOn: async () => false }, labels: 0 })
      const kept = given.candidates.filter((one) => one.fixed).map((one) => one.entry.id)
      expect(kept.filter((id) => !plan.chosen.some((one) => one.id === id))).toEqual([])
      const { givingWay, best } = judge(given)
      expect(best).toBeDefined()
      for (const { id, regret } of plan.leftOut)
        expect([id, regret === null]).toEqual([id, givingWay(id) === undefined])
    }),
    { numRuns: 1000 },
  )
})

function scoresOf({ chosen, leftOut }: Plan) {
  return [...chosen, ...leftOut].map(({ id, score }) => [id, score] as const)
}
