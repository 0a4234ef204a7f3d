import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/platforms/open-event.js'
import { fixture, instants, PLAIN, refusal, told } from '../published-fixtures.js'

const seeing = {
  ...PLAIN,
  uid: '31',
  title: 'Seeing in the dark',
  tracks: ['Hunting'],
  room: 'Big nest',
  time: instants('2017-03-17T09:30:00+08:00', '2017-03-17T10:00:00+08:00'),
  speakers: [{ name: 'Ada Strix', organization: 'Barn' }],
}

describe('Open Event', () => {
  test('a bare list: only what was accepted', () => {
    expect(told(read(fixture('open-event-list.json'), 'x.json'))).toEqual({
      format: 'open-event',
      entries: [
        {
          ...seeing,
          line: 2,
          sort: 'Talk',
          level: '2',
          abstract: 'Eyes & ears.',
          url: 'https://owls.example.org/31',
        },
        { ...PLAIN, line: 20, uid: '33', title: 'At no hour', time: { kind: 'unscheduled' } },
      ],
      problems: [
        {
          code: 'time-left-out',
          at: '20:3',
          title: 'At no hour',
          reason: 'bad-time',
          text: '2017-03-17T29:30:00+08:00',
          left: 'unscheduled',
        },
        { code: 'not-in-programme', at: '19:3', count: 1, mark: 'rejected' },
      ],
    })
  })

  test('an object with lists beside its sessions', () => {
    expect(told(read(fixture('open-event-object.json'), 'x.json'))).toEqual({
      format: 'open-event',
      name: 'Owls Asia',
      timezone: 'Asia/Singapore',
      entries: [{ ...seeing, line: 8 }],
      problems: [],
    })
  })

  test("the server's answer", () => {
    expect(told(read(fixture('open-event-server.json'), 'x.json'))).toEqual({
      format: 'open-event',
      entries: [{ ...seeing, line: 3, abstract: 'Eyes.' }],
      problems: [{ code: 'not-in-programme', at: '13:5', count: 1, mark: 'confirmed' }],
    })
  })

  test('what was cancelled after it was accepted stays, as cancelled', () => {
    const session = { title: 'T', 'starts-at': '2017-03-17T01:30:00Z', state: 'canceled' }
    expect(told(read(JSON.stringify([session, 1]), 'x.json'))).toMatchObject({
      entries: [{ title: 'T', status: 'cancelled' }],
      problems: [{ code: 'entry-left-out', reason: 'no-entry' }],
    })
  })

  test('without sessions it is refused', () => {
    expect(refusal(read('{"tracks": []}', 'x.json'))).toEqual([
      { code: 'broken-file', at: '1:1', format: 'Open Event JSON', detail: 'it has no sessions' },
    ])
  })
})
