import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { dayStart, readClockOn, readSpanOnDay, readWall, WALL_FORM } from '../../src/clock/wall.js'
import { isoUtc, parseDay } from '../../src/model/time.js'
import { ticksOf, wallAt } from './oracle.js'

/** A reading with its instant as text. */
function told(text: string, zone: string) {
  const reading = readWall(text, zone)
  return reading.ok ? { ...reading, instant: isoUtc(reading.instant) } : reading
}

function taken(moment: string, offset: number, overlap = false) {
  return { ok: true, instant: moment, offset, overlap }
}

describe('the one form', () => {
  test.each([
    ['2020-11-20 16:00', taken('2020-11-20T21:00:00Z', -300)],
    ['2020-11-20T16:00', taken('2020-11-20T21:00:00Z', -300)],
    ['2020-11-20T16:00:30', taken('2020-11-20T21:00:30Z', -300)],
    ['2020-11-20T16:00-05:00', taken('2020-11-20T21:00:00Z', -300)],
    ['2020-11-20 16:00:00-0500', taken('2020-11-20T21:00:00Z', -300)],
    ['2020-11-20T16:00Z', taken('2020-11-20T16:00:00Z', -300)],
    ['2020-07-01T00:00', taken('2020-07-01T04:00:00Z', -240)],
    ['2020-11-20 24:00', taken('2020-11-21T05:00:00Z', -300)],
    ['2020-12-31T24:00:00', taken('2021-01-01T05:00:00Z', -300)],
    ['2020-11-20T24:00Z', taken('2020-11-21T00:00:00Z', -300)],
    ['2028-02-29 09:00', taken('2028-02-29T14:00:00Z', -300)],
  ])('%s', (text, expected) => {
    expect(told(text, 'America/New_York')).toEqual(expected)
  })

  test.each([
    ...['', '2020-11-20', '03/04/2026 16:00', '03/04/2026', 'Mar 24', 'Mar 24 16:00', '2026-3-4', '2026-3-4 16:00'],
    ...['2026', '2026-W12-2', '2026-W12-2T16:00', '2026-083', '2026-083T16:00', '20201120T160000', '2020-11-20T16'],
    ...['2020-11-20T9:00', '2020-11-20  16:00', '2020-11-20t16:00', '2020-11-20T16:00z', ' 2020-11-20 16:00'],
    ...[
      '2020-11-20 16:00 ',
      '2020-11-20 16:00\n',
      '2020-11-20 4pm',
      '2020-11-20 16:00 EST',
      '2020-11-20T16:00:00.000Z',
    ],
    ...['2020-11-20T16:00 -05:00', '2020-11-20T16:00-5', '2020-11-20T16:00-05', '2020-11-20T:60', ':60', '4pm', 'noon'],
    ...['+002020-11-20T16:00', '2020-11-20T16:00[America/New_York]', '２０２０-11-20 16:00', '1605888000'],
  ])('%j is of another form', (text) => expect(told(text, 'America/New_York')).toEqual({ ok: false, why: 'form' }))

  test.each(['16:35', '9:05', '16:35:00', '99:99', '16:35Z', '16:35-05:00', '16:35+0530'])(
    '%s lacks its date',
    (text) => {
      expect(told(text, 'America/New_York')).toEqual({ ok: false, why: 'clock-only' })
    },
  )

  test.each([
    '2026-02-29 10:00',
    '2026-02-30T10:00',
    '2026-04-31 10:00',
    '2026-00-10 10:00',
    '2026-13-01 10:00',
    '2026-01-00 10:00',
    '2026-01-32 25:00',
    '0000-01-01 10:00',
    '9999-12-31 24:00',
  ])('%s names no day', (text) => {
    expect(told(text, 'America/New_York')).toEqual({ ok: false, why: 'no-such-day' })
  })

  test.each([
    '2026-03-24 24:01',
    '2026-03-24 24:00:01',
    '2026-03-24 25:00',
    '2026-03-24 09:60',
    '2026-03-24 23:59:60',
    '2026-03-24T99:99Z',
  ])('%s names no time', (text) => {
    expect(told(text, 'America/New_York')).toEqual({ ok: false, why: 'no-such-time' })
  })

  test('the form shown in messages is itself read', () => expect(readWall(WALL_FORM, 'UTC').ok).toBe(true))
})

describe('a written offset', () => {
  test.each([
    ['2020-11-20T16:00-04:00', 'America/New_York', -300],
    ['2020-11-20T16:00+00:00', 'America/New_York', -300],
    ['2020-07-20T16:00-05:00', 'America/New_York', -240],
    ['2026-03-29T02:30+01:00', 'Europe/Amsterdam', 120],
    ['2026-03-29T02:30+02:00', 'Europe/Amsterdam', 60],
    ['2020-11-20T16:00+99:99', 'Asia/Tokyo', 540],
    ['2020-11-20T16:00+05:00', 'Asia/Kolkata', 330],
    ['2020-11-20T16:00+06:30', 'Asia/Kolkata', 330],
    ['2020-11-20T16:00-03:00', 'America/St_Johns', -210],
  ])('%s is not what %s has: it has %d', (text, zone, offset) => {
    expect(told(text, zone)).toEqual({ ok: false, why: 'wrong-offset', offset })
  })

  test.each([
    ['2026-10-25T02:30+02:00', taken('2026-10-25T00:30:00Z', 120)],
    ['2026-10-25T02:30+01:00', taken('2026-10-25T01:30:00Z', 60)],
    ['2026-10-25T01:30Z', taken('2026-10-25T01:30:00Z', 60)],
    ['2026-03-29T02:30Z', taken('2026-03-29T02:30:00Z', 120)],
  ])('%s decides an hour that is shown twice', (text, expected) => {
    expect(told(text, 'Europe/Amsterdam')).toEqual(expected)
  })
})

test.each([
  ['2020-11-20T16:00+05:30', 'Asia/Kolkata', taken('2020-11-20T10:30:00Z', 330)],
  ['2020-11-20T16:00+0545', 'Asia/Kathmandu', taken('2020-11-20T10:15:00Z', 345)],
  ['2020-07-20T16:00+09:30', 'Australia/Adelaide', taken('2020-07-20T06:30:00Z', 570)],
  ['2020-11-20T16:00+10:30', 'Australia/Adelaide', taken('2020-11-20T05:30:00Z', 630)],
  ['2020-11-20T16:00-03:30', 'America/St_Johns', taken('2020-11-20T19:30:00Z', -210)],
])('an offset may have minutes: %s in %s', (text, zone, expected) => expect(told(text, zone)).toEqual(expected))

describe('clocks that change', () => {
  const gap = (resumes: string) => ({ ok: false, why: 'gap', resumes })
  test.each([
    ['Europe/Amsterdam', '2026-03-29T01:59', taken('2026-03-29T00:59:00Z', 60)],
    ['Europe/Amsterdam', '2026-03-29T02:00', gap('03:00')],
    ['Europe/Amsterdam', '2026-03-29T02:30', gap('03:00')],
    ['Europe/Amsterdam', '2026-03-29T02:59:59', gap('03:00')],
    ['Europe/Amsterdam', '2026-03-29T03:00', taken('2026-03-29T01:00:00Z', 120)],
    ['Europe/Amsterdam', '2026-10-25T01:59', taken('2026-10-24T23:59:00Z', 120)],
    ['Europe/Amsterdam', '2026-10-25T02:00', taken('2026-10-25T00:00:00Z', 120, true)],
    ['Europe/Amsterdam', '2026-10-25T02:30', taken('2026-10-25T00:30:00Z', 120, true)],
    ['Europe/Amsterdam', '2026-10-25T03:00', taken('2026-10-25T02:00:00Z', 60)],
    ['America/New_York', '2020-11-01T01:30', taken('2020-11-01T05:30:00Z', -240, true)],
    ['America/New_York', '2020-11-01T02:00', taken('2020-11-01T07:00:00Z', -300)],
    ['America/New_York', '2020-03-08T02:15', gap('03:00')],
    // A change by half an hour.
    ['Australia/Lord_Howe', '2026-04-05T01:29', taken('2026-04-04T14:29:00Z', 660)],
    ['Australia/Lord_Howe', '2026-04-05T01:30', taken('2026-04-04T14:30:00Z', 660, true)],
    ['Australia/Lord_Howe', '2026-04-05T01:59', taken('2026-04-04T14:59:00Z', 660, true)],
    ['Australia/Lord_Howe', '2026-04-05T02:00', taken('2026-04-04T15:30:00Z', 630)],
    ['Australia/Lord_Howe', '2026-10-04T02:10', gap('02:30')],
    // Ramadan: back to UTC and forward again.
    ['Africa/Casablanca', '2026-02-15T02:30', taken('2026-02-15T01:30:00Z', 60, true)],
    ['Africa/Casablanca', '2026-03-22T02:30', gap('03:00')],
    // Midnight itself is skipped, also as the end of the day before.
    ['America/Sao_Paulo', '2018-11-04T00:00', gap('01:00')],
    ['America/Sao_Paulo', '2018-11-03T24:00', gap('01:00')],
    // A change at a minute past midnight.
    ['America/St_Johns', '2010-03-14T00:30', gap('01:01')],
    // A whole day was skipped, and another one was repeated.
    ['Pacific/Apia', '2011-12-30T12:00', gap('00:00')],
    ['Pacific/Kwajalein', '1969-09-30T20:00', taken('1969-09-30T09:00:00Z', 660, true)],
    // Less than a week after the previous change.
    ['America/Recife', '2000-10-14T23:30', taken('2000-10-15T01:30:00Z', -120, true)],
    ['UTC', '2026-03-29T02:30', taken('2026-03-29T02:30:00Z', 0)],
    ['Asia/Tokyo', '2026-03-29T02:30', taken('2026-03-28T17:30:00Z', 540)],
  ])('%s %s', (zone, text, expected) => expect(told(text, zone)).toEqual(expected))
})

describe('a clock on a known day', () => {
  const day = parseDay('2026-10-25')
  if (day === undefined) throw new Error('the test names no day')
  test.each([
    ['16:35', '2026-10-25T16:35'],
    ['24:00', '2026-10-26T00:00'],
    ['02:30', '2026-10-25T02:30'],
    ['02:30+01:00', '2026-10-25T02:30+01:00'],
    ['25:00', '2026-10-25T25:00'],
    ['2026-10-25 16:35', 'not a clock'],
    ['4pm', 'not a clock'],
  ])('%s', (clock, whole) => {
    expect(readClockOn(day, clock, 'Europe/Amsterdam')).toEqual(readWall(whole, 'Europe/Amsterdam'))
  })
})

const zones = [
  ...['America/New_York', 'Europe/Amsterdam', 'Europe/Dublin', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Gaza'],
  ...[
    'America/St_Johns',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'Asia/Kolkata',
    'Asia/Tehran',
    'Antarctica/Troll',
    'UTC',
  ],
  ...['Africa/Cairo', 'America/Santiago', 'Pacific/Chatham', 'Europe/Moscow', 'Asia/Pyongyang', 'America/Caracas'],
]
const zone = fc.constantFrom(...zones)
const minute = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 }).map((minutes) => minutes * 60_000)

describe('against the calendar of the engine', () => {
  test('what a clock shows at any moment reads back as that moment, or as the earlier one that shows the same', () => {
    fc.assert(
      fc.property(minute('1975-01-01', '2037-12-31'), zone, (moment, name) => {
        const reading = readWall(wallAt(moment, name), name)
        const earlier = ticksOf(wallAt(moment, name), name)
        expect(reading).toEqual({
          ok: true,
          instant: earlier[0],
          offset: (Date.parse(`${wallAt(earlier[0] ?? 0, name)}Z`) - (earlier[0] ?? 0)) / 60_000,
          overlap: earlier.length > 1,
        })
        expect(earlier).toContain(moment)
      }),
      { numRuns: 1000 },
    )
  })

  test('a written time is skipped exactly when no moment shows it, and resumes when the clock says so', () => {
    const nights = fc.constantFrom<readonly [date: string, zone: string]>(
      ['2026-03-29', 'Europe/Amsterdam'],
      ['2026-10-25', 'Europe/Amsterdam'],
      ['2026-10-04', 'Australia/Lord_Howe'],
      ['2026-04-05', 'Australia/Lord_Howe'],
      ['2026-03-22', 'Africa/Casablanca'],
      ['2026-02-15', 'Africa/Casablanca'],
      ['2020-03-08', 'America/New_York'],
      ['2020-11-01', 'America/New_York'],
      ['2018-11-04', 'America/Sao_Paulo'],
      ['2010-03-14', 'America/St_Johns'],
      ['2026-03-29', 'Antarctica/Troll'],
    )
    fc.assert(
      fc.property(nights, fc.integer({ min: 0, max: 239 }), ([date, name], past) => {
        const clock = `${date}T${new Date(past * 60_000).toISOString().slice(11, 16)}`
        const moments = ticksOf(clock, name)
        const reading = readWall(clock, name)
        if (moments.length > 0) {
          expect(reading.ok && [reading.instant, reading.overlap]).toEqual([moments[0], moments.length > 1])
          return
        }
        let next = Date.parse(`${clock}Z`)
        while (ticksOf(new Date(next).toISOString().slice(0, 16), name).length === 0) next += 60_000
        expect(reading).toEqual({ ok: false, why: 'gap', resumes: new Date(next).toISOString().slice(11, 16) })
      }),
      { numRuns: 1000 },
    )
  })

  test('luxon offers the same instants where a time is shown twice', () => {
    for (const [text, name] of [
      ['2026-10-25T02:30', 'Europe/Amsterdam'],
      ['2020-11-01T01:30', 'America/New_York'],
      ['2026-04-05T01:45', 'Australia/Lord_Howe'],
    ] as const) {
      const reading = readWall(text, name)
      expect(reading.ok && reading.instant).toBe(
        DateTime.fromISO(text, { zone: name }).getPossibleOffsets()[0]?.toMillis(),
      )
    }
  })
})

test('reads ten thousand different times', () => {
  const start = Date.parse('2026-03-24T00:00Z')
  const readings = Array.from({ length: 10_000 }, (_, index) =>
    readWall(new Date(start + index * 60_000).toISOString().slice(0, 16), 'Europe/Amsterdam'),
  )
  expect(readings.filter((reading) => !reading.ok).length).toBe(60)
})

describe('two times of day on a conference day, on the clock shown', () => {
  const day = parseDay('2026-03-24') ?? expect.fail()
  const spanOf = (
    from: number,
    to: number,
    zone: string,
    conference = { timezone: 'Europe/Amsterdam', dayChange: 0 },
  ) => {
    const { start, end } = readSpanOnDay(day, [from, to], { zone, conference })
    return start.ok && end.ok && [isoUtc(start.instant), isoUtc(end.instant)]
  }

  test.each<[string, number, number, string, number, string, string]>([
    ["the venue's own", 720, 840, 'Europe/Amsterdam', 0, '2026-03-24T11:00:00Z', '2026-03-24T13:00:00Z'],
    ['to the end of the day', 1380, 1440, 'Europe/Amsterdam', 0, '2026-03-24T22:00:00Z', '2026-03-24T23:00:00Z'],
    ['all round the clock', 720, 720, 'Europe/Amsterdam', 0, '2026-03-24T11:00:00Z', '2026-03-25T11:00:00Z'],
    ['past midnight', 1380, 60, 'Europe/Amsterdam', 0, '2026-03-24T22:00:00Z', '2026-03-25T00:00:00Z'],
    ['from its end', 1440, 60, 'Europe/Amsterdam', 0, '2026-03-24T23:00:00Z', '2026-03-25T00:00:00Z'],
    ['before the day changes', 60, 120, 'Europe/Amsterdam', 360, '2026-03-25T00:00:00Z', '2026-03-25T01:00:00Z'],
    ['when the day changes', 360, 420, 'Europe/Amsterdam', 360, '2026-03-24T05:00:00Z', '2026-03-24T06:00:00Z'],
    ['west of it', 720, 840, 'America/New_York', 0, '2026-03-24T16:00:00Z', '2026-03-24T18:00:00Z'],
    [
      'west of it, on the evening before',
      1260,
      1320,
      'America/New_York',
      0,
      '2026-03-24T01:00:00Z',
      '2026-03-24T02:00:00Z',
    ],
    ['east of it', 720, 840, 'Asia/Tokyo', 0, '2026-03-24T03:00:00Z', '2026-03-24T05:00:00Z'],
    ['east of it, on the next morning', 60, 120, 'Asia/Tokyo', 0, '2026-03-24T16:00:00Z', '2026-03-24T17:00:00Z'],
  ])('%s', (_name, from, to, zone, dayChange, start, end) => {
    expect(spanOf(from, to, zone, { timezone: 'Europe/Amsterdam', dayChange })).toEqual([start, end])
  })

  test.each<[string, number, number, number, string, string]>([
    ['from a time that clocks skip', 0, 150, 240, '2026-03-29T01:00:00Z', '2026-03-29T02:00:00Z'],
    ['to one', 0, 60, 150, '2026-03-29T00:00:00Z', '2026-03-29T01:00:00Z'],
    ['before a day that begins at one', 150, 170, 200, '2026-03-30T00:50:00Z', '2026-03-30T01:20:00Z'],
  ])('%s', (_, dayChange, from, to, starts, ends) => {
    const conference = { timezone: 'Europe/Amsterdam', dayChange }
    const night = parseDay('2026-03-29') ?? expect.fail()
    const { start, end } = readSpanOnDay(night, [from, to], { zone: 'Europe/Amsterdam', conference })
    expect([start.ok && isoUtc(start.instant), end.ok && isoUtc(end.instant)]).toEqual([starts, ends])
  })

  test('is what the clock of that zone shows within a day of its beginning, also where clocks change', () => {
    const zone = fc.constantFrom('Europe/Amsterdam', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC')
    const days = fc.constantFrom('2026-03-07', '2026-03-08', '2026-03-28', '2026-03-29', '2026-04-05', '2026-10-25')
    const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15)
    fc.assert(
      fc.property(days, zone, zone, minute, minute, minute, (date, timezone, shown, dayChange, from, to) => {
        const on = parseDay(date) ?? expect.fail()
        const { start, end } = readSpanOnDay(on, [from, to], { zone: shown, conference: { timezone, dayChange } })
        if (!start.ok || !end.ok) return expect.fail('no moment')
        const clock = (moment: number) => DateTime.fromMillis(moment, { zone: shown })
        const label = (minutes: number) =>
          clock(start.instant)
            .startOf('day')
            .set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
        expect(clock(start.instant).toFormat('HH:mm')).toBe(label(from).toFormat('HH:mm'))
        const dawn = DateTime.fromISO(date, { zone: timezone }).set({
          hour: Math.floor(dayChange / 60),
          minute: dayChange % 60,
        })
        const hours = (start.instant - dawn.toMillis()) / 3_600_000
        expect(hours).toBeGreaterThanOrEqual(-1)
        expect(hours).toBeLessThanOrEqual(25)
        const length = (end.instant - start.instant) / 3_600_000
        expect(length).toBeGreaterThanOrEqual(-1)
        expect(length).toBeLessThanOrEqual(25)
      }),
    )
  })
})

test.each([
  ['at midnight', '2026-03-24', 'Europe/Amsterdam', 0, '2026-03-23T23:00:00Z', 60],
  ['later', '2026-03-24', 'America/New_York', 360, '2026-03-24T10:00:00Z', -240],
  ['where the clocks go on', '2026-03-29', 'Europe/Amsterdam', 150, '2026-03-29T01:00:00Z', 120],
  ['after one that was skipped', '2011-12-30', 'Pacific/Apia', 0, '2011-12-30T10:00:00Z', 840],
] as const)('a conference day begins %s', (_, date, timezone, dayChange, begins, offset) => {
  const start = dayStart(parseDay(date) ?? expect.fail(), { timezone, dayChange })
  expect([isoUtc(start.instant), start.offset]).toEqual([begins, offset])
})
