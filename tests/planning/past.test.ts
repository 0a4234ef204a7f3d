import { describe, expect, test } from 'vitest'
import { addMinutes, instant } from '../../src/model/time.js'
import { breaksLeft, isOver, restSince, withoutPast } from '../../src/planning/past.js'
import { agenda, at, block, dated, FRIDAY, pick, session, THURSDAY, timed } from './samples.js'

const NOW = at(FRIDAY, '12:30')

test.each([
  ['nothing', undefined, undefined],
  ['now', [{ now: NOW }], NOW],
  ['now or another time', [{ now: NOW }, 600], undefined],
  ['another time', [600], undefined],
  ['no time', [], undefined],
])('the rest of the conference is meant by --after %s', (_name, wanted, expected) => {
  expect(restSince(wanted ? { after: { wanted, unwanted: [] } } : {})).toBe(expected)
})

test.each([
  ['what has ended', timed(FRIDAY, '11:00-12:30'), true],
  ['what runs', timed(FRIDAY, '12:00-13:00'), false],
  ['what comes', timed(FRIDAY, '13:00-14:00'), false],
  ['a moment that has gone', timed(FRIDAY, '12:30-12:30'), true],
  ['a day that is over everywhere', dated(THURSDAY), true],
  ['today', dated(FRIDAY), false],
  ['what has no day', { kind: 'unscheduled' } as const, false],
])('over: %s', (_name, when, expected) => {
  expect(isOver(when, NOW)).toBe(expected)
})

test('an agenda without what is over keeps what it does not know', () => {
  const sessions = [
    session('gone', { when: timed(FRIDAY, '09:00-10:00') }),
    session('runs', { when: timed(FRIDAY, '12:00-13:00') }),
  ]
  const [morning, evening] = [block('Run', FRIDAY, '07:00-08:00'), block('Dinner', FRIDAY, '19:00-21:00')]
  const mine = agenda([pick('gone'), pick('runs'), pick('unheard')], [morning, evening])
  expect(withoutPast(mine, sessions, NOW)).toEqual({
    ...mine,
    picks: [pick('runs'), pick('unheard')],
    blocks: [evening],
  })
  expect(withoutPast(mine, sessions, undefined)).toBe(mine)
})

describe('of the window of a break is left', () => {
  const window = (from: string, to: string) => ({
    day: FRIDAY,
    start: at(FRIDAY, from),
    end: at(FRIDAY, to),
    offset: -300,
    endOffset: -300,
    minutes: 45,
  })

  test.each([
    ['all that is ahead', window('13:00', '14:00'), [window('13:00', '14:00')]],
    ['the end of what has begun', window('12:00', '13:30'), [window('12:30', '13:30')]],
    ['nothing where that is too short', window('12:00', '13:14'), []],
    ['nothing of what is over', window('10:00', '11:00'), []],
  ])('%s', (_name, whole, left) => {
    expect(breaksLeft([whole], NOW)).toEqual(left)
    expect(breaksLeft([whole], undefined)).toEqual([whole])
  })

  test('to the second', () => {
    const left = breaksLeft([window('12:00', '13:15')], instant(addMinutes(NOW, 0) + 1000))
    expect(left).toEqual([])
  })
})
