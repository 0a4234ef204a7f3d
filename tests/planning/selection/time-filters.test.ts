import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Timed } from '../../../src/model/conference.js'
import { addDays, addMinutes, clockAt, type Instant, instant } from '../../../src/model/time.js'
import type { Selection } from '../../../src/planning/selection/selection.js'
import { timeSieves } from '../../../src/planning/selection/time-filters.js'
import { catalogue, FRIDAY, selection, session, THURSDAY, timed, wanting } from '../samples.js'

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

function passes(when: Timed, asked: Partial<Selection>, dayChange = 0): boolean {
  const talk = session('talk', { when })
  return timeSieves(catalogue([talk], { conference: { dayChange } }), selection(asked)).every(({ keeps }) =>
    keeps(talk),
  )
}

const running = (clock: string) => ({ at: wanting(minuteOf(clock)) })
const starting = (clock: string) => ({ after: wanting(minuteOf(clock)) })
const over = (clock: string) => ({ before: wanting(minuteOf(clock)) })

describe('a session 16:00-16:35', () => {
  test.each([
    [running('15:59'), false],
    [running('16:00'), true],
    [running('16:34'), true],
    [running('16:35'), false],
    [starting('15:59'), true],
    [starting('16:00'), true],
    [starting('16:01'), false],
    [over('16:34'), false],
    [over('16:35'), true],
    [over('00:00'), true],
    [starting('00:00'), true],
  ])('%o: %s', (asked, answer) => {
    expect(passes(timed(FRIDAY, '16:00-16:35'), asked)).toBe(answer)
  })
})

describe('past midnight, where the day changes at 04:00', () => {
  test.each([
    ['23:00-01:00', running('00:30'), true],
    ['23:00-01:00', running('01:00'), false],
    ['23:00-01:00', starting('22:00'), true],
    ['23:00-01:00', over('01:00'), true],
    ['23:00-01:00', over('00:30'), false],
    ['23:00-01:00', over('23:30'), false],
    ['01:00-02:00', starting('23:00'), true],
    ['01:00-02:00', starting('01:30'), false],
    ['01:00-02:00', starting('04:00'), true],
    ['01:00-02:00', over('04:00'), true],
    ['09:00-10:00', starting('01:00'), false],
    ['09:00-10:00', over('01:00'), true],
  ])('%s %o: %s', (times, asked, answer) => {
    expect(passes(timed(FRIDAY, times), asked, 240)).toBe(answer)
  })
})

test('midnight ends a day that begins with it', () => {
  expect(passes(timed(FRIDAY, '22:00-00:00'), over('00:00'))).toBe(true)
  expect(passes(timed(FRIDAY, '22:00-00:01'), over('00:00'))).toBe(false)
})

test('what lasts longer than a day runs at every time, and is over by none', () => {
  const when = { ...timed(THURSDAY, '09:00-10:00'), end: timed(addDays(FRIDAY, 1), '10:00-11:00').start }
  for (const clock of ['00:00', '08:59', '09:00', '10:00', '23:59']) {
    expect(passes(when, running(clock))).toBe(true)
    expect(passes(when, over(clock))).toBe(false)
  }
})

describe('a night in which the clocks change, 01:30-03:30 on the clock', () => {
  test.each([
    ['back, three hours', 180, -240, -300],
    ['forward, one hour', 60, -300, -240],
  ])('%s', (_name, minutes, offset, endOffset) => {
    const start = instant(Date.parse('2020-11-20T01:30Z') - offset * 60_000)
    const when = { ...timed(FRIDAY, '01:30-02:30'), start, end: addMinutes(start, minutes), offset, endOffset }
    expect(
      [running('03:29'), running('03:30'), over('03:30'), over('03:29')].map((asked) => passes(when, asked)),
    ).toEqual([true, false, true, false])
  })
})

test('on a clock six hours ahead, the conference day lies from 06:00 to 06:00', () => {
  const shift = { offset: 60, endOffset: 60, shift: 360 }
  const morning = timed(FRIDAY, '09:00-10:00', shift)
  const evening = timed(FRIDAY, '20:00-21:00', shift)
  expect(
    [running('15:30'), starting('15:00'), over('16:00'), starting('02:00')].map((asked) => passes(morning, asked)),
  ).toEqual([true, true, true, false])
  expect(
    [running('02:30'), starting('02:00'), over('03:00'), over('06:00'), starting('23:00')].map((asked) =>
      passes(evening, asked),
    ),
  ).toEqual([true, true, true, true, true])
})

/** Looks at the displayed clock minute by minute from the moment the conference day begins. */
function firstMoment(from: Instant, offset: number, clock: number): Instant {
  let moment = from
  while (clockAt(moment, offset).minute !== clock) moment = addMinutes(moment, 1)
  return moment
}

test('agrees with somebody who watches the clock', () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(
      fc.record({
        dayChange: fc.integer({ min: 0, max: 400 }),
        begin: minute,
        length: fc.integer({ min: 0, max: 3000 }),
        shift: fc.integer({ min: -900, max: 900 }),
        clock: minute,
        offset: fc.constantFrom(-300, 0, 345, 540),
      }),
      ({ dayChange, begin, length, shift, clock, offset }) => {
        const dayStart = addMinutes(instant(Date.parse('2020-11-20T00:00Z')), dayChange - offset)
        const start = addMinutes(dayStart, begin)
        const shown = offset + shift
        const when: Timed = {
          kind: 'timed',
          day: FRIDAY,
          start,
          end: addMinutes(start, length),
          offset: shown,
          endOffset: shown,
          shift,
        }
        const first = firstMoment(dayStart, shown, clock)
        expect(passes(when, { at: wanting(clock) }, dayChange)).toBe(firstMoment(start, shown, clock) < when.end)
        expect(passes(when, { after: wanting(clock) }, dayChange)).toBe(start >= first)
        const last = firstMoment(addMinutes(dayStart, 1), shown, clock)
        expect(passes(when, { before: wanting(clock) }, dayChange)).toBe(when.end <= last)
      },
    ),
  )
})
