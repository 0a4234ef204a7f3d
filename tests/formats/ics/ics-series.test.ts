import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWall } from '../../../src/clock/wall.js'
import { read } from '../../../src/formats/ics/ics.js'
import { told } from '../published-fixtures.js'

const calendar = (...lines: readonly string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n')
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\n')
const BERLIN = ';TZID=Europe/Berlin'

/** Each entry as `UID title start`, on the clock it is written for. */
function timesOf(...events: readonly string[]) {
  const { entries, problems } = told(read(calendar(...events), 'x.ics'))
  const shown = entries.map(({ uid, title, time }) => {
    const start =
      time.kind === 'wall' ? time.start : time.kind === 'instants' ? new Date(time.start).toISOString() : time.kind
    return `${uid} ${title} ${time.kind === 'dated' ? time.day : start.slice(0, 16)}`
  })
  return { shown, details: problems.map((problem) => JSON.stringify(problem)).join('\n') }
}

const morning = (...lines: readonly string[]) =>
  event('UID:1', 'SUMMARY:Owls', `DTSTART${BERLIN}:20261023T090000`, `DTEND${BERLIN}:20261023T093000`, ...lines)

describe('a series', () => {
  test('has its times on the clock, with exceptions and changes, each under a name that stays', () => {
    const moved = event(
      'UID:1',
      `RECURRENCE-ID${BERLIN}:20261025T090000`,
      'SUMMARY:Late owls',
      `DTSTART${BERLIN}:20261025T100000`,
    )
    const { shown, details } = timesOf(moved, morning('RRULE:FREQ=DAILY;COUNT=4', `EXDATE${BERLIN}:20261024T090000`))
    expect(shown).toEqual([
      '1 Owls 2026-10-23T09:00',
      '1#20261025T090000 Late owls 2026-10-25T10:00',
      '1#20261026T090000 Owls 2026-10-26T09:00',
    ])
    expect(details).toBe('')
  })

  test.each([
    ['EXDATE in UTC', 'EXDATE:20261024T070000Z'],
    ['EXDATE without a zone', 'EXDATE:20261024T090000'],
    ['EXDATE as a day', 'EXDATE;VALUE=DATE:20261024'],
    ['EXDATE in another zone', 'EXDATE;TZID=America/New_York:20261024T030000'],
    ['several in one line', 'EXDATE:20260101T090000Z,20261024T070000Z'],
  ])('%s is the same moment', (_, exception) => {
    expect(timesOf(morning('RRULE:FREQ=DAILY;COUNT=3', exception)).shown).toEqual([
      '1 Owls 2026-10-23T09:00',
      '1#20261025T090000 Owls 2026-10-25T09:00',
    ])
  })

  test.each([
    ['RRULE:FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3', ['10-23', '10-26', '10-30']],
    ['RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2', ['10-23', '11-06']],
    ['RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231T000000Z', ['10-23', '10-30', '11-27', '12-25']],
    ['RRULE:FREQ=DAILY;UNTIL=20261025T080000Z', ['10-23', '10-24', '10-25']],
    ['RRULE:FREQ=DAILY;UNTIL=20261025', ['10-23', '10-24', '10-25']],
    ['RRULE:FREQ=DAILY;UNTIL=20261025T085959', ['10-23', '10-24']],
    [`RDATE${BERLIN}:20261101T090000,20261030T090000`, ['10-23', '10-30', '11-01']],
    ['RDATE;VALUE=PERIOD:20261101T080000Z/PT1H', ['10-23', '11-01']],
  ])('%s', (rule, days) => {
    const { shown } = timesOf(morning(rule))
    expect(shown.map((text) => text.slice(-11, -6))).toEqual(days)
  })

  test('of whole days', () => {
    const { shown } = timesOf(
      event(
        'UID:1',
        'SUMMARY:Fair',
        'DTSTART;VALUE=DATE:20261023',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE:20261024T000000Z',
      ),
    )
    expect(shown).toEqual(['1 Fair 2026-10-23', '1#20261025 Fair 2026-10-25'])
  })

  test('keeps its clock and its length when the clocks change, as days counted by hand have it', () => {
    const daily = fc.record({ days: fc.integer({ min: 1, max: 60 }), every: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(daily, ({ days, every }) => {
        const text = calendar(morning(`RRULE:FREQ=DAILY;INTERVAL=${every};COUNT=${days}`))
        const { entries } = told(read(text, 'x.ics'))
        const expected = Array.from({ length: days }, (_, index) => {
          const day = new Date(Date.UTC(2026, 9, 23 + index * every)).toISOString().slice(0, 10)
          return { kind: 'wall', start: `${day}T09:00:00`, end: `${day}T09:30:00`, zone: 'Europe/Berlin' }
        })
        expect(entries.map(({ time }) => time)).toEqual(expected)
        expect(expected.every(({ start }) => readWall(start, 'Europe/Berlin').ok)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('without an end goes up to the last day of the rest, or for a year', () => {
    const other = event('UID:2', 'SUMMARY:Last', 'DTSTART:20261025T100000Z')
    const { shown, details } = timesOf(morning('RRULE:FREQ=DAILY'), other)
    expect(shown).toHaveLength(4)
    expect(details).toContain('it repeats without an end: its times after 2026-10-25 were left out')
    const alone = timesOf(morning('RRULE:FREQ=WEEKLY'))
    expect(alone.shown).toHaveLength(53)
    expect(alone.details).toContain('its times after 2027-10-24 were left out')
  })

  test.each([
    ['FREQ=DAILY;COUNT=5000', 1000, 'it repeats more than 1000 times: those from 2029-07-19 on were left out'],
    ['FREQ=SECONDLY;COUNT=5', 1, 'cannot be followed'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 1, 'cannot be followed'],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=MO', 1, 'cannot be followed'],
    ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', 1, 'cannot be followed'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 1, ''],
    ['FREQ=YEARLY;BYDAY=1MO;BYMONTHDAY=20;COUNT=3', 1, ''],
    ['FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=12;COUNT=3', 3, ''],
    ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=9;COUNT=3', 1, ''],
    ['FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=3;COUNT=3', 1, ''],
    ['FREQ=DAILY;INTERVAL=0', 1, 'cannot be followed'],
    ['daily', 1, 'cannot be followed'],
    [`FREQ=DAILY;BYHOUR=${'1,'.repeat(500)}1;COUNT=2`, 1, 'cannot be followed'],
  ])('%s is bounded', (rule, count, detail) => {
    const { shown, details } = timesOf(morning(`RRULE:${rule}`))
    expect([rule, shown.length]).toEqual([rule, count])
    expect(details).toContain(detail)
  })

  test('thousands of series are cut together, and none is lost', () => {
    const many = Array.from({ length: 3000 }, () => morning('RRULE:FREQ=DAILY;COUNT=1000'))
    const { shown, details } = timesOf(...many)
    expect(shown.filter((text) => text.startsWith('1 Owls'))).toHaveLength(3000)
    expect(shown.length).toBeLessThan(10_000)
    expect(details).toContain('too many events of the file repeat: only its first time is used')
  })

  test('a change without a title has that of its series', () => {
    const { shown } = timesOf(
      morning('RRULE:FREQ=DAILY;COUNT=2'),
      event('UID:1', 'RECURRENCE-ID:20261024T070000Z', `DTSTART${BERLIN}:20261024T110000`),
    )
    expect(shown).toEqual(['1 Owls 2026-10-23T09:00', '1#20261024T090000 Owls 2026-10-24T11:00'])
  })
})

describe('a change of an event that does not repeat', () => {
  const change = (from: string, to: string, sequence: number) =>
    event('UID:1', `RECURRENCE-ID${BERLIN}:${from}`, `SEQUENCE:${sequence}`, 'SUMMARY:Owls', `DTSTART${BERLIN}:${to}`)

  test.each([
    ['replaces it', [change('20261023T090000', '20261023T110000', 0)], ['1 Owls 2026-10-23T11:00']],
    [
      'replaces it whatever time it names',
      [change('20261001T090000', '20261023T110000', 1)],
      ['1 Owls 2026-10-23T11:00'],
    ],
    [
      'of the highest sequence counts',
      [change('20261023T090000', '20261023T120000', 2), change('20261023T090000', '20261023T110000', 1)],
      ['1 Owls 2026-10-23T12:00'],
    ],
    [
      'may change a change',
      [change('20261023T110000', '20261023T120000', 2), change('20261023T090000', '20261023T110000', 1)],
      ['1 Owls 2026-10-23T12:00'],
    ],
  ])('%s', (_, changes, shown) => {
    expect(timesOf(morning(), ...changes).shown).toEqual(shown)
    expect(timesOf(...changes, morning()).shown).toEqual(shown)
  })

  test('of an older sequence is gone', () => {
    expect(timesOf(morning('SEQUENCE:3'), change('20261023T090000', '20261023T110000', 1)).shown).toEqual([
      '1 Owls 2026-10-23T09:00',
    ])
  })

  test('of several other times is one of its own, as a program that expands series itself writes them', () => {
    const others = [change('20261024T090000', '20261024T090000', 0), change('20261025T090000', '20261025T090000', 0)]
    expect(timesOf(morning(), ...others).shown).toEqual([
      '1 Owls 2026-10-23T09:00',
      '1#20261024T090000 Owls 2026-10-24T09:00',
      '1#20261025T090000 Owls 2026-10-25T09:00',
    ])
  })
})
