import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Observance,
  observancesOf,
  type RuledObservance,
  ruledObservancesOf,
} from '../../src/clock/transitions.js'
import { instant, type Span } from '../../src/model/time.js'
import { wallAt } from './oracle.js'

function span(start: string, end: string): Span {
  return { start: instant(Date.parse(start)), end: instant(Date.parse(end)) }
}

/** `onset from to daylight name`, short enough for a table. */
function told({ start, offsetFrom, offsetTo, daylight, name }: Observance): string {
  return `${start} ${offsetFrom} ${offsetTo} ${daylight ? 'daylight' : 'standard'} ${name}`
}

describe('the observances of a conference week', () => {
  test.each<[zone: string, start: string, end: string, observances: readonly string[]]>([
    ['America/New_York', '2020-11-17T05:00Z', '2020-11-21T05:00Z', ['2020-11-01T02:00:00 -240 -300 standard UTC-5']],
    ['America/New_York', '2020-07-01T00:00Z', '2020-07-02T00:00Z', ['2020-03-08T02:00:00 -300 -240 daylight UTC-4']],
    [
      'America/New_York',
      '2020-10-30T00:00Z',
      '2020-11-02T00:00Z',
      ['2020-03-08T02:00:00 -300 -240 daylight UTC-4', '2020-11-01T02:00:00 -240 -300 standard UTC-5'],
    ],
    // The change is the first moment of the span, then its end, then its last moment.
    ['America/New_York', '2020-11-01T06:00Z', '2020-11-02T00:00Z', ['2020-11-01T02:00:00 -240 -300 standard UTC-5']],
    ['America/New_York', '2020-10-30T00:00Z', '2020-11-01T06:00Z', ['2020-03-08T02:00:00 -300 -240 daylight UTC-4']],
    [
      'America/New_York',
      '2020-10-30T00:00Z',
      '2020-11-01T06:00:01Z',
      ['2020-03-08T02:00:00 -300 -240 daylight UTC-4', '2020-11-01T02:00:00 -240 -300 standard UTC-5'],
    ],
    ['UTC', '2026-03-24T00:00Z', '2026-03-27T00:00Z', ['1970-01-01T00:00:00 0 0 standard UTC']],
    ['Asia/Tokyo', '2026-03-24T00:00Z', '2026-03-27T00:00Z', ['1970-01-01T00:00:00 540 540 standard UTC+9']],
    ['Pacific/Honolulu', '2026-03-24T00:00Z', '2026-03-27T00:00Z', ['1970-01-01T00:00:00 -600 -600 standard UTC-10']],
    [
      'Australia/Lord_Howe',
      '2026-04-01T00:00Z',
      '2026-10-10T00:00Z',
      [
        '2025-10-05T02:00:00 630 660 daylight UTC+11',
        '2026-04-05T02:00:00 660 630 standard UTC+10:30',
        '2026-10-04T02:00:00 630 660 daylight UTC+11',
      ],
    ],
    [
      'Europe/Dublin',
      '2026-03-01T00:00Z',
      '2026-11-01T00:00Z',
      [
        '2025-10-26T02:00:00 60 0 standard UTC',
        '2026-03-29T01:00:00 0 60 daylight UTC+1',
        '2026-10-25T02:00:00 60 0 standard UTC',
      ],
    ],
    [
      'Africa/Casablanca',
      '2026-02-14T00:00Z',
      '2026-03-23T00:00Z',
      [
        '2025-04-06T02:00:00 0 60 daylight UTC+1',
        '2026-02-15T03:00:00 60 0 standard UTC',
        '2026-03-22T02:00:00 0 60 daylight UTC+1',
      ],
    ],
    // A permanent move, which is not daylight saving time although the clocks went forward.
    ['Europe/Istanbul', '2026-03-24T00:00Z', '2026-03-27T00:00Z', ['2016-03-27T03:00:00 120 180 standard UTC+3']],
    ['Pacific/Apia', '2011-12-31T00:00Z', '2012-01-01T00:00Z', ['2011-12-30T00:00:00 -600 840 daylight UTC+14']],
    // A stretch of less than a week.
    [
      'America/Recife',
      '2000-10-07T00:00Z',
      '2000-10-16T00:00Z',
      [
        '2000-02-27T00:00:00 -120 -180 standard UTC-3',
        '2000-10-08T00:00:00 -180 -120 daylight UTC-2',
        '2000-10-15T00:00:00 -120 -180 standard UTC-3',
      ],
    ],
    ['Africa/Monrovia', '2026-03-24T00:00Z', '2026-03-27T00:00Z', ['1972-01-07T00:00:30 -44 0 standard UTC']],
    ['Asia/Tokyo', '1970-01-01T00:00Z', '1970-01-02T00:00Z', ['1968-12-31T00:00:00 540 540 standard UTC+9']],
  ])('%s, %s to %s', (zone, start, end, observances) => {
    expect(observancesOf(zone, span(start, end)).map(told)).toEqual(observances)
  })

  test('a span of no length has the observance it lies in', () => {
    const moment = span('2026-10-25T01:00Z', '2026-10-25T01:00Z')
    expect(observancesOf('Europe/Amsterdam', moment).map(told)).toEqual(['2026-10-25T03:00:00 120 60 standard UTC+1'])
  })
})

test('from the observances alone, a reader has the offset of every hour in the span', () => {
  const zone = fc.constantFrom(
    ...[
      'America/New_York',
      'Europe/Dublin',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Gaza',
      'Asia/Tokyo',
      'UTC',
    ],
    ...['America/Sao_Paulo', 'Pacific/Apia', 'Asia/Tehran', 'Antarctica/Troll', 'Africa/Cairo', 'America/Caracas'],
  )
  const hours = (from: string, to: string) => {
    return fc.integer({ min: Date.parse(from) / 3_600_000, max: Date.parse(to) / 3_600_000 })
  }
  fc.assert(
    fc.property(
      zone,
      hours('1980-01-01', '2045-01-01'),
      fc.integer({ min: 1, max: 24 * 500 }),
      fc.nat(),
      (name, hour, length, nth) => {
        const [start, end] = [instant(hour * 3_600_000), instant((hour + length) * 3_600_000)]
        const observances = observancesOf(name, { start, end })
        const onsets = observances.map(
          (observance) => Date.parse(`${observance.start}Z`) - observance.offsetFrom * 60_000,
        )
        expect(onsets[0]).toBeLessThanOrEqual(start)
        expect(onsets.slice(1).filter((onset) => onset <= start || onset >= end)).toEqual([])
        expect(onsets.toSorted((a, b) => a - b)).toEqual(onsets)
        const froms = observances.slice(1).map(({ offsetFrom }) => offsetFrom)
        expect(froms).toEqual(observances.slice(0, -1).map(({ offsetTo }) => offsetTo))
        for (const moment of [start, (hour + (nth % length)) * 3_600_000, end - 60_000, ...onsets.slice(1)]) {
          const shown = (Date.parse(`${wallAt(moment, name)}Z`) - moment) / 60_000
          expect(observances[onsets.findLastIndex((onset) => onset <= moment)]?.offsetTo).toBe(shown)
        }
      },
    ),
    { numRuns: 1000 },
  )
})

/** `onset rule`, if there is one. */
function ruled({ start, daylight, rule }: RuledObservance): string {
  const { month, weekday = '', nth, days } = rule ?? {}
  const day = nth === undefined ? (days?.join(',') ?? '') : `${nth}.`
  return `${start} ${daylight ? 'daylight' : 'standard'}${rule ? ` ${month}: ${day} ${weekday}`.trimEnd() : ''}`
}

describe('the rules by which clocks change', () => {
  test.each<[zone: string, day: string, rules: readonly string[]]>([
    [
      'Europe/Amsterdam',
      '2026-06-29',
      ['2025-10-26T03:00:00 standard 10: -1. sunday', '2026-03-29T02:00:00 daylight 3: -1. sunday'],
    ],
    [
      'Europe/Dublin',
      '2026-01-15',
      ['2025-10-26T02:00:00 standard 10: -1. sunday', '2026-03-29T01:00:00 daylight 3: -1. sunday'],
    ],
    [
      'America/New_York',
      '2026-11-10',
      ['2025-11-02T02:00:00 standard 11: 1. sunday', '2026-03-08T02:00:00 daylight 3: 2. sunday'],
    ],
    [
      'Australia/Lord_Howe',
      '2026-06-01',
      ['2025-10-05T02:00:00 daylight 10: 1. sunday', '2026-04-05T02:00:00 standard 4: 1. sunday'],
    ],
    [
      'America/Santiago',
      '2026-06-01',
      ['2025-09-07T00:00:00 daylight 9: 2,3,4,5,6,7,8 sunday', '2026-04-05T00:00:00 standard 4: 2,3,4,5,6,7,8 sunday'],
    ],
    [
      'Asia/Jerusalem',
      '2026-06-01',
      ['2025-10-26T02:00:00 standard 10: -1. sunday', '2026-03-27T02:00:00 daylight 3: 23,24,25,26,27,28,29 friday'],
    ],
    // The rule that ended in the previous year applies at the beginning of this one.
    [
      'America/New_York',
      '2007-06-01',
      [
        '2006-10-29T02:00:00 standard',
        '2007-03-11T02:00:00 daylight 3: 2. sunday',
        '2007-11-04T02:00:00 standard 11: 1. sunday',
      ],
    ],
    // Rules that ended, that follow the moon or another calendar, or that depend on the last Thursday for a Friday.
    [
      'America/New_York',
      '2005-06-01',
      ['2004-10-31T02:00:00 standard', '2005-04-03T02:00:00 daylight', '2005-10-30T02:00:00 standard'],
    ],
    [
      'Asia/Tehran',
      '2021-06-01',
      ['2020-09-21T00:00:00 standard', '2021-03-22T00:00:00 daylight', '2021-09-22T00:00:00 standard'],
    ],
    [
      'Africa/Casablanca',
      '2026-06-01',
      ['2025-04-06T02:00:00 daylight', '2026-02-15T03:00:00 standard', '2026-03-22T02:00:00 daylight'],
    ],
    [
      'Africa/Cairo',
      '2026-06-01',
      ['2025-10-31T00:00:00 standard', '2026-04-24T00:00:00 daylight', '2026-10-30T00:00:00 standard'],
    ],
    ['Asia/Tokyo', '2026-06-01', ['1970-01-01T00:00:00 standard']],
    ['Europe/Istanbul', '2026-06-01', ['2016-03-27T03:00:00 standard']],
  ])('%s, %s', (zone, day, rules) => {
    expect(ruledObservancesOf(zone, span(`${day}T12:00Z`, `${day}T13:00Z`)).map(ruled)).toEqual(rules)
  })
})
