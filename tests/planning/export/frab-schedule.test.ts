import { expect, test } from 'vitest'
import { type Catalogue, NO_DETAILS, type Session, type Timed } from '../../../src/model/conference.js'
import { type Day, instant } from '../../../src/model/time.js'
import { layOutFrab } from '../../../src/planning/export/frab-schedule.js'

const HOUR = 3_600_000

function timed(start: string, more: Partial<Timed> = {}): Timed {
  const from = instant(Date.parse(start))
  const day = start.slice(0, 10) as Day
  return { kind: 'timed', start: from, end: instant(from + HOUR), offset: 0, endOffset: 0, shift: 0, day, ...more }
}

function session(id: string, more: Partial<Session> = {}): Session {
  const when = timed('2026-03-24T10:00:00Z')
  return { id, title: id, kind: 'talk', tracks: [], tags: [], speakers: [], status: 'confirmed', when, ...more }
}

function programme(sessions: readonly Session[]): Catalogue {
  const conference = { name: 'Demo', slug: 'd-1', timezone: 'UTC', dayChange: 0, sources: [] }
  return { conference, rooms: { walks: [] }, sessions, details: () => NO_DETAILS }
}

/** Not random and not unique: names that begin alike share their numbers. */
const clock = {
  dayStart: (day: Day) => ({ instant: instant(Date.parse(day)), offset: 0 }),
  uuid: (name: string) => `${name.length.toString(16).padStart(8, '0')}-0000-5000-8000-000000000000`,
}

const eventsOf = (catalogue: Catalogue, sessions = catalogue.sessions) =>
  layOutFrab(catalogue, sessions, clock).days.flatMap(({ rooms }) => rooms.flatMap(({ events }) => events))

test('a UUID of the publisher is kept, and numbers are of all sessions, whatever is exported', () => {
  const uid = 'ABCDEF01-2345-4678-9abc-def012345678'
  const sessions = [session('a'), session('b'), session('c', { uid }), session('d', { uid: 'x-1' })]
  const all = eventsOf(programme(sessions))
  expect(all[2]?.guid).toBe(uid.toLowerCase())
  expect(new Set(all.map(({ id }) => id)).size).toBe(4)
  expect(all.every(({ id }) => id > 0 && id <= 0x7fffffff)).toBe(true)
  expect(eventsOf(programme(sessions), sessions.slice(1, 3))).toEqual(all.slice(1, 3))
})

test('days are those of the conference, rooms in order of their first events, events in order of time', () => {
  const sessions = [
    session('late', { room: 'B', when: timed('2026-03-26T12:00:00Z') }),
    session('early', { room: 'B', when: timed('2026-03-26T09:00:00Z') }),
    session('elsewhere', { room: 'A', when: timed('2026-03-26T08:00:00Z') }),
    session('nowhere', { when: timed('2026-03-24T08:00:00Z') }),
  ]
  const catalogue = programme(sessions)
  const conference = { ...catalogue.conference, firstDay: '2026-03-24' as Day, lastDay: '2026-03-26' as Day }
  const { days, acronym } = layOutFrab({ ...catalogue, conference }, sessions, clock)
  const names = days.map(({ index, day, rooms }) => [
    index,
    day,
    ...rooms.map(({ name, events }) => [name, ...events.map((event) => event.session.id)]),
  ])
  expect(names).toEqual([
    [1, '2026-03-24', ['-', 'nowhere']],
    [2, '2026-03-25'],
    [3, '2026-03-26', ['B', 'early', 'late'], ['A', 'elsewhere']],
  ])
  expect(acronym).toBe('d_1_')
})

test("without a time a session has no place, and another clock than the venue's changes nothing", () => {
  const elsewhere = timed('2026-03-24T10:00:00Z', { offset: 540, endOffset: 540, shift: 540, endAssumed: true })
  const sessions = [
    session('shown elsewhere', { when: elsewhere }),
    session('dated', { when: { kind: 'dated', day: '2026-03-24' as Day } }),
    session('open', { when: { kind: 'unscheduled' } }),
  ]
  const { days, untimed, assumed } = layOutFrab(programme(sessions), sessions, clock)
  expect(days[0]?.rooms[0]?.events.map(({ when, minutes }) => [when.offset, when.endOffset, minutes])).toEqual([
    [0, 0, 60],
  ])
  expect(untimed.map(({ id }) => id)).toEqual(['dated', 'open'])
  expect(assumed).toBe(1)
})
