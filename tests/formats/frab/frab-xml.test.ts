import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/frab/frab-xml.js'
import { fixture, instants, PLAIN, refusal, told, wall } from '../published-fixtures.js'

describe('frab XML', () => {
  test('with only days and clocks: small hours are the next date, lengths in three forms, the rest is told', () => {
    expect(told(read(fixture('pentabarf-2009.xml'), 'x.xml'))).toEqual({
      format: 'frab-xml',
      name: 'Night Owls 2009',
      url: 'https://owls.example.org/2009/',
      firstDay: '2009-02-07',
      lastDay: '2009-02-08',
      dayChange: 300,
      entries: [
        {
          ...PLAIN,
          line: 14,
          uid: '11',
          content: '11',
          title: 'Opening of the nest',
          sort: 'lecture',
          tracks: ['Birds'],
          room: 'Main hall',
          time: wall('2009-02-07T10:00', '2009-02-07T10:25'),
          speakers: [{ name: 'Ada Strix' }, { name: 'Bo Bubo' }],
        },
        {
          ...PLAIN,
          line: 28,
          uid: '12',
          content: '12',
          title: 'Night walk',
          tracks: ['outside'],
          room: 'Main hall',
          time: wall('2009-02-08T00:30', '2009-02-08T01:30'),
        },
        {
          ...PLAIN,
          line: 38,
          uid: '13',
          content: '13',
          title: 'Group photo',
          room: 'Main hall',
          time: wall('2009-02-08T11:00', '2009-02-08T11:00'),
        },
        {
          ...PLAIN,
          line: 43,
          uid: '14',
          content: '14',
          title: 'At no hour',
          room: 'Main hall',
          time: { kind: 'dated', day: '2009-02-08' },
        },
        {
          ...PLAIN,
          line: 48,
          uid: '15',
          content: '15',
          title: 'Of no length',
          room: 'Main hall',
          time: wall('2009-02-08T12:00'),
        },
        {
          ...PLAIN,
          line: 54,
          uid: '17',
          content: '17',
          title: 'Some time on Sunday',
          room: 'Main hall',
          time: { kind: 'dated', day: '2009-02-08' },
        },
      ],
      problems: [
        { code: 'time-left-out', at: '43:4', title: 'At no hour', reason: 'bad-time', text: '25:00', left: 'dated' },
        { code: 'time-left-out', at: '48:4', title: 'Of no length', reason: 'bad-length', text: 'soon', left: 'timed' },
        { code: 'entry-left-out', at: '53:4', reason: 'no-title' },
        { code: 'time-left-out', at: '54:4', title: 'Some time on Sunday', reason: 'no-start', left: 'dated' },
      ],
    })
  })

  test('with dates in UTC and days that are one off: the instant wins, the day change is on the venue clock', () => {
    expect(told(read(fixture('wafer-utc.xml'), 'x.xml'))).toEqual({
      format: 'frab-xml',
      name: 'Tropic Conf',
      timezone: 'Asia/Kolkata',
      url: 'https://tropic.example.org',
      firstDay: '2023-09-10',
      lastDay: '2023-09-11',
      dayChange: 180,
      entries: [
        {
          ...PLAIN,
          line: 13,
          uid: 'aaaaaaaa-0000-4000-8000-000000000001',
          content: 'aaaaaaaa-0000-4000-8000-000000000001',
          title: 'Hello, tide: A gentle start',
          room: 'Lagoon',
          time: instants('2023-09-10T10:30:00+05:30', '2023-09-10T10:50:00+05:30'),
          abstract: 'See the tide (https://tropic.example.org/tide).',
          url: 'https://tropic.example.org/talks/1-hello/',
        },
        {
          ...PLAIN,
          line: 26,
          uid: 'aaaaaaaa-0000-4000-8000-000000000001',
          content: 'aaaaaaaa-0000-4000-8000-000000000001',
          title: 'Past midnight',
          tracks: ['Deep sea'],
          room: 'Lagoon',
          time: instants('2023-09-11T01:00:00+05:30', '2023-09-11T01:45:00+05:30'),
          abstract: 'A bold dive',
          video: 'https://video.example.org/2.webm',
        },
        {
          ...PLAIN,
          line: 39,
          uid: 'aaaaaaaa-0000-4000-8000-000000000003',
          content: 'aaaaaaaa-0000-4000-8000-000000000003',
          title: 'On no day',
          room: 'Reef',
          time: wall('2023-09-11T10:30', '2023-09-11T10:50'),
        },
        {
          ...PLAIN,
          line: 45,
          uid: 'aaaaaaaa-0000-4000-8000-000000000004',
          content: 'aaaaaaaa-0000-4000-8000-000000000004',
          title: 'Fish & chips',
          room: 'Reef',
          time: instants('2023-09-11T11:30:00+05:30', '2023-09-11T12:30:00+05:30'),
          video: 'https://video.example.org/4.mp4',
        },
      ],
      problems: [
        {
          code: 'entry-doubt',
          at: '39:7',
          title: 'On no day',
          detail: 'its date cannot be read (2023-02-30T05:00:00Z): its day and start were used',
        },
      ],
    })
  })

  const schedule = (days: string) => `<schedule><conference><title>X</title></conference>${days}</schedule>`
  const DATED = { kind: 'dated', day: '2024-03-01' }
  const event = (start: string, rest = '') => `<event><title>T ${start}</title><start>${start}</start>${rest}</event>`
  const day = (hours: string, ...events: readonly string[]) =>
    schedule(`<day date="2024-03-01" ${hours}><room name="R">${events.join('')}</room></day>`)
  const starts = (xml: string) =>
    told(read(xml, 'x.xml')).entries.map(({ time }) => ('start' in time ? time.start : time.kind))

  const camp = (change: string, ...events: readonly string[]) =>
    `<schedule><conference><day_change>${change}</day_change></conference>
    <day date="2024-03-01"><room name="R">${events.join('')}</room></day></schedule>`
  test.each<[string, readonly string[], number, readonly string[]]>([
    ['04:00', ['10:00', '03:59', '04:00', '04:30'], 240, ['01T10:00', '02T03:59', '01T04:00', '01T04:30']],
    ['06:00', ['10:00', '05:30', '06:00'], 360, ['01T10:00', '02T05:30', '01T06:00']],
    ['6:00', ['05:30', '10:00'], 360, ['02T05:30', '01T10:00']],
    ['09:00:00', ['09:00', '08:59', '18:00'], 540, ['01T09:00', '02T08:59', '01T18:00']],
    ['00:00', ['23:00', '00:30'], 0, ['01T23:00', '01T00:30']],
  ])('a day_change of %s decides the date of %j', (declared, clocks, dayChange, expected) => {
    const xml = camp(declared, ...clocks.map((clock) => event(clock)))
    expect(starts(xml)).toEqual(expected.map((start) => `2024-03-${start}:00`))
    expect(told(read(xml, 'x.xml')).dayChange).toBe(dayChange)
  })

  test('with a date, the instant wins over the day_change', () => {
    const dawn = (date: string) => event('05:30', `<date>2024-03-${date}T05:30:00+01:00</date>`)
    const xml = camp('06:00', event('12:00'), dawn('01'), dawn('02'))
    expect(starts(xml).slice(1)).toEqual([1, 2].map((day) => Date.UTC(2024, 2, day, 4, 30)))
    expect(told(read(xml, 'x.xml')).dayChange).toBe(360)
  })

  test.each(['soon', '25:00', '18:00'])('a day_change of %s is told and left out', (declared) => {
    const { dayChange, problems } = told(read(camp(declared, event('10:00'), event('00:30')), 'x.xml'))
    expect([dayChange, problems]).toEqual([
      300,
      [expect.objectContaining({ code: 'conference-doubt', detail: expect.stringContaining(declared) })],
    ])
  })

  test('a day_change of midnight beside days that begin at another hour says nothing', () => {
    const conference = '<conference><day_change>00:00</day_change></conference>'
    const days = `<day date="2024-03-01" ${NIGHT}><room name="R">${event('12:00')}${event('00:30')}</room></day>`
    const xml = `<schedule>${conference}${days}</schedule>`
    expect(starts(xml)).toEqual(['2024-03-01T12:00:00', '2024-03-02T00:30:00'])
    expect(told(read(xml, 'x.xml')).dayChange).toBe(240)
  })

  const minutes = (generator: string, lengths: readonly string[]) => {
    const events = lengths.map((length) => event('10:00', `<duration>${length}</duration>`))
    const head = generator === '' ? '' : `<generator name="${generator}"/>`
    const xml = `<schedule>${head}<day date="2024-03-01"><room name="R">${events.join('')}</room></day></schedule>`
    return told(read(xml, 'x.xml')).entries.map(({ time }) =>
      time.kind === 'wall' && time.end !== undefined ? (Date.parse(time.end) - Date.parse(time.start)) / 60_000 : null,
    )
  }
  test.each<[string, readonly string[], readonly (number | null)[]]>([
    ['', ['00:20', '1:06:00'], [20, 1800]],
    ['', ['00:20', '1:00:00', '12:00:00'], [20, 1440, 12 * 1440]],
    ['', ['0:25', '1:00:00'], [25, 60]],
    ['', ['0:20:00', '1:00:00'], [20, 60]],
    ['', ['00:20:00', '01:30:00', '00:20'], [20, 90, 20]],
    ['', ['00:20', '1:30:00'], [20, 90]],
    ['', ['1:06:30'], [1830]],
    ['', ['1:06:00'], [66]],
    ['pretalx', ['1:06:00'], [1800]],
    ['frab', ['1:06:00'], [66]],
    ['', ['1:14:00:00', '30:00', 'P1DT6H', 'PT45M', '45'], [2280, 1800, 1800, 45, 45]],
    ['', ['135.0:00', ':45', '-00:30', '40:00:00:00'], [null, null, null, null]],
  ])('of %j, the lengths %j are %j minutes', (generator, lengths, expected) => {
    expect(minutes(generator, lengths)).toEqual(expected)
  })

  test.each<[string, object, object]>([
    [
      '<duration>135.0:00</duration><start>10:00</start>',
      wall('2024-03-01T10:00'),
      { reason: 'bad-length', left: 'timed' },
    ],
    [
      '<end>late</end><start>10:00</start>',
      wall('2024-03-01T10:00'),
      { reason: 'bad-time', text: 'late', left: 'timed' },
    ],
    ['<start>at noon</start>', DATED, { reason: 'bad-time', text: 'at noon', left: 'dated' }],
    ['<duration>00:30</duration>', DATED, { reason: 'no-start', left: 'dated' }],
    ['<start>TBA</start>', DATED, { reason: 'no-start', left: 'dated' }],
    ['<date>soon</date>', DATED, { reason: 'bad-time', text: 'soon', left: 'dated' }],
  ])('%s costs the session no more than that', (time, expected, doubt) => {
    const { entries, problems } = told(read(day('', `<event><title>T</title>${time}</event>`), 'x.xml'))
    expect(entries.map((entry) => entry.time)).toEqual([expected])
    expect(problems).toMatchObject([{ code: 'time-left-out', title: 'T', ...doubt }])
  })

  test('a clock time on no day is kept without a time', () => {
    const xml = schedule(`<day index="1"><room name="R">${event('10:00')}</room></day>`)
    const { entries, problems } = told(read(xml, 'x.xml'))
    expect(entries.map(({ time }) => time)).toEqual([{ kind: 'unscheduled' }])
    expect(problems).toMatchObject([{ code: 'time-left-out', reason: 'bad-time', text: '10:00', left: 'unscheduled' }])
  })

  const NIGHT = 'start="2024-03-01T10:00:00+01:00" end="2024-03-02T04:00:00+01:00"'
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['until 04:00', NIGHT, ['10:00', '00:30', '03:59'], ['01T10:00', '02T00:30', '02T03:59']],
    ['an hour before it opens', NIGHT, ['09:00'], ['01T09:00']],
    ['an hour after it closes', NIGHT, ['05:00'], ['02T05:00']],
    [
      'until 23:59',
      'start="2024-03-01T10:00:00" end="2024-03-01T23:59:59"',
      ['09:00', '00:30'],
      ['01T09:00', '02T00:30'],
    ],
    ['with a start alone', 'start="2024-03-01T06:00:00"', ['06:00', '05:59'], ['01T06:00', '02T05:59']],
    ['without hours', '', ['10:00', '04:59', '05:00'], ['01T10:00', '02T04:59', '01T05:00']],
    ['without hours, the night listed first', '', ['00:30', '10:00'], ['01T00:30', '01T10:00']],
  ])('a day %s', (_, hours, clocks, expected) => {
    expect(starts(day(hours, ...clocks.map((clock) => event(clock))))).toEqual(
      expected.map((start) => `2024-03-${start}:00`),
    )
  })

  test('hours of a day in UTC are on the clock of the events, half hours too', () => {
    const ten = event('10:00', '<date>2024-03-01T10:00:00+05:30</date>')
    // From 10:00 to 04:00 there: until 07:00 it is nearer to the end.
    const xml = day('start="2024-03-01T04:30:00Z" end="2024-03-01T22:30:00Z"', ten, event('06:59'), event('07:00'))
    expect(starts(xml).slice(1)).toEqual(['2024-03-02T06:59:00', '2024-03-01T07:00:00'])
  })

  test('what is open all day from 00:00 stays on its date', () => {
    const xml = day('', event('10:00'), event('00:00', '<duration>24:00</duration>'))
    expect(starts(xml)).toEqual(['2024-03-01T10:00:00', '2024-03-01T00:00:00'])
  })

  const change = (hours: string, ...clocks: readonly string[]) =>
    told(read(day(hours, ...clocks.map((clock) => event(clock))), 'x.xml')).dayChange
  test.each<[string, readonly string[], number | undefined]>([
    [NIGHT, ['10:00', '00:30'], 240],
    [NIGHT, ['10:00'], 240],
    [NIGHT, ['03:00', '10:00'], 240],
    ['start="2024-03-01T04:00:00" end="2024-03-02T03:59:00"', ['10:00'], 240],
    ['start="2024-03-01T03:00:00" end="2024-03-02T02:59:59"', ['10:00'], 180],
    ['start="2024-03-01T10:00:00" end="2024-03-01T18:00:00"', ['10:00'], 0],
    [NIGHT, ['10:00', '05:00'], 420],
    ['', ['10:00'], undefined],
    ['', ['10:00', '01:00'], 300],
    ['', ['10:00', '00:30', '04:30'], 420],
  ])('the day change of %j with %j is %s', (hours, clocks, expected) => {
    expect(change(hours, ...clocks)).toBe(expected)
  })

  test.each<[string, string, object]>([
    ['de', '<recording><license>CC0</license><optout>true</optout></recording>', { language: 'de', recorded: false }],
    ['de-formal', '<recording><optout>false</optout></recording>', { language: 'de-formal' }],
    ['', '<recording><optout>1</optout></recording>', { recorded: false }],
    ['', '<do_not_record>true</do_not_record>', { recorded: false }],
  ])('the language %j and %s', (language, rest, conditions) => {
    const xml = day('', event('10:00', `<language>${language}</language>${rest}`))
    expect(told(read(xml, 'x.xml')).entries).toMatchObject([{ conditions }])
  })

  test('texts that were escaped twice, and their mark-up, are plain in titles and names', () => {
    const names = '<track>R&amp;amp;D</track><persons><person>Ana &amp;lt;Owl&amp;gt;</person></persons>'
    const xml = `<schedule><day date="2024-03-01"><room name="Nest &amp;amp; den">
      <event><title>The &lt;canvas&gt; of &lt;b&gt;owls&lt;/b&gt;</title>${names}</event></room></day></schedule>`
    expect(told(read(xml, 'x.xml')).entries).toMatchObject([
      { title: 'The <canvas> of owls', tracks: ['R&D'], room: 'Nest & den', speakers: [{ name: 'Ana <Owl>' }] },
    ])
  })

  test('without a language or an opt-out there are no conditions', () => {
    const entries = told(read(day('', event('10:00', '<language>-</language><recording/>')), 'x.xml')).entries
    expect(entries.map(({ conditions }) => conditions)).toEqual([undefined])
  })

  test.each<[string, object | undefined]>([
    [
      '<venue>Old Mill</venue><address>Mill Lane 1</address><city>Lyon</city>',
      { name: 'Old Mill', address: 'Mill Lane 1, Lyon' },
    ],
    ['<venue>Old Mill</venue><city>Lyon</city>', { name: 'Old Mill', address: 'Lyon' }],
    ['<venue>Old Mill, Lyon</venue><city>Lyon</city>', { name: 'Old Mill, Lyon' }],
    ['<venue/><city>Lyon</city>', { name: 'Lyon' }],
    ['<venue>TBA</venue><address> </address>', undefined],
  ])('the place %s', (facts, venue) => {
    const xml = `<schedule><conference>${facts}</conference><day date="2024-03-01">${event('10:00')}</day></schedule>`
    expect(told(read(xml, 'x.xml')).entries.map((entry) => entry.venue)).toEqual([venue])
  })

  test.each([
    ['Great hall', 'great-hall', 'Great hall'],
    ['K.1.105 (Owl)', 'k1105', 'K.1.105 (Owl)'],
    ['great-hall', 'Great hall', 'Great hall'],
    ['Great hall', 'The great hall', 'Great hall'],
    ['Great hall', '', 'Great hall'],
    ['', 'great-hall', 'great-hall'],
  ])('listed in the room %j and naming %j, an event is in %j', (listed, own, room) => {
    const events = event('10:00', `<room>${own}</room>`)
    const xml = schedule(`<day date="2024-03-01"><room name="${listed}">${events}</room></day>`)
    expect(told(read(xml, 'x.xml')).entries.map((entry) => entry.room)).toEqual([room])
  })

  test.each([
    ['2024-03-02', '2024-03-01'],
    ['2024-03-03', '2024-03-03'],
    ['2024-03-01', '2024-03-01'],
    ['2024-03-02T02:00:00+01:00', '2024-03-01'],
  ])('with the end %s and a last day from 10:00 to 04:00, the last day is %s', (end, lastDay) => {
    const conference = `<conference><start>2024-03-01</start><end>${end}</end></conference>`
    expect(told(read(`<schedule>${conference}<day date="2024-03-01" ${NIGHT}/></schedule>`, 'x.xml'))).toMatchObject({
      firstDay: '2024-03-01',
      lastDay,
    })
  })

  test.each<[string, string, string]>([
    ['<schedule><day></schedule>', '1:26', 'unexpected close tag'],
    ['<schedule><conference>', '1:22', 'unclosed tag: conference'],
    ['<schedule a=1/>', '1:13', 'unquoted attribute value'],
    ['<schedule>&nbsp;</schedule>', '1:16', 'undefined entity'],
    ['<schedule>&#27;</schedule>', '1:15', 'malformed character entity'],
    ['<?xml version="1.0"?>\n<!DOCTYPE schedule>\n<schedule/>', '2:1', 'a document type (<!DOCTYPE) is not supported'],
    [
      '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>',
      '1:1',
      'a document type (<!DOCTYPE) is not supported',
    ],
    [`<schedule>${'<a>'.repeat(20_000)}`, '1:200', 'nested too deeply'],
  ])('%.60s is refused at %s: %s', (xml, at, detail) => {
    expect(refusal(read(xml, 'x.xml'))).toEqual([
      { code: 'broken-file', at, format: 'XML', detail, ...(detail.startsWith('unclosed') && { cut: true }) },
    ])
  })

  test('another root is no schedule', () => {
    expect(refusal(read('<rss/>', 'x.xml'))).toEqual([
      { code: 'broken-file', at: '1:1', format: 'frab XML', detail: 'its root is not <schedule>' },
    ])
  })

  test('an empty file is said to be empty', () => {
    expect(refusal(read('\n', 'x.xml'))).toEqual([{ code: 'empty-file', at: '1:1' }])
  })
})
