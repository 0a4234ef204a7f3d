import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Agenda, Pick } from '../../src/model/agenda.js'
import { addPick, dropPick } from '../../src/planning/picks.js'
import { takeBack } from '../../src/planning/undo.js'
import { agenda, pick } from './samples.js'

const NOW = '2020-11-18T12:00:00Z'
const LATER = '2020-11-18T13:00:00Z'

/** What a person sees of an agenda: not what calendars count. */
function seen({ picks, blocks }: Agenda) {
  const choice = ({ sequence: _sequence, changed: _changed, seen: _seen, ...rest }: Pick) => rest
  return { picks: picks.map(choice).sort((a, b) => (a.session < b.session ? -1 : 1)), blocks }
}

const changes = fc.array(
  fc.record({
    session: fc.constantFrom('a', 'b', 'c'),
    act: fc.constantFrom('going', 'maybe', 'drop'),
    priority: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 6 },
)

function apply(start: Agenda, acts: readonly { session: string; act: string; priority: number }[]): Agenda {
  return acts.reduce((now, { session, act, priority }) => {
    if (act === 'drop') return dropPick(now, session, NOW)
    const stage = act === 'maybe' ? 'maybe' : 'going'
    return addPick(now, { session: { id: session }, stage, priority, now: NOW, seen: { title: session } }).agenda
  }, start)
}

test('what a person sees is as it was before; no sequence ever falls, and what went is remembered as dropped', () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      const before = apply(agenda([]), first)
      const current = apply(before, second)
      const back = takeBack(current, before, LATER)
      expect(seen(back)).toEqual(seen(before))
      const known = new Map([...current.picks, ...current.dropped].map(({ session, sequence }) => [session, sequence]))
      for (const { session, sequence } of [...back.picks, ...back.dropped]) {
        expect(sequence).toBeGreaterThanOrEqual(known.get(session) ?? 0)
        known.delete(session)
      }
      expect([...known]).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('a pick that did not change stays the same object', () => {
  const kept = pick('a')
  const back = takeBack(agenda([kept, pick('b')]), agenda([{ ...kept }]), LATER)
  expect(back.picks[0]).toBe(kept)
  expect(back.dropped).toEqual([{ session: 'b', sequence: 1, changed: LATER }])
})
