import { describe, expect, test } from 'vitest'
import type { Agenda, Session } from '../../../src/model/conference.js'
import { newClashes } from '../../../src/planning/changes/follow-picks.js'
import { agenda, block, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

const talk = (id: string, times: string, more: Partial<Session> = {}) =>
  session(id, { uid: `u-${id}`, when: timed(FRIDAY, times), ...more })

const A = talk('a', '10:00-10:30')
const B = talk('b', '11:00-11:30')
const MINE = agenda([pick('a', { seen: { uid: 'u-a' } }), pick('b', { seen: { uid: 'u-b' } })])
const FOLLOWED = agenda([pick('a2', { seen: { uid: 'u-a' } }), pick('b', { seen: { uid: 'u-b' } })])

function pairs(before: readonly Session[], after: readonly Session[], was: Agenda, is: Agenda = was) {
  const found = newClashes(
    { agenda: was, catalogue: { sessions: before, rooms: { walks: [] } } },
    { agenda: is, catalogue: { sessions: after, rooms: { walks: [] } } },
  )
  return found.map(({ entries }) => entries.map(({ id }) => id))
}

describe('clashes that an update brought', () => {
  const later = talk('a', '11:10-11:40')
  test.each<[string, readonly Session[], readonly Session[], Agenda, readonly (readonly string[])[]]>([
    ['a move into another pick', [A, B], [later, B], MINE, [['b', 'a']]],
    ['a move away', [later, B], [A, B], MINE, []],
    ['a clash that was there', [later, B], [later, B], MINE, []],
    ['one that became longer', [later, B], [talk('a', '11:00-11:30'), B], MINE, []],
    ['one whose sessions are called otherwise now', [later, B], [{ ...later, id: 'a2' }, B], MINE, []],
    ['a move under another id', [A, B], [{ ...later, id: 'a2' }, B], MINE, [['b', 'a2']]],
    ['a clash that was there under another id', [later, B], [{ ...later, id: 'a2' }, B], FOLLOWED, []],
    ['a move into a maybe', [A, B], [later, B], agenda([pick('a'), pick('b', { stage: 'maybe' })]), []],
    ['a cancelled session', [A, B], [{ ...later, status: 'cancelled' }, B], MINE, []],
    ['one that is not cancelled after all', [{ ...later, status: 'cancelled' }, B], [later, B], MINE, [['b', 'a']]],
  ])('%s', (_, before, after, mine, expected) => {
    expect(pairs(before, after, mine)).toEqual(expected)
  })

  test('an id that went to another session brings another pair', () => {
    const before = [talk('a', '11:00-11:30'), B, talk('c', '15:00-15:30')]
    const after = [
      talk('x', '15:00-15:30', { uid: 'u-a', title: 'a' }),
      B,
      talk('a', '11:00-11:30', { uid: 'u-c', title: 'c' }),
    ]
    const mine = agenda([...MINE.picks, pick('c', { seen: { uid: 'u-c' } })])
    expect(pairs(before, after, mine)).toEqual([['b', 'a']])
  })

  test('a session that was not there before', () => {
    expect(pairs([B], [later, B], MINE)).toEqual([['b', 'a']])
  })

  test('the agenda before and after may differ', () => {
    const after = agenda([pick('a', { stage: 'maybe' }), pick('b')])
    expect(pairs([A, B], [later, B], MINE, after)).toEqual([])
    expect(pairs([later, B], [later, B], after, MINE)).toEqual([['b', 'a']])
  })

  test('blocks of one title are told apart by their time', () => {
    const lunches = [block('Lunch', THURSDAY, '12:00-13:00'), block('Lunch', FRIDAY, '12:00-13:00')]
    const mine = agenda([pick('a')], lunches)
    const was = session('a', { when: timed(THURSDAY, '12:30-12:45') })
    const is = session('a', { when: timed(FRIDAY, '12:30-12:45') })
    expect(pairs([was], [is], mine)).toEqual([['block:Lunch', 'a']])
    expect(pairs([is], [is], mine)).toEqual([])
  })
})
