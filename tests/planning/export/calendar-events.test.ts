import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Agenda,
  type Details,
  type Dropped,
  NO_DETAILS,
  type Seen,
  type Session,
} from '../../../src/model/conference.js'
import { addDays, type Instant, instant } from '../../../src/model/time.js'
import { followGiven, type Ledger, NOTHING_GIVEN } from '../../../src/planning/agenda/ledger.js'
import { seenOf } from '../../../src/planning/agenda/picks.js'
import { calendarEvents, type HandingOut } from '../../../src/planning/export/calendar-events.js'
import { agenda, at, block, catalogue, dated, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

const NOW = instant(Date.parse('2020-11-18T12:00:00Z'))
const WHEN = timed(FRIDAY, '16:00-16:35')
const TALK = session('talk', { when: WHEN, room: 'Hall A' })
const EVENT = {
  uid: 'talk@example-days.kubeplan',
  status: 'CONFIRMED',
  stamp: NOW,
  sequence: 0,
  when: WHEN,
  title: 'talk',
  room: 'Hall A',
  session: TALK,
  details: NO_DETAILS,
  transparent: false,
}
const PICK = pick('talk')

const everything = { blocks: () => true, cancels: () => true }

function handOut(mine: Agenda, sessions: readonly Session[], ledger = NOTHING_GIVEN, more: Partial<HandingOut> = {}) {
  const picked = new Set(mine.picks.map((one) => one.session))
  const own = sessions.filter(({ id }) => picked.has(id))
  const wish = { agenda: mine, catalogue: catalogue(sessions), sessions: own, now: NOW, ...everything }
  return calendarEvents({ ...wish, ...more }, ledger)
}

const eventsOf = (...asked: Parameters<typeof handOut>) => handOut(...asked).content.events
const dropping = (...dropped: readonly Dropped[]): Agenda => ({ ...agenda([]), dropped })

describe('a session', () => {
  test('that I go to, whole', () => {
    expect(handOut(agenda([PICK]), [TALK])).toEqual({
      content: { events: [EVENT], takenOff: 0, unscheduled: [] },
      ledger: {
        files: [],
        given: [
          {
            uid: EVENT.uid,
            session: 'talk',
            seen: seenOf(TALK),
            forms: { mine: { content: expect.any(String), sequence: 0, changed: NOW } },
          },
        ],
      },
    })
  })

  test.each<[string, Agenda, Partial<Session>, object]>([
    ['maybe', agenda([{ ...PICK, stage: 'maybe' }]), {}, { status: 'TENTATIVE' }],
    ['with a note', agenda([{ ...PICK, note: 'Ask!' }]), {}, { note: 'Ask!' }],
    ['cancelled', agenda([PICK]), { status: 'cancelled' }, { status: 'CANCELLED' }],
    ['maybe, and cancelled', agenda([{ ...PICK, stage: 'maybe' }]), { status: 'cancelled' }, { status: 'CANCELLED' }],
    ['an umbrella', agenda([PICK]), { kind: 'umbrella' }, { transparent: true }],
    ['of a day without a time', agenda([PICK]), { when: dated(FRIDAY) }, { when: dated(FRIDAY), transparent: true }],
    ['counted by an earlier version', agenda([{ ...PICK, sequence: 2 }]), {}, { sequence: 2 }],
    ['with an identity of its publisher', agenda([PICK]), { uid: 'abc' }, { uid: 'abc@example-days.kubeplan' }],
    [
      'whose publisher told its identity only once',
      agenda([{ ...PICK, seen: { uid: 'abc' } }]),
      {},
      { uid: 'abc@example-days.kubeplan' },
    ],
  ])('%s', (_name, mine, changes, expected) => {
    const talk = { ...TALK, ...changes }
    expect(eventsOf(mine, [talk])).toEqual([{ ...EVENT, session: talk, ...expected }])
  })

  test('that is not mine is a part of the programme, and keeps nobody busy', () => {
    const { content, ledger } = handOut(agenda([]), [TALK], NOTHING_GIVEN, { sessions: [TALK] })
    expect(content.events).toEqual([{ ...EVENT, transparent: true }])
    expect(ledger.given.map(({ forms }) => Object.keys(forms))).toEqual([['programme']])
  })

  test('without a room has no place', () => {
    const { room: _, ...talk } = TALK
    const { room: __, ...event } = EVENT
    expect(eventsOf(agenda([PICK]), [talk])).toEqual([{ ...event, session: talk }])
  })

  test('brings its longer texts', () => {
    const details: Details = { abstract: 'Long.', takes: [{ by: 'Ana', text: 'Go.' }], takeaways: [] }
    const held = catalogue([TALK], { details: { talk: details } })
    expect(eventsOf(agenda([PICK]), [TALK], NOTHING_GIVEN, { catalogue: held })).toEqual([{ ...EVENT, details }])
  })

  test('without day and time is named, and makes no event', () => {
    const never = session('never')
    const { content } = handOut(agenda([PICK, pick('never')]), [never, TALK])
    expect(content).toEqual({ events: [EVENT], takenOff: 0, unscheduled: [never] })
  })
})

const later = (days: number): Instant => instant(NOW + days * 86_400_000)

/** The facts that distinguish one event from another. */
type Differing = Partial<Session> & { readonly details?: Partial<Details>; readonly pick?: object }

describe('the revision follows the event', () => {
  const changes: readonly (readonly [string, Differing])[] = [
    ['title', { title: 'Another' }],
    ['start', { when: timed(FRIDAY, '16:05-16:35') }],
    ['end', { when: timed(FRIDAY, '16:00-16:40') }],
    ['only a day', { when: dated(FRIDAY) }],
    ['end that is known no more', { when: timed(FRIDAY, '16:00-16:35', { endAssumed: true }) }],
    ['room', { room: 'Hall B' }],
    ['track', { tracks: ['Security'] }],
    ['speaker', { speakers: [{ name: 'Ana' }] }],
    ['abstract', { details: { abstract: 'Long.' } }],
    ['take', { details: { takes: [{ by: 'Ana', text: 'Go.' }] } }],
    ['address', { url: 'https://example.org/' }],
    ['status', { status: 'cancelled' }],
    ['tag', { tags: ['linux'] }],
    ['kind', { kind: 'workshop' }],
    ['umbrella', { kind: 'umbrella' }],
  ]

  test.each(changes)('another %s raises sequence and stamp, of mine and of the programme, once', (_name, change) => {
    const { details = {}, pick: _, ...facts } = change
    const changed = { ...TALK, ...facts }
    for (const mine of [agenda([PICK]), agenda([])]) {
      const hand = (talk: Session, ledger: Ledger, now: Instant, told: Partial<Details>) =>
        calendarEvents(
          { agenda: mine, catalogue: catalogue([talk], { details: { talk: told } }), sessions: [talk], now },
          ledger,
        )
      const first = hand(TALK, NOTHING_GIVEN, NOW, {})
      const still = hand(TALK, first.ledger, later(1), {})
      expect(still).toEqual({ ...first, ledger: still.ledger })
      expect(still.ledger).toBe(first.ledger)
      const next = hand(changed, still.ledger, later(2), details)
      expect(next.content.events).toMatchObject([{ sequence: 1, stamp: later(2) }])
      expect(hand(changed, next.ledger, later(3), details).ledger).toBe(next.ledger)
      const back = hand(TALK, next.ledger, later(4), {})
      expect(back.content.events).toMatchObject([{ sequence: 2, stamp: later(4) }])
    }
  })

  test('my stage raises mine alone; note, rating and priority nothing', () => {
    const { ledger } = handOut(agenda([PICK]), [TALK])
    const both = handOut(agenda([]), [TALK], ledger, { sessions: [TALK], cancels: () => false }).ledger
    const noted = handOut(agenda([{ ...PICK, note: 'x', rating: 4, priority: 5 }]), [TALK], both, { now: later(1) })
    expect(noted.ledger).toBe(both)
    const maybe = handOut(agenda([{ ...PICK, stage: 'maybe' }]), [TALK], both, { now: later(1) })
    expect(maybe.content.events).toMatchObject([{ status: 'TENTATIVE', sequence: 1, stamp: later(1) }])
    const all = handOut(agenda([]), [TALK], maybe.ledger, { sessions: [TALK], cancels: () => false, now: later(2) })
    expect(all.content.events).toMatchObject([{ status: 'CONFIRMED', sequence: 0, stamp: NOW }])
    expect(all.ledger).toBe(maybe.ledger)
  })

  test('two changes within a second have two stamps; a clock that goes back raises none', () => {
    const { ledger } = handOut(agenda([PICK]), [TALK])
    const moved = handOut(agenda([{ ...PICK, stage: 'maybe' }]), [TALK], ledger, { now: instant(NOW + 200) })
    const back = handOut(agenda([PICK]), [TALK], moved.ledger, { now: later(-3) })
    expect([moved, back].map(({ content }) => content.events[0]?.stamp)).toEqual([NOW + 1000, NOW + 2000])
  })

  test('mine is no older than the programme was when it was picked', () => {
    const programme = (talk: Session, ledger: Ledger) =>
      handOut(agenda([]), [talk], ledger, { sessions: [talk] }).ledger
    const known = programme({ ...TALK, room: 'Hall B' }, programme(TALK, NOTHING_GIVEN))
    expect(eventsOf(agenda([PICK]), [TALK], known)).toMatchObject([{ sequence: 1 }])
  })

  test('the sequence of an earlier version is counted on from', () => {
    const { ledger } = handOut(agenda([{ ...PICK, sequence: 7 }]), [TALK])
    expect(eventsOf(agenda([{ ...PICK, sequence: 7, stage: 'maybe' }]), [TALK], ledger)).toMatchObject([
      { sequence: 8 },
    ])
    const again = { ...agenda([PICK]), dropped: [{ session: 'talk', sequence: 3 }] }
    expect(eventsOf(again, [TALK])).toMatchObject([{ sequence: 4, status: 'CONFIRMED' }])
  })
})

describe('a session that I dropped', () => {
  const { ledger } = handOut(agenda([PICK]), [TALK])
  const CANCELLED = {
    uid: EVENT.uid,
    status: 'CANCELLED',
    sequence: 1,
    stamp: later(1),
    when: WHEN,
    title: 'talk',
    room: 'Hall A',
    details: NO_DETAILS,
    transparent: true,
  }

  test('is cancelled under the same identity, the same in every export, until it is picked again', () => {
    const off = handOut(agenda([]), [TALK], ledger, { now: later(1) })
    expect(off.content).toEqual({ events: [CANCELLED], takenOff: 1, unscheduled: [] })
    const again = handOut(agenda([]), [{ ...TALK, room: 'Hall C' }], off.ledger, { now: later(2) })
    expect(again.content.events).toEqual([CANCELLED])
    expect(again.ledger).toBe(off.ledger)
    const back = handOut(agenda([PICK]), [TALK], off.ledger, { now: later(3) })
    expect(back.content).toEqual({ events: [{ ...EVENT, sequence: 2, stamp: later(3) }], takenOff: 0, unscheduled: [] })
  })

  test.each<[string, Partial<Session>]>([
    ['moves', { when: timed(FRIDAY, '17:00-17:35') }],
    ['is in another room', { room: 'Hall C' }],
    ['has another title', { title: 'Another' }],
  ])('and that %s afterwards is cancelled once more, as it is now', (_name, facts) => {
    const off = handOut(agenda([]), [TALK], ledger, { now: later(1) })
    const changed = { ...TALK, ...facts }
    const followed = followGiven(off.ledger, [TALK], [changed])
    const again = handOut(agenda([]), [changed], followed, { now: later(2) })
    expect(again.content.events).toEqual([{ ...CANCELLED, ...facts, sequence: 2, stamp: later(2) }])
    expect(handOut(agenda([]), [changed], again.ledger, { now: later(3) }).content.events).toEqual(again.content.events)
  })

  test('before anybody was given it says nothing', () => {
    expect(eventsOf(agenda([]), [TALK])).toEqual([])
  })

  test('is cancelled only where it went out as mine, and in a calendar of that kind', () => {
    const programme = handOut(agenda([]), [TALK], NOTHING_GIVEN, { sessions: [TALK] }).ledger
    expect(eventsOf(agenda([]), [TALK], programme)).toEqual([])
    const all: Partial<HandingOut> = { sessions: [TALK], now: later(1) }
    const { cancels: _, ...silent } = { ...everything, ...all }
    const wish = { agenda: agenda([]), catalogue: catalogue([TALK]), now: NOW, ...silent, sessions: [TALK] }
    expect(calendarEvents(wish, ledger).content).toMatchObject({
      takenOff: 0,
      events: [{ status: 'CONFIRMED', sequence: 0 }],
    })
  })

  test('goes along only where it is chosen', () => {
    const both = handOut(agenda([PICK, pick('b')]), [TALK, session('b', { when: WHEN })]).ledger
    const sessions = [TALK, session('b', { when: WHEN })]
    const chosen = { cancels: (id: string) => id === 'b' }
    expect(eventsOf(agenda([]), sessions, both, chosen).map(({ uid }) => uid)).toEqual(['b@example-days.kubeplan'])
  })

  test('and whose session is gone is cancelled as it was last given, even where the pick is still there', () => {
    for (const mine of [agenda([]), agenda([PICK])])
      expect(eventsOf(mine, [], ledger, { now: later(1) })).toEqual([CANCELLED])
  })

  test('is not cancelled because it has another id: its title and start are still there', () => {
    const renumbered = [session('t-1', { title: 'talk', when: WHEN, uid: 'new' }), session('t-2', { when: WHEN })]
    expect(eventsOf(agenda([PICK]), renumbered, ledger).filter(({ status }) => status === 'CANCELLED')).toEqual([])
    const events = eventsOf(agenda([pick('t-1')]), renumbered, ledger)
    expect(events.map(({ status }) => status)).toEqual(['CONFIRMED'])
  })
})

describe('what an earlier version dropped', () => {
  const [start, end] = ['2020-11-20T16:00:00-05:00', '2020-11-20T16:35:00-05:00']
  const CHANGED = '2020-11-17T08:00:00Z'
  const DROP: Dropped = { session: 'talk', sequence: 3, changed: CHANGED }
  const CANCELLED = {
    uid: EVENT.uid,
    status: 'CANCELLED',
    sequence: 3,
    stamp: Date.parse(CHANGED),
    when: WHEN,
    title: 'talk',
    room: 'Hall A',
    details: NO_DETAILS,
    transparent: true,
  }

  test('is taken off as that version did, and so is a pick of it that is gone', () => {
    expect(eventsOf(dropping(DROP), [TALK])).toEqual([CANCELLED])
    expect(eventsOf(dropping({ ...DROP, sequence: 1 }, DROP, { ...DROP, sequence: 2 }), [TALK])).toEqual([CANCELLED])
    const seen = { title: 'talk', start, end, room: 'Hall A' }
    expect(eventsOf(agenda([pick('talk', { seen, sequence: 3, changed: CHANGED })]), [])).toEqual([CANCELLED])
    expect(eventsOf(agenda([pick('talk', { seen })]), [])).toEqual([])
  })

  test.each<[string, Seen, object | undefined]>([
    ['in full', { title: 'Old', start, end, room: 'B' }, { title: 'Old', room: 'B', when: WHEN }],
    ['as a day', { start: FRIDAY }, { when: dated(FRIDAY) }],
    ['without an end', { start }, { when: { ...WHEN, end: WHEN.start, endAssumed: true } }],
    ['without a time', { title: 'Old' }, undefined],
    ['at a time that is none', { start: 'at noon' }, undefined],
    ['with an end that is none', { start, end: 'later' }, undefined],
    [
      'on the clock of another place',
      { start: '2020-11-21T05:30:00+08:30', end: '2020-11-21T07:30:00+09:30' },
      {
        when: {
          kind: 'timed',
          shift: 0,
          start: at(FRIDAY, '16:00'),
          end: at(FRIDAY, '17:00'),
          day: addDays(FRIDAY, 1),
          offset: 510,
          endOffset: 570,
        },
      },
    ],
  ])('is told as it was last seen: %s', (_name, seen, expected) => {
    const { room: _, ...cancelled } = CANCELLED
    expect(eventsOf(dropping({ ...DROP, seen }), [])).toEqual(expected ? [{ ...cancelled, ...expected }] : [])
  })
})

describe('a block', () => {
  const LUNCH = block('Lunch', FRIDAY, '12:00-13:00')
  const lunchUid = `block-${LUNCH.start}-Lunch@example-days.kubeplan`

  test('goes out where blocks are asked for, and as the same event when it moves or is called another name', () => {
    const first = handOut(agenda([], [LUNCH]), [])
    expect(first.content.events).toMatchObject([{ uid: lunchUid, status: 'CONFIRMED', sequence: 0, stamp: NOW }])
    expect(eventsOf(agenda([], [LUNCH]), [], NOTHING_GIVEN, { blocks: () => false })).toEqual([])
    const moved = handOut(agenda([], [block('Lunch', THURSDAY, '12:30-13:30')]), [], first.ledger, { now: later(1) })
    expect(moved.content.events).toMatchObject([{ uid: lunchUid, sequence: 1, stamp: later(1) }])
    const renamed = handOut(agenda([], [block('Soup', THURSDAY, '12:30-13:30')]), [], moved.ledger, { now: later(2) })
    expect(renamed.content.events).toMatchObject([{ uid: lunchUid, title: 'Soup', sequence: 2 }])
    const placed = handOut(agenda([], [{ ...LUNCH, title: 'Soup', room: 'Bar' }]), [], renamed.ledger)
    expect(placed.content.events).toMatchObject([{ uid: lunchUid, room: 'Bar', sequence: 3 }])
  })

  test('of the title and start of another one is another event', () => {
    const twins = handOut(agenda([], [LUNCH, LUNCH]), [])
    expect(twins.content.events.map(({ uid }) => uid)).toEqual([lunchUid, lunchUid.replace('Lunch@', 'Lunch-2@')])
    expect(handOut(agenda([], [LUNCH, LUNCH]), [], twins.ledger).ledger).toBe(twins.ledger)
    const one = handOut(agenda([], [LUNCH]), [], twins.ledger)
    expect(one.content.events.map(({ status }) => status)).toEqual(['CONFIRMED', 'CANCELLED'])
  })

  test('that is gone is cancelled among blocks alone, and is the same event when it comes back', () => {
    const { ledger } = handOut(agenda([], [LUNCH]), [])
    expect(eventsOf(agenda([]), [], ledger, { blocks: () => false })).toEqual([])
    const off = handOut(agenda([]), [], ledger, { now: later(1) })
    expect(off.content).toMatchObject({ takenOff: 1, events: [{ uid: lunchUid, status: 'CANCELLED', sequence: 1 }] })
    const back = handOut(agenda([], [LUNCH]), [], off.ledger, { now: later(2) })
    expect(back.content.events).toMatchObject([{ uid: lunchUid, status: 'CONFIRMED', sequence: 2 }])
  })
})

test('events stand in the order of the sessions, then of the blocks, then what is taken off', () => {
  const [a, b] = [session('a', { when: WHEN }), session('b', { when: timed(THURSDAY, '09:00-10:00') })]
  const { ledger } = handOut(agenda([PICK]), [TALK])
  const mine = agenda([pick('b'), pick('a')], [block('lunch', FRIDAY, '12:00-13:00')])
  expect(eventsOf(mine, [a, TALK, b], ledger).map(({ title }) => title)).toEqual(['a', 'b', 'lunch', 'talk'])
})

test('of several that claim one identity the first in the catalogue has it, whatever is exported', () => {
  const sessions = [
    session('a', { when: WHEN, uid: 'x' }),
    session('b', { when: WHEN, uid: 'x' }),
    session('c', { when: WHEN, uid: 'a' }),
    session('d', { when: WHEN, uid: 'd' }),
  ]
  const uids = (chosen: readonly Session[]) =>
    eventsOf(agenda([]), sessions, NOTHING_GIVEN, { sessions: chosen }).map(({ uid }) => uid.split('@')[0])
  expect(uids(sessions)).toEqual(['x', 'b', 'c', 'd'])
  expect(uids(sessions.slice(1))).toEqual(['b', 'c', 'd'])
})

test('a UID that calendars know stays with its session, and no other session gets it', () => {
  const { ledger } = handOut(agenda([PICK]), [TALK])
  const [known] = ledger.given
  if (!known) throw new Error('nothing was given')
  const moved: Ledger = { ...ledger, given: [{ ...known, session: 'new', seen: { ...known.seen, uid: 'n' } }] }
  const sessions = [session('new', { when: WHEN, uid: 'n' }), session('talk', { when: WHEN, title: 'Other' })]
  const uids = eventsOf(agenda([pick('new'), pick('talk')]), sessions, moved).map(({ uid }) => uid)
  expect(uids).toEqual([EVENT.uid, 'talk-2@example-days.kubeplan'])
})

/** An event as stored by a calendar program. */
interface Kept {
  readonly sequence: number
  readonly stamp: number
  readonly shows: string
}

/**
 * A calendar program by RFC 5546 section 2.1.5: of two versions of one UID the higher SEQUENCE counts, then the later
 * DTSTAMP.
 */
class Client {
  readonly #kept = new Map<string, Kept>()

  take(events: ReturnType<typeof eventsOf>): void {
    for (const { uid, sequence, stamp, status, title, room, when } of events) {
      const known = this.#kept.get(uid)
      const isNewer = !known || sequence > known.sequence || (sequence === known.sequence && stamp > known.stamp)
      const span = when.kind === 'dated' ? [when.day] : [when.start, when.end]
      const shows = status === 'CANCELLED' ? '' : JSON.stringify([status, title, room ?? '', span])
      if (isNewer) this.#kept.set(uid, { sequence, stamp, shows })
    }
  }

  shows(): readonly string[] {
    return [...this.#kept.values()].flatMap(({ shows }) => (shows === '' ? [] : [shows])).sort()
  }
}

test('whatever happens in between, calendars show exactly what is mine after each export', () => {
  const ids = ['a', 'b', 'c', 'd'] as const
  const id = fc.constantFrom(...ids)
  const hour = fc.integer({ min: 9, max: 12 })
  const span = (from: number) => timed(FRIDAY, `${String(from).padStart(2, '0')}:00-${from + 1}:00`)
  type Step =
    | { readonly do: 'pick'; readonly id: string; readonly stage: 'going' | 'maybe' }
    | { readonly do: 'drop' | 'remove' | 'return'; readonly id: string }
    | { readonly do: 'move'; readonly id: string; readonly hour: number }
    | { readonly do: 'room'; readonly id: string; readonly room: string }
    | { readonly do: 'block'; readonly title: string; readonly hour: number }
    | { readonly do: 'unblock'; readonly title: string }
    | { readonly do: 'mine' | 'mine without blocks' | 'programme' | 'feed' }
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constant('pick' as const), id, stage: fc.constantFrom('going', 'maybe') }),
    fc.record({ do: fc.constantFrom('drop', 'remove', 'return'), id }),
    fc.record({ do: fc.constant('move' as const), id, hour }),
    fc.record({ do: fc.constant('room' as const), id, room: fc.constantFrom('R', 'S') }),
    fc.record({ do: fc.constant('block' as const), title: fc.constantFrom('Lunch', 'Booth'), hour }),
    fc.record({ do: fc.constant('unblock' as const), title: fc.constantFrom('Lunch', 'Booth') }),
    fc.record({ do: fc.constantFrom('mine', 'mine without blocks', 'programme', 'feed') }),
  )
  const property = fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    let programme = new Map(ids.map((one, index) => [one as string, session(one, { when: span(9 + index) })]))
    const gone = new Map<string, Session>()
    let mine = agenda([])
    let ledger: Ledger = NOTHING_GIVEN
    let now = NOW
    const clients = { mine: new Client(), 'mine without blocks': new Client(), programme: new Client() }
    const shown = (one: Session, status: string) =>
      JSON.stringify([
        status,
        one.title,
        one.room ?? '',
        one.when.kind === 'timed' ? [one.when.start, one.when.end] : [],
      ])
    for (const asked of steps) {
      now = instant(now + 60_000)
      const change = (one: string, facts: Partial<Session>) => {
        const was = programme.get(one)
        if (was) programme = new Map(programme).set(one, { ...was, ...facts })
      }
      switch (asked.do) {
        case 'pick':
          if (programme.has(asked.id))
            mine = {
              ...mine,
              picks: [...mine.picks.filter((one) => one.session !== asked.id), pick(asked.id, { stage: asked.stage })],
            }
          break
        case 'drop':
          mine = { ...mine, picks: mine.picks.filter((one) => one.session !== asked.id) }
          break
        case 'remove': {
          const was = programme.get(asked.id)
          if (was) gone.set(asked.id, was)
          programme = new Map([...programme].filter(([one]) => one !== asked.id))
          break
        }
        case 'return': {
          const was = gone.get(asked.id)
          if (was) programme = new Map(programme).set(asked.id, was)
          break
        }
        case 'move':
          change(asked.id, { when: span(asked.hour) })
          break
        case 'room':
          change(asked.id, { room: asked.room })
          break
        case 'block':
          mine = {
            ...mine,
            blocks: [
              ...mine.blocks.filter(({ title }) => title !== asked.title),
              { title: asked.title, ...span(asked.hour) },
            ],
          }
          break
        case 'unblock':
          mine = { ...mine, blocks: mine.blocks.filter(({ title }) => title !== asked.title) }
          break
        case 'programme': {
          const sessions = [...programme.values()]
          const wish = { agenda: agenda([]), catalogue: catalogue(sessions), sessions, now }
          const handed = calendarEvents(wish, ledger)
          ledger = handed.ledger
          clients.programme.take(handed.content.events)
          for (const one of sessions) expect(clients.programme.shows()).toContain(shown(one, 'CONFIRMED'))
          break
        }
        default: {
          const sessions = [...programme.values()]
          const withBlocks = asked.do === 'mine'
          const isFeed = asked.do === 'feed'
          const { cancels, ...others } = { ...everything, blocks: () => withBlocks, now }
          const more = isFeed ? others : { ...others, cancels }
          const picked = new Map(mine.picks.map((one) => [one.session, one.stage]))
          const own = sessions.filter((one) => picked.has(one.id))
          const handed = calendarEvents(
            { agenda: mine, catalogue: catalogue(sessions), sessions: own, ...more },
            ledger,
          )
          const again = calendarEvents(
            { agenda: mine, catalogue: catalogue(sessions), sessions: own, ...more, now: instant(now + 5000) },
            handed.ledger,
          )
          expect(again).toEqual({ content: handed.content, ledger: handed.ledger })
          ledger = handed.ledger
          const uids = handed.content.events.map(({ uid }) => uid)
          expect(new Set(uids).size).toBe(uids.length)
          const expected = [
            ...own.map((one) => shown(one, picked.get(one.id) === 'maybe' ? 'TENTATIVE' : 'CONFIRMED')),
            ...(withBlocks
              ? mine.blocks.map(({ title, start, end }) => JSON.stringify(['CONFIRMED', title, '', [start, end]]))
              : []),
          ].sort()
          if (isFeed) {
            const feed = new Client()
            feed.take(handed.content.events)
            expect(feed.shows()).toEqual(expected)
          } else {
            const client = clients[asked.do === 'mine' ? 'mine' : 'mine without blocks']
            client.take(handed.content.events)
            expect(client.shows()).toEqual(expected)
          }
        }
      }
    }
  })
  fc.assert(property, { numRuns: 1500 })
})
