import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import { breakIn, lacksBreak } from '../../../src/planning/plan/lineup.js'
import { FRIDAY } from '../samples.js'

const MINUTE = 60_000
const spanOf = (start: number, length: number) => ({
  start: instant(start * MINUTE),
  end: instant((start + length) * MINUTE),
})

test('a break is had at the first moment of its window from which so many minutes are free', () => {
  const busy = fc.array(fc.record({ start: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 0, max: 15 }) }))
  const window = fc.record({
    from: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 30 }),
    minutes: fc.integer({ min: 1, max: 20 }),
  })
  fc.assert(
    fc.property(busy, window, (taken, { from, length, minutes }) => {
      const spans = taken.map((one) => spanOf(one.start, one.length))
      const isFree = (minute: number) =>
        !taken.some(({ start, length: long }) => start <= minute && minute < start + long)
      const moments = Array.from({ length }, (_, index) => from + index)
      const first = moments.find((moment) => {
        const all = Array.from({ length: minutes }, (_, index) => moment + index)
        return moment + minutes <= from + length && all.every(isFree)
      })
      const offsets = { offset: 60, endOffset: 120 }
      const found = breakIn({ ...spanOf(from, length), ...offsets, day: FRIDAY, minutes }, spans)
      expect(found).toEqual(first === undefined ? undefined : { ...spanOf(first, minutes), ...offsets })
    }),
  )
})

describe('a day lacks a break', () => {
  const hours = (...spans: readonly (readonly [number, number])[]) =>
    spans.map(([start, end]) => ({ start: start * 60, end: end * 60 }))

  test.each<[string, readonly { readonly start: number; readonly end: number }[], boolean]>([
    ['with nothing in it', [], false],
    ['in the morning alone', hours([9, 14]), false],
    ['in the afternoon alone', hours([12, 18]), false],
    ['full from nine to five', hours([9, 11], [11, 13], [13, 17]), true],
    ['with half an hour around noon', hours([9, 12.5], [13, 17]), false],
    ['with less', hours([9, 12.5], [12.75, 17]), true],
    ['with an hour too early', hours([9, 10], [11, 17]), true],
    ['that is over by three', hours([9, 14.5]), false],
    ['with what has no length', hours([9, 12], [12.25, 12.25], [12.5, 17]), false],
  ])('%s', (_name, day, lacks) => {
    expect(lacksBreak(day)).toBe(lacks)
  })
})
