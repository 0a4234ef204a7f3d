import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collide } from '../../../src/planning/agenda/clashes.js'
import { NO_WALKS, type Walks } from '../../../src/planning/agenda/walks.js'
import type { Candidacy } from '../../../src/planning/plan/candidates.js'
import { leaveOutside } from '../../../src/planning/plan/pose-problem.js'
import { candidate, tableWalks } from './problems.js'

const WALKS = tableWalks(['A', 'B'], [[0], [3, 0]])

const drawn = fc.array(
  fc.record({
    start: fc.nat(30),
    length: fc.nat(8),
    room: fc.constantFrom('A', 'B'),
    posters: fc.option(fc.constantFrom('wall'), { nil: undefined, freq: 8 }),
    going: fc.constantFrom('fixed', 'yields', 'no'),
    isOutside: fc.boolean(),
  }),
  { maxLength: 9 },
)

function candidacyOf(
  all: readonly { readonly id: string; readonly isOutside: boolean }[],
  candidates: Candidacy['candidates'],
) {
  const outside = new Set(all.flatMap(({ id, isOutside }) => (isOutside ? id : [])))
  return { candidates, outside, musts: new Set<string>(), elsewhere: [], unplaced: [] }
}

/** What is left outside, judged pair by pair. */
function judged({ candidates, outside }: Candidacy, walks: Walks): readonly string[] {
  const going = candidates.filter(({ fixed, yields }) => fixed || yields)
  const clash = (wanted: boolean, { entry }: (typeof going)[number]) =>
    going.some((other) => {
      return other.entry !== entry && outside.has(other.entry.id) === wanted && collide(entry, other.entry, walks)
    })
  return going.flatMap((one) =>
    outside.has(one.entry.id) && clash(true, one) && !clash(false, one) ? one.entry.id : [],
  )
}

test('what clashes only among what is not planned is left outside, and nothing else', () => {
  fc.assert(
    fc.property(drawn, fc.constantFrom(NO_WALKS, WALKS), (all, walks) => {
      const named = all.map((one, index) => ({ ...one, id: `s${index}` }))
      const candidates = named.map(({ id, start, length, room, posters, going }) =>
        candidate(id, start, length, {
          room,
          ...(posters && { posters }),
          fixed: going === 'fixed',
          ...(going === 'yields' && { yields: true }),
        }),
      )
      const candidacy = candidacyOf(named, candidates)
      const left = leaveOutside(candidacy, walks)
      const expected = judged(candidacy, walks)
      expect(left.elsewhere.map(({ id }) => id).sort()).toEqual([...expected].sort())
      expect(left.candidates).toEqual(candidates.filter(({ entry }) => !expected.includes(entry.id)))
    }),
  )
})

test('thousands that clash at one moment are told from each other at once', () => {
  const all = Array.from({ length: 6000 }, (_, index) => ({ id: `s${index}`, isOutside: index % 10 > 0 }))
  const candidates = all.map(({ id }) => candidate(id, 10, 30, { fixed: true }))
  const before = process.cpuUsage()
  const { elsewhere } = leaveOutside(candidacyOf(all, candidates), NO_WALKS)
  const { user } = process.cpuUsage(before)
  expect(elsewhere).toHaveLength(0)
  expect(user / 1000).toBeLessThan(500)
})
