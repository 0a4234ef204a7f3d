import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import {
  type Clash,
  clashesOf,
  countClashes,
  type Entry,
  eachClash,
  entryOf,
  findClashes,
  timeTakenBy,
} from '../../../src/planning/agenda/clashes.js'
import { NO_WALKS, walksOf } from '../../../src/planning/agenda/walks.js'
import { at, dated, FRIDAY, session, THURSDAY, timed } from '../samples.js'

const MINUTE = 60_000

function entry(id: string, start: number, end: number): Entry {
  return {
    id,
    title: id,
    start: instant(start * MINUTE),
    end: instant(end * MINUTE),
    day: FRIDAY,
    offset: 0,
    endOffset: 0,
  }
}

function clash(a: Entry, b: Entry, start: number, end: number): Clash {
  const span = { start: instant(start * MINUTE), end: instant(end * MINUTE) }
  return { ...span, offset: 0, endOffset: 0, entries: [a, b], reason: 'overlap', minutes: end - start }
}

describe('two entries, 60-120 and another', () => {
  const fixed = entry('fixed', 60, 120)
  test.each<[string, number, number, [number, number] | undefined, 'fixed' | 'other']>([
    ['identical', 60, 120, [60, 120], 'fixed'],
    ['shared start, shorter', 60, 90, [60, 90], 'fixed'],
    ['shared start, longer', 60, 150, [60, 120], 'fixed'],
    ['shared end, later', 90, 120, [90, 120], 'fixed'],
    ['shared end, earlier', 30, 120, [60, 120], 'other'],
    ['contained', 80, 100, [80, 100], 'fixed'],
    ['containing', 30, 150, [60, 120], 'other'],
    ['partial, before', 30, 61, [60, 61], 'other'],
    ['partial, after', 119, 150, [119, 120], 'fixed'],
    ['touching before', 30, 60, undefined, 'other'],
    ['touching after', 120, 150, undefined, 'fixed'],
    ['apart', 200, 210, undefined, 'fixed'],
    ['no length, inside', 90, 90, undefined, 'fixed'],
    ['no length, at the start', 60, 60, undefined, 'fixed'],
    ['no length, at the end', 120, 120, undefined, 'fixed'],
  ])('%s', (_name, start, end, shared, first) => {
    const other = entry('other', start, end)
    const pair: [Entry, Entry] = first === 'fixed' ? [fixed, other] : [other, fixed]
    const expected = shared ? [clash(...pair, ...shared)] : []
    expect(findClashes([fixed, other])).toEqual(expected)
    const turned = start === 60 && shared ? [clash(other, fixed, ...shared)] : expected
    expect(findClashes([other, fixed])).toEqual(turned)
  })
})

test('two entries of no length at one moment do not clash', () => {
  expect(findClashes([entry('a', 5, 5), entry('b', 5, 5)])).toEqual([])
})

test('in time order, then in file order, each pair once', () => {
  const long = entry('long', 0, 100)
  const late = entry('late', 50, 70)
  const early = entry('early', 10, 20)
  const twin = entry('twin', 50, 60)
  expect(findClashes([twin, late, long, early])).toEqual([
    clash(long, early, 10, 20),
    clash(twin, late, 50, 60),
    clash(long, twin, 50, 60),
    clash(long, late, 50, 70),
  ])
})

test('less than a minute in common is a clash of no whole minute', () => {
  const a = { ...entry('a', 0, 10) }
  const b = { ...entry('b', 0, 20), start: instant(10 * MINUTE - 1000) }
  expect(findClashes([a, b]).map(({ minutes }) => minutes)).toEqual([0])
})

const spans = fc.array(fc.record({ start: fc.integer({ min: 0, max: 30 }), length: fc.integer({ min: 0, max: 12 }) }), {
  maxLength: 14,
})

test('finds what comparing every pair finds', () => {
  fc.assert(
    fc.property(spans, (drawn) => {
      const entries = drawn.map(({ start, length }, index) => entry(`${index}`, start, start + length))
      const before = structuredClone(entries)
      expect(findClashes(entries)).toEqual(everyPair(entries))
      expect(entries).toEqual(before)
    }),
    { numRuns: 10_000 },
  )
})

/** Minute by minute, for every pair in file order. */
function everyPair(entries: readonly Entry[]): readonly Clash[] {
  const found: Clash[] = []
  for (const [i, a] of entries.entries()) {
    for (const b of entries.slice(i + 1)) {
      const minutes = Array.from({ length: 50 }, (_, minute) => minute).filter((minute) =>
        [a, b].every(({ start, end }) => start <= minute * MINUTE && minute * MINUTE < end),
      )
      const first = minutes[0]
      if (first !== undefined)
        found.push(clash(...((b.start < a.start ? [b, a] : [a, b]) as [Entry, Entry]), first, first + minutes.length))
    }
  }
  const place = ({ entries: [first, second] }: Clash) => entries.indexOf(first) * 1000 + entries.indexOf(second)
  return found.sort((x, y) => x.start - y.start || place(x) - place(y))
}

test('ten thousand entries without a clash, and a day all at once', () => {
  const row = Array.from({ length: 10_000 }, (_, index) => entry(`${index}`, index, index + 1))
  expect(findClashes(row)).toEqual([])
  const heap = Array.from({ length: 100 }, (_, index) => entry(`${index}`, 0, 1))
  expect(findClashes(heap)).toHaveLength(4950)
})

describe('one session against others', () => {
  const mine = session('mine', { when: timed(FRIDAY, '16:00-16:35'), room: 'Hall A' })
  const earlier: Entry = {
    id: 'earlier',
    title: 'Earlier',
    start: at(FRIDAY, '15:50'),
    end: at(FRIDAY, '16:10'),
    day: FRIDAY,
    offset: -300,
    endOffset: -300,
  }
  const booth: Entry = {
    id: 'block:booth',
    title: 'booth',
    start: at(FRIDAY, '16:30'),
    end: at(FRIDAY, '17:00'),
    day: FRIDAY,
    offset: -300,
    endOffset: -300,
  }

  test('stands first in every pair, and is not compared with itself', () => {
    const self = timeTakenBy(mine)
    expect(self).toEqual({
      id: 'mine',
      title: 'mine',
      room: 'Hall A',
      start: at(FRIDAY, '16:00'),
      end: at(FRIDAY, '16:35'),
      day: FRIDAY,
      offset: -300,
      endOffset: -300,
    })
    if (!self) return
    expect(clashesOf(mine, [booth, self, earlier])).toEqual([
      {
        entries: [self, earlier],
        reason: 'overlap',
        start: at(FRIDAY, '16:00'),
        end: at(FRIDAY, '16:10'),
        offset: -300,
        endOffset: -300,
        minutes: 10,
      },
      {
        entries: [self, booth],
        reason: 'overlap',
        start: at(FRIDAY, '16:30'),
        end: at(FRIDAY, '16:35'),
        offset: -300,
        endOffset: -300,
        minutes: 5,
      },
    ])
  })

  test.each([
    ['cancelled', { status: 'cancelled', when: timed(FRIDAY, '16:00-16:35') }],
    ['an umbrella', { kind: 'umbrella', when: timed(FRIDAY, '08:00-18:00') }],
    ['dated', { when: dated(FRIDAY) }],
    ['unscheduled', {}],
  ] as const)('%s takes no time', (_name, more) => {
    expect(clashesOf(session('free', more), [earlier, booth])).toEqual([])
  })

  test('as an entry it keeps its clock, whatever it is', () => {
    const when = timed(THURSDAY, '23:00-01:00', { offset: 60, endOffset: 120 })
    const shell = session('shell', { kind: 'umbrella', when })
    expect(entryOf(shell, when)).toEqual({
      id: 'shell',
      title: 'shell',
      day: THURSDAY,
      start: when.start,
      end: when.end,
      offset: 60,
      endOffset: 120,
      walks: false,
    })
  })
})

describe('what clashes is shown on the clocks of its two ends', () => {
  // The clocks go back at minute 100, from two hours ahead to one.
  const before = { ...entry('before', 0, 90), offset: 120, endOffset: 120 }
  const across = { ...entry('across', 60, 150), offset: 120, endOffset: 60 }
  const after = { ...entry('after', 120, 200), offset: 60, endOffset: 60 }
  const open = { ...entry('open', 60, 150), offset: 120, endOffset: 60, endAssumed: true as const }
  const table = { A: 'Barn', B: 'Loft' }
  const walks = walksOf({ walks: [{ from: table.A, to: table.B, walk: 45 }] }, { rooms: { walks: [] } })
  test.each<[string, readonly [Entry, Entry], Pick<Clash, 'offset' | 'endOffset' | 'endAssumed'>]>([
    ['before the change', [before, across], { offset: 120, endOffset: 120 }],
    ['after it', [across, after], { offset: 60, endOffset: 60 }],
    ['over it', [across, { ...across, id: 'too' }], { offset: 120, endOffset: 60 }],
    [
      'a gap over it',
      [
        { ...before, room: table.A },
        { ...after, room: table.B },
      ],
      { offset: 120, endOffset: 60 },
    ],
    ['with an end that nobody knows', [open, after], { offset: 60, endOffset: 60, endAssumed: true }],
    ['with one that ends later, and nobody knows when', [open, before], { offset: 120, endOffset: 120 }],
    ['with one that ends as late as is known', [across, open], { offset: 120, endOffset: 60 }],
    [
      'a gap after an end that nobody knows',
      [
        { ...open, room: table.A },
        { ...entry('late', 160, 200), room: table.B, offset: 60, endOffset: 60 },
      ],
      { offset: 60, endOffset: 60, endAssumed: true },
    ],
  ])('%s', (_, entries, expected) => {
    const [found] = findClashes(entries, walks)
    const { offset, endOffset, endAssumed } = found ?? {}
    expect({ offset, endOffset, ...(endAssumed && { endAssumed }) }).toEqual(expected)
  })
})

describe('posters', () => {
  const poster = (id: string, more = {}) =>
    session(id, { title: `Poster: ${id}`, room: 'Foyer', when: timed(FRIDAY, '16:00-17:00'), ...more })
  const pairs = (sessions: readonly ReturnType<typeof poster>[]) =>
    findClashes(sessions.flatMap((one) => timeTakenBy(one) ?? [])).map(({ entries: [a, b] }) => `${a.id} ${b.id}`)

  test('of one time and place do not clash with each other', () => {
    expect(pairs([poster('a'), poster('b'), poster('c', { title: 'c', tracks: ['Poster session'] })])).toEqual([])
    expect(pairs([poster('a'), poster('b', { room: 'FOYER' })])).toEqual([])
    expect(pairs([poster('a', { room: undefined }), poster('b', { room: undefined })])).toEqual([])
  })

  test.each(['Poster: Owls', 'Owls (e-poster)', 'ePosters', 'Posterpräsentation', 'Postersession', 'Póster'])(
    'are %j',
    (title) => {
      expect(pairs([poster('a'), poster('b', { title })])).toEqual([])
    },
  )

  test.each(['Posterior inference', 'For posterity', 'Preposterous', 'Posterize your maps', 'Posterisation'])(
    'are not %j',
    (title) => {
      expect(pairs([poster('a'), poster('b', { title })])).toEqual(['a b'])
    },
  )

  test.each([
    ['in another place', { room: 'Hall A' }],
    ['in no place', { room: undefined }],
    ['at another time', { when: timed(FRIDAY, '16:30-17:30') }],
    ['that is none', { title: 'Posting' }],
  ])('but with one %s', (_, more) => {
    expect(pairs([poster('a'), poster('b', more)])).toEqual(['a b'])
  })
})

describe('counted', () => {
  const drawn = fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 12 }),
      length: fc.integer({ min: 0, max: 8 }),
      room: fc.constantFrom(undefined, 'A', 'B', 'C'),
      walks: fc.boolean(),
      posters: fc.constantFrom(undefined, undefined, 'one', 'other'),
    }),
    { maxLength: 16 },
  )
  const walks = walksOf({ walks: [{ from: 'A', to: 'B', walk: 4 }] }, { rooms: { defaultWalk: 2, walks: [] } })

  test.each([0, 3, 1000])('what is made one by one, up to %i of a moment', (most) => {
    fc.assert(
      fc.property(drawn, (all) => {
        const entries = all.map(
          ({ start, length, room, walks: walked, posters }, index): Entry => ({
            ...entry(`${index}`, start, start + length),
            ...(room !== undefined && { room }),
            ...(!walked && { walks: false }),
            ...(posters !== undefined && { posters }),
          }),
        )
        const moments = [...new Set(findClashes(entries, walks).map(({ start }) => start))].map((moment) =>
          findClashes(entries, walks).filter(({ start }) => start === moment),
        )
        const counted = [...countClashes(entries, walks, most)]
        expect(counted.map(({ number, entries: many }) => [number, many])).toEqual(
          moments.map((clashes) => [clashes.length, new Set(clashes.flatMap((one) => one.entries)).size]),
        )
        for (const [index, { clashes }] of counted.entries()) {
          const made = moments[index] ?? []
          if (made.length <= most) expect(clashes).toEqual(made)
          else {
            expect(clashes).toHaveLength(Math.min(3, made.length))
            expect(made).toEqual(expect.arrayContaining([...clashes]))
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('without making, or looking at, every pair', () => {
    let looks = 0
    const watched = Array.from({ length: 2000 }, (_, index): Entry => {
      const one = entry(`${index}`, index % 2, 100)
      return {
        ...one,
        get end() {
          looks++
          return one.end
        },
      }
    })
    expect([...countClashes(watched, NO_WALKS, 20)].map(({ number, entries }) => [number, entries])).toEqual([
      [(1000 * 999) / 2, 1000],
      [1000 * 1000 + (1000 * 999) / 2, 2000],
    ])
    expect(looks).toBeLessThan(2000 * 50)
    looks = 0
    expect(eachClash(watched).next().done).toBe(false)
    expect(looks).toBeLessThan(2000 * 50)
  })
})
