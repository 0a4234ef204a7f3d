import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AgendaPick as Picked, Session } from '../../src/model/conference.js'
import { sessionsFor } from '../../src/planning/agenda/relative-to-now.js'
import { walksOf } from '../../src/planning/agenda/walks.js'
import { tellNow } from '../../src/planning/now.js'
import { agenda, at, block, catalogue, dated, day, FRIDAY, pick, session, THURSDAY, timed } from './samples.js'

const SATURDAY = day('2020-11-21')

const SESSIONS: readonly Session[] = [
  session('shell', { kind: 'umbrella', room: 'Foyer', when: timed(FRIDAY, '08:00-18:00') }),
  session('keynote', { kind: 'keynote', room: 'Hall', when: timed(FRIDAY, '09:00-10:00') }),
  session('late-shell', { kind: 'umbrella', room: 'Foyer', when: timed(FRIDAY, '09:30-11:30') }),
  session('coffee', { kind: 'break', room: 'Foyer', when: timed(FRIDAY, '10:00-10:10') }),
  session('tracing', { room: 'Lab 1', when: timed(FRIDAY, '10:15-11:00') }),
  session('twin', { room: 'Lab 2', when: timed(FRIDAY, '10:15-10:45') }),
  session('late-start', { room: 'Lab 2', when: timed(FRIDAY, '10:30-11:15') }),
  session('early-start', { room: 'Lab 2', when: timed(FRIDAY, '10:00-10:30') }),
  session('long', { kind: 'workshop', room: 'Lab 2', when: timed(FRIDAY, '10:15-12:30') }),
  session('noon', { room: 'Lab 1', when: timed(FRIDAY, '12:00-12:45') }),
  session('far', { room: 'Tent', when: timed(FRIDAY, '12:45-13:15') }),
  session('again', { room: 'Hall', repeatOf: 'tracing', when: timed(FRIDAY, '15:00-15:45') }),
  session('off', { room: 'Hall', when: timed(FRIDAY, '10:15-11:00'), status: 'cancelled' }),
  session('midnight', { room: 'Bar', when: timed(FRIDAY, '23:30-00:30') }),
  session('poster', { when: dated(FRIDAY) }),
  session('morning', { room: 'Hall', when: timed(SATURDAY, '09:00-09:30') }),
  session('someday'),
]
const PROGRAMME = {
  ...catalogue(SESSIONS, { conference: { firstDay: THURSDAY, lastDay: SATURDAY } }),
  rooms: { defaultWalk: 5, walks: [{ from: 'Tent', to: 'Lab', walk: 12 }] },
}
const maybe = (id: string, more: Partial<Picked> = {}) => pick(id, { stage: 'maybe', ...more })

interface Asked {
  readonly picks?: readonly (Picked | string)[]
  readonly blocks?: Parameters<typeof agenda>[1]
  readonly on?: ReturnType<typeof day>
  readonly at: string
  readonly room?: string
  readonly walk?: number
}

function ask({ picks = [], blocks = [], on = FRIDAY, at: clock, room, walk }: Asked) {
  const mine = agenda(
    picks.map((one) => (typeof one === 'string' ? pick(one) : one)),
    blocks,
  )
  const walks = walksOf(mine, PROGRAMME, walk)
  return tellNow(mine, PROGRAMME, { now: at(on, clock), today: on, walks, ...(room !== undefined && { room }) })
}

function told(asked: Asked) {
  const { current, maybe: possible, next, instead, after, free, phase, untimed, cancelled } = ask(asked)
  const ids = (entries: readonly { readonly entry: { readonly id: string } }[]) => entries.map(({ entry }) => entry.id)
  return {
    phase,
    current: ids(current),
    maybe: ids(possible),
    next: ids(next),
    instead: ids(instead),
    after: ids(after),
    ...(free !== undefined && { free }),
    untimed: untimed.map(({ id }) => id),
    cancelled: ids(cancelled),
  }
}

describe('what runs and what comes', () => {
  const picks = ['keynote', 'tracing', 'noon', 'morning']

  test.each<[string, string, string[], string[], string[]]>([
    ['before the first', '08:59', [], ['keynote'], ['tracing']],
    ['at the exact start', '09:00', ['keynote'], ['tracing'], ['noon']],
    ['in the last minute', '09:59', ['keynote'], ['tracing'], ['noon']],
    ['at the exact end', '10:00', [], ['tracing'], ['noon']],
    ['in the last session of the day', '12:00', ['noon'], ['morning'], []],
    ['after it', '12:45', [], ['morning'], []],
  ])('%s, %s', (_name, clock, current, next, after) => {
    expect(told({ picks, at: clock })).toMatchObject({ current, next, after, phase: 'during' })
  })

  test('picks that overlap are both current, what began last first, and what follows clashes with what is next', () => {
    expect(told({ picks: ['tracing', 'late-start'], at: '10:31' })).toMatchObject({
      current: ['late-start', 'tracing'],
    })
    expect(told({ picks: ['tracing', 'late-start'], at: '10:00' })).toMatchObject({
      next: ['tracing'],
      after: ['late-start'],
    })
    expect(ask({ picks: ['tracing', 'late-start'], at: '10:00' }).after).toMatchObject([{ gap: -30, walk: 5 }])
    expect(told({ picks: ['tracing', 'twin'], at: '10:00' }).next).toEqual(['twin', 'tracing'])
  })

  test('an umbrella stands behind what takes time, and leaves time free', () => {
    const around = ['shell', 'keynote', 'tracing']
    expect(told({ picks: around, at: '09:30' }).current).toEqual(['keynote', 'shell'])
    expect(told({ picks: [...around, 'late-shell'], at: '09:40' }).current).toEqual(['keynote', 'late-shell', 'shell'])
    expect(told({ picks: around, at: '10:05' })).toMatchObject({ current: ['shell'], free: 10, next: ['tracing'] })
  })

  test('a block is mine like a session', () => {
    const blocks = [block('Booth', FRIDAY, '10:00-11:00'), block('Lunch', FRIDAY, '12:00-13:00')]
    expect(told({ blocks, picks: ['keynote'], at: '10:30' })).toMatchObject({
      current: ['block:Booth'],
      next: ['block:Lunch'],
      instead: [],
    })
  })

  test('time is free only between two things of one day', () => {
    expect(told({ picks, at: '08:30' })).not.toHaveProperty('free')
    expect(told({ picks, at: '11:20' })).toMatchObject({ free: 40 })
    expect(told({ picks, at: '13:00' })).not.toHaveProperty('free')
  })

  test('a session across midnight runs on the next date, and is no gap', () => {
    const night = { picks: ['midnight', 'morning'], on: SATURDAY }
    expect(told({ ...night, at: '00:15' })).toMatchObject({ current: ['midnight'], next: ['morning'] })
    expect(told({ ...night, at: '00:30' })).toMatchObject({ current: [], next: ['morning'] })
  })

  test('seconds do not count', () => {
    const mine = agenda([pick('tracing')])
    const moment = at(FRIDAY, '10:11')
    const { next, at: minute } = tellNow(mine, PROGRAMME, {
      now: (moment + 59_999) as typeof moment,
      today: FRIDAY,
      walks: walksOf(mine, PROGRAMME),
    })
    expect(minute).toBe(moment)
    expect(next.map(({ entry }) => entry.id)).toEqual(['tracing'])
  })

  test('cancelled and untimed picks of today are told apart', () => {
    expect(told({ picks: ['off', 'poster', 'someday', 'gone'], at: '10:20' })).toMatchObject({
      current: [],
      next: [],
      cancelled: ['off'],
      untimed: ['poster'],
    })
    expect(told({ picks: ['off', 'poster'], at: '11:00' })).toMatchObject({ cancelled: [], untimed: ['poster'] })
    expect(told({ picks: ['poster'], on: SATURDAY, at: '08:00' }).untimed).toEqual([])
  })
})

describe('when to leave', () => {
  const leave = (asked: Asked) => {
    const [first] = ask(asked).next
    const { from, walk, at: moment } = first?.leave ?? {}
    const clock = moment === undefined ? undefined : Math.round((moment - at(FRIDAY, '00:00')) / 60_000)
    return first?.leave && { room: from?.room, known: from?.known, walk, at: clock }
  }
  const clock = (hour: number, minute: number) => hour * 60 + minute

  test.each<[string, Asked, object | undefined]>([
    [
      'from where I am',
      { picks: ['keynote', 'tracing'], at: '09:50' },
      { room: 'Hall', known: 'current', walk: 5, at: clock(10, 10) },
    ],
    [
      'from my last room',
      { picks: ['keynote', 'tracing'], at: '10:12' },
      { room: 'Hall', known: 'last', walk: 5, at: clock(10, 10) },
    ],
    [
      'from a room that I say',
      { picks: ['keynote', 'tracing'], at: '10:12', room: 'Tent' },
      { room: 'Tent', known: 'said', walk: 12, at: clock(10, 3) },
    ],
    [
      'in the same room',
      { picks: ['tracing', 'noon'], at: '11:30' },
      { room: 'Lab 1', known: 'last', walk: 0, at: clock(12, 0) },
    ],
    ['no walk at all', { picks: ['keynote', 'tracing'], at: '10:12', walk: 0 }, undefined],
    [
      'one walk for all',
      { picks: ['keynote', 'tracing'], at: '10:12', walk: 20 },
      { room: 'Hall', known: 'last', walk: 20, at: clock(9, 55) },
    ],
    ['nothing before it', { picks: ['keynote'], at: '08:00' }, undefined],
    ['an umbrella is no place to come from', { picks: ['shell', 'keynote'], at: '08:30' }, undefined],
    [
      'nor is coffee',
      { picks: ['keynote', 'coffee', 'tracing'], at: '10:12' },
      { room: 'Hall', known: 'last', walk: 5, at: clock(10, 10) },
    ],
    [
      'a block is one',
      { picks: ['tracing'], blocks: [{ ...block('Booth', FRIDAY, '09:00-10:00'), room: 'Tent' }], at: '10:00' },
      { room: 'Tent', known: 'last', walk: 12, at: clock(10, 3) },
    ],
    [
      'a block without a room tells nothing',
      { picks: ['keynote', 'tracing'], blocks: [block('Call', FRIDAY, '10:00-10:10')], at: '10:05' },
      { room: 'Hall', known: 'last', walk: 5, at: clock(10, 10) },
    ],
    ['yesterday tells nothing', { picks: ['noon', 'morning'], on: SATURDAY, at: '08:00' }, undefined],
    ['nobody leaves today for tomorrow', { picks: ['noon', 'morning'], at: '20:00' }, undefined],
    [
      'of two that run, the room of the later one',
      { picks: ['long', 'keynote', 'noon', 'far'], at: '12:10' },
      { room: 'Lab 1', known: 'current', walk: 12, at: clock(12, 33) },
    ],
  ])('%s', (_name, asked, expected) => {
    expect(leave(asked)).toEqual(expected)
  })
})

describe('what instead', () => {
  const instead = (asked: Asked) => ask(asked).instead.map(({ entry, why, of }) => `${why} ${entry.id} for ${of.id}`)

  test('maybes at that time, those that start nearest to it first, then by priority; then a repeat', () => {
    const picks = [
      pick('tracing'),
      ...['late-start', 'early-start', 'long'].map((id) => maybe(id)),
      maybe('twin', { priority: 5 }),
    ]
    expect(instead({ picks, at: '10:00' })).toEqual([
      'maybe twin for tracing',
      'maybe long for tracing',
      'maybe early-start for tracing',
      'maybe late-start for tracing',
      'repeat again for tracing',
    ])
  })

  test('what interests me as much as the full session stands first, then maybes, then what else I wish for', () => {
    const points = new Map([
      ['tracing', 2],
      ['twin', 2],
      ['late-start', 1],
      ['early-start', 3],
      ['again', 2],
      ['off', 5],
      ['coffee', 5],
    ])
    const mine = agenda([pick('tracing'), maybe('long')], [])
    const walks = walksOf(mine, PROGRAMME)
    const about = { now: at(FRIDAY, '10:00'), today: FRIDAY, walks }
    const found = (most: ReadonlyMap<string, number>, more: readonly Picked[] = []) =>
      tellNow({ ...mine, picks: [...mine.picks, ...more] }, PROGRAMME, {
        ...about,
        likes: { points: most, met: new Map([['twin', ['tracks']]]) },
      }).instead.map(({ entry, why, likes }) => `${why} ${entry.id} ${likes ?? ''}`.trim())
    expect(found(points)).toEqual([
      'like twin tracks',
      'like early-start',
      'maybe long',
      'like late-start',
      'repeat again',
    ])
    // What the plan chose by hand, no interest can equal.
    expect(found(new Map([...points].filter(([id]) => id !== 'tracing')))).toEqual([
      'maybe long',
      'like twin tracks',
      'like early-start',
      'like late-start',
      'repeat again',
    ])
    // Nothing that is picked already, in any sitting, or that clashes with what comes later.
    expect(found(points, [pick('noon')])).toEqual([
      'like twin tracks',
      'like early-start',
      'like late-start',
      'repeat again',
    ])
    expect(found(new Map(), [])).toEqual(['maybe long', 'repeat again'])
  })

  test('none that clashes with what comes later, by overlap or by the way there', () => {
    expect(instead({ picks: ['tracing', 'noon', maybe('long'), maybe('twin')], at: '10:00' })).toEqual([
      'maybe twin for tracing',
      'repeat again for tracing',
    ])
    const blocks = [{ ...block('Booth', FRIDAY, '10:50-11:30'), room: 'Tent' }]
    expect(instead({ picks: [pick('early-start'), maybe('twin')], blocks, at: '09:55' })).toEqual([])
  })

  test('nor a repeat that clashes, or that is over or cancelled', () => {
    const busy = [block('Flight', FRIDAY, '15:30-18:00')]
    expect(instead({ picks: ['tracing'], blocks: busy, at: '10:00' })).toEqual([])
    expect(instead({ picks: ['again'], at: '14:50' })).toEqual([])
  })

  test('a repeat that I am going to anyway is one, and is in the way of no other repeat', () => {
    expect(instead({ picks: ['tracing', 'again', 'early-start'], at: '10:00' })).toEqual([])
    expect(instead({ picks: ['tracing', 'again'], at: '10:00' })).toEqual(['repeat again for tracing'])
    const blocks = [block('Flight', FRIDAY, '15:30-18:00')]
    expect(instead({ picks: ['tracing', 'again'], blocks, at: '10:00' })).toEqual([])
  })

  test('who comes a few minutes late stands before a full room, later one sits in it', () => {
    const picks = ['tracing', maybe('twin'), 'noon', maybe('long')]
    expect(instead({ picks, at: '10:15' })).toEqual(['maybe twin for tracing', 'repeat again for tracing'])
    expect(instead({ picks, at: '10:24' })).toHaveLength(2)
    expect(instead({ picks, at: '10:25' })).toEqual(['maybe long for noon'])
  })

  test('nothing for tomorrow, for blocks and for breaks', () => {
    expect(instead({ picks: ['morning', maybe('long')], at: '13:00' })).toEqual([])
    expect(instead({ picks: [maybe('twin')], blocks: [block('Booth', FRIDAY, '10:15-11:00')], at: '10:00' })).toEqual(
      [],
    )
  })
})

describe('maybes on the way', () => {
  test('those that fit before what is next, and none that clash with it', () => {
    const picks = ['keynote', 'noon', maybe('tracing'), maybe('long'), maybe('again')]
    expect(told({ picks, at: '10:00' }).maybe).toEqual(['tracing'])
    expect(told({ picks, at: '10:59' }).maybe).toEqual(['tracing'])
    expect(told({ picks, at: '11:00' }).maybe).toEqual([])
  })

  test('with nothing else left, those of the next day that has any', () => {
    expect(told({ picks: [maybe('twin'), maybe('again'), maybe('morning')], at: '08:00' }).maybe).toEqual([
      'twin',
      'again',
    ])
    expect(told({ picks: [maybe('twin'), maybe('morning')], at: '20:00' }).maybe).toEqual(['morning'])
  })
})

describe('before, during and after the conference', () => {
  test.each([
    ['before', '2020-11-18', ['keynote'], 'before'],
    ['on its first day, which has no session', '2020-11-19', [], 'during'],
    ['the day after, with nothing left', '2020-11-22', ['keynote'], 'after'],
  ])('%s', (_name, on, picks, phase) => {
    expect(told({ picks, on: day(on), at: '12:00' }).phase).toBe(phase)
  })

  test('the last day is over with its last session, unless something of mine is left', () => {
    const on = SATURDAY
    expect(told({ picks: ['morning'], on, at: '09:29' }).phase).toBe('during')
    expect(told({ picks: ['morning'], on, at: '09:30' }).phase).toBe('after')
    expect(told({ blocks: [block('Dinner', SATURDAY, '19:00-21:00')], on, at: '12:00' }).phase).toBe('during')
  })
})

test('the words now and next mean what is shown as current and next', () => {
  const known = SESSIONS.map(({ id }) => id)
  fc.assert(
    fc.property(fc.subarray(known), fc.integer({ min: 7 * 60, max: 24 * 60 - 1 }), (ids, minute) => {
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      const { current, next, at: now } = ask({ picks: ids, at: clock })
      const mine = { agenda: agenda(ids.map((id) => pick(id))), now }
      const named = (word: 'now' | 'next') => sessionsFor(word, SESSIONS, mine).map(({ id }) => id)
      expect(current.map(({ entry }) => entry.id)).toEqual(expect.arrayContaining(named('now')))
      expect(next.map(({ entry }) => entry.id).sort()).toEqual([...named('next')].sort())
      expect(current.length === 0).toBe(named('now').length === 0)
    }),
    { numRuns: 1000 },
  )
})

test('what there is instead of many at one time takes work linear in the programme', () => {
  const readsFor = (number: number) => {
    let reads = 0
    const sessions = Array.from({ length: number }, (_, index) => {
      const one = session(`s${index}`, { when: timed(FRIDAY, '10:00-11:00') })
      return Object.defineProperty(one, 'repeatOf', { get: () => void reads++, enumerable: true })
    })
    const mine = agenda(sessions.map(({ id }) => pick(id)))
    const programme = { ...PROGRAMME, sessions }
    const about = { now: at(FRIDAY, '10:05'), today: FRIDAY, walks: walksOf(mine, programme, undefined) }
    const { instead } = tellNow(mine, programme, about)
    expect(instead).toEqual([])
    return reads
  }
  expect(readsFor(400)).toBeLessThan(3 * readsFor(200))
})
