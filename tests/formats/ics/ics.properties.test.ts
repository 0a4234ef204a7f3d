import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWall } from '../../../src/clock/wall.js'
import { read, recognise, unfoldBytes } from '../../../src/formats/ics/ics.js'
import type { PublishedTime } from '../../../src/formats/published/published.js'
import { decodeText } from '../../../src/formats/text/decode-text.js'
import { instant } from '../../../src/model/time.js'
import { fixture, PLAIN, told } from '../published-fixtures.js'

const RUNS = 1000

/** Letters of one to four bytes, and everything that iCalendar escapes. */
const LETTER = fc.constantFrom('a', 'B', '7', ',', ';', '\\', ':', '"', 'ä', 'Ł', '漢', '—', '🦉', '👩‍🚀')
const text = fc.array(LETTER, { minLength: 1, maxLength: 80 }).map((letters) => letters.join(''))
const escaped = (plain: string) => plain.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')
const stamp = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/[-:]|\.000/g, '')

const moment = fc
  .integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2090, 0) / 60_000 })
  .map((minutes) => minutes * 60_000)
const length = fc.integer({ min: 0, max: 3000 })

/** The lines of a time, and their meaning. */
const time: fc.Arbitrary<{ lines: readonly string[]; time: PublishedTime }> = fc
  .tuple(
    moment,
    length,
    fc.constantFrom('end', 'length'),
    fc.constantFrom('UTC', 'floating', 'Asia/Kathmandu', 'America/St_Johns'),
  )
  .map(([start, minutes, how, zone]) => {
    const end = start + minutes * 60_000
    const local = (shown: number) => stamp(shown).replace('Z', '')
    const head = zone === 'UTC' || zone === 'floating' ? '' : `;TZID=${zone}`
    const write = zone === 'UTC' ? stamp : local
    const ends =
      how === 'end' ? `DTEND${head}:${write(end)}` : `DURATION:P${Math.floor(minutes / 1440)}DT${minutes % 1440}M`
    const wall = (shown: number) => new Date(shown).toISOString().slice(0, 19)
    const found: PublishedTime =
      zone === 'UTC'
        ? { kind: 'instants', start: instant(start), end: instant(end) }
        : { kind: 'wall', start: wall(start), end: wall(end), ...(zone !== 'floating' && { zone }) }
    return { lines: [`DTSTART${head}:${write(start)}`, ends], time: found }
  })

const event = fc
  .record({ title: text, room: text, uid: text, abstract: text, tags: fc.uniqueArray(text, { maxLength: 3 }), time })
  .map(({ title, room, uid, abstract, tags, time: when }) => {
    return {
      lines: [
        'BEGIN:VEVENT',
        `SUMMARY:${escaped(title)}`,
        ...when.lines,
        `LOCATION:${escaped(room)}`,
        `UID:${escaped(uid)}`,
        `DESCRIPTION:${escaped(abstract)}`,
        ...(tags.length > 0 ? [`CATEGORIES:${tags.map(escaped).join(',')}`] : []),
        'END:VEVENT',
      ],
      entry: {
        ...PLAIN,
        uid,
        title,
        room,
        abstract,
        tracks: tags,
        time: when.time,
      },
    }
  })

/** Folds at any byte, even inside a character, as often as `every` says. */
function folded(line: string, every: number, lineEnd: string, space: string): readonly number[] {
  const bytes = [...new TextEncoder().encode(line)]
  const fold = [...new TextEncoder().encode(`${lineEnd}${space}`)]
  // A name and its colon are never separated, because no program does that.
  const from = line.indexOf(':') + 1
  return bytes.flatMap((byte, at) => (at > from && (at - from) % every === 0 ? [...fold, byte] : [byte]))
}

describe('a calendar', () => {
  test('is read as it was written, wherever and however its lines are folded', () => {
    const layout = fc.tuple(
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom('\r\n', '\n', '\r'),
      fc.constantFrom(' ', '\t'),
    )
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 4 }), layout, (events, [every, lineEnd, space]) => {
        const lines = ['BEGIN:VCALENDAR', ...events.flatMap((one) => one.lines), 'END:VCALENDAR']
        const rows = lines.map((line) => folded(line, /^(?:BEGIN|END):/.test(line) ? 99 : every, lineEnd, space))
        const bytes = Uint8Array.from(rows.flatMap((row) => [...row, ...new TextEncoder().encode(lineEnd)]))
        const decoded = decodeText(unfoldBytes(bytes), 'x.ics')
        if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
        const begins = lines.flatMap((line, index) => (line === 'BEGIN:VEVENT' ? [index] : []))
        const ends = (part: readonly (readonly number[])[]) =>
          new TextDecoder('latin1').decode(Uint8Array.from(part.flat())).split(lineEnd).length - 1 + part.length
        const { entries, problems } = told(read(decoded.text, 'x.ics'))
        expect(problems).toEqual([])
        expect(entries).toEqual(
          events.map(({ entry }, index) => ({ line: 1 + ends(rows.slice(0, begins[index])), ...entry })),
        )
      }),
      { numRuns: RUNS },
    )
  })

  test('that defines a zone itself means the moments that the zone of these rules has', () => {
    const rule = (name: string, from: string, to: string, month: number, hour: string) => [
      `BEGIN:${name}`,
      `DTSTART:19701025T${hour}0000`,
      `TZOFFSETFROM:${from}`,
      `TZOFFSETTO:${to}`,
      `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`,
      `END:${name}`,
    ]
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Barn',
      ...rule('STANDARD', '+0200', '+0100', 10, '03'),
      ...rule('DAYLIGHT', '+0100', '+0200', 3, '02').map((line) => line.replace('19701025', '19700329')),
      'END:VTIMEZONE',
    ]
    // Berlin has had these rules since 1996.
    const shown = fc.integer({ min: Date.UTC(1997, 0) / 60_000, max: Date.UTC(2099, 11) / 60_000 })
    fc.assert(
      fc.property(fc.array(shown, { minLength: 1, maxLength: 8 }), (minutes) => {
        const walls = minutes.map((minute) => new Date(minute * 60_000).toISOString().slice(0, 19))
        const readings = walls.map((wall) => ({ wall, reading: readWall(wall, 'Europe/Berlin') }))
        const sure = readings.flatMap(({ wall, reading }) =>
          reading.ok && !reading.overlap ? [{ wall, at: reading.instant }] : [],
        )
        fc.pre(sure.length > 0)
        const events = sure.flatMap(({ wall }) => [
          'BEGIN:VEVENT',
          'SUMMARY:x',
          `DTSTART;TZID=Barn:${wall.replace(/[-:]/g, '')}`,
          'END:VEVENT',
        ])
        const { entries } = told(read(['BEGIN:VCALENDAR', ...zone, ...events, 'END:VCALENDAR'].join('\n'), 'x.ics'))
        expect(entries.map(({ time: found }) => found)).toEqual(sure.map(({ at }) => ({ kind: 'instants', start: at })))
      }),
      { numRuns: RUNS },
    )
  })

  test.each([
    ['+0530', '2026-06-02T03:30:00Z'],
    ['+0545', '2026-06-02T03:15:00Z'],
    ['+0930', '2026-06-01T23:30:00Z'],
    ['-0330', '2026-06-02T12:30:00Z'],
  ])('that defines a zone itself which is %s from UTC means these moments', (offset, moment) => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Barn', 'BEGIN:STANDARD', 'DTSTART:19700101T000000']
    const ending = [`TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, 'END:STANDARD', 'END:VTIMEZONE']
    const owls = ['BEGIN:VEVENT', 'SUMMARY:Owls', 'DTSTART;TZID=Barn:20260602T090000', 'END:VEVENT']
    const calendar = ['BEGIN:VCALENDAR', ...zone, ...ending, ...owls, 'END:VCALENDAR']
    expect(told(read(calendar.join('\n'), 'x.ics')).entries.map(({ time: found }) => found)).toEqual([
      { kind: 'instants', start: Date.parse(moment) },
    ])
  })

  test('that was damaged is read or refused, never worse; what is read is sound', () => {
    const files = ['bad-events.ics', 'sched.ics', 'series.ics', 'wafer.ics', 'zones.ics'].map((file) =>
      fixture(`ics/${file}`),
    )
    const piece = fc.constantFrom(
      '',
      '\n',
      '\r',
      ' ',
      ':',
      ';',
      '"',
      '\\',
      ',',
      '=',
      'BEGIN:VEVENT\n',
      'END:VEVENT\n',
      'END:VCALENDAR\n',
      'BEGIN:VTIMEZONE\n',
      'RRULE:FREQ=DAILY\n',
      ';TZID=',
      '\u0000',
      '\ud83e\udd89',
      '9999',
      'VALUE=DATE',
      '<a href="',
      '&lt;',
    )
    const cut = fc.record({ at: fc.nat(), length: fc.nat(40), piece })
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(cut, { minLength: 1, maxLength: 6 }), (file, cuts) => {
        const damaged = cuts.reduce((whole, { at, length: gone, piece: put }) => {
          const from = at % (whole.length + 1)
          return whole.slice(0, from) + put + whole.slice(from + gone)
        }, file)
        const reading = read(damaged, 'x.ics')
        if (!reading.ok) {
          expect(reading.problems).toHaveLength(1)
          return
        }
        expect(recognise(damaged)).toBe(true)
        const lines = damaged.split(damaged.includes('\n') ? '\n' : '\r').length
        for (const { at, title, time: found, ...texts } of reading.published.entries) {
          expect(at.line).toBeLessThanOrEqual(lines)
          expect(title).not.toBe('')
          expect([texts.room, texts.abstract, texts.uid, ...texts.tracks, ...texts.tags]).not.toContain('')
          if (found.kind === 'instants') expect(found.start).toBeLessThanOrEqual(found.end ?? found.start)
          if (found.kind === 'wall')
            expect(`${found.start} ${found.end ?? found.start}`).toMatch(
              /^\d{4}-\d\d-\d\dT[\d:]{8} \d{4}-\d\d-\d\dT[\d:]{8}$/,
            )
        }
      }),
      { numRuns: 5000 },
    )
  })
})
