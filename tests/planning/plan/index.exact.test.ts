import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPlan, WAYS_OUT } from '../../../src/planning/plan/index.js'
import type { Candidate, Plan, PlanProblem } from '../../../src/planning/plan/problem.js'
import { casesOf } from '../../fixtures/cases.js'
import { judge, judgeWaysOut, subsets } from './oracle.js'
import { candidate, problem, problems } from './problems.js'
import { expected, idsOf, round, told } from './telling.js'

const competing = problems({ candidates: 9, days: 2, fixed: false })
const pinned = problems({ candidates: 9, days: 2, fixed: true })

test('is the best of all sets, and prices every choice as trying all sets does', async () => {
  await fc.assert(
    fc.asyncProperty(competing, async (problem) => {
      expect(told(await findPlan(problem))).toEqual(expected(problem))
    }),
    { numRuns: 4000 },
  )
})

test('keeps what is fixed, or tells every smallest set to drop and the best plan without it', async () => {
  let kept = 0
  await fc.assert(
    fc.asyncProperty(pinned, async (problem) => {
      const plan = await findPlan(problem)
      if (judge(problem).best) {
        kept++
        expect(plan.conflicts).toEqual([])
        expect(told(plan)).toEqual(expected(problem))
        return
      }
      const ways = judgeWaysOut(problem)
      const conflicts = plan.conflicts.map(({ drop, value }) => [[...drop].sort().join(), value] as const)
      expect(conflicts).toHaveLength(Math.min(ways.size, WAYS_OUT))
      expect(new Set(conflicts.map(([drop]) => drop)).size).toBe(conflicts.length)
      for (const [drop, value] of conflicts) expect([drop, value]).toEqual([drop, ways.get(drop)])
      expect(conflicts.map(([, value]) => value)).toEqual(conflicts.map(([, value]) => value).sort((a, b) => b - a))
      expect(plan.value).toBe(Math.max(...ways.values()))
      expect(plan.value).toBe(plan.conflicts[0]?.value)
    }),
    { numRuns: 4000 },
  )
  expect(kept).toBeGreaterThan(casesOf(4000) / 8)
})

test('every swap leads to a plan of the price it names, and changes no more than it must', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(competing, pinned), async (problem) => {
      const plan = await findPlan(problem)
      if (plan.conflicts.length > 0) return
      const { worth, fewestLost } = judge(problem)
      const chosen = idsOf(plan.chosen)
      for (const { id, regret, swap } of [...plan.chosen, ...plan.leftOut]) {
        expect(swap === undefined).toBe(regret === null)
        if (!swap || typeof regret !== 'number') continue
        const other = [...chosen.filter((one) => !swap.lose.includes(one)), ...swap.gain]
        expect(worth(other)).toBe(round(plan.value - regret))
        expect(swap.lose.every((one) => chosen.includes(one))).toBe(true)
        expect(swap.gain.some((one) => chosen.includes(one))).toBe(false)
        expect([...swap.gain, ...swap.lose]).toContain(id)
        expect(swap.lose).toHaveLength(fewestLost(chosen, id))
      }
      const free = plan.leftOut.filter(({ regret, swap }) => regret === 0 && swap?.lose.length)
      for (const { swap } of free) expect(plan.zeroCostSwaps).toContainEqual(swap)
      expect(plan.zeroCostSwaps.length).toBeLessThanOrEqual(free.length)
    }),
    { numRuns: 2000 },
  )
})

test('names what stands in the way: of the plan, or of every plan', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(competing, pinned), async (problem) => {
      const plan = await findPlan(problem)
      if (plan.conflicts.length > 0) return
      const among = judge({ ...problem, maxPerDay: 99, breaks: [], blocks: [] })
      const withBlocks = judge({ ...problem, maxPerDay: 99, breaks: [] })
      const chosen = idsOf(plan.chosen)
      for (const { id, regret, because, limit, swap } of plan.leftOut) {
        const pairwise = chosen.filter((one) => among.worth([one, id]) === undefined)
        const blocked = withBlocks.worth([id]) === undefined
        if (regret === null) {
          const fixed = problem.candidates.filter((candidate) => candidate.fixed).map(({ entry }) => entry.id)
          expect(because.filter((one) => !one.startsWith('block:'))).toEqual(
            pairwise.filter((one) => fixed.includes(one)),
          )
          expect(because.some((one) => one.startsWith('block:'))).toBe(blocked)
          expect(limit !== undefined).toBe(because.length === 0)
        } else if (pairwise.length > 0) {
          expect({ because, limit }).toEqual({ because: pairwise, limit: undefined })
        } else {
          expect(because).toEqual(swap?.lose)
          expect(limit !== undefined).toBe(because.length > 0)
        }
      }
    }),
    { numRuns: 2000 },
  )
})

test('is the same whatever the order of the file', async () => {
  const shuffled = fc
    .oneof(competing, pinned)
    .chain((problem) =>
      fc.tuple(
        fc.constant(problem),
        fc.shuffledSubarray([...problem.candidates], { minLength: problem.candidates.length }),
        fc.shuffledSubarray([...problem.blocks], { minLength: problem.blocks.length }),
        fc.shuffledSubarray([...problem.breaks], { minLength: problem.breaks.length }),
      ),
    )
  await fc.assert(
    fc.asyncProperty(shuffled, async ([problem, candidates, blocks, breaks]) => {
      expect(await findPlan({ ...problem, candidates, blocks, breaks })).toEqual(await findPlan(problem))
    }),
    { numRuns: 2000 },
  )
})

test('tells what became of the picks that stood before', async () => {
  await fc.assert(
    fc.asyncProperty(competing, async (problem: PlanProblem) => {
      const plan: Plan = await findPlan(problem)
      expect(plan.repair === undefined).toBe(problem.repair === undefined)
      if (!plan.repair || !problem.repair) return
      const { kept, swapped, lost, gained } = plan.repair
      const picks = new Set(problem.repair.picks)
      const chosen = idsOf(plan.chosen)
      expect(kept).toEqual(chosen.filter((id) => picks.has(id)))
      const gone = [...swapped.map((swap) => swap.lost), ...lost]
      expect([...gone].sort()).toEqual([...picks].filter((id) => !chosen.includes(id)).sort())
      const come = [...swapped.map((swap) => swap.gained), ...gained]
      // A pick may have been replaced by another sitting that was there before.
      expect(come.filter((id) => !picks.has(id)).sort()).toEqual(chosen.filter((id) => !picks.has(id)).sort())
      const { worth } = judge({ ...problem, breaks: [], maxPerDay: 99, blocks: [] })
      for (const swap of swapped) expect(worth([swap.lost, swap.gained])).toBeUndefined()
    }),
    { numRuns: 2000 },
  )
})

const severallyFixed = problems({ candidates: 9, days: 2, fixed: true, several: true })

test('a content that is fixed at several sittings is attended at one of them', async () => {
  let [kept, moved] = [0, 0]
  await fc.assert(
    fc.asyncProperty(severallyFixed, async (problem) => {
      const plan = await findPlan(problem)
      const { best, value, otherwise } = judge(problem)
      if (!best) {
        const ways = judgeWaysOut(problem)
        expect(plan.value).toBe(Math.max(...ways.values()))
        for (const { drop, value: own } of plan.conflicts) expect(own).toBe(ways.get([...drop].sort().join()))
        return
      }
      kept++
      expect([plan.conflicts, plan.value, plan.proven]).toEqual([[], value, true])
      const chosen = idsOf(plan.chosen)
      expect(judge(problem).worth(chosen)).toBe(value)
      const worths = otherwise(chosen)
      for (const { id, regret } of [...plan.chosen, ...plan.leftOut]) {
        const worth = worths.get(id)
        expect([id, regret]).toEqual([id, worth === undefined ? null : round(value - worth)])
        if (regret !== null && problem.candidates.some((one) => one.fixed && one.entry.id === id)) moved++
      }
    }),
    { numRuns: 2000 },
  )
  expect(kept).toBeGreaterThan(casesOf(2000) / 10)
  expect(moved).toBeGreaterThan(casesOf(2000) / 10)
})

test('the price of a must at its only sitting is that of going without it, not without another must', async () => {
  const must = { fixed: true, score: 0 }
  const given = problem(
    [
      candidate('a', 0, 1, { ...must, group: 'i' }),
      candidate('v', 2, 1, { ...must, group: 'i' }),
      candidate('h', 4, 1, { fixed: true, score: 1, group: 'g' }),
      candidate('c', 40, 1, { ...must, group: 'g' }),
    ],
    { maxPerDay: 1 },
  )
  const { chosen } = await findPlan(given)
  expect(chosen.map(({ id, regret }) => [id, regret])).toEqual([
    ['a', 0],
    ['c', 0],
  ])
})

test('a repair loses as few of the picks that yield as can be, and of such plans is the best', async () => {
  let lost = 0
  const held = fc.subarray(['a', 'h', 'o', 'v', 'c', 'j', 'q', 'x', 'e'], { minLength: 3 })
  await fc.assert(
    fc.asyncProperty(competing, held, async (drawn, ids) => {
      const groups = drawn.candidates.flatMap(({ entry, group }) => (ids.includes(entry.id) && group ? group : []))
      const candidates = drawn.candidates.map((one): Candidate => {
        const yields = ids.includes(one.entry.id) || (one.group !== undefined && groups.includes(one.group))
        return yields ? { ...one, yields: true } : one
      })
      const problem = { ...drawn, candidates }
      const plan = await findPlan(problem)
      const { worth } = judge(drawn)
      const unitOf = ({ entry, group }: Candidate) => group ?? `session ${entry.id}`
      const keptIn = (set: readonly Candidate[]) => new Set(set.filter(({ yields }) => yields).map(unitOf)).size
      const plans = subsets(candidates).flatMap((set) => {
        const value = worth(set.map(({ entry }) => entry.id))
        return value === undefined ? [] : [{ kept: keptIn(set), value }]
      })
      const most = Math.max(...plans.map(({ kept }) => kept))
      const chosen = candidates.filter(({ entry }) => plan.chosen.some(({ id }) => id === entry.id))
      expect([keptIn(chosen), plan.value]).toEqual([
        most,
        Math.max(...plans.flatMap(({ kept, value }) => (kept === most ? value : []))),
      ])
      if (most < keptIn(candidates)) lost++
    }),
    { numRuns: 1000 },
  )
  expect(lost).toBeGreaterThan(casesOf(1000) / 5)
})
