import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import { findPlan } from '../../../src/planning/plan/index.js'
import { pinPicks } from '../../../src/planning/plan/pose-problem.js'
import { candidate, dayOf, entry, problem, problems, tableWalks } from './problems.js'

const fixed = { fixed: true }
const MINUTE = 60_000
const window = { day: dayOf(0), start: instant(0), end: instant(20 * MINUTE), offset: 0, endOffset: 0, minutes: 10 }

describe('going picks compete', () => {
  test.each([
    ['nobody', problem([candidate('a', 0, 5, fixed), candidate('b', 5, 5, fixed)]), [], []],
    ['that overlap', problem([candidate('b', 4, 5, fixed), candidate('a', 0, 5, fixed)]), [], ['a', 'b']],
    ['with a must', problem([candidate('a', 0, 5, fixed), candidate('b', 4, 5, fixed)]), ['b'], ['a']],
    ['at the time of a block', problem([candidate('a', 0, 5, fixed)], { blocks: [entry('block:x', 4, 9)] }), [], ['a']],
    [
      'of one content',
      problem([candidate('a', 0, 5, { ...fixed, group: 'g' }), candidate('b', 50, 5, { ...fixed, group: 'g' })]),
      [],
      ['a', 'b'],
    ],
    [
      'that are too far apart',
      problem([candidate('a', 0, 5, { ...fixed, room: 'A' }), candidate('b', 6, 5, { ...fixed, room: 'B' })], {
        walks: tableWalks(['A', 'B'], [[0], [2, 0]]),
      }),
      [],
      ['a', 'b'],
    ],
    [
      'of a day that is too full',
      problem([candidate('a', 0, 5, fixed), candidate('b', 9, 5, fixed), candidate('c', 50, 5, fixed)], {
        maxPerDay: 1,
      }),
      ['a'],
      ['b'],
    ],
    [
      'that leave no break, with those of the same window',
      problem([candidate('a', 1, 2, fixed), candidate('b', 8, 6, fixed), candidate('c', 30, 2, fixed)], {
        breaks: [window],
      }),
      [],
      ['a', 'b'],
    ],
    ['but not one that is no pick', problem([candidate('a', 0, 5, fixed), candidate('b', 4, 5)]), [], []],
    [
      'but no musts, even of a block',
      problem([candidate('a', 0, 5, fixed), candidate('b', 4, 5, fixed)], { blocks: [entry('block:x', 0, 2)] }),
      ['a', 'b'],
      [],
    ],
  ])('%s', (_name, given, musts, competing) => {
    const pinned = pinPicks(given, new Set(musts))
    expect(pinned.competing).toEqual(competing)
    const ids = pinned.problem.candidates.filter((one) => one.fixed).map(({ entry: { id } }) => id)
    const before = given.candidates.filter((one) => one.fixed).map(({ entry: { id } }) => id)
    expect(ids).toEqual(before.filter((id) => !competing.includes(id)))
  })
})

test('without musts there is always a plan that keeps the others', async () => {
  await fc.assert(
    fc.asyncProperty(problems({ candidates: 9, days: 2, fixed: true }), async (given) => {
      const pinned = pinPicks(given, new Set())
      expect((await findPlan(pinned.problem)).conflicts).toEqual([])
      const kept = pinned.problem.candidates.filter((one) => one.fixed).length
      expect(kept + pinned.competing.length).toBe(given.candidates.filter((one) => one.fixed).length)
    }),
  )
})
