import { describe, expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import { findPlan } from '../../../src/planning/plan/index.js'
import { candidate, dayOf, entry, problem, tableWalks } from './problems.js'

const MINUTE = 60_000
const worth = (score: number) => ({ score })

describe('a whole plan', () => {
  test('of nothing', async () => {
    expect(await findPlan(problem([]))).toEqual({
      value: 0,
      bound: 0,
      proven: true,
      chosen: [],
      leftOut: [],
      zeroCostSwaps: [],
      conflicts: [],
      unmet: [],
    })
  })

  test('a short session between far rooms does not hide the way', async () => {
    const sessions = [
      candidate('near', 0, 10, { score: 3, room: 'A' }),
      candidate('between', 10, 2, { score: 1, room: 'B' }),
      candidate('far', 12, 10, { score: 3, room: 'C' }),
    ]
    const walks = tableWalks(['A', 'B', 'C'], [[], [0], [5, 0]])
    expect(await findPlan(problem(sessions, { walks }))).toEqual({
      value: 4,
      bound: 4,
      proven: true,
      chosen: [
        { id: 'near', score: 3, regret: 0, swap: { gain: ['far'], lose: ['near'] } },
        { id: 'between', score: 1, regret: 1, swap: { gain: [], lose: ['between'] } },
      ],
      leftOut: [{ id: 'far', score: 3, regret: 0, because: ['near'], swap: { gain: ['far'], lose: ['near'] } }],
      zeroCostSwaps: [{ gain: ['far'], lose: ['near'] }],
      conflicts: [],
      unmet: [],
    })
  })

  test('a tutorial that takes two, a block, a break and a fixed session that costs', async () => {
    const sessions = [
      candidate('one', 0, 4, worth(5)),
      candidate('two', 4, 4, worth(5)),
      candidate('tutorial', 0, 8, worth(5)),
      candidate('blocked', 20, 4, worth(9)),
      candidate('lunch-talk', 10, 10, worth(4)),
      candidate('pinned', 26, 4, { score: 1, fixed: true }),
      candidate('better', 27, 4, worth(3)),
    ]
    const blocks = [entry('block:Booth', 22, 2)]
    const breaks = [
      { day: dayOf(0), start: instant(9 * MINUTE), end: instant(21 * MINUTE), offset: 0, endOffset: 0, minutes: 6 },
    ]
    expect(await findPlan(problem(sessions, { blocks, breaks }))).toEqual({
      value: 11,
      bound: 11,
      proven: true,
      chosen: [
        { id: 'one', score: 5, regret: 5, swap: { gain: [], lose: ['one'] } },
        { id: 'two', score: 5, regret: 5, swap: { gain: [], lose: ['two'] } },
        { id: 'pinned', score: 1, regret: -2, swap: { gain: ['better'], lose: ['pinned'] } },
      ],
      leftOut: [
        {
          id: 'tutorial',
          score: 5,
          regret: 5,
          because: ['one', 'two'],
          swap: { gain: ['tutorial'], lose: ['one', 'two'] },
        },
        { id: 'lunch-talk', score: 4, regret: null, because: [], limit: 'break' },
        { id: 'blocked', score: 9, regret: null, because: ['block:Booth'] },
        { id: 'better', score: 3, regret: null, because: ['pinned'] },
      ],
      zeroCostSwaps: [],
      conflicts: [],
      unmet: [],
    })
  })

  test('a maximum for each day, and a break that a block makes impossible', async () => {
    const sessions = [
      candidate('a', 0, 4, worth(2)),
      candidate('b', 5, 4, worth(3)),
      candidate('next-day', 45, 4, worth(1)),
    ]
    const window = {
      day: dayOf(0),
      start: instant(10 * MINUTE),
      end: instant(20 * MINUTE),
      offset: 0,
      endOffset: 0,
      minutes: 6,
    }
    const blocks = [entry('block:Booth', 12, 5)]
    const plan = await findPlan(problem(sessions, { maxPerDay: 1, blocks, breaks: [window] }))
    expect(plan).toEqual({
      value: 4,
      bound: 4,
      proven: true,
      chosen: [
        { id: 'b', score: 3, regret: 1, swap: { gain: ['a'], lose: ['b'] } },
        { id: 'next-day', score: 1, regret: 1, swap: { gain: [], lose: ['next-day'] } },
      ],
      leftOut: [
        {
          id: 'a',
          score: 2,
          regret: 1,
          because: ['b'],
          limit: 'max-per-day',
          swap: { gain: ['a'], lose: ['b'] },
        },
      ],
      zeroCostSwaps: [],
      conflicts: [],
      unmet: [{ ...window, because: ['block:Booth'] }],
    })
  })

  test('fractions count in thirtieths, so that thirds are exact', async () => {
    const plan = await findPlan(
      problem([candidate('a', 0, 35, worth(35 / 30)), candidate('b', 40, 35, worth(35 / 30))]),
    )
    expect([plan.value, plan.chosen.map(({ score }) => score)]).toEqual([70 / 30, [35 / 30, 35 / 30]])
  })
})

describe('fixed sessions that cannot all be kept', () => {
  const must = { score: 3, fixed: true }

  test('each smallest set to drop, the best plan first', async () => {
    const sessions = [
      candidate('a', 0, 5, must),
      candidate('b', 4, 5, must),
      candidate('c', 20, 5, must),
      candidate('after', 5, 4, worth(1)),
    ]
    const { value, chosen, conflicts, leftOut } = await findPlan(problem(sessions))
    expect(conflicts).toEqual([
      { drop: ['b'], value: 7 },
      { drop: ['a'], value: 6 },
    ])
    expect([value, chosen.map(({ id }) => id)]).toEqual([7, ['a', 'after', 'c']])
    expect(leftOut).toEqual([{ id: 'b', score: 3, regret: null, because: ['a'] }])
  })

  test('one in the middle goes before two at its sides; what a block takes always goes', async () => {
    const sessions = [
      candidate('left', 0, 5, must),
      candidate('middle', 4, 5, { score: 5, fixed: true }),
      candidate('right', 8, 5, must),
      candidate('blocked', 30, 5, must),
    ]
    const { conflicts } = await findPlan(problem(sessions, { blocks: [entry('block:x', 34, 2)] }))
    expect(conflicts).toEqual([{ drop: ['middle', 'blocked'], value: 6 }])
  })

  test('more than a day may hold', async () => {
    const sessions = [candidate('a', 0, 5, must), candidate('b', 6, 5, { score: 4, fixed: true })]
    const { conflicts } = await findPlan(problem(sessions, { maxPerDay: 1 }))
    expect(conflicts).toEqual([
      { drop: ['a'], value: 4 },
      { drop: ['b'], value: 3 },
    ])
  })
})

describe('a repair', () => {
  const sessions = [
    candidate('kept', 0, 5, worth(1)),
    candidate('moved', 10, 5, { score: 2, group: 'g' }),
    candidate('squeezed', 14, 3, worth(2)),
    candidate('bigger', 12, 6, worth(4)),
    candidate('repeat', 30, 5, { score: 2, group: 'g' }),
    candidate('slightly-better', 0, 5, worth(2)),
    candidate('new', 45, 5, worth(1)),
  ]
  const picks = ['kept', 'moved', 'squeezed', 'cancelled']

  test('keeps what another is not much better than, and tells each swap once', async () => {
    const { value, repair } = await findPlan(problem(sessions, { repair: { picks, changeCost: 1 } }))
    expect(repair).toEqual({
      kept: ['kept'],
      swapped: [
        { lost: 'moved', gained: 'repeat' },
        { lost: 'squeezed', gained: 'bigger' },
      ],
      lost: [],
      gained: ['new'],
    })
    expect(value).toBe(1 + 4 + 2 + 1 - 3)
  })

  test('one that comes for two replaces one of them', async () => {
    const rest = sessions.filter(({ entry: { id } }) => id !== 'repeat')
    const { repair } = await findPlan(problem(rest, { repair: { picks, changeCost: 0 } }))
    expect(repair).toEqual({
      kept: [],
      swapped: [
        { lost: 'kept', gained: 'slightly-better' },
        { lost: 'moved', gained: 'bigger' },
      ],
      lost: ['squeezed'],
      gained: ['new'],
    })
  })

  test('changes nothing where every change costs more than it brings', async () => {
    const { repair } = await findPlan(problem(sessions, { repair: { picks: ['kept', 'squeezed'], changeCost: 9 } }))
    expect(repair).toEqual({ kept: ['kept', 'squeezed'], swapped: [], lost: [], gained: ['repeat', 'new'] })
  })
})
