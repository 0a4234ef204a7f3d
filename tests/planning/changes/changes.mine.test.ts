import { describe, expect, test } from 'vitest'
import type { Agenda, When } from '../../../src/model/conference.js'
import { instant } from '../../../src/model/time.js'
import { type Change, isPast, pickFinder } from '../../../src/planning/changes/changes.js'
import { agenda, at, dated, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

const one = (id: string, uid?: string) => session(id, uid === undefined ? {} : { uid })
const change = (id: string, uid: string | undefined, formerId = id): Change => ({
  what: 'room',
  id,
  ...(uid !== undefined && { uid }),
  before: one(formerId, uid),
  after: one(id, uid),
})

describe('whose change it is', () => {
  const seen = (uid: string) => ({ seen: { uid } })
  test.each<[string, Change, Agenda, string | undefined]>([
    ['by identity, before the agenda follows', change('new', 'u1', 'old'), agenda([pick('old', seen('u1'))]), 'old'],
    ['by identity, after it did', change('new', 'u1', 'old'), agenda([pick('new', seen('u1'))]), 'new'],
    ['by identity, under an id of its own', change('a', 'u1'), agenda([pick('a-removed', seen('u1'))]), 'a-removed'],
    ['by id, where the pick remembers no identity', change('a', 'u1'), agenda([pick('a')]), 'a'],
    ['by the id it had', change('new', 'u1', 'old'), agenda([pick('old')]), 'old'],
    ['by id, where the session has no identity', change('a', undefined), agenda([pick('a', seen('u1'))]), 'a'],
    ['not by the id of another', change('a', 'u2'), agenda([pick('a', seen('u1'))]), undefined],
    ['of nobody', change('a', 'u1'), agenda([pick('b', seen('u2'))]), undefined],
  ])('%s', (_, own, mine, expected) => {
    expect(pickFinder(mine)(own)?.session).toBe(expected)
  })
})

describe('what is over', () => {
  const talk = timed(FRIDAY, '16:00-16:35')
  test.each<[string, When, number, boolean]>([
    ['running', talk, at(FRIDAY, '16:34'), false],
    ['ended this moment', talk, at(FRIDAY, '16:35'), true],
    [
      'of no length, this moment',
      timed(FRIDAY, '16:00-16:00', { end: at(FRIDAY, '16:00') }),
      at(FRIDAY, '16:00'),
      true,
    ],
    ['a day that lasts somewhere', dated(THURSDAY), Date.parse('2020-11-20T11:59Z'), false],
    ['a day that lasts nowhere', dated(THURSDAY), Date.parse('2020-11-20T12:00Z'), true],
    ['without a day', { kind: 'unscheduled' }, Date.parse('2999-01-01'), false],
  ])('%s', (_, when, now, expected) => {
    const moment = instant(now)
    expect(isPast({ what: 'added', id: 'a', after: session('a', { when }) }, moment)).toBe(expected)
    expect(isPast({ what: 'removed', id: 'a', before: session('a', { when }) }, moment)).toBe(expected)
  })

  test('what moved is where it is now', () => {
    const [before, after] = [session('a', { when: talk }), session('a', { when: timed(FRIDAY, '18:00-18:30') })]
    expect(isPast({ what: 'moved', id: 'a', before, after }, at(FRIDAY, '17:00'))).toBe(false)
    expect(isPast({ what: 'moved', id: 'a', before: after, after: before }, at(FRIDAY, '17:00'))).toBe(true)
  })
})
