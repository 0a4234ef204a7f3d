import { describe, expect, test } from 'vitest'
import { read, unfoldBytes } from '../../../src/formats/ics/ics.js'
import type { PublishedReading } from '../../../src/formats/published/published.js'
import { HUGE } from '../../fixtures/cases.js'
import { refusal, told } from '../published-fixtures.js'

const EVENT = ['BEGIN:VEVENT', 'SUMMARY:Owls', 'DTSTART:20260602T090000Z', 'END:VEVENT']
const calendar = (...lines: readonly string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n')
const repeat = (line: string, times: number) => Array<string>(times).fill(line)

/** The number of events read, and why others were not. */
function outcome(reading: PublishedReading) {
  const { entries, problems } = told(reading)
  const reasons = problems.map((problem) => JSON.stringify(problem).replace(/"at":"[\d:]+",/, ''))
  return { read: entries.length, reasons: [...new Set(reasons)] }
}
const doubt = (detail: string) => JSON.stringify({ code: 'entry-doubt', title: 'Owls', detail })
const stray = (text: string) => doubt(`a line is no property and was left out (${text})`)
const lost = (reason: string, text: string, left: string) =>
  JSON.stringify({ code: 'time-left-out', title: 'Owls', reason, text, left })
const inNoZone = (...zones: readonly string[]) => JSON.stringify({ code: 'unknown-zones', zones, count: zones.length })

describe('a calendar that means harm', () => {
  test.each([500, 5000, 50_000])('%i parts in each other spoil nothing', (depth) => {
    const nested = [
      ...EVENT.slice(0, 3),
      ...repeat('BEGIN:VALARM', depth),
      ...repeat('END:VALARM', depth),
      'END:VEVENT',
    ]
    const unclosed = [...EVENT.slice(0, 3), ...repeat('BEGIN:X', depth), ...repeat('END:Y', depth), 'END:VEVENT']
    expect(outcome(read(calendar(...nested, ...EVENT), 'x'))).toEqual({ read: 2, reasons: [] })
    expect(outcome(read(calendar(...unclosed, ...EVENT), 'x'))).toEqual({ read: 2, reasons: [] })
    expect(outcome(read(calendar(...repeat('BEGIN:X', depth), ...repeat('END:X', depth), ...EVENT), 'x'))).toEqual({
      read: 1,
      reasons: [],
    })
  })

  test('parts that nobody ends: the file is cut', () => {
    const broken = (at: string, detail: string) => ({ at, code: 'broken-file', format: 'iCalendar', detail })
    expect(refusal(read(['BEGIN:VCALENDAR', ...repeat('BEGIN:VEVENT', 80_000)].join('\n'), 'x'))).toEqual([
      { ...broken('80001:1', 'END:VCALENDAR is missing'), cut: true },
    ])
    expect(refusal(read(repeat('BEGIN:VCALENDAR', 60_000).join('\n'), 'x'))).toEqual([
      broken('2:1', 'a calendar begins before the previous one has ended'),
    ])
  })

  test.each([
    ['a title', 'SUMMARY:', 'x'],
    ['a description of tags', 'DESCRIPTION:', '<b>'],
    ['a description of escapes', 'DESCRIPTION:', '\\n\\,'],
    ['categories', 'CATEGORIES:', 'a,'],
    ['folds', 'DESCRIPTION:x', '\n y'],
    ['names', 'ATTENDEE;CN=', '"",'],
    ['speakers', 'DESCRIPTION:', 'Speaker: x\\n'],
    ['a UID', 'UID:', '\\\\'],
  ])('a megabyte of %s is one event', (_, begin, piece) => {
    const line = `${begin}${piece.repeat(HUGE / piece.length)}${begin.includes(':') ? '' : ':x'}`
    const events = ['BEGIN:VEVENT', line, ...EVENT.slice(1)]
    expect(outcome(read(calendar(...events, ...EVENT), 'x'))).toEqual({ read: 2, reasons: [] })
  })

  test.each([[';X=1'], [';X="1:;"'], [';X=^n']])('a megabyte of parameters %s is ignored', (parameter) => {
    const line = `LOCATION${parameter.repeat(HUGE / parameter.length)}:x`
    const { read: count, reasons } = outcome(read(calendar(...EVENT.slice(0, 3), line, 'END:VEVENT', ...EVENT), 'x'))
    expect([count, reasons]).toEqual([2, []])
  })

  test.each([
    ['colons', ':'],
    ['quotes', '"'],
    ['semicolons', ';'],
    ['letters', 'A'],
  ])('a megabyte of %s in one line costs that line', (_, piece) => {
    const line = piece.repeat(HUGE)
    const { read: count, reasons } = outcome(read(calendar(...EVENT.slice(0, 3), line, 'END:VEVENT', ...EVENT), 'x'))
    expect([count, reasons]).toEqual([2, [stray(piece.repeat(200))]])
  })

  test.each([
    'FREQ=SECONDLY',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;INTERVAL=0',
    'FREQ=YEARLY;BYSECOND=0,1,2;BYMINUTE=0,1,2',
    'FREQ=YEARLY;BYDAY=60SU',
    'FREQ=DAILY;UNTIL=99991231T235959Z',
  ])('clocks are not set by %s', (rule) => {
    const part = [
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0100',
      `RRULE:${rule}`,
      'END:STANDARD',
    ]
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Barn', ...part, 'END:VTIMEZONE']
    const event = EVENT.join('\n').replace('DTSTART:20260602T090000Z', 'DTSTART;TZID=Barn:20260602T090000')
    expect(outcome(read(calendar(...zone, event, ...EVENT), 'x'))).toEqual({
      read: 2,
      reasons: [inNoZone('Barn')],
    })
  })

  test('zones: ten thousand names, too many rules, too many definitions, the year 9999', () => {
    const named = (tzid: string, year = '2026') =>
      EVENT.join('\n').replace('DTSTART:20260602T090000Z', `DTSTART;TZID=${tzid}:${year}0602T090000`)
    const many = repeat('', 10_000).map((_, index) => named(`Europe/Owl${index}`))
    expect(outcome(read(calendar(...many, ...EVENT), 'x'))).toEqual({
      read: 10_001,
      reasons: [inNoZone(...many.map((_, index) => `Europe/Owl${index}`))],
    })
    const part = (month: number) =>
      [
        `BEGIN:STANDARD`,
        'DTSTART:16010101T000000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0100',
        `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`,
        'END:STANDARD',
      ].join('\n')
    const zone = (tzid: string, parts: number) => [
      'BEGIN:VTIMEZONE',
      `TZID:${tzid}`,
      ...repeat('', parts).map((_, index) => part((index % 12) + 1)),
      'END:VTIMEZONE',
    ]
    expect(outcome(read(calendar(...zone('Barn', 30), named('Barn'), named('Barn', '9999')), 'x'))).toEqual({
      read: 2,
      reasons: [lost('bad-time', '9999-06-02T09:00:00', 'dated')],
    })
    expect(outcome(read(calendar(...zone('Barn', 31), named('Barn')), 'x')).reasons).toEqual([inNoZone('Barn')])
    const barns = repeat('', 1500).map((_, index) => `Barn${index}`)
    expect(
      outcome(read(calendar(...barns.flatMap((name) => zone(name, 2)), ...barns.map((name) => named(name))), 'x'))
        .reasons,
    ).toEqual([inNoZone(...barns.slice(16))])
    expect(
      outcome(read(calendar(...EVENT.slice(0, 2), 'DTSTART:99991231T235900Z', 'DURATION:PT2H', 'END:VEVENT'), 'x')),
    ).toEqual({
      read: 1,
      reasons: [lost('bad-length', 'PT2H', 'timed')],
    })
  })

  test('names of object members are names like any other', () => {
    const text = calendar(
      ...EVENT.slice(0, 3),
      'UID:__proto__',
      'CATEGORIES:constructor,__proto__',
      'LOCATION;__proto__=x;constructor=y:hasOwnProperty',
      'CONSTRUCTOR:x',
      '__PROTO__:x',
      'END:VEVENT',
    )
    expect(told(read(text, 'x')).problems).toEqual([
      { at: '9:1', code: 'entry-doubt', title: 'Owls', detail: 'a line is no property and was left out (__PROTO__:x)' },
    ])
    const [entry] = told(read(text, 'x')).entries
    expect([entry?.uid, entry?.tracks, entry?.room]).toEqual([
      '__proto__',
      ['constructor', '__proto__'],
      'hasOwnProperty',
    ])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('bytes: a megabyte of halves of characters comes back as it is', () => {
    const head = new TextEncoder().encode('BEGIN:VCALENDAR\r\n')
    const halves = Uint8Array.from([...head, ...repeat('', 300_000).flatMap(() => [0xe2, 0x0a, 0x20])])
    expect(Buffer.from(halves).equals(unfoldBytes(halves))).toBe(true)
    const other = Uint8Array.from([0xc3, 0x0a, 0x20, 0xa4])
    expect(unfoldBytes(other)).toBe(other)
  })
})
