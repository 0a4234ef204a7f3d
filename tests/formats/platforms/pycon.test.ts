import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/platforms/pycon.js'
import { fixture, instants, PLAIN, refusal, told } from '../published-fixtures.js'

describe('PyCon', () => {
  test('a schedule, with the parts of an event as sessions of their own', () => {
    const posters = {
      ...PLAIN,
      sort: 'poster',
      tracks: ['posters'],
      room: 'Hall B',
      time: instants('2026-05-15T10:00:00-07:00', '2026-05-15T11:00:00-07:00'),
    }
    expect(told(read(fixture('pycon.json'), 'x.json'))).toEqual({
      format: 'pycon',
      entries: [
        {
          ...PLAIN,
          line: 3,
          uid: '11',
          title: 'Owls in Python',
          sort: 'talk',
          tracks: ['talks'],
          room: 'Hall A',
          time: instants('2026-05-15T09:00:00-07:00', '2026-05-15T09:30:00-07:00'),
          speakers: [{ name: 'Ada Strix' }],
          abstract: 'Hoot.',
          url: 'https://owls.example.org/11/',
        },
        { ...posters, line: 6, uid: '12', title: 'Posters' },
        { ...posters, line: 7, uid: '13', title: 'Nests', speakers: [{ name: 'Bo Bubo' }], status: 'cancelled' },
      ],
      problems: [],
    })
  })

  test('a list of events for each type', () => {
    expect(told(read(fixture('pycon-types.json'), 'x.json'))).toEqual({
      format: 'pycon',
      name: 'Owl Days',
      entries: [
        {
          ...PLAIN,
          line: 1,
          title: 'Hooting',
          sort: 'Tutorials',
          tracks: ['Tutorials'],
          time: instants('2026-03-24T11:15:00+01:00', '2026-03-24T12:15:00+01:00'),
        },
      ],
      problems: [],
    })
  })

  test('without events it is refused', () => {
    expect(refusal(read('{"conference": {"sponsors": {}}}', 'x.json'))).toMatchObject([{ code: 'broken-file' }])
  })
})
