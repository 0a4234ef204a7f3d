import { describe, expect, test } from 'vitest'
import { programmeNow, readRoom } from '../../src/planning/now.js'
import { agenda, at, block, catalogue, dated, FRIDAY, session, timed } from './samples.js'

describe('the room that a text means', () => {
  const programme = {
    ...catalogue([
      session('a', { room: 'Hall 8 | Room D' }),
      session('b', { room: 'Hall 8 | Room F' }),
      session('c', { room: 'Forum' }),
      session('d', { room: 'Lab North' }),
      session('e', { room: 'Bar North' }),
    ]),
    rooms: {
      walks: [
        { from: 'Hotel', to: 'Forum', walk: 15 },
        { within: 'Garden', walk: 2 },
      ],
    },
  }
  const mine = {
    ...agenda([], [{ ...block('Booth', FRIDAY, '10:00-11:00'), room: 'Booth 7' }]),
    walks: [{ from: 'Tram', to: 'Hotel', walk: 4 }],
  }

  test.each<[string, string, object]>([
    ['a room', 'forum', { ok: true, room: 'Forum' }],
    ['the start of a word of it', 'room f', { ok: true, room: 'Hall 8 | Room F' }],
    ['a part of the venue, as walks name it', 'Hall 8', { ok: true, room: 'Hall 8' }],
    ['a place that only walks know', 'hotel', { ok: true, room: 'Hotel' }],
    ['inside which one walks', 'garden', { ok: true, room: 'Garden' }],
    ['the room of a block', 'booth', { ok: true, room: 'Booth 7' }],
    ['a place of my own walks', 'tram', { ok: true, room: 'Tram' }],
    ['what could be two', 'north', { ok: false, nearest: ['Lab North', 'Bar North'] }],
    ['a slip', 'Forun', { ok: false, nearest: ['Forum'] }],
    ['nothing', '', { ok: false, nearest: ['Hall 8 | Room D', 'Hall 8 | Room F'] }],
  ])('%s', (_name, text, reading) => {
    expect(readRoom(text, mine, programme)).toEqual(reading)
  })
})

describe('what runs and comes for anybody', () => {
  const sessions = [
    session('b', { when: timed(FRIDAY, '10:00-11:00') }),
    session('a', { when: timed(FRIDAY, '09:30-10:30') }),
    session('coffee', { kind: 'break', when: timed(FRIDAY, '10:00-12:00') }),
    session('shell', { kind: 'umbrella', when: timed(FRIDAY, '08:00-18:00') }),
    session('off', { when: timed(FRIDAY, '10:00-11:00'), status: 'cancelled' }),
    session('day', { when: dated(FRIDAY) }),
    session('next', { when: timed(FRIDAY, '11:00-11:30') }),
    session('soon', { when: timed(FRIDAY, '11:14-11:30') }),
    session('later', { when: timed(FRIDAY, '11:15-11:30') }),
  ]
  const told = (clock: string) => {
    const { current, next } = programmeNow(sessions, at(FRIDAY, clock))
    return [current.map(({ id }) => id), next.map(({ id }) => id)]
  }

  test.each([
    ['09:29', [], ['a']],
    ['09:30', ['a'], ['b']],
    ['10:00', ['a', 'b'], ['next', 'soon']],
    ['10:30', ['b'], ['next', 'soon']],
    ['11:00', ['next'], ['soon', 'later']],
    ['18:00', [], []],
  ])('%s', (clock, current, next) => {
    expect(told(clock)).toEqual([current, next])
  })
})
