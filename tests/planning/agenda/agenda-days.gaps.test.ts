import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, instant } from '../../../src/model/time.js'
import { findGaps, type Gap } from '../../../src/planning/agenda/agenda-days.js'
import type { Entry } from '../../../src/planning/agenda/clashes.js'
import { at, FRIDAY, THURSDAY, timed } from '../samples.js'

const MINUTE = 60_000

function entry(date: typeof FRIDAY, times: string): Entry {
  const { start, end, offset, endOffset } = timed(date, times)
  return { id: times, title: times, start, end, day: date, offset, endOffset }
}

function gap(times: string, minutes: number): Gap {
  const { start, end, offset, endOffset } = timed(FRIDAY, times)
  return { start, end, offset, endOffset, minutes }
}

test.each<[string, readonly string[], readonly Gap[]]>([
  ['nothing', [], []],
  ['one entry', ['09:00-10:00'], []],
  ['between two, in any order', ['11:00-12:00', '09:00-10:30'], [gap('10:30-11:00', 30)]],
  ['touching', ['09:00-10:00', '10:00-11:00'], []],
  ['overlapping', ['09:00-10:30', '10:00-11:00', '11:15-12:00'], [gap('11:00-11:15', 15)]],
  ['a short one inside a long one', ['09:00-12:00', '10:00-10:30', '12:20-13:00'], [gap('12:00-12:20', 20)]],
  ['identical', ['09:00-10:00', '09:00-10:00', '10:01-11:00'], [gap('10:00-10:01', 1)]],
  [
    'no length, between',
    ['09:00-10:00', '10:30-10:30', '11:00-12:00'],
    [gap('10:00-10:30', 30), gap('10:30-11:00', 30)],
  ],
])('%s', (_name, times, gaps) => {
  expect(findGaps(times.map((text) => entry(FRIDAY, text)))).toEqual(gaps)
})

test('the night between two conference days is no gap; past midnight is still the same day', () => {
  const evening = entry(THURSDAY, '21:00-23:30')
  const late = { ...entry(FRIDAY, '01:00-02:00'), day: THURSDAY }
  const morning = entry(FRIDAY, '09:00-10:00')
  expect(findGaps([morning, late, evening])).toEqual([
    { start: at(THURSDAY, '23:30'), end: at(FRIDAY, '01:00'), offset: -300, endOffset: -300, minutes: 90 },
  ])
})

test('what lasts into the next day takes its time there', () => {
  const long = { ...entry(THURSDAY, '20:00-21:00'), end: at(FRIDAY, '11:00') }
  const entries = [long, entry(FRIDAY, '10:00-10:30'), entry(FRIDAY, '12:00-13:00')]
  expect(findGaps(entries)).toEqual([gap('11:00-12:00', 60)])
})

test('seconds do not make a minute', () => {
  const first = entry(FRIDAY, '09:00-10:00')
  const second = { ...entry(FRIDAY, '10:00-11:00'), start: instant(at(FRIDAY, '10:00') + 59_000) }
  const third = { ...entry(FRIDAY, '11:00-12:00'), start: instant(at(FRIDAY, '11:01') + 59_000) }
  expect(findGaps([first, second, third]).map(({ minutes }) => minutes)).toEqual([1])
})

const spans = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 1 }),
    start: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 10 },
)

test('gaps and busy time together cover each day from its first start to its last entry, once', () => {
  fc.assert(
    fc.property(spans, (drawn) => {
      const entries = drawn.map(({ day, start, length }, index): Entry => {
        const begin = day * 1440 + start
        return {
          id: `${index}`,
          title: '',
          start: instant(begin * MINUTE),
          end: instant((begin + length) * MINUTE),
          day: addDays(THURSDAY, day),
          offset: 0,
          endOffset: 0,
        }
      })
      const before = structuredClone(entries)
      const gaps = findGaps(entries)
      for (const day of [0, 1]) {
        const own = entries.filter(({ start }) => Math.floor(start / MINUTE / 1440) === day)
        const firstStart = Math.min(...own.map(({ start }) => start))
        const lastStart = Math.max(...own.map(({ start }) => start))
        for (let minute = day * 1440; minute < day * 1440 + 80; minute++) {
          const moment = minute * MINUTE
          const holds = ({ start, end }: { start: number; end: number }) => start <= moment && moment < end
          const free = moment >= firstStart && moment < lastStart && !own.some(holds)
          expect(gaps.filter(holds)).toHaveLength(free ? 1 : 0)
        }
      }
      for (const { start, end, minutes } of gaps) expect(end - start).toBe(minutes * MINUTE)
      expect(entries).toEqual(before)
    }),
  )
})
