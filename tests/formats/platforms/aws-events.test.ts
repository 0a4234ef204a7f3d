import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/platforms/aws-events.js'
import { assemble } from '../../../src/formats/published/assemble.js'
import { fixture, PLAIN, refusal, told, wall } from '../published-fixtures.js'

const one = (session: object) => told(read(JSON.stringify({ items: [{ title: 'T', ...session }] }), 'x.json'))

describe('AWS Events', () => {
  test('a list of pages: sittings share their content, and the building is in front of the room', () => {
    expect(told(read(fixture('aws-events-pages.json'), 'x.json'))).toEqual({
      format: 'aws-events',
      likelyZones: [],
      entries: [
        {
          ...PLAIN,
          line: 3,
          uid: '1700000000000001aaaa',
          code: 'NST301-R',
          content: 'NST301',
          title: 'Owls at scale',
          sort: 'Chalk talk',
          level: '300 - Advanced',
          tracks: ['Hunting'],
          tags: ['Chalk talk', 'Owl Mail', 'Ringer'],
          room: 'Old Mill | Level 1 | Loft 3',
          venue: { name: 'Old Mill' },
          time: wall('2026-12-02T13:30', '2026-12-02T14:30'),
          speakers: [{ name: 'Ada Strix', organization: 'Barn' }],
          abstract: 'Eyes & ears.',
          conditions: { seats: 'limited' },
        },
        {
          ...PLAIN,
          line: 9,
          uid: '1700000000000002bbbb',
          code: 'NST301-R1',
          content: 'NST301',
          title: 'Owls at scale',
          sort: 'Chalk talk',
          tags: ['Chalk talk'],
          room: 'Barn | Upper Level | Hay',
          venue: { name: 'Barn' },
          time: wall('2026-12-03T10:00', '2026-12-03T11:00'),
          conditions: {},
        },
        {
          ...PLAIN,
          line: 11,
          uid: '1700000000000003cccc',
          code: 'NST210',
          content: 'NST210',
          title: 'Feather clinic',
          sort: "Builders' session",
          tags: ["Builders' session"],
          time: { kind: 'dated', day: '2026-12-03' },
          conditions: { seats: 'walk-up' },
        },
      ],
      problems: [
        { code: 'time-left-out', at: '11:5', title: 'Feather clinic', reason: 'bad-time', text: 'soon', left: 'dated' },
      ],
    })
  })

  test.each<[object, string | undefined]>([
    [{}, undefined],
    [{ isReservable: true }, 'available'],
    [{ isReservable: false, seatAvailability: 'walkUp' }, 'walk-up'],
    [{ seatAvailability: 'veryLimited' }, 'limited'],
    [{ isReservable: true, seatAvailability: 'limited' }, 'limited'],
    [{ isReservable: true, seatAvailability: 'FULL' }, 'full'],
    [{ seatAvailability: 'Waitlist only' }, 'full'],
    [{ seatAvailability: 'unavailable' }, 'full'],
    [{ seatAvailability: 'Walk-up only' }, 'walk-up'],
    [{ seatAvailability: 'available' }, 'available'],
  ])('seats of %j: %j', (session, seats) => {
    expect(one(session).entries[0]?.conditions?.seats).toBe(seats)
  })

  test('what cannot be reserved is for walking up, but not before anything can', () => {
    const seatsIn = (...items: readonly object[]) =>
      told(read(JSON.stringify({ items: items.map((item) => ({ title: 'T', ...item })) }), 'x.json')).entries.map(
        ({ conditions }) => conditions?.seats,
      )
    expect(seatsIn({ isReservable: false }, { isReservable: false })).toEqual([undefined, undefined])
    expect(seatsIn({ isReservable: false }, { isReservable: true })).toEqual(['walk-up', 'available'])
    expect(seatsIn({ isReservable: false }, { seatAvailability: 'unavailable' })).toEqual(['walk-up', 'full'])
  })

  test('every list of words about a session is a tag', () => {
    const lists = { customerPersonas: ['Owner'], experiences: ['Night walk'], focusAreas: ['Eyes'] }
    expect(one({ ...lists, additionalActivities: ['Bath'] }).entries[0]?.tags).toEqual([
      ...['Eyes', 'Owner', 'Night walk', 'Bath'],
    ])
  })

  test('a zone beside a time is the venue’s', () => {
    const sessionTime = { date: '2026-12-03', time: '10:00', length: '60', timezone: 'America/Los_Angeles' }
    expect(one({ sessionTime })).toMatchObject({ timezone: 'America/Los_Angeles' })
  })

  test('a page of several says so; all of them together do not', () => {
    const page = (title: string) => ({ totalCount: 2, items: [{ title, abbreviation: title, type: 'Talk' }] })
    const doubtsOf = (...files: readonly unknown[]) => {
      const readings = files.map((file) => read(JSON.stringify(file), 'x.json'))
      const { problems } = assemble(
        readings.flatMap((reading) => (reading.ok ? [reading.published] : [])),
        { timezone: 'UTC', command: [] },
      )
      return problems.map((problem) => ('detail' in problem ? problem.detail : problem.code))
    }
    expect(doubtsOf(page('A'))).toEqual([
      '1 of its 2 sessions are here: fetch the other pages and import them with this one',
    ])
    expect(doubtsOf([page('A'), page('B')])).toEqual([])
    expect(doubtsOf(page('A'), page('B'))).toEqual([])
  })

  test.each<[object, string | undefined, string | undefined]>([
    [{ room: 'Loft' }, 'Loft', undefined],
    [{ venue: 'Barn' }, 'Barn', 'Barn'],
    [{ venue: 'Barn', room: 'barn | Loft' }, 'Barn | Loft', 'Barn'],
    [{ venue: 'TBD', room: 'TBD' }, undefined, undefined],
  ])('the place in %j: %j', (session, room, venue) => {
    const [entry] = one(session).entries
    expect([entry?.room, entry?.venue?.name]).toEqual([room, venue])
  })

  test.each<[object, object]>([
    [{ date: '2026-12-03', time: '1:30 PM', length: 90 }, wall('2026-12-03T13:30', '2026-12-03T15:00')],
    [{ date: '2026-12-03', time: '23:30', length: '60' }, wall('2026-12-03T23:30', '2026-12-04T00:30')],
    [{ date: '2026-12-03', time: '10:00', length: 'long' }, wall('2026-12-03T10:00')],
    [{ date: '2026-12-03' }, { kind: 'dated', day: '2026-12-03' }],
    [{ time: '10:00' }, { kind: 'unscheduled' }],
    [{}, { kind: 'unscheduled' }],
  ])('the time %j', (sessionTime, time) => {
    expect(one({ sessionTime }).entries[0]?.time).toEqual(time)
  })

  test.each([
    [
      'nothing in a page of Las Vegas says the zone, but it is the likely one',
      'Caesars Forum',
      ['America/Los_Angeles'],
    ],
    ['elsewhere it is not', 'Excel London', []],
  ])('%s', (_name, venue, zones) => {
    expect(one({ venue }).likelyZones).toEqual(zones)
  })

  test('an object without items is refused', () => {
    expect(refusal(read('{"sessionId": "1"}', 'x.json'))).toEqual([
      { code: 'broken-file', at: '1:1', format: 'AWS Events JSON', detail: 'it has no items' },
    ])
  })
})
