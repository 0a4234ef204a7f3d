import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Agenda, type AgendaPick, emptyAgenda } from '../../../src/model/conference.js'
import { addPick, dropPick, type PickWish } from '../../../src/planning/agenda/picks.js'

const monday = '2020-11-16T12:00:00Z'
const before = { title: 'Then' }
const after = { title: 'Now' }
const old: AgendaPick = {
  session: 'a',
  stage: 'going',
  priority: 4,
  note: 'mine',
  takeaways: ['x'],
  seen: before,
  sequence: 7,
  changed: monday,
}
const agenda: Agenda = { ...emptyAgenda('x'), picks: [{ ...old, session: 'first' }, old, { ...old, session: 'last' }] }
const wish = (rest: Partial<PickWish> = {}): PickWish => ({
  session: { id: 'a' },
  stage: 'going',
  seen: after,
  ...rest,
})
const only = (pick: AgendaPick): Agenda => ({
  ...agenda,
  picks: agenda.picks.map((other) => (other === old ? pick : other)),
})

describe('adding', () => {
  test('a new pick stands last, with what it looks like', () => {
    const pick = {
      session: 'new',
      stage: 'maybe',
      priority: 3,
      takeaways: [],
      seen: after,
    }
    expect(addPick(agenda, wish({ session: { id: 'new' }, stage: 'maybe' }))).toEqual({
      agenda: { ...agenda, picks: [...agenda.picks, pick] },
      outcome: 'added',
    })
  })

  test.each([
    ['another stage', { stage: 'maybe' }, { stage: 'maybe' }, 'stage-changed'],
    ['another priority', { priority: 5 }, { priority: 5 }, 'priority-changed'],
    ['both', { stage: 'maybe', priority: 5 }, { stage: 'maybe', priority: 5 }, 'stage-changed'],
  ] as const)('%s changes that, in its place, and nothing else', (_, wanted, changes, outcome) => {
    const changed = { ...old, ...changes }
    expect(addPick(agenda, wish(wanted))).toEqual({ agenda: only(changed), outcome })
  })

  test.each([{}, { priority: 4 }])('the same again (%j) changes nothing', (wanted) => {
    const picked = addPick(agenda, wish(wanted))
    expect([picked.agenda === agenda, picked.outcome]).toEqual([true, 'unchanged'])
  })

  test('a pick that never was seen is, from its next change on', () => {
    const { seen: _, ...unseen } = old
    expect(addPick({ ...agenda, picks: [unseen] }, wish({ stage: 'maybe' })).agenda.picks).toEqual([
      { ...old, stage: 'maybe', seen: after },
    ])
  })
})

describe('dropping', () => {
  test('leaves nothing behind', () => {
    const { sequence: _, changed: __, ...pick } = old
    const without = agenda.picks.filter((one) => one !== old)
    expect(dropPick(only(pick), 'a')).toEqual({ ...agenda, picks: without })
  })

  test('keeps of what an earlier version counted what calendars may know', () => {
    const picks = agenda.picks.filter((pick) => pick !== old)
    const dropped = [{ session: 'a', seen: before, sequence: 8, changed: monday }]
    expect(dropPick(agenda, 'a')).toEqual({ ...agenda, picks, dropped })
  })

  test('what is not picked is the same agenda', () => {
    expect(dropPick(agenda, 'b')).toBe(agenda)
  })

  test('and adding again goes on counting, from the latest of several drops', () => {
    const drops = [3, 9, 5].map((sequence) => ({ session: 'new', sequence }))
    const dropped = [...drops, { session: 'other', sequence: 1 }]
    const picked = addPick({ ...agenda, dropped }, wish({ session: { id: 'new' } })).agenda
    expect([picked.picks.at(-1)?.sequence, picked.dropped]).toEqual([10, [{ session: 'other', sequence: 1 }]])
  })
})

test('whatever happens to a session that an earlier version counted, what is counted never falls', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ stage: fc.constantFrom('going', 'maybe'), priority: fc.integer({ min: 1, max: 5 }) }),
      fc.constant('drop'),
    ),
  )
  const property = fc.property(steps, (all) => {
    let now: Agenda = { ...emptyAgenda('x'), picks: [old] }
    let last = 7
    for (const step of all) {
      now = typeof step === 'string' ? dropPick(now, 'a') : addPick(now, wish(step)).agenda
      const counted = [...now.picks, ...now.dropped].map(({ sequence }) => sequence ?? -1)
      expect(counted).toHaveLength(1)
      expect(counted[0]).toBeGreaterThanOrEqual(last)
      last = counted[0] ?? -1
    }
  })
  fc.assert(property, { numRuns: 1_000 })
})
