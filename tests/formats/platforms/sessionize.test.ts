import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/platforms/sessionize.js'
import { fixture, instants, PLAIN, refusal, told, wall } from '../published-fixtures.js'

describe('Sessionize', () => {
  test('All: names by id, categories by their titles, service sessions, no answers', () => {
    expect(told(read(fixture('sessionize-all.json'), 'x.json'))).toEqual({
      format: 'sessionize',
      entries: [
        {
          ...PLAIN,
          line: 3,
          uid: '100001',
          title: 'Seeing in the dark',
          sort: 'Workshop (90 min)',
          tracks: ['Hunting'],
          tags: ['English', 'eyes', 'ears'],
          level: 'Intermediate',
          room: 'Big nest',
          time: wall('2024-04-20T09:00', '2024-04-20T09:45'),
          speakers: [{ name: 'Ada Strix' }, { name: 'Bo Bubo' }],
          abstract: 'Eyes.\nAnd ears.',
          video: 'https://live.example.org/1',
        },
        {
          ...PLAIN,
          line: 19,
          uid: 'b-2',
          title: 'Lunch',
          sort: 'service',
          room: 'Barn',
          time: wall('2024-04-20T12:00', '2024-04-20T13:00'),
        },
        { ...PLAIN, line: 20, uid: '100003', title: 'Some day', time: { kind: 'unscheduled' } },
      ],
      problems: [{ code: 'not-in-programme', at: '21:5', count: 1, mark: 'Declined' }],
    })
  })

  const seeing = {
    ...PLAIN,
    uid: '100001',
    title: 'Seeing in the dark',
    room: 'Big nest',
    speakers: [{ name: 'Ada Strix' }],
    abstract: 'Eyes.',
  }

  test('GridSmart: each session once, with names written out; an offset makes an instant', () => {
    expect(told(read(fixture('sessionize-grid.json'), 'x.json')).entries).toEqual([
      { ...seeing, line: 10, tracks: ['Hunting'], time: instants('2024-04-20T09:00:00Z', '2024-04-20T09:45:00Z') },
    ])
  })

  test('Sessions: each session once, though it stands in two groups', () => {
    expect(told(read(fixture('sessionize-sessions.json'), 'x.json')).entries).toEqual([
      { ...seeing, line: 7, time: wall('2024-04-20T09:00', '2024-04-20T09:45') },
    ])
  })

  const text = (...sessions: readonly unknown[]) => JSON.stringify({ sessions, speakers: [], rooms: [] })

  test('one bad session does not spoil the rest', () => {
    const result = told(
      read(text({ title: 'A' }, 7, { id: 'x' }, { title: 'B', startsAt: 'soon' }, { title: 'C' }), 'x.json'),
    )
    expect(result.entries.map(({ title }) => title)).toEqual(['A', 'B', 'C'])
    expect(result.problems).toEqual([
      expect.objectContaining({ code: 'entry-left-out', reason: 'no-entry' }),
      expect.objectContaining({ code: 'entry-left-out', reason: 'no-title' }),
      expect.objectContaining({ code: 'time-left-out', title: 'B', text: 'soon', left: 'unscheduled' }),
    ])
  })

  test('items of a category of tracks are tracks; those of any other name are tags', () => {
    const categories = [
      { title: 'Conference tracks', items: [1, 2].map((id) => ({ id, name: `Track ${id}` })) },
      { title: 'Difficulty', items: [{ id: 3, name: 'Hard' }] },
      { title: 'Mood', items: [{ id: 4, name: 'Merry' }] },
    ]
    const sessions = [{ title: 'A', categoryItems: [1, 2, 3, 4, 9] }]
    expect(told(read(JSON.stringify({ sessions, categories }), 'x.json')).entries).toMatchObject([
      { tracks: ['Track 1', 'Track 2'], level: 'Hard', tags: ['Merry'] },
    ])
  })

  test('without sessions it is refused', () => {
    expect(refusal(read('{"speakers": []}', 'x.json'))).toEqual([
      { code: 'broken-file', at: '1:1', format: 'Sessionize JSON', detail: 'it has no sessions' },
    ])
  })
})
