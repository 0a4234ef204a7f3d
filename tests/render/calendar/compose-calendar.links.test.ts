import { expect, test } from 'vitest'
import { NO_DETAILS, type Session } from '../../../src/model/index.js'
import { type Day, instant } from '../../../src/model/time.js'
import type { CalendarEvent } from '../../../src/planning/export/calendar-events.js'
import { calendarLinks } from '../../../src/render/calendar/compose-calendar.js'

const DAY = '2020-11-20' as Day
const START = instant(Date.parse('2020-11-20T21:00:00Z'))
const TIMED = { kind: 'timed', day: DAY, start: START, offset: -300, endOffset: -300, shift: 0 } as const

function event(over: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    uid: 'x',
    status: 'CONFIRMED',
    stamp: instant(0),
    sequence: 0,
    when: { ...TIMED, end: instant(START + 35 * 60_000) },
    title: 'A & B: "C+D" #1',
    room: 'Hall 8 | Room F',
    details: { ...NO_DETAILS, abstract: 'One.\n\nTwo & three.' },
    transparent: false,
    ...over,
  }
}

test('both say what the event says, with times in UTC', () => {
  const { google, outlook } = calendarLinks(event())
  expect(Object.fromEntries(new URL(google).searchParams)).toEqual({
    action: 'TEMPLATE',
    dates: '20201120T210000Z/20201120T213500Z',
    text: 'A & B: "C+D" #1',
    location: 'Hall 8 | Room F',
    details: 'One.\n\nTwo & three.',
  })
  expect(Object.fromEntries(new URL(outlook).searchParams)).toEqual({
    path: '/calendar/action/compose',
    rru: 'addevent',
    startdt: '2020-11-20T21:00:00Z',
    enddt: '2020-11-20T21:35:00Z',
    subject: 'A & B: "C+D" #1',
    location: 'Hall 8 | Room F',
    body: 'One.\n\nTwo & three.',
  })
})

test.each([
  ['a day', { kind: 'dated', day: DAY }, '20201120/20201121', '2020-11-20', '2020-11-21'],
  [
    'an unknown end is the assumed one',
    { ...TIMED, end: instant(START + 30 * 60_000), endAssumed: true },
    '20201120T210000Z/20201120T213000Z',
    '2020-11-20T21:00:00Z',
    '2020-11-20T21:30:00Z',
  ],
  [
    'no length',
    { ...TIMED, end: START },
    '20201120T210000Z/20201120T210000Z',
    '2020-11-20T21:00:00Z',
    '2020-11-20T21:00:00Z',
  ],
] as const)('%s', (_, when, dates, start, end) => {
  const { google, outlook } = calendarLinks(event({ when }))
  expect(new URL(google).searchParams.get('dates')).toBe(dates)
  const { startdt, enddt } = Object.fromEntries(new URL(outlook).searchParams)
  expect([startdt, enddt]).toEqual([start, end])
})

test.each(['a', '&', 'ü', '会', '🎉', '\ud800'])('texts of %j are cut where the address becomes too long', (letter) => {
  const session = { url: 'https://x.example/s' } as Session
  const long = { title: letter.repeat(900), room: letter.repeat(900) }
  const details = { ...NO_DETAILS, abstract: letter.repeat(9000) }
  for (const one of [event({ details, session }), event({ ...long, details, session })]) {
    for (const address of Object.values(calendarLinks(one))) {
      expect(address.length).toBeLessThan(2000)
      expect(address.length).toBeGreaterThan(1900)
      expect(new URL(address).href.length).toBeLessThanOrEqual(address.length)
    }
  }
})
