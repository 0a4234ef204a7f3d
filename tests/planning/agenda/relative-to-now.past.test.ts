import { describe, expect, test } from 'vitest'
import { addMinutes, instant } from '../../../src/model/time.js'
import { breaksLeft, isOver, momentOfNow } from '../../../src/planning/agenda/relative-to-now.js'
import { at, dated, FRIDAY, THURSDAY, timed } from '../samples.js'

const NOW = at(FRIDAY, '12:30')

test.each([
  ['nothing', undefined, undefined],
  ['now', [{ now: NOW }], NOW],
  ['now or another time', [{ now: NOW }, 600], undefined],
  ['another time', [600], undefined],
  ['no time', [], undefined],
])('the rest of the conference is meant by --after %s', (_name, wanted, expected) => {
  expect(momentOfNow(wanted ? { after: { wanted, unwanted: [] } } : {})).toBe(expected)
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
