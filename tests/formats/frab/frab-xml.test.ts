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
          line: 54,
          uid: '17',
          content: '17',
          title: 'Some time on Sunday',
          room: 'Main hall',
          time: { kind: 'dated', day: '2009-02-08' },
        },
      ],
      problems: [
        { code: 'entry-left-out', at: '43:4', title: 'At no hour', reason: 'bad-time', text: '25:00' },
        { code: 'entry-left-out', at: '48:4', title: 'Of no length', reason: 'bad-length', text: 'soon' },
        { code: 'entry-left-out', at: '53:4', reason: 'no-title' },
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
        { code: 'entry-left-out', at: '39:7', title: 'On no day', reason: 'bad-time', text: '2023-02-30T05:00:00Z' },
      ],
    })
  })

  const schedule = (days: string) => `<schedule><conference><title>X</title></conference>${days}</schedule>`
  const event = (start: string, rest = '') => `<event><title>T ${start}</title><start>${start}</start>${rest}</event>`
  const day = (hours: string, ...events: readonly string[]) =>
    schedule(`<day date="2024-03-01" ${hours}><room name="R">${events.join('')}</room></day>`)
  const starts = (xml: string) =>
    told(read(xml, 'x.xml')).entries.map(({ time }) => ('start' in time ? time.start : time.kind))

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
    expect(refusal(read(xml, 'x.xml'))).toEqual([{ code: 'broken-file', at, format: 'XML', detail }])
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
