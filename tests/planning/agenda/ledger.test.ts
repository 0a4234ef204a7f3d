import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/index.js'
import { instant } from '../../../src/model/time.js'
import {
  contentOff,
  type Form,
  type Given,
  type Ledger,
  moveGiven,
  moveGivenBack,
} from '../../../src/planning/agenda/ledger.js'
import { agenda, pick, session } from '../samples.js'

const SEEN = { title: 'Owls', start: '2020-11-20T10:00:00-05:00', end: '2020-11-20T10:30:00-05:00', room: 'Loft' }

function given(uid: string, id: string, form: Form = 'mine', content = 'x'): Given {
  return { uid, session: id, seen: SEEN, forms: { [form]: { content, sequence: 1, changed: instant(0) } } }
}

const ledgerOf = (...entries: readonly Given[]): Ledger => ({ given: entries, files: ['f'] })
const holders = (ledger: Ledger) => ledger.given.map(({ uid, session: id }) => `${uid} ${id}`)

describe('what was given of one session moves to another', () => {
  test.each<[string, readonly Given[], readonly string[]]>([
    ['that calendars do not know', [given('u1', 'a'), given('u3', 'c')], ['u1 b', 'u3 c']],
    ['that they know as part of the programme', [given('u1', 'a'), given('u2', 'b', 'programme')], ['u1 b', 'u2 a']],
    ['that was cancelled', [given('u1', 'a'), given('u2', 'b', 'mine', contentOff(SEEN))], ['u1 b', 'u2 a']],
    ['from one that is not mine', [given('u1', 'a', 'programme')], ['u1 b']],
  ])('%s', (_, entries, after) => {
    expect(holders(moveGiven(ledgerOf(...entries), { session: 'a' }, { session: 'b' }))).toEqual(after)
  })

  test.each<[string, readonly Given[]]>([
    ['nothing was given', [given('u2', 'b')]],
    ['both are mine', [given('u1', 'a'), given('u2', 'b')]],
    ['neither is mine', [given('u1', 'a', 'programme'), given('u2', 'b', 'programme')]],
    ['only the other is mine', [given('u1', 'a', 'programme'), given('u2', 'b')]],
    ['mine was cancelled', [given('u1', 'a', 'mine', contentOff(SEEN)), given('u2', 'b', 'programme')]],
  ])('but not where %s', (_, entries) => {
    const ledger = ledgerOf(...entries)
    expect(moveGiven(ledger, { session: 'a' }, { session: 'b' })).toBe(ledger)
  })

  test('with its looks; the old time is kept only where the new one is unknown, and no other identity', () => {
    const entry = { ...given('u1', 'a'), seen: { ...SEEN, uid: 'p1' } }
    const seenAs = (seen?: object) =>
      moveGiven(ledgerOf(entry), { session: 'a' }, { session: 'b', ...(seen && { seen }) })
    const moved = (seen: object) => ({ given: [{ ...entry, session: 'b', seen }], files: ['f'] })
    expect(seenAs()).toEqual(moved(SEEN))
    expect(seenAs({ uid: 'p2', title: 'Elks' })).toEqual(moved({ ...SEEN, uid: 'p2', title: 'Elks' }))
    const start = '2020-11-21'
    expect(seenAs({ start })).toEqual(moved({ title: 'Owls', room: 'Loft', start }))
  })
})

describe('after an undo an event moves back', () => {
  const SESSIONS = ['a', 'b', 'c', 'd'].map((id) => session(id)).concat(session('a2', { repeatOf: 'a' }))
  const back = (
    was: readonly string[],
    is: readonly string[],
    ledger: Ledger,
    sessions: readonly Session[] = SESSIONS,
  ) =>
    moveGivenBack(ledger, [agenda(was.map((id) => pick(id))), agenda(is.map((id) => pick(id)))], {
      sessions,
      uidOf: (id) => `u-${id}`,
    })

  test.each<[string, readonly string[], readonly string[], readonly Given[], readonly string[]]>([
    ['from the pick in its place', ['a', 'c'], ['b', 'c'], [given('u1', 'a'), given('u3', 'c')], ['u1 b', 'u3 c']],
    ['of each to its own place', ['a', 'b'], ['c', 'd'], [given('u1', 'a'), given('u2', 'b')], ['u1 c', 'u2 d']],
    ['from a repeat', ['c', 'd', 'a2'], ['a', 'c'], [given('u1', 'a2')], ['u1 a']],
    ['from a repeat that was one of two picks', ['a', 'a2'], ['a'], [given('u2', 'a2')], ['u2 a']],
    ['from the session that has its UID', ['c'], ['c', 'b'], [given('u-b', 'd'), given('u3', 'c')], ['u-b b', 'u3 c']],
  ])('%s', (_, was, is, entries, after) => {
    expect(holders(back(was, is, ledgerOf(...entries)))).toEqual(after)
  })

  test.each<[string, readonly string[], readonly string[], readonly Given[]]>([
    ['the picks are the same', ['a', 'b'], ['b', 'a'], [given('u1', 'a'), given('u2', 'b')]],
    ['a pick is gone', ['a', 'b'], ['b'], [given('u1', 'a'), given('u2', 'b')]],
    ['a pick is back that no calendar knows', ['a'], ['a', 'b'], [given('u1', 'a')]],
    ['a pick is back that has its event', ['a'], ['a', 'b'], [given('u1', 'a'), given('u-b', 'b')]],
  ])('but not where %s', (_, was, is, entries) => {
    const ledger = ledgerOf(...entries)
    expect(back(was, is, ledger)).toBe(ledger)
  })
})
