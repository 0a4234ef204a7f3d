import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { entriesOfDay, findGaps, hopTo, roomChanges } from '../../../src/planning/agenda/agenda-days.js'
import { type Entry, entryOf } from '../../../src/planning/agenda/clashes.js'
import { walksOf } from '../../../src/planning/agenda/walks.js'
import { tellNow } from '../../../src/planning/now.js'
import { agenda, at, catalogue, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

type Where = Partial<Pick<Session, 'kind' | 'room'>> & { readonly on?: typeof FRIDAY }

function entry(id: string, times: string, { on = FRIDAY, ...where }: Where = {}): Entry {
  const when = timed(on, times)
  return entryOf(session(id, { ...where, when }), when)
}

const ROOMS = { walks: [{ from: 'A', to: 'B', walk: 7 }], defaultWalk: 5 }
const WALKS = walksOf({ walks: [] }, { rooms: ROOMS })

describe('a hop', () => {
  const next = entry('next', '11:00-12:00', { room: 'B' })
  const talk = entry('talk', '09:00-10:00', { room: 'A' })

  test.each<[string, readonly Entry[], string | undefined, number, boolean]>([
    ['from nowhere', [], undefined, 0, false],
    ['from the last room', [talk], 'talk', 7, true],
    ['in the same room', [{ ...talk, room: 'b' }], 'talk', 0, false],
    [
      'from a party in that room',
      [talk, entry('party', '10:10-10:50', { kind: 'social', room: 'B' })],
      'party',
      0,
      false,
    ],
    [
      'past a break elsewhere',
      [talk, entry('coffee', '10:10-10:30', { kind: 'break', room: 'Foyer' })],
      'talk',
      7,
      true,
    ],
    ['past what has no room', [talk, entry('call', '10:10-10:30')], 'talk', 7, true],
    ['past what is online', [talk, entry('stream', '10:10-10:30', { room: 'Online' })], 'talk', 7, true],
    ['of no length in between', [talk, entry('toast', '10:30-10:30', { room: 'C' })], 'toast', 5, true],
    ['from what ended last', [entry('long', '08:00-10:30', { room: 'C' }), talk], 'long', 5, true],
    [
      'from what runs',
      [entry('over', '09:00-10:59', { room: 'C' }), { ...talk, end: at(FRIDAY, '11:30') }],
      'talk',
      7,
      true,
    ],
    ['but not from what comes', [entry('later', '12:00-13:00', { room: 'A' })], undefined, 0, false],
  ])('%s', (_name, before, from, walk, changes) => {
    const hop = hopTo(next, before, next.start, WALKS)
    expect([hop?.from.id, hop?.walk ?? 0, hop?.changes ?? false]).toEqual([from, walk, changes])
  })

  test('to what is everywhere or nowhere there is none', () => {
    for (const to of [entry('lunch', '11:00-12:00', { kind: 'break', room: 'B' }), entry('call', '11:00-12:00')])
      expect(hopTo(to, [talk], to.start, WALKS)).toBeUndefined()
  })

  test('with one walk for all, no room is a room as well', () => {
    const walks = walksOf({ walks: [] }, { rooms: ROOMS }, 9)
    expect(hopTo(next, [talk, entry('call', '10:10-10:30')], next.start, walks)).toMatchObject({
      from: { id: 'call' },
      walk: 9,
    })
  })
})

test('the entries of a day are its own, and those of an earlier one that last into it', () => {
  const night = { ...entry('night', '20:00-21:00', { on: THURSDAY }), end: at(FRIDAY, '09:30') }
  const entries = [entry('evening', '20:00-21:00', { on: THURSDAY }), night, entry('first', '09:00-10:00')]
  expect(entriesOfDay(entries, FRIDAY).map(({ id }) => id)).toEqual(['night', 'first'])
})

test.each([
  ['nobody said anything', { walks: [] }, undefined, { all: 3, unknown: 3 }],
  ['of some rooms', { walks: [{ from: 'A', to: 'B', walk: 0 }] }, undefined, { all: 3, unknown: 1 }],
  ['of all rooms, that it is none', { walks: [], defaultWalk: 0 }, undefined, { all: 3, unknown: 0 }],
  ['by flag', { walks: [] }, 0, { all: 3, unknown: 0 }],
])('changes of room whose walk is not known, where one is told %s', (_name, rooms, override, expected) => {
  const day = [
    entry('one', '09:00-10:00', { room: 'A' }),
    entry('two', '10:00-11:00', { room: 'A' }),
    entry('lunch', '11:00-12:00', { kind: 'break', room: 'Foyer' }),
    entry('three', '12:00-13:00', { room: 'B' }),
    entry('call', '13:00-14:00'),
    entry('four', '14:00-15:00', { room: 'A' }),
    entry('five', '15:00-16:00', { room: 'C' }),
    entry('yesterday', '15:00-16:00', { room: 'C', on: THURSDAY }),
  ]
  expect(roomChanges(day, walksOf({ walks: [] }, { rooms }, override))).toEqual(expected)
})

test('agenda and now tell of every hop the same', () => {
  const room = fc.constantFrom('A', 'B', 'C', 'Online', undefined)
  const kind = fc.constantFrom('talk', 'social', 'break', 'workshop')
  const drawn = fc.array(fc.record({ room, kind, pause: fc.integer({ min: 1, max: 20 }) }), {
    minLength: 2,
    maxLength: 7,
  })
  fc.assert(
    fc.property(drawn, fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }), (list, override) => {
      let minute = 9 * 60
      const clock = (more: number) => {
        minute += more
        return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      }
      const sessions = list.map(({ room: where, kind: sort, pause }, index) => {
        const when = timed(FRIDAY, `${clock(pause)}-${clock(20)}`)
        return session(`s${index}`, { when, kind: sort, ...(where !== undefined && { room: where }) })
      })
      const programme = { ...catalogue(sessions), rooms: ROOMS }
      const mine = agenda(sessions.map(({ id }) => pick(id)))
      const walks = walksOf(mine, programme, override)
      const entries = sessions.flatMap((one) => (one.when.kind === 'timed' ? [entryOf(one, one.when)] : []))
      for (const gap of findGaps(entries, walks)) {
        const [next] = tellNow(mine, programme, { now: gap.start, today: FRIDAY, walks }).next
        expect(next?.leave?.walk ?? 0).toBe(gap.walk ?? 0)
      }
    }),
  )
})
