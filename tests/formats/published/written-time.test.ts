import { describe, expect, test } from 'vitest'
import {
  laterBy,
  readWritten,
  readWrittenClock,
  readWrittenDay,
  readWrittenLength,
  spanOf,
} from '../../../src/formats/published/written-time.js'
import { instants, wall } from '../published-fixtures.js'

const at = (text: string) => Date.parse(`${text}Z`)

describe('dates and times as publishers write them', () => {
  test.each<[string, object | undefined]>([
    ['2024-02-29T10:30:15', { shown: at('2024-02-29T10:30:15') }],
    ['2024-2-9 9:05', { shown: at('2024-02-09T09:05:00') }],
    ['2024-02-29T10:30:15.123456+05:30', { shown: at('2024-02-29T10:30:15'), offset: 330 }],
    ['2024-02-29T10:30:00-0330', { shown: at('2024-02-29T10:30:00'), offset: -210 }],
    ['2024-02-29T10:30:00+1:00', { shown: at('2024-02-29T10:30:00'), offset: 60 }],
    ['2024-02-29T10:30:00+01', { shown: at('2024-02-29T10:30:00'), offset: 60 }],
    ['2024-02-29 10:30:00 UTC', { shown: at('2024-02-29T10:30:00'), offset: 0 }],
    ['2024-02-29t10:30z', { shown: at('2024-02-29T10:30:00'), offset: 0 }],
    ['2024-02-29T24:00', { shown: at('2024-03-01T00:00:00') }],
    ['2024-02-29T24:01', undefined],
    ['2023-02-29T10:30', undefined],
    ['2024-02-29T25:00', undefined],
    ['2024-02-29T10:60', undefined],
    ['2024-02-29T10:30:60', undefined],
    ['2024-02-29T10:30+16:00', undefined],
    ['2024-02-29T10:30 CET', undefined],
    ['2024-02-29', undefined],
    ['10:30', undefined],
    ['9999-12-31T24:00', undefined],
    [`2024-02-29${' '.repeat(100)}10:30`, undefined],
  ])('%j', (text, expected) => {
    expect(readWritten(text)).toEqual(expected)
  })

  test.each<[string, string | undefined]>([
    ['2024-02-29', '2024-02-29'],
    [' 2024-02-29T00:00:00 ', '2024-02-29'],
    ['2024-02-29T01:00:00', undefined],
    ['2023-02-29', undefined],
  ])('the day %j', (text, expected) => {
    expect(readWrittenDay(text)).toBe(expected)
  })

  test.each<[string, number | undefined]>([
    ['10:30', 630],
    ['9:05:59', 545],
    ['2 PM', 840],
    ['24:00', 1440],
    ['24:30', undefined],
    ['10', undefined],
  ])('the clock %j', (text, expected) => {
    expect(readWrittenClock(text)).toBe(expected)
  })

  test.each<[string, number | undefined]>([
    ['00:25', 25],
    ['0:25', 25],
    ['1:00:00', 60],
    ['00:00', 0],
    ['100:00', 6000],
    ['45', 45],
    ['45 min', 45],
    ['45 minutes', 45],
    ['1 hour', 60],
    ['2 hours and 5 minutes', 125],
    ['1h 30m', 90],
    ['PT1H30M', 90],
    ['PT45M0S', 45],
    ['P1DT2H', 1560],
    ['P2W', 20_160],
    ['P', undefined],
    ['PT', undefined],
    ['1:75', undefined],
    ['1:00:61', undefined],
    ['800:00', undefined],
    ['an hour', undefined],
    ['-00:30', undefined],
    ['', undefined],
  ])('the length %j', (text, minutes) => {
    expect(readWrittenLength(text)).toBe(minutes === undefined ? undefined : minutes * 60_000)
  })

  test('a span is certain where its start has an offset; an end without one is on the same clock', () => {
    const start = { shown: at('2024-02-29T23:30:00'), offset: 60 }
    expect(spanOf(start, laterBy(start, 3_600_000))).toEqual(instants('2024-02-29T22:30:00Z', '2024-02-29T23:30:00Z'))
    expect(spanOf(start, { shown: at('2024-03-01T00:00:00') })).toEqual(
      instants('2024-02-29T22:30:00Z', '2024-02-29T23:00:00Z'),
    )
    expect(spanOf(start, { shown: at('2024-03-01T00:00:00'), offset: 0 })).toEqual(
      instants('2024-02-29T22:30:00Z', '2024-03-01T00:00:00Z'),
    )
    expect(spanOf({ shown: start.shown }, start)).toEqual(wall('2024-02-29T23:30', '2024-02-29T23:30'))
  })
})
