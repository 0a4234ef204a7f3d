import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clockLabel,
  dayLabel,
  durationLabel,
  instant,
  isoUtc,
  isoWithOffset,
  offsetLabel,
  parseDay,
} from '../../src/model/time.js'

describe('ISO 8601', () => {
  test.each([
    ['2020-11-20T21:00:00Z', -300, '2020-11-20T16:00:00-05:00'],
    ['2020-11-20T21:00:59.999Z', 330, '2020-11-21T02:30:59+05:30'],
    ['2020-12-31T23:30:00Z', 60, '2021-01-01T00:30:00+01:00'],
    ['2020-11-20T21:00:00Z', 0, '2020-11-20T21:00:00+00:00'],
    ['2020-11-20T21:00:00Z', -210, '2020-11-20T17:30:00-03:30'],
    ['1969-12-31T23:59:58Z', 0, '1969-12-31T23:59:58+00:00'],
  ])('%s at %d minutes is %s', (moment, offset, written) => {
    expect(isoWithOffset(instant(Date.parse(moment)), offset)).toBe(written)
  })

  test('in UTC ends in Z', () => {
    expect(isoUtc(instant(Date.parse('2020-11-18T12:00:00Z')))).toBe('2020-11-18T12:00:00Z')
  })

  test('reads back as the same instant, to the second', () => {
    const seconds = fc.integer({ min: -60_000_000_000, max: 250_000_000_000 })
    fc.assert(
      fc.property(seconds, fc.integer({ min: -14 * 60, max: 14 * 60 }), (second, offset) => {
        const moment = instant(second * 1000)
        expect(Date.parse(isoWithOffset(moment, offset))).toBe(moment)
        expect(isoUtc(moment)).toBe(new Date(moment).toISOString().replace('.000', ''))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('labels', () => {
  test.each([
    [0, '00:00'],
    [545, '09:05'],
    [960, '16:00'],
    [1440, '24:00'],
  ])('minute %d of the day is %s', (minute, label) => expect(clockLabel(minute)).toBe(label))

  test.each([
    [0, 'UTC'],
    [-300, 'UTC-5'],
    [60, 'UTC+1'],
    [330, 'UTC+5:30'],
    [-210, 'UTC-3:30'],
    [845, 'UTC+14:05'],
    [-1, 'UTC-0:01'],
  ])('an offset of %d is %s', (offset, label) => expect(offsetLabel(offset)).toBe(label))

  test.each([
    ['2020-11-20', 'Fri 20 Nov'],
    ['2026-03-03', 'Tue 3 Mar'],
    ['2024-02-29', 'Thu 29 Feb'],
  ])('%s is %s', (text, label) => {
    const day = parseDay(text)
    expect(day && dayLabel(day)).toBe(label)
  })

  test.each([
    [0, '0 min'],
    [35, '35 min'],
    [60, '1 h'],
    [65, '1 h 05'],
    [90, '1 h 30'],
    [120, '2 h'],
    [1500, '25 h'],
  ])('%d minutes are %s', (minutes, label) => expect(durationLabel(minutes)).toBe(label))
})
