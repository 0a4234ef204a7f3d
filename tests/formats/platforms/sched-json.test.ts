import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/platforms/sched-json.js'
import { titleWithoutSpeakers } from '../../../src/formats/titles/title-speakers.js'
import { fixture, instants, PLAIN, refusal, told, wall } from '../published-fixtures.js'

describe('Sched JSON', () => {
  test('the stamp is the start, and shows how far the clock of the end is from UTC', () => {
    expect(told(read(fixture('sched.json'), 'x.json'))).toEqual({
      format: 'sched-json',
      entries: [
        {
          ...PLAIN,
          line: 2,
          uid: '0123456789abcdef0123456789abcdef',
          title: 'Keynote: Feathers at Scale',
          tracks: ['Keynotes'],
          tags: ['Scale', 'Feathers'],
          room: 'Hall A',
          time: instants('2024-09-10T09:15:00-07:00', '2024-09-10T09:45:00-07:00'),
          speakers: [{ name: 'Ada Strix', organization: 'Barn' }, { name: 'Bo Bubo' }],
          abstract: 'Why & how.',
          video: 'https://video.example.org/101',
        },
        {
          ...PLAIN,
          line: 18,
          uid: 'fedcba9876543210fedcba9876543210',
          title: 'Crossings - The Owl Way',
          tracks: ['Party'],
          room: 'Barn',
          time: wall('2024-09-10T22:00', '2024-09-11T01:00'),
        },
        { ...PLAIN, line: 28, uid: '104', title: 'When?', time: { kind: 'unscheduled' } },
      ],
      problems: [
        { code: 'time-left-out', at: '28:3', title: 'When?', reason: 'bad-time', text: 'soon', left: 'unscheduled' },
        { code: 'not-in-programme', at: '17:3', count: 1, mark: 'active: N' },
      ],
    })
  })

  const one = (session: object) => told(read(JSON.stringify([{ name: 'T', ...session }]), 'x.json')).entries[0]

  test('without any speaker in the whole file, they may be in the titles', () => {
    expect(one({ name: 'T - Ada Strix, Barn' })).toMatchObject({ title: 'T - Ada Strix, Barn', speakersInTitle: true })
  })

  test('speakers may be one text, and moderators count', () => {
    expect(one({ speakers: 'Ada Strix, Bo Bubo', moderators: [{ name: 'Cy Otus' }] })).toMatchObject({
      speakers: [{ name: 'Ada Strix' }, { name: 'Bo Bubo' }, { name: 'Cy Otus' }],
      speakersInTitle: false,
    })
  })

  test.each<[string, object, object]>([
    ['no time', {}, { kind: 'unscheduled' }],
    ['no time yet', { event_start: 'TBD', event_end: 'TBD' }, { kind: 'unscheduled' }],
    ['an end that cannot be read', { event_start: '2024-01-01 10:00', event_end: 'late' }, wall('2024-01-01T10:00')],
    ['a stamp alone', { start_time_ts: 0 }, instants('1970-01-01T00:00:00Z')],
    ['date and time apart', { start_date: '2024-01-01', start_time: '10:00:00' }, wall('2024-01-01T10:00')],
  ])('%s', (_, session, time) => {
    expect(one(session)?.time).toEqual(time)
  })

  test('anything but a list is refused', () => {
    expect(refusal(read('{"event_key": 1}', 'x.json'))).toEqual([
      { code: 'broken-file', at: '1:1', format: 'Sched JSON', detail: 'it is not a list of sessions' },
    ])
  })
})

describe('a title loses its tail only where the speakers prove that it is one', () => {
  const ada = { name: 'Ada Strix', organization: 'Barn, Inc.' }
  const bo = { name: 'Bo Búbo' }
  test.each([
    ['Eyes - Ada Strix, Barn, Inc.', [ada], 'Eyes'],
    ['Eyes - ADA STRIX & Bo Bubo', [ada, bo], 'Eyes'],
    ['Night - Day - Ada Strix and Bo Búbo', [ada, bo], 'Night - Day'],
    ['Panel - Ada Strix, Barn; Bo Bubo, Chief Owl', [ada, bo], 'Panel'],
    ['Eyes - Ada Strix, Chief Owl', [ada], 'Eyes - Ada Strix, Chief Owl'],
    ['Talking - Ada Strix on Barns', [ada], 'Talking - Ada Strix on Barns'],
    ['Panel - How Ada Strix met Bo Bubo', [ada, bo], 'Panel - How Ada Strix met Bo Bubo'],
    ['Eyes - Barn', [ada], 'Eyes - Barn'],
    ['Eyes - Ada Strix', [], 'Eyes - Ada Strix'],
    [' - Ada Strix', [ada], ' - Ada Strix'],
  ])('%j of %j: %j', (title, speakers, expected) => {
    expect(titleWithoutSpeakers(title, speakers)).toBe(expected)
  })
})
