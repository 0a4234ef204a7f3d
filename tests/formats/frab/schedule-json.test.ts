import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/frab/schedule-json.js'
import { fixture, instants, PLAIN, refusal, told, wall } from '../published-fixtures.js'

describe('schedule.json', () => {
  test('version 1, with days past midnight and events that are none', () => {
    expect(told(read(fixture('pretalx-1.json'), 'x.json'))).toEqual({
      format: 'schedule-json',
      name: 'Owls 2024',
      timezone: 'Europe/Berlin',
      url: 'https://talks.example.org',
      firstDay: '2024-12-27',
      lastDay: '2024-12-28',
      dayChange: 240,
      entries: [
        {
          ...PLAIN,
          line: 24,
          uid: '11111111-0000-4000-8000-000000000001',
          content: '11111111-0000-4000-8000-000000000001',
          title: 'Seeing in the dark',
          sort: 'Talk',
          tracks: ['Hunting'],
          room: 'Big nest',
          time: instants('2024-12-27T10:00:00+01:00', '2024-12-27T10:40:00+01:00'),
          speakers: [{ name: 'Ada Strix' }, { name: 'Bo Bubo', organization: 'Barn' }],
          abstract: 'How owls see.\nAnd hear.',
          url: 'https://talks.example.org/owls/talk/7/',
          video: 'https://media.example.org/7',
        },
        {
          ...PLAIN,
          line: 44,
          uid: '11111111-0000-4000-8000-000000000002',
          content: '11111111-0000-4000-8000-000000000002',
          title: 'Night flight',
          sort: 'Workshop',
          room: 'Big nest',
          time: instants('2024-12-28T00:30:00+01:00', '2024-12-28T01:30:00+01:00'),
        },
        {
          ...PLAIN,
          line: 56,
          uid: 'y',
          content: 'y',
          title: 'In another form',
          room: 'Big nest',
          time: { kind: 'dated', day: '2024-12-27' },
        },
        {
          ...PLAIN,
          line: 65,
          uid: 'z',
          content: 'z',
          title: 'Only a clock',
          room: 'Small nest',
          time: wall('2024-12-28T14:00', '2024-12-28T14:20'),
        },
      ],
      problems: [
        expect.objectContaining({ code: 'duplicate-key', key: 'title', severity: 'warning' }),
        { code: 'entry-left-out', at: '54:15', reason: 'no-entry' },
        { code: 'entry-left-out', at: '55:15', reason: 'no-title' },
        {
          code: 'time-left-out',
          at: '56:15',
          title: 'In another form',
          reason: 'bad-time',
          text: '27.12.2024 12:00',
          left: 'dated',
        },
      ],
    })
  })

  test('version 2, with rooms and tracks by reference, breaks, cancelled and rejected events', () => {
    expect(told(read(fixture('hub-2.json'), 'x.json'))).toEqual({
      format: 'schedule-json-2',
      name: 'Owls 2025',
      timezone: 'Europe/Berlin',
      url: 'https://owls.example.org/2025/',
      firstDay: '2025-12-27',
      lastDay: '2025-12-28',
      dayChange: 360,
      entries: [
        {
          ...PLAIN,
          line: 20,
          uid: '22222222-0000-4000-8000-000000000001',
          content: 'ABCDEF',
          title: 'Soft feathers: why nobody hears them',
          sort: 'TALK',
          tracks: ['Hunting'],
          room: 'Big nest',
          time: instants('2025-12-27T10:30:00+01:00', '2025-12-27T11:00:00+01:00'),
          speakers: [{ name: 'Ada Strix' }],
          abstract: 'Quiet feathers.',
          url: 'https://owls.example.org/2025/1',
        },
        {
          ...PLAIN,
          line: 36,
          uid: 'b-1',
          content: 'b-1',
          title: 'Lunch',
          sort: 'BREAK',
          time: instants('2025-12-27T12:00:00+01:00', '2025-12-27T13:30:00+01:00'),
        },
        {
          ...PLAIN,
          line: 37,
          uid: 'c-1',
          content: 'c-1',
          title: 'Called off',
          room: 'Barn',
          time: instants('2025-12-27T15:00:00+01:00', '2025-12-27T16:00:00+01:00'),
          status: 'cancelled',
        },
        {
          ...PLAIN,
          line: 39,
          uid: 'e-1',
          content: 'e-1',
          title: 'Late hunt',
          tracks: ['unknown-track'],
          time: instants('2025-12-28T00:15:00+01:00', '2025-12-28T00:55:00+01:00'),
        },
      ],
      problems: [{ code: 'not-in-programme', at: '38:7', count: 1, mark: 'REJECTED' }],
    })
  })

  test('rooms of version 1 may be a list, and persons plain text', () => {
    const event = {
      title: 'T',
      date: '2024-01-01T10:00:00Z',
      persons: ['Ada Strix'],
      track: { en: 'Wings', de: 'Flügel' },
    }
    const days = [{ date: '2024-01-01', rooms: [{ name: 'Nest', events: [event] }] }]
    expect(told(read(JSON.stringify({ schedule: { conference: { days } } }), 'x.json')).entries).toEqual([
      {
        ...PLAIN,
        line: 1,
        title: 'T',
        tracks: ['Wings'],
        room: 'Nest',
        time: instants('2024-01-01T10:00:00Z'),
        speakers: [{ name: 'Ada Strix' }],
      },
    ])
  })

  const camp = (conference: object, ...events: readonly object[]) => {
    const days = [{ date: '2024-03-01', rooms: { 'Great hall': events } }]
    return told(read(JSON.stringify({ schedule: { conference: { ...conference, days } } }), 'x.json'))
  }

  test('the day_change decides the date of a start without one, and lengths of a day and more are read', () => {
    const events = ['10:00', '05:30', '06:00'].map((start) => ({ title: 'T', start, duration: '00:20' }))
    const long = { title: 'T', start: '10:00', duration: '1:06:00' }
    const { dayChange, entries } = camp({ day_change: '06:00:00' }, ...events, long)
    expect([dayChange, ...entries.map(({ time }) => time)]).toEqual([
      360,
      wall('2024-03-01T10:00', '2024-03-01T10:20'),
      wall('2024-03-02T05:30', '2024-03-02T05:50'),
      wall('2024-03-01T06:00', '2024-03-01T06:20'),
      wall('2024-03-01T10:00', '2024-03-02T16:00'),
    ])
  })

  test.each<[object, object | undefined]>([
    [
      { language: 'de', do_not_record: true },
      { language: 'de', recorded: false },
    ],
    [{ language: 'en', do_not_record: false }, { language: 'en' }],
    [{ do_not_record: 'true' }, { recorded: false }],
    [{ recording: { optout: true } }, { recorded: false }],
    [{ language: null, do_not_record: null }, undefined],
  ])('%j', (facts, conditions) => {
    expect(camp({}, { title: 'T', start: '10:00', ...facts }).entries[0]?.conditions).toEqual(conditions)
  })

  test.each<[object, object]>([
    [
      { venue: 'Old Mill', city: 'Lyon' },
      { name: 'Old Mill', address: 'Lyon' },
    ],
    [
      { venue: { name: 'Old Mill', address: 'Mill Lane 1' }, city: 'Lyon' },
      { name: 'Old Mill', address: 'Mill Lane 1, Lyon' },
    ],
  ])('the place %j', (facts, venue) => {
    expect(camp(facts, { title: 'T', start: '10:00' }).entries[0]?.venue).toEqual(venue)
  })

  test('the code of a room loses against the name it is listed under', () => {
    expect(camp({}, { title: 'T', start: '10:00', room: 'great-hall' }).entries[0]?.room).toBe('Great hall')
  })

  test.each<[string, string, string]>([
    ['{"schedule": {"conference": {"title": "X"', '1:42', 'it ends too early'],
    ['{"schedule": {"conference": {"days": [],}}}', '1:41', 'there is a comma before the closing bracket'],
  ])('%s is refused at %s: %s', (text, at, detail) => {
    expect(refusal(read(text, 'x.json'))).toEqual([
      { code: 'broken-file', at, format: 'JSON', detail, ...(detail.endsWith('early') && { cut: true }) },
    ])
  })

  test.each([['[]'], ['{"schedule": {"conference": {}}}'], ['{"schedule": []}'], ['"schedule"']])(
    '%s has no schedule',
    (text) => {
      expect(refusal(read(text, 'x.json'))).toEqual([
        expect.objectContaining({ code: 'broken-file', format: 'schedule.json' }),
      ])
    },
  )
})
