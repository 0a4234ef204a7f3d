import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda, Dropped, Seen } from '../../src/model/agenda.js'
import { addDays } from '../../src/model/day.js'
import { type Details, NO_DETAILS, type Session } from '../../src/model/session.js'
import { instant } from '../../src/model/time.js'
import { calendarEvents } from '../../src/planning/calendar-events.js'
import { agenda, at, catalogue, dated, FRIDAY, pick, session, THURSDAY, timed } from './samples.js'

const CHANGED = '2020-11-18T12:00:00Z'
const WHEN = timed(FRIDAY, '16:00-16:35')
const TALK = session('talk', { when: WHEN, room: 'Hall A' })
const FIRST_DAY = instant(Date.parse(THURSDAY))
const EVENT = {
  uid: 'talk@example-days.kubeplan',
  status: 'CONFIRMED',
  stamp: instant(Date.parse(CHANGED)),
  sequence: 2,
  when: WHEN,
  title: 'talk',
  room: 'Hall A',
  session: TALK,
  details: NO_DETAILS,
  transparent: false,
}
const PICK = pick('talk', { sequence: 2, changed: CHANGED })

/** The calendar of one session, in a conference that begins on Thursday. */
function calendar(mine: Agenda, sessions: readonly Session[] = [TALK], chosen: readonly Session[] = sessions) {
  const held = catalogue(sessions, { conference: { firstDay: THURSDAY, lastDay: FRIDAY } })
  const { events, unscheduled } = calendarEvents(mine, held, chosen, () => true)
  return { events, unscheduled }
}

const dropping = (...dropped: readonly Dropped[]): Agenda => ({ ...agenda([]), dropped })

describe('a session', () => {
  test('that I go to, whole', () => {
    expect(calendar(agenda([PICK]))).toEqual({ events: [EVENT], unscheduled: [] })
  })

  test.each<[string, Agenda, Partial<Session>, object]>([
    ['maybe', agenda([{ ...PICK, stage: 'maybe' }]), {}, { status: 'TENTATIVE' }],
    ['with a note', agenda([{ ...PICK, note: 'Ask!' }]), {}, { note: 'Ask!' }],
    ['cancelled', agenda([PICK]), { status: 'cancelled' }, { status: 'CANCELLED' }],
    ['maybe, and cancelled', agenda([{ ...PICK, stage: 'maybe' }]), { status: 'cancelled' }, { status: 'CANCELLED' }],
    ['an umbrella', agenda([PICK]), { kind: 'umbrella' }, { transparent: true }],
    ['of a day without a time', agenda([PICK]), { when: dated(FRIDAY) }, { when: dated(FRIDAY), transparent: true }],
    ['never changed', agenda([pick('talk')]), {}, { stamp: FIRST_DAY, sequence: 0 }],
    ['not mine', agenda([]), {}, { stamp: FIRST_DAY, sequence: 0, transparent: true }],
    ['with an identity of its publisher', agenda([PICK]), { uid: 'abc' }, { uid: 'abc@example-days.kubeplan' }],
    [
      'whose publisher told its identity only once',
      agenda([{ ...PICK, seen: { uid: 'abc' } }]),
      {},
      { uid: 'abc@example-days.kubeplan' },
    ],
  ])('%s', (_name, mine, changes, expected) => {
    const talk = { ...TALK, ...changes }
    expect(calendar(mine, [talk])).toEqual({ events: [{ ...EVENT, session: talk, ...expected }], unscheduled: [] })
  })

  test('without a room has no place', () => {
    const { room: _, ...talk } = TALK
    const { room: __, ...event } = EVENT
    expect(calendar(agenda([PICK]), [talk]).events).toEqual([{ ...event, session: talk }])
  })

  test('brings its longer texts', () => {
    const details: Details = { abstract: 'Long.', takes: [{ by: 'Ana', text: 'Go.' }], takeaways: [] }
    const held = catalogue([TALK], { details: { talk: details } })
    expect(calendarEvents(agenda([PICK]), held, [TALK], () => true).events).toEqual([{ ...EVENT, details }])
  })

  test('without day and time is named, and makes no event', () => {
    const never = session('never')
    expect(calendar(agenda([PICK, pick('never')]), [never, TALK])).toEqual({ events: [EVENT], unscheduled: [never] })
  })
})

test('events stand in the order of the sessions, then of the drops', () => {
  const [a, b] = [session('a', { when: WHEN }), session('b', { when: timed(THURSDAY, '09:00-10:00') })]
  const mine = { ...dropping({ session: 'talk', sequence: 1 }), picks: [pick('a'), pick('b')] }
  expect(calendar(mine, [TALK, a, b], [a, b]).events.map(({ uid }) => uid.split('@')[0])).toEqual(['a', 'b', 'talk'])
})

test('the conference that says nothing of its days begins with its first session; one without any, in 1970', () => {
  const stamps = (sessions: readonly Session[]) =>
    calendarEvents(
      dropping({ session: 'x', seen: { start: CHANGED }, sequence: 0 }),
      catalogue(sessions),
      [],
      () => true,
    ).events.map(({ stamp }) => stamp)
  expect(stamps([TALK, session('before', { when: dated(THURSDAY) })])).toEqual([FIRST_DAY])
  expect(stamps([session('never')])).toEqual([0])
})

test('of several that claim one identity the first in the catalogue has it, whatever is exported', () => {
  const sessions = [
    session('a', { when: WHEN, uid: 'x' }),
    session('b', { when: WHEN, uid: 'x' }),
    session('c', { when: WHEN, uid: 'a' }),
    session('d', { when: WHEN, uid: 'd' }),
  ]
  const mine: Agenda = {
    ...agenda([pick('b', { seen: { uid: 'y' } })]),
    dropped: [{ session: 'e', sequence: 1, seen: { uid: 'x', start: FRIDAY } }],
  }
  const uids = (chosen: readonly Session[]) =>
    calendar(mine, sessions, chosen).events.map(({ uid }) => uid.split('@')[0])
  expect(uids(sessions)).toEqual(['x', 'b', 'c', 'd', 'e'])
  expect(uids(sessions.slice(1))).toEqual(['b', 'c', 'd', 'e'])
})

test('whatever is on the agenda and exported: no identity twice, and nothing cancelled that goes along', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone')
  const uid = fc.option(fc.constantFrom('a', 'b', 'x', 'y'), { nil: undefined })
  const when = fc.constantFrom<Session['when']>(WHEN, dated(FRIDAY), { kind: 'unscheduled' })
  const sequence = fc.integer({ min: 0, max: 3 })
  const last = fc.record({ session: id, sequence, seen: fc.record({ uid, start: fc.constant(FRIDAY) }) }).map(
    ({ session, sequence, seen: { uid, start } }): Dropped => ({
      session,
      sequence,
      seen: { start, ...(uid !== undefined && { uid }) },
    }),
  )
  const programme = fc
    .array(fc.record({ when, uid }), { minLength: 5, maxLength: 5 })
    .map((all) =>
      all.map(({ when, uid }, index) => session('abcde'[index] ?? '', { when, ...(uid !== undefined && { uid }) })),
    )
  const picks = fc.uniqueArray(last, { selector: ({ session }) => session })
  const isChosen = fc.func(fc.boolean())
  fc.assert(
    fc.property(
      programme,
      picks,
      fc.array(last),
      fc.func(fc.boolean()),
      isChosen,
      (sessions, mine, drops, goes, asks) => {
        const held = catalogue(sessions)
        const my = { ...agenda(mine.map((one) => pick(one.session, one))), dropped: drops }
        const along = sessions.filter((one) => goes(one.id))
        const { events, takenOff } = calendarEvents(my, held, along, (one) => asks(one))
        expect(new Set(events.map((event) => event.uid)).size).toBe(events.length)
        const cancelled = events.filter(({ status }) => status === 'CANCELLED')
        expect(cancelled).toHaveLength(takenOff)
        const timed = along.filter(({ when }) => when.kind !== 'unscheduled')
        expect(events.filter(({ status }) => status !== 'CANCELLED').map((event) => event.session)).toEqual(timed)
        for (const { session, sequence } of events) {
          const heard = drops.filter((drop) => session && drop.session === session.id).map((drop) => drop.sequence)
          if (session && timed.includes(session)) expect(sequence).toBeGreaterThan(Math.max(-1, ...heard))
        }
      },
    ),
    { numRuns: 2000 },
  )
})

describe('a session that I dropped', () => {
  const DROP: Dropped = { session: 'talk', sequence: 3, changed: CHANGED }
  const CANCELLED = { ...EVENT, status: 'CANCELLED', sequence: 3, transparent: true }

  test('is cancelled, under the same identity', () => {
    expect(calendar(dropping(DROP), [TALK], [])).toEqual({ events: [CANCELLED], unscheduled: [] })
  })

  test('is not cancelled when it was picked again, even by hand: calendars hear of it', () => {
    const again = { ...EVENT, sequence: 4 }
    expect(calendar({ ...agenda([PICK]), dropped: [DROP] })).toEqual({ events: [again], unscheduled: [] })
  })

  test('is not cancelled where the programme goes along, and calendars that took it off hear of it', () => {
    const event = { ...EVENT, sequence: 4, transparent: true }
    expect(calendar(dropping(DROP))).toEqual({ events: [event], unscheduled: [] })
  })

  test('twice, as a file written by hand may have it, is cancelled once, by the later one', () => {
    expect(calendar(dropping({ ...DROP, sequence: 1 }, DROP, { ...DROP, sequence: 2 }), [TALK], []).events).toEqual([
      CANCELLED,
    ])
  })

  test('goes along only where it is chosen', () => {
    const mine = dropping(DROP, { session: 'other', seen: { start: '2020-11-20' }, sequence: 0 })
    const held = catalogue([TALK], { conference: { firstDay: THURSDAY } })
    const uids = calendarEvents(mine, held, [], (id) => id === 'other').events.map(({ uid }) => uid)
    expect(uids).toEqual(['other@example-days.kubeplan'])
  })

  const shown = { kind: 'timed', shift: 0 }
  const [start, end] = ['2020-11-20T16:00:00-05:00', '2020-11-20T16:35:00-05:00']
  test.each<[string, Seen, object | undefined]>([
    ['in full', { title: 'Old', start, end, room: 'B' }, { title: 'Old', room: 'B', when: WHEN }],
    ['as a day', { start: FRIDAY }, { when: dated(FRIDAY) }],
    ['without an end', { start }, { when: { ...WHEN, end: WHEN.start } }],
    ['without a time', { title: 'Old' }, undefined],
    ['at a time that is none', { start: 'at noon' }, undefined],
    ['with an end that is none', { start, end: 'later' }, undefined],
    [
      'on the clock of another place',
      { start: '2020-11-21T05:30:00+08:30', end: '2020-11-21T07:30:00+09:30' },
      {
        when: {
          ...shown,
          start: at(FRIDAY, '16:00'),
          end: at(FRIDAY, '17:00'),
          day: addDays(FRIDAY, 1),
          offset: 510,
          endOffset: 570,
        },
      },
    ],
    [
      'in UTC',
      { start: '2020-11-20T21:00:00Z', end: '2020-11-20T21:35:00Z' },
      { when: { ...WHEN, offset: 0, endOffset: 0 } },
    ],
  ])('and that is gone from the programme is told as it was last seen: %s', (_name, seen, expected) => {
    const { room: _, session: __, ...cancelled } = CANCELLED
    const events = expected ? [{ ...cancelled, title: 'talk', ...expected }] : []
    expect(calendar(dropping({ ...DROP, seen }), [])).toEqual({ events, unscheduled: [] })
  })

  test('and that has lost its time is told at the time when it was last seen', () => {
    const lost = session('talk', { title: 'New', uid: 'abc' })
    const { room: _, ...cancelled } = CANCELLED
    const expected = { ...cancelled, uid: 'abc@example-days.kubeplan', title: 'New', session: lost, room: 'B' }
    const seen = { title: 'Old', start, end, room: 'B' }
    expect(calendar(dropping({ ...DROP, seen }), [lost], []).events).toEqual([expected])
  })

  test('is told like a pick whose session left the programme', () => {
    const seen = { title: 'Old', start, end, room: 'B' }
    const mine = agenda([pick('talk', { seen, sequence: 3, changed: CHANGED })])
    expect(calendar(mine, [])).toEqual(calendar(dropping({ ...DROP, seen }), []))
  })

  test('without anything seen cannot be told', () => {
    expect(calendar(dropping(DROP), [])).toEqual({ events: [], unscheduled: [] })
  })
})
