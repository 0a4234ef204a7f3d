import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Agenda, emptyAgenda, type Session } from '../../../src/model/index.js'
import { countDemand } from '../../../src/planning/team/demand.js'
import { session, THURSDAY, timed } from '../samples.js'

/** Half hours from ten o'clock. */
function clock(halves: number): string {
  return `${10 + Math.floor(halves / 2)}:${halves % 2 === 0 ? '00' : '30'}`
}

/** Sessions of an hour or half of one, some of them without a time, some with seats. */
const programme = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 8 }),
      length: fc.constantFrom(1, 2, 4),
      capacity: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      isTimed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((rows) =>
    rows.map(({ start, length, capacity, isTimed }, index): Session => {
      const made = session(`s${index}`, { ...(capacity !== undefined && { capacity }) })
      return isTimed ? { ...made, when: timed(THURSDAY, `${clock(start)}-${clock(start + length)}`) } : made
    }),
  )

test('people are counted as one would by hand, one agenda after another', () => {
  const stages = fc.array(fc.constantFrom('going', 'maybe', 'none'), { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(programme, fc.array(stages, { maxLength: 6 }), (sessions, people) => {
      const count = countDemand(sessions)
      const agendas = people.map((wishes): Agenda => {
        const picks = sessions.flatMap(({ id }, index) => {
          const stage = wishes[index]
          return stage === 'going' || stage === 'maybe' ? [{ session: id, stage, priority: 3, takeaways: [] }] : []
        })
        return {
          ...emptyAgenda('c'),
          picks: [...picks, { session: 'gone', stage: 'going', priority: 3, takeaways: [] }],
        }
      })
      for (const agenda of agendas) count.add(agenda)
      const { agendas: number, wanted, torn } = count.result()
      expect(number).toBe(people.length)

      const wanting = (index: number, stage: string) => people.filter((wishes) => wishes[index] === stage).length
      const expected = sessions.flatMap(({ id, capacity }, index) => {
        const [going, maybe] = [wanting(index, 'going'), wanting(index, 'maybe')]
        const over = capacity === undefined ? 0 : Math.max(0, going - capacity)
        return going + maybe === 0 ? [] : [{ id, going, maybe, over }]
      })
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
      expect(wanted.map(({ session: { id }, ...rest }) => ({ id, ...rest })).sort(byId)).toEqual(expected.sort(byId))
      const totals = wanted.map(({ going, maybe }) => going + maybe)
      expect(totals).toEqual(totals.toSorted((a, b) => b - a))

      const pairs = sessions.flatMap((one, i) =>
        sessions.flatMap((other, j) => {
          if (j <= i || one.when.kind !== 'timed' || other.when.kind !== 'timed') return []
          const shared = Math.min(one.when.end, other.when.end) - Math.max(one.when.start, other.when.start)
          const both = people.filter((wishes) => wishes[i] !== 'none' && wishes[j] !== 'none').length
          return shared > 0 && both > 0 ? [[[one.id, other.id].sort().join(' '), both, shared / 60_000]] : []
        }),
      )
      const found = torn.map(({ sessions: two, people: both, minutes }) => [
        two
          .map(({ id }) => id)
          .sort()
          .join(' '),
        both,
        minutes,
      ])
      expect(found.sort()).toEqual(pairs.sort())
    }),
  )
})
