import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session, Speaker } from '../../../src/model/conference.js'
import { instant } from '../../../src/model/time.js'
import { findDoubleBookings } from '../../../src/planning/agenda/bookings.js'
import { dated, FRIDAY, session, THURSDAY, timed } from '../samples.js'

/** Kind, ids of the sessions, and shared minutes. */
function told(sessions: readonly Session[]) {
  return findDoubleBookings(sessions).map(({ what, holds, minutes }) => [
    what,
    holds.map((hold) => hold.session.id).join(' '),
    minutes,
  ])
}

const ana: Speaker = { name: 'Ana Silva', organization: 'ACME' }

describe('two sessions of one room and one speaker, 16:00-16:35 and another', () => {
  const one = session('one', { when: timed(FRIDAY, '16:00-16:35'), room: 'Hall A', speakers: [ana] })
  const both = (minutes: number, names = 'one two') => [
    ['room', names, minutes],
    ['speaker', names, minutes],
  ]
  test.each<[string, Partial<Session>, readonly unknown[]]>([
    ['that overlaps', { when: timed(FRIDAY, '16:30-17:00') }, both(5)],
    ['that begins before', { when: timed(FRIDAY, '15:30-16:01') }, both(1, 'two one')],
    ['at the same time', {}, both(35)],
    ['that begins when it ends', { when: timed(FRIDAY, '16:35-17:00') }, []],
    ['on another day', { when: timed(THURSDAY, '16:00-16:35') }, []],
    ['of no length', { when: timed(FRIDAY, '16:10-16:10', { end: timed(FRIDAY, '16:10-16:11').start }) }, []],
    ['of which only the day is known', { when: dated(FRIDAY) }, []],
    ['of which nothing is known', { when: { kind: 'unscheduled' } }, []],
    ['that is cancelled', { status: 'cancelled' }, []],
    ['that is a break', { kind: 'break' }, []],
    ['that is a party', { kind: 'social' }, []],
    ['that is a shell', { kind: 'umbrella' }, []],
    ['that is another sort of thing', { kind: 'other' }, []],
    ['that is a panel', { kind: 'panel' }, both(35)],
    ['that repeats it', { repeatOf: 'one' }, both(35)],
    ['in the same room, written otherwise', { room: 'HALL  a', speakers: [] }, [['room', 'one two', 35]]],
    ['in another room', { room: 'Hall B' }, [['speaker', 'one two', 35]]],
    ['by a namesake of another organization', { room: 'B', speakers: [{ ...ana, organization: 'Initech' }] }, []],
    ['by somebody of no organization', { room: 'B', speakers: [{ name: 'ana silva' }] }, [['speaker', 'one two', 35]]],
    ['by somebody else', { room: 'B', speakers: [{ name: 'Ana Silvia', organization: 'ACME' }] }, []],
  ])('%s', (_name, more, expected) => {
    expect(told([one, { ...one, id: 'two', ...more }])).toEqual(expected)
  })
})

test('of namesakes with two organizations, one without any is a third', () => {
  const at = { when: timed(FRIDAY, '16:00-16:35') }
  const people = [ana, { ...ana, organization: 'Initech' }, { name: ana.name }, { name: ana.name }]
  const sessions = people.map((speaker, index) => session(`s${index}`, { ...at, speakers: [speaker] }))
  expect(told(sessions)).toEqual([['speaker', 's2 s3', 35]])
})

test.each(['TBA', 'tbd', 'T.B.C.', 'Room TBA', 'Speaker: TBD', 'To be announced'])(
  'what is not known yet (%s) is not double booked',
  (name) => {
    const when = timed(FRIDAY, '16:00-16:35')
    expect(told(['a', 'b'].map((id) => session(id, { when, room: name, speakers: [{ name }] })))).toEqual([])
  },
)

test('a speaker whom a session names twice is in it once', () => {
  expect(
    told([session('one', { when: timed(FRIDAY, '16:00-16:35'), speakers: [ana, { name: 'Ana Silva' }] })]),
  ).toEqual([])
})

test('an unbroken stretch is one finding, and the next one another', () => {
  const times = ['16:00-17:00', '16:10-16:20', '16:30-17:10', '17:05-17:15', '17:15-17:30', '17:20-17:40']
  const sessions = times.map((time, index) => session(`s${index}`, { when: timed(FRIDAY, time), room: 'Hall A' }))
  expect(told(sessions.toReversed())).toEqual([
    ['room', 's0 s1 s2 s3', 10],
    ['room', 's4 s5', 10],
  ])
})

test('ten thousand sessions at once in one room', () => {
  const when = timed(FRIDAY, '16:00-16:35')
  const heap = Array.from({ length: 10_000 }, (_, index) => session(`s${index}`, { when, room: 'A', speakers: [ana] }))
  expect(findDoubleBookings(heap).map(({ what, holds }) => [what, holds.length])).toEqual([
    ['room', 10_000],
    ['speaker', 10_000],
  ])
})

const ORGANIZATIONS = [undefined, 'ACME', 'acme', 'Initech'] as const
const MINUTE = 60_000

const drawnSession = fc.record({
  start: fc.integer({ min: 0, max: 30 }),
  length: fc.integer({ min: 0, max: 12 }),
  room: fc.constantFrom(undefined, 'Hall A', 'hall  a', 'Hall B'),
  kind: fc.constantFrom('talk', 'talk', 'panel', 'break', 'umbrella'),
  status: fc.constantFrom('confirmed', 'confirmed', 'cancelled'),
  speakers: fc.array(
    fc.record({ name: fc.constantFrom('Ana', 'ANA', 'Bo'), organization: fc.constantFrom(...ORGANIZATIONS) }),
    {
      maxLength: 2,
    },
  ),
} as const)

test('finds what comparing every pair, minute by minute, finds', () => {
  fc.assert(
    fc.property(fc.array(drawnSession, { maxLength: 9 }), (drawn) => {
      const sessions = drawn.map(({ start, length, room, speakers, ...rest }, index): Session => {
        const span = { start: instant(start * MINUTE), end: instant((start + length) * MINUTE) }
        const people = speakers.map(({ name, organization }) => ({ name, ...(organization && { organization }) }))
        const where = room === undefined ? {} : { room }
        return session(`s${index}`, { when: timed(FRIDAY, '00:00-00:00', span), speakers: people, ...where, ...rest })
      })
      const before = structuredClone(sessions)
      const found = findDoubleBookings(sessions).map(({ what, holds, minutes }) => ({
        what,
        sessions: holds.map(({ session: { id } }) => id),
        minutes,
      }))
      expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(byHand(sessions))
      expect(sessions).toEqual(before)
      for (const { holds } of findDoubleBookings(sessions)) {
        for (const { session: its, order } of holds) expect(sessions[order]).toBe(its)
      }
    }),
    { numRuns: 10_000 },
  )
})

/** Every set of sessions connected by shared minutes and a room or person, by trying every pair. */
function byHand(sessions: readonly Session[]): ReadonlySet<string> {
  const plain = (text: string) => text.toLowerCase().replaceAll(/ +/g, ' ')
  const minutesOf = ({ when }: Session) =>
    when.kind === 'timed'
      ? Array.from({ length: (when.end - when.start) / MINUTE }, (_, minute) => when.start / MINUTE + minute)
      : []
  const organizationsOf = (name: string) =>
    new Set(
      sessions.flatMap(({ speakers }) =>
        speakers.flatMap((one) => (plain(one.name) === name && one.organization ? plain(one.organization) : [])),
      ),
    )
  const person = (speaker: Speaker) => {
    const known = organizationsOf(plain(speaker.name))
    const only = known.size === 1 ? [...known][0] : undefined
    return `speaker ${plain(speaker.name)} of ${speaker.organization ? plain(speaker.organization) : (only ?? '?')}`
  }
  const counted = sessions.filter(({ kind, status }) => ['talk', 'panel'].includes(kind) && status === 'confirmed')
  const things = (one: Session) =>
    new Set([...(one.room ? [`room ${plain(one.room)}`] : []), ...one.speakers.map(person)])
  const found = new Set<string>()
  for (const thing of new Set(counted.flatMap((one) => [...things(one)]))) {
    const holding = counted.filter((one) => things(one).has(thing))
    const shared = (a: Session, b: Session) => minutesOf(a).filter((minute) => minutesOf(b).includes(minute)).length
    const left = new Set(holding)
    for (const one of holding) {
      if (!left.delete(one)) continue
      const together = [one]
      for (const member of together) {
        for (const other of left) if (shared(member, other) > 0 && left.delete(other)) together.push(other)
      }
      together.sort(
        (a, b) => (minutesOf(a)[0] ?? 0) - (minutesOf(b)[0] ?? 0) || sessions.indexOf(a) - sessions.indexOf(b),
      )
      const [first, second] = together
      if (!first || !second) continue
      const [what] = thing.split(' ')
      found.add(JSON.stringify({ what, sessions: together.map(({ id }) => id), minutes: shared(first, second) }))
    }
  }
  return found
}

test('posters of one time and place take neither room nor speaker twice, other sessions there do', () => {
  const poster = { when: timed(FRIDAY, '16:00-17:00'), room: 'Foyer', speakers: [ana] }
  const posters = [
    session('one', { ...poster, title: 'Poster: One' }),
    session('two', { ...poster, tracks: ['Posters'] }),
    session('three', { ...poster, tags: ['poster'] }),
  ]
  expect(told(posters)).toEqual([])
  expect(told([...posters, session('talk', poster)])).toEqual([
    ['room', 'one talk', 60],
    ['speaker', 'one talk', 60],
  ])
})

test('what is online, or nowhere yet, is taken by nobody', () => {
  for (const room of ['Online', 'TBA', 'n/a', '-'])
    expect(told([1, 2].map((id) => session(`${id}`, { when: timed(FRIDAY, '16:00-17:00'), room })))).toEqual([])
})
