import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { recognise } from '../../../src/planning/agenda/recognise.js'
import { likenessSeen } from '../../../src/planning/sessions/find-again.js'
import { type Likeness, startOf } from '../../../src/planning/sessions/same-sessions.js'
import { dated, FRIDAY, session, THURSDAY, timed } from '../samples.js'

const ten = timed(FRIDAY, '10:00-10:30')
const noon = timed(FRIDAY, '12:00-12:30')
const SESSIONS: readonly Session[] = [
  session('mesh', { uid: 'u1', title: 'Service Mesh', when: ten, room: 'A' }),
  session('mesh-2', { uid: 'u2', title: 'Service Mesh', when: ten, room: 'B' }),
  session('own', { title: 'Panel: “Ours”', when: noon }),
  session('day', { uid: 'u3', title: 'Tutorial [SOLD OUT]', when: dated(FRIDAY) }),
  session('someday', { uid: 'u4', title: 'Someday' }),
]
const idOf = (mention: Likeness) => recognise([mention], SESSIONS)[0]?.id

describe('what somebody means', () => {
  test.each<readonly [string, Likeness, string | undefined]>([
    ['the identity counts most', { uid: 'u2', id: 'mesh', title: 'Another', start: 1 }, 'mesh-2'],
    ['then the id, unless it is another one with another identity', { id: 'own', uid: 'x' }, 'own'],
    ['an id with another identity is another session', { id: 'mesh', uid: 'x' }, undefined],
    ['with the same title it is the same', { id: 'mesh', uid: 'x', title: 'Service Mesh' }, 'mesh'],
    ['title and time', { uid: 'x', title: 'panel: "ours"', start: noon.start }, 'own'],
    ['the room tells two apart', { title: 'Service Mesh', start: ten.start, room: 'b' }, 'mesh-2'],
    ['without a room it is the first', { title: 'Service Mesh', start: ten.start, room: 'C' }, 'mesh'],
    ['a day is a time, and a title is cleaned as by an import', { title: 'Tutorial', start: FRIDAY }, 'day'],
    ['the title alone is too little', { title: 'Panel: “Ours”' }, undefined],
    ['another time is another session', { title: 'Panel: “Ours”', start: ten.start }, undefined],
    ['another day, too', { title: 'Tutorial', start: THURSDAY }, undefined],
    ['what has no time is only found by its identity', { title: 'Someday', start: FRIDAY }, undefined],
    ['', { uid: 'u4' }, 'someday'],
    ['nothing', {}, undefined],
  ])('%s', (_why, mention, found) => {
    expect(idOf(mention)).toBe(found)
  })

  test('two that mean the same find the same', () => {
    const same = { title: 'Panel: “Ours”', start: noon.start }
    expect(recognise([same, { id: 'own' }, same], SESSIONS).map((found) => found?.id)).toEqual(['own', 'own', 'own'])
  })
})

test('a pick mentions what it was last seen as', () => {
  const seen = { uid: 'u', title: 'T', room: 'R', start: '2020-11-20T10:00:00-05:00', end: '2020-11-20T10:30:00-05:00' }
  expect(likenessSeen({ session: 'id', seen })).toEqual({ id: 'id', uid: 'u', title: 'T', room: 'R', start: ten.start })
  expect(likenessSeen({ session: 'id', seen: { start: '2020-11-20' } })).toEqual({ id: 'id', start: '2020-11-20' })
  expect(likenessSeen({ session: 'id' })).toEqual({ id: 'id' })
})

const word = fc.constantFrom('a', 'b', 'c', 'd')
const when = fc.constantFrom(ten, noon, dated(FRIDAY), { kind: 'unscheduled' } as const)
const drafts = fc.record({
  uid: fc.option(word, { nil: undefined }),
  title: word,
  when,
  room: fc.option(word, { nil: undefined }),
})
const programmes = fc.uniqueArray(drafts, { maxLength: 6, selector: ({ uid }) => uid ?? Symbol('none') }).map((found) =>
  found.map(({ uid, room, ...rest }, index) =>
    session('abcdef'[index] ?? '', {
      ...rest,
      ...(uid !== undefined && { uid }),
      ...(room !== undefined && { room }),
    }),
  ),
)
const mentions: fc.Arbitrary<Likeness> = fc.record(
  {
    id: word,
    uid: word,
    title: word,
    room: word,
    start: fc.constantFrom<number | string>(ten.start, noon.start, FRIDAY),
  },
  { requiredKeys: [], noNullPrototype: true },
)

/** Tries every session for every rule, in the order of the rules. */
function byHand({ id, uid, title, room, start }: Likeness, sessions: readonly Session[]): Session | undefined {
  const isThen = ({ when }: Session) => start !== undefined && startOf(when) === start
  const rules: readonly ((one: Session) => boolean)[] = [
    (one) => uid !== undefined && one.uid === uid,
    (one) => one.id === id && (uid === undefined || one.uid === undefined || one.title === title),
    (one) => one.title === title && isThen(one) && room !== undefined && one.room === room,
    (one) => one.title === title && isThen(one),
  ]
  for (const rule of rules) {
    const found = sessions.find(rule)
    if (found) return found
  }
  return undefined
}

test('as looking at every session for every rule would find', () => {
  fc.assert(
    fc.property(programmes, mentions, (sessions, mention) => {
      expect(recognise([mention], sessions)[0]?.id).toBe(byHand(mention, sessions)?.id)
    }),
    { numRuns: 2000 },
  )
})
