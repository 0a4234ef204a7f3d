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

  const event = {
    id: 1,
    title: 'Owls',
    venue: 'Barn',
    start_date: '2026-07-17 10:00:00',
    end_date: '2026-07-17 11:00:00',
  }
  const one = (facts: object) => told(read(JSON.stringify([{ ...event, ...facts }]), 'x.json')).entries[0]
  const held = (facts: object) => one({ occurrences: [{ ...event, occurrence_num: 1, ...facts }] })

  test.each<[string, object | undefined]>([
    ['of years before 2026', one({ video: { ccc: 'https://x.org/c', recording_lost: false } })],
    ['of the first years', one({ video: { archiveorg: 'https://x.org/c' } })],
    ['of an occurrence', held({ ccc_url: 'https://x.org/c', recording_lost: false })],
  ])('the recording %s is kept', (_, entry) => {
    expect(entry).toMatchObject({ video: 'https://x.org/c', conditions: {} })
  })

  test.each<[string, object | undefined]>([
    ['that was lost', one({ video: { recording_lost: true } })],
    ['of an occurrence that was lost', held({ recording_lost: true })],
    ['that nobody may see', one({ video_privacy: 'none' })],
    ['that nobody may make', one({ may_record: false })],
  ])('a recording %s is none', (_, entry) => expect(entry).toMatchObject({ conditions: { recorded: false } }))

  test('what to know before coming to a workshop is kept', () => {
    const needs = { cost: '£5', equipment: 'A clean face', age_range: '12+', attendees: 'As many as fit' }
    const entry = one({ description: 'Paint.', ...needs, requires_ticket: true })
    expect(entry?.abstract).toBe('Paint.\n\nAge range: 12+\n\nCost: £5\n\nBring: A clean face')
    expect(entry?.tags).toEqual(['registration'])
    expect(entry?.conditions).toEqual({})
    expect(held({ uses_lottery: true })?.tags).toEqual(['registration'])
  })

  test('anything but a list is refused', () => {
    expect(refusal(read('{}', 'x.json'))).toMatchObject([{ code: 'broken-file', at: '1:1' }])
  })
})
