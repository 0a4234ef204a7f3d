import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/platforms/emfcamp.js'
import { fixture, PLAIN, refusal, told, wall } from '../published-fixtures.js'

describe('EMF Camp', () => {
  test('each occurrence is a session; an unreadable end costs only itself', () => {
    const fold = {
      ...PLAIN,
      line: 5,
      content: '8',
      title: 'Fold an owl',
      sort: 'familyworkshop',
      tags: ['family friendly'],
      speakers: [{ name: 'Bo Bubo' }, { name: 'Cy Otus' }],
      abstract: 'Paper.',
      url: 'https://www.emfcamp.org/schedule/2026/8-fold',
    }
    expect(told(read(fixture('emfcamp.json'), 'x.json'))).toEqual({
      format: 'emfcamp',
      likelyZones: ['Europe/London'],
      entries: [
        {
          ...PLAIN,
          line: 2,
          uid: '7',
          title: 'Owls',
          sort: 'talk',
          room: 'Stage A',
          time: wall('2024-05-31T17:20', '2024-05-31T17:50'),
          speakers: [{ name: 'Ada Strix' }],
          abstract: 'Hoot.\n\nContent note: Mice.',
          url: 'https://www.emfcamp.org/schedule/2024/7-owls',
          conditions: { recorded: false },
        },
        {
          ...fold,
          uid: '8-1',
          room: 'Tent 1',
          time: wall('2026-07-17T10:00', '2026-07-17T11:00'),
          conditions: { recorded: false, capacity: 20 },
        },
        { ...fold, uid: '8-2', room: 'Tent 2', time: wall('2026-07-18T10:00'), conditions: { capacity: 20 } },
      ],
      problems: [
        { code: 'time-left-out', at: '5:3', title: 'Fold an owl', reason: 'bad-time', text: 'soon', left: 'timed' },
      ],
    })
  })

  test('anything but a list is refused', () => {
    expect(refusal(read('{}', 'x.json'))).toMatchObject([{ code: 'broken-file', at: '1:1' }])
  })
})
