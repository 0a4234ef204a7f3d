import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/csv/csv.js'
import { orderOf, readDate } from '../../../src/formats/csv/csv-dates.js'
import { readTimeOfDay } from '../../../src/formats/csv/csv-times.js'
import { fixture, instants, PLAIN, refusal, told, wall } from '../published-fixtures.js'

describe('a table of sessions', () => {
  test('as pretalx writes it: a byte order mark, quotes, CRLF, empty columns, rows that are none', () => {
    expect(told(read(fixture('pretalx.csv'), 'x.csv'))).toEqual({
      format: 'csv',
      entries: [
        {
          ...PLAIN,
          line: 2,
          uid: 'A1',
          title: 'Seeing, in the "dark"',
          tags: ['Eyes', 'Ears'],
          level: 'Intermediate',
          room: 'Big nest',
          time: wall('2025-11-19T11:30', '2025-11-19T12:15'),
          speakers: [{ name: 'Ada Strix' }, { name: 'Bo Bubo' }],
          abstract: 'Two lines:\nhere.',
        },
        {
          ...PLAIN,
          line: 6,
          uid: 'A3',
          title: 'Late hunt',
          room: 'Barn',
          time: wall('2025-11-19T23:30', '2025-11-20T01:00'),
        },
        { ...PLAIN, line: 7, uid: 'A4', title: 'Some day', time: { kind: 'dated', day: '2025-11-20' } },
      ],
      problems: [
        { code: 'entry-left-out', at: '5:1', reason: 'no-title' },
        { code: 'entry-left-out', at: '8:1', title: 'Bad hour', reason: 'bad-time', text: '26:00' },
      ],
    })
  })

  test('with semicolons, German dates, spans of time, one organization for all', () => {
    expect(told(read(fixture('semicolons.csv'), 'x.csv'))).toEqual({
      format: 'csv',
      entries: [
        {
          ...PLAIN,
          line: 2,
          title: 'Seeing',
          tracks: ['Hunting'],
          room: 'Big nest',
          time: wall('2025-09-25T10:00', '2025-09-25T10:45'),
          speakers: [
            { name: 'Ada Strix', organization: 'Barn' },
            { name: 'Bo Bubo', organization: 'Barn' },
          ],
        },
        {
          ...PLAIN,
          line: 3,
          title: 'Hunting',
          room: 'Barn',
          time: wall('2025-09-25T14:00', '2025-09-25T14:30'),
          speakers: [{ name: 'Cy Otus' }],
          status: 'cancelled',
        },
      ],
      problems: [{ code: 'not-in-programme', at: '4:1', count: 1, mark: 'rejected' }],
    })
  })

  test('with tabs and dates whose order one of them proves', () => {
    expect(told(read(fixture('slashes.tsv'), 'x.tsv')).entries).toEqual([
      {
        ...PLAIN,
        line: 2,
        title: 'Seeing',
        room: 'Big nest',
        time: wall('2025-09-25T09:00', '2025-09-25T10:00'),
        speakers: [{ name: 'Ada Strix, Barn' }],
      },
      { ...PLAIN, line: 3, title: 'Night', room: 'Barn', time: wall('2025-09-10T22:00', '2025-09-11T01:00') },
    ])
  })

  const rows = (...lines: readonly string[]) => read(lines.join('\n'), 'x.csv')
  const times = (head: string, ...cells: readonly string[]) =>
    told(rows(`title,${head}`, ...cells.map((cell) => `T,${cell}`))).entries.map(({ time }) => time)

  test.each<[string, string, object]>([
    [
      'start,end,room',
      '2025-09-25T10:00:00+02:00,2025-09-25T11:00:00+02:00,',
      instants('2025-09-25T08:00:00Z', '2025-09-25T09:00:00Z'),
    ],
    ['start,end,room', '2025-09-25 10:00,2025-09-25 11:00,', wall('2025-09-25T10:00', '2025-09-25T11:00')],
    ['start,duration,room', '2025-09-25T10:00Z,PT45M,', instants('2025-09-25T10:00:00Z', '2025-09-25T10:45:00Z')],
    ['date,start time,end time', '2025-09-25,2:00 PM,3:15 pm', wall('2025-09-25T14:00', '2025-09-25T15:15')],
    ['date,start time,end time', '2025-09-25,2 p.m.,3.15 p.m.', wall('2025-09-25T14:00', '2025-09-25T15:15')],
    ['date,start time,duration', '"Thu, Sep 25, 2025",1400,90 min', wall('2025-09-25T14:00', '2025-09-25T15:30')],
    [
      'date,start time,duration',
      '25 September 2025,14h30,1 hour 15 minutes',
      wall('2025-09-25T14:30', '2025-09-25T15:45'),
    ],
    ['date,time,room', '2025/9/5,9:05:00,', wall('2025-09-05T09:05')],
    ['date,time,room', '2025-09-25,10:00 to 11:30,', wall('2025-09-25T10:00', '2025-09-25T11:30')],
    ['date,start,end date,end', '2025-09-25,22:00,2025-09-27,04:00', wall('2025-09-25T22:00', '2025-09-27T04:00')],
    ['date,start,end', '2025-09-25 00:00:00,,', { kind: 'dated', day: '2025-09-25' }],
    ['date,start,end', '2025-09-25 18:00,,', wall('2025-09-25T18:00')],
    ['date,start,end', 'Thursday,2025-09-25 18:00,19:00', wall('2025-09-25T18:00', '2025-09-25T19:00')],
    ['start,end,room', '2025-09-25,,', { kind: 'dated', day: '2025-09-25' }],
    ['start,end,room', ',,', { kind: 'unscheduled' }],
  ])('%s: %s', (head, cells, time) => {
    expect(times(head, cells)).toEqual([time])
  })

  test.each<[string, string, string, string]>([
    ['date,start,room', ',14:00,', 'no-start', '14:00'],
    ['date,start,room', 'Day 1,14:00,', 'bad-time', 'Day 1'],
    ['date,start,room', '2025-02-30,14:00,', 'bad-time', '2025-02-30'],
    ['date,start,end', '2025-09-25,14:00,soon', 'bad-time', 'soon'],
    ['date,start,duration', '2025-09-25,14:00,long', 'bad-length', 'long'],
  ])('%s: %s is left out: %s %s', (head, cells, reason, text) => {
    expect(told(rows(`title,${head}`, `T,${cells}`))).toMatchObject({
      entries: [],
      problems: [{ code: 'entry-left-out', at: '2:1', title: 'T', reason, text }],
    })
  })

  test('dates that can be read in two ways refuse the file, and say how to write them', () => {
    const table = rows('title,date,start,room', 'A,03/03/2025,10:00,', 'B,04/03/2025,10:00,')
    expect(refusal(table)).toEqual([{ code: 'bad-time', at: '3:1', text: '04/03/2025', form: '2025-04-03' }])
  })

  test.each<[readonly string[], object]>([
    [['2025-09-25', 'x', '04/04/2025'], { ok: true, order: undefined }],
    [['04/03/2025', '25/03/2025'], { ok: true, order: 'day-month' }],
    [['4-3-2025', '3-25-2025'], { ok: true, order: 'month-day' }],
    [['04/03/2025'], { ok: false, text: '04/03/2025', form: '2025-04-03' }],
    [['25/03/2025', '03/25/2025'], { ok: false, text: '03/25/2025', form: '2025-03-25' }],
  ])('the order of %j', (texts, expected) => {
    expect(orderOf(texts)).toEqual(expected)
  })

  test.each<[string, string | undefined]>([
    ['2025-9-5 x', '2025-09-05'],
    ['5.9.2025', '2025-09-05'],
    ['5 Sep 2025', '2025-09-05'],
    ['5th of', undefined],
    ['Sep 5th, 2025', '2025-09-05'],
    ['Friday, 5 Sept. 2025', '2025-09-05'],
    ['Smarch 5, 2025', undefined],
    ['Sep 5', undefined],
    ['5.9.25', undefined],
    ['2025-13-01', undefined],
  ])('the date %j', (text, day) => {
    expect(readDate(text, undefined)?.day).toBe(day)
  })

  test.each<[string, number | undefined]>([
    ['14:00', 840],
    ['9:05', 545],
    ['14:00:30', 840],
    ['2 PM', 840],
    ['2:30pm', 870],
    ['12 a.m.', 0],
    ['1400', 840],
    ['14.30', 870],
    ['14h', 840],
    ['24:00', 1440],
    ['2500', undefined],
    ['14', undefined],
    ['-1:00', undefined],
  ])('the clock %j', (text, minute) => {
    expect(readTimeOfDay(text)).toBe(minute)
  })

  test.each<[string, string, readonly object[]]>([
    ['speakers', '"Ada Strix, Bo Bubo & Cy Otus"', [{ name: 'Ada Strix' }, { name: 'Bo Bubo' }, { name: 'Cy Otus' }]],
    ['speakers', '"Ada Strix, Barn; Bo Bubo"', [{ name: 'Ada Strix', organization: 'Barn' }, { name: 'Bo Bubo' }]],
    ['speaker', '"Ada Strix, Barn"', [{ name: 'Ada Strix, Barn' }]],
    ['speaker', 'Ada Strix and Bo Bubo', [{ name: 'Ada Strix' }, { name: 'Bo Bubo' }]],
    ['speakers', 'Alexander Sandström', [{ name: 'Alexander Sandström' }]],
  ])('people under %s: %s', (head, cell, speakers) => {
    expect(told(rows(`title,${head},room,track`, `T,${cell},,`)).entries[0]?.speakers).toEqual(speakers)
  })

  test("heads in any order and case; Sched's table and its hidden sessions", () => {
    const table = rows(
      'EVENT_TYPE,Active,Name,event_start,EVENT_KEY',
      'Owls,Y,T,2025-09-25 10:00,7',
      'Owls,N,Hidden,,8',
    )
    expect(told(table)).toEqual({
      format: 'csv',
      entries: [{ ...PLAIN, line: 2, uid: '7', title: 'T', tracks: ['Owls'], time: wall('2025-09-25T10:00') }],
      problems: [{ code: 'not-in-programme', at: '3:1', count: 1, mark: 'not active' }],
    })
  })

  test("Excel's hint names the separator; lines may end in CR", () => {
    expect(told(read('sep=;\r\ntitle;room;start\rT, U;R;2025-09-25\r', 'x.csv')).entries).toEqual([
      { ...PLAIN, line: 2, title: 'T, U', room: 'R', time: { kind: 'dated', day: '2025-09-25' } },
    ])
  })

  test.each<[string, object]>([
    ['', { code: 'empty-file', at: '1:1' }],
    [
      'room,start,end\nx,y,z',
      { code: 'broken-file', at: '1:1', format: 'CSV', detail: 'no column in its first row is called title' },
    ],
    [
      'title,start,room\na,b,c\n"T,',
      { code: 'broken-file', at: '3:1', format: 'CSV', detail: 'a quoted field never closes: the file is cut off' },
    ],
  ])('%j is refused', (text, problem) => {
    expect(refusal(read(text, 'x.csv'))).toEqual([problem])
  })
})
