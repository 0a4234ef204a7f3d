import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/csv/csv.js'
import { readTimeOfDay } from '../../../src/formats/csv/csv-times.js'
import { assemble } from '../../../src/formats/published/assemble.js'
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
        { ...PLAIN, line: 8, uid: 'A5', title: 'Bad hour', time: { kind: 'dated', day: '2025-11-20' } },
      ],
      problems: [
        { code: 'entry-left-out', at: '5:1', reason: 'no-title' },
        { code: 'time-left-out', at: '8:1', title: 'Bad hour', reason: 'bad-time', text: '26:00', left: 'dated' },
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
    ['date,time,room', '2025-09-25,09:00 - 09:30,', wall('2025-09-25T09:00', '2025-09-25T09:30')],
    ['date,time,room', '2025-09-25,9.30–10.15,', wall('2025-09-25T09:30', '2025-09-25T10:15')],
    ['date,time,room', '2025-09-25,9-10 Uhr,', wall('2025-09-25T09:00', '2025-09-25T10:00')],
    ['date,time,room', '2025-09-25,9 - 10:30 am,', wall('2025-09-25T09:00', '2025-09-25T10:30')],
    ['date,time,room', '2025-09-25,1:30-3 PM,', wall('2025-09-25T13:30', '2025-09-25T15:00')],
    ['date,time,room', '2025-09-25,11:30 - 1:00 pm,', wall('2025-09-25T11:30', '2025-09-25T13:00')],
    ['start,end,room', '1758790800,1758794400,', instants('2025-09-25T09:00Z', '2025-09-25T10:00Z')],
    ['start,end,room', '1758790800000,1758794400000,', instants('2025-09-25T09:00Z', '2025-09-25T10:00Z')],
    ['date,start,end', '2025-09-25,0.2916666666666667,0.4375', wall('2025-09-25T07:00', '2025-09-25T10:30')],
    ['date,start,duration', '2025-09-25,10:00,45.0', wall('2025-09-25T10:00', '2025-09-25T10:45')],
    ['date,start,end', '2025-09-25,11:00 PM,12:30 AM', wall('2025-09-25T23:00', '2025-09-26T00:30')],
    ['date,start,end', '2025-09-25,18:00,09:00', wall('2025-09-25T18:00', '2025-09-26T09:00')],
    // Not 23 hours: the end is a mistake.
    ['date,start,end', '2025-09-25,10:00,09:30', wall('2025-09-25T10:00', '2025-09-25T09:30')],
    ['start,room,level', '8 May 2026 09:00-09:30,,', wall('2026-05-08T09:00', '2026-05-08T09:30')],
    ['date,start,end', '2025-09-25 00:00:00,,', { kind: 'dated', day: '2025-09-25' }],
    ['date,start,end', '2025-09-25 18:00,,', wall('2025-09-25T18:00')],
    ['date,start,end', 'Thursday,2025-09-25 18:00,19:00', wall('2025-09-25T18:00', '2025-09-25T19:00')],
    ['date,start,end', '2025-09-25,14:00,TBD', wall('2025-09-25T14:00')],
    ['start,end,room', '2025-09-25,,', { kind: 'dated', day: '2025-09-25' }],
    ['start,end,room', ',,', { kind: 'unscheduled' }],
  ])('%s: %s', (head, cells, time) => {
    expect(times(head, cells)).toEqual([time])
  })

  const CLOCKS = [
    '09:00|10:30',
    '9 h 00|10 h 30',
    '09:00:00.000|10:30:00.000',
    '09:00 hrs|10:30 hrs',
    '９：００|１０：３０',
  ]
  const RANGES = ['A - B', 'A–B', 'A to B', 'from A to B', 'von A bis B', 'de A à B', 'A / B', 'A\nB', 'A → B']
  test.each(CLOCKS.flatMap((clock) => RANGES.map((range) => [range, ...clock.split('|')] as const)))(
    'the range %j from %s to %s',
    (range, from, to) => {
      const cell = range.replace('A', from ?? '').replace('B', to ?? '')
      expect(times('date,time,room', `2025-09-25,"${cell}",`)).toEqual([wall('2025-09-25T09:00', '2025-09-25T10:30')])
    },
  )

  const DATED = { kind: 'dated', day: '2025-09-25' }
  const OPEN = wall('2025-09-25T14:00')
  test.each<[string, string, string, string, string, object]>([
    ['date,start,room', ',14:00,', 'no-day', '14:00', 'unscheduled', { kind: 'unscheduled' }],
    ['date,start,room', 'Day 1,14:00,', 'no-day', 'Day 1', 'unscheduled', { kind: 'unscheduled' }],
    ['date,start,room', 'Friday,14:00,', 'no-day', 'Friday', 'unscheduled', { kind: 'unscheduled' }],
    ['date,start,room', '2025-02-30,14:00,', 'bad-time', '2025-02-30', 'unscheduled', { kind: 'unscheduled' }],
    ['date,start,room', 'TBD,,', 'bad-time', 'TBD', 'unscheduled', { kind: 'unscheduled' }],
    ['date,start,room', '2025-09-25,soon,', 'bad-time', 'soon', 'dated', DATED],
    ['date,start,room', '2025-09-25,TBA,', 'bad-time', 'TBA', 'dated', DATED],
    ['date,start,room', '2025-09-25,-,', 'bad-time', '-', 'dated', DATED],
    ['date,start,end', '2025-09-25,14:00,soon', 'bad-time', 'soon', 'timed', OPEN],
    ['date,start,duration', '2025-09-25,14:00,long', 'bad-length', 'long', 'timed', OPEN],
  ])('%s: %s is kept without what cannot be read: %s %s', (head, cells, reason, text, left, time) => {
    expect(told(rows(`title,${head}`, `T,${cells}`))).toMatchObject({
      entries: [{ title: 'T', time }],
      problems: [{ code: 'time-left-out', at: '2:1', title: 'T', reason, text, left }],
    })
  })

  test('dates that can be read in two ways or that lack a year refuse the file', () => {
    const asked = { code: 'date-unclear', command: [], zone: false }
    const unordered = rows('title,date,start,room', 'A,03/03/2025,10:00,', 'B,04/03/2025,10:00,')
    expect(refusal(unordered)).toEqual([{ ...asked, at: '3:1', needs: 'date-order', text: '04/03/2025' }])
    const yearless = rows('title,date,start,room', 'A,,10:00,', 'B,4 March,10:00,')
    expect(refusal(yearless)).toEqual([{ ...asked, at: '3:1', needs: 'year', text: '4 March' }])
  })

  test.each([
    ['*Date (MM/DD/YYYY)', '05/06/2026', '2026-05-06'],
    ['Date [dd/mm/yy]', '05/06/26', '2026-06-05'],
    ['Date (JJ/MM/AAAA)', '05/06/2026', '2026-06-05'],
    ['Date (M/D)', '05/06/2026', '2026-05-06'],
    // The head is left over from a template.
    ['Date (MM/DD/YYYY)', '25/06/2026', '2026-06-25'],
  ])('the head %s says how %s is meant', (head, date, day) => {
    expect(told(rows(`title,${head},start`, `T,${date},9:00`))).toMatchObject({
      entries: [{ title: 'T', time: wall(`${day}T09:00`) }],
      problems: [],
    })
  })

  test('what a person says of the dates settles them, but for those that say it themselves', () => {
    const text = 'title,date,start,room\nA,05/06/2026,10:00,\nB,4 March,10:00,\nC,4 March 2028,10:00,\n'
    const { entries } = told(read(text, 'x.csv', { year: 2027, dateOrder: 'mdy' }))
    expect(entries.map(({ time }) => time)).toEqual([
      wall('2026-05-06T10:00'),
      wall('2027-03-04T10:00'),
      wall('2028-03-04T10:00'),
    ])
  })

  const dayOf = (...lines: readonly string[]) =>
    told(rows(...lines)).entries.map(({ title, time }) => [
      title,
      time.kind === 'wall' ? time.start : time.kind === 'dated' ? time.day : time.kind,
    ])

  test.each<[string, readonly string[], readonly (readonly [string, string])[]]>([
    [
      'a day that is written once holds for the rows below',
      ['Day,Time,Title', 'Fri 8 May 2026,09:00,A', ',10:00,B', ',,C', 'Sat 9 May 2026,09:00,D', ',TBA,E'],
      [
        ['A', '2026-05-08T09:00:00'],
        ['B', '2026-05-08T10:00:00'],
        ['C', '2026-05-08'],
        ['D', '2026-05-09T09:00:00'],
        ['E', '2026-05-09'],
      ],
    ],
    [
      'a row with only a day is a heading, in any column',
      [
        ...['Time,Title,Room', 'Friday 8 May 2026,,', '09:00,A,Barn', ',Saturday 9 May 2026,', '09:00,B,Barn'],
        ...['Sun 10 May 2026 – workshops,,', '09:00,C,Barn', 'Day 9,,', '09:00,D,Barn'],
      ],
      [
        ['A', '2026-05-08T09:00:00'],
        ['B', '2026-05-09T09:00:00'],
        ['C', '2026-05-10T09:00:00'],
        ['D', 'unscheduled'],
      ],
    ],
    [
      'the day of a start with a date holds as well',
      ['Time,Title,Room', '8 May 2026 09:00,A,', '10:00,B,'],
      [
        ['A', '2026-05-08T09:00:00'],
        ['B', '2026-05-08T10:00:00'],
      ],
    ],
    [
      'where each row has its day, one without day and time has none',
      ['Date,Time,Title', '2026-05-08,09:00,A', '2026-05-08,10:00,B', ',,C', ',11:00,D'],
      [
        ['A', '2026-05-08T09:00:00'],
        ['B', '2026-05-08T10:00:00'],
        ['C', 'unscheduled'],
        ['D', '2026-05-08T11:00:00'],
      ],
    ],
    [
      'a weekday is the only such day of the table',
      ['Day,Time,Title', 'Thu 7 May 2026,09:00,A', 'Friday,09:00,B', 'Sat 9 May 2026,09:00,C', 'Monday,09:00,D'],
      [
        ['A', '2026-05-07T09:00:00'],
        ['B', '2026-05-08T09:00:00'],
        ['C', '2026-05-09T09:00:00'],
        ['D', 'unscheduled'],
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(dayOf(...lines)).toEqual(expected)
  })

  test('the heads may stand below other rows, and again between the days', () => {
    const table = rows(
      ...['Owl Days 2026,,,', 'All times are local,,,', ',,,', 'Title,Date,Start,Room'],
      ...['A,2026-05-08,09:00,Barn', 'Title,Date,Start,Room', 'B,2026-05-09,09:00,Barn'],
    )
    expect(told(table).entries.map(({ title, line }) => [title, line])).toEqual([
      ['A', 5],
      ['B', 7],
    ])
  })

  test('a day may stand above the heads', () => {
    expect(dayOf('Fri 8 May 2026,,', 'Time,Title,Room', '09:00,A,Barn')).toEqual([['A', '2026-05-08T09:00:00']])
  })

  test.each([
    ['Start (UTC)', 'UTC'],
    ['Start [GMT]', 'UTC'],
    ['Start time (Europe/Berlin)', 'Europe/Berlin'],
    ['Start (local time)', undefined],
  ])('the zone of %s', (head, zone) => {
    const [entry] = told(rows(`Title,Date,${head}`, 'A,2026-05-08,09:00')).entries
    expect(entry?.time).toEqual({ ...wall('2026-05-08T09:00'), ...(zone !== undefined && { zone }) })
  })

  test('an unknown zone is told once for all rows, which keep their times', () => {
    const { entries, problems } = told(
      rows('Title,Date,Start (Owl/Barn)', 'A,2026-05-08,09:00', 'B,2026-05-08,', 'C,2026-05-08,11:00'),
    )
    expect(entries[0]?.time).toEqual(wall('2026-05-08T09:00'))
    expect(problems).toEqual([{ at: '2:1', code: 'unknown-zones', zones: ['Owl/Barn'], count: 2 }])
  })

  test('columns with something in them that nobody reads are named', () => {
    const table = rows('Title,Date,Start,Shoe size,Empty', 'A,2026-05-08,09:00,41,')
    expect(told(table).unused).toEqual(['Shoe size'])
  })

  test.each<[string, object | undefined]>([
    [
      'language,recorded,capacity,seats\nnl,no,300,limited',
      { language: 'nl', recorded: false, capacity: 300, seats: 'limited' },
    ],
    ['Sprache,Aufzeichnung,Kapazität,x\nde,ja,40,', { language: 'de', recorded: true, capacity: 40 }],
    ['Seats,a,b,c\n120,,,', { capacity: 120 }],
    ['Seats,a,b,c\nSold out,,,', { seats: 'full' }],
    ['Language,a,b,c\n,,,', undefined],
  ])('conditions: %j', (text, expected) => {
    const [heads, row] = text.split('\n')
    expect(told(rows(`Title,Date,${heads}`, `T,2026-05-08,${row}`)).entries[0]?.conditions).toEqual(expected)
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
    ['14 h', 840],
    ['14 Uhr', 840],
    ['9.30 uur', 570],
    ['14 uur', 840],
    ['14:30 Uhr', 870],
    ['14u30', 870],
    ['9.30', 570],
    ['09h30', 570],
    ['10:00 AM (local time)', 600],
    ['2 p. m.', 840],
    ['12 noon', 720],
    ['10:00:00.000', 600],
    ['１０：００', 600],
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

  test('a control character at the end of a file is no session', () => {
    const reading = rows('title,room,start', 'T,R,2025-09-25', '\x1a')
    const { catalogue } = assemble(reading.ok ? [reading.published] : [], { timezone: 'UTC', command: [] })
    expect(catalogue?.sessions.map(({ title }) => title)).toEqual(['T'])
  })

  test("Excel's hint names the separator; lines may end in CR", () => {
    expect(told(read('sep=;\r\ntitle;room;start\rT, U;R;2025-09-25\r', 'x.csv')).entries).toEqual([
      { ...PLAIN, line: 2, title: 'T, U', room: 'R', time: { kind: 'dated', day: '2025-09-25' } },
    ])
  })

  test.each<[string, object]>([
    ['', { code: 'empty-file', at: '1:1' }],
    ['room,start,,end\nx,y,,z', { code: 'table-unclear', at: '1:1', lacks: 'title', found: ['room', 'start', 'end'] }],
    ['title,start,room\n', { code: 'table-unclear', at: '1:1', lacks: 'rows', found: ['title', 'start', 'room'] }],
    [
      'title,start,room\na,b,c\n"T,',
      { code: 'broken-file', at: '3:1', format: 'CSV', detail: 'a quoted field never closes' },
    ],
  ])('%j is refused', (text, problem) => {
    expect(refusal(read(text, 'x.csv'))).toEqual([problem])
  })
})

describe('rows that repeat others word for word', () => {
  const titles = (text: string) => {
    const reading = read(text, 'a.csv')
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
    const { entries, problems } = reading.published
    return [
      entries.map(({ title }) => title),
      problems.map((problem) => ('detail' in problem ? problem.detail : problem)),
    ]
  }

  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'are one session where nothing tells them apart',
      'title,speakers\nA,Ana\nB,Ana\nA,Ana\nA,Bo\nA,Ana\n',
      ['A', 'B', 'A'],
      ['2 of its rows repeat others word for word, without a time, room or id: each was kept once'],
    ],
    ['are several at a time', 'title,start\nA,2026-03-24 09:00\nA,2026-03-24 09:00\n', ['A', 'A'], []],
    ['are several in a room', 'title,room\nA,R\nA,R\n', ['A', 'A'], []],
    ['are several with an id', 'id,title\n1,A\n1,A\n', ['A', 'A'], []],
    ['are several below two days', 'title,date\nA,2026-03-24\nA,2026-03-25\n', ['A', 'A'], []],
  ])('%s', (_, text, expected, doubts) => {
    expect(titles(text)).toEqual([expected, doubts])
  })
})
