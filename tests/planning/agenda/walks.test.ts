import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rooms, Walk } from '../../../src/model/conference.js'
import { instant } from '../../../src/model/time.js'
import { findGaps } from '../../../src/planning/agenda/agenda-days.js'
import { type Clash, type Entry, entriesOf, findClashes, goingEntries } from '../../../src/planning/agenda/clashes.js'
import { walksOf } from '../../../src/planning/agenda/walks.js'
import { agenda, at, block, catalogue, FRIDAY, pick, session, timed } from '../samples.js'

const MINUTE = 60_000

function walksFrom(rooms: Rooms, own: readonly Walk[] = [], override?: number) {
  return walksOf({ walks: own }, { rooms }, override)
}

describe('the walk between two rooms', () => {
  const hall8: Walk = { from: 'Hall 8', to: 'Hall 12', walk: 6 }
  const inside: Walk = { within: 'Hall 8', walk: 2 }
  test.each<[string, Rooms, readonly Walk[], string | undefined, string | undefined, number]>([
    ['nothing is known', { walks: [] }, [], 'A', 'B', 0],
    ['the default', { defaultWalk: 5, walks: [] }, [], 'A', 'B', 5],
    ['one room', { defaultWalk: 5, walks: [] }, [], 'A', 'A', 0],
    ['one room, written in two ways', { defaultWalk: 5, walks: [] }, [], 'Café  A', 'CAFE A', 0],
    ['no room', { defaultWalk: 5, walks: [] }, [], 'A', undefined, 0],
    ['no room at all', { defaultWalk: 5, walks: [] }, [], undefined, undefined, 0],
    ['no room, where walks are given', { defaultWalk: 5, walks: [hall8] }, [], undefined, 'Hall 8', 0],
    ['the rooms themselves', { walks: [hall8] }, [], 'Hall 8', 'Hall 12', 6],
    ['the other way', { walks: [hall8] }, [], 'Hall 12', 'Hall 8', 6],
    ['their leading parts', { walks: [hall8] }, [], 'Hall 8 | Room F', 'Hall 12/3', 6],
    ['in any case', { walks: [hall8] }, [], 'HALL 8', 'hall 12', 6],
    ['no longer number', { walks: [hall8] }, [], 'Hall 80', 'Hall 12', 0],
    ['no longer word', { walks: [{ within: 'Hall', walk: 4 }] }, [], 'Hallway', 'Hall 1', 0],
    ['a room of another name beside the default', { defaultWalk: 3, walks: [hall8] }, [], 'Hall 80', 'Hall 12', 3],
    ['within a part', { defaultWalk: 5, walks: [inside] }, [], 'Hall 8 | Room F', 'Hall 8 | Room D', 2],
    ['within a part, one room', { defaultWalk: 5, walks: [inside] }, [], 'Hall 8 | Room F', 'Hall 8 | Room F', 0],
    ['from a part outward', { defaultWalk: 5, walks: [inside] }, [], 'Hall 8 | Room F', 'Hall 9', 5],
    ['a script without blanks', { walks: [{ from: '会场', to: '8号馆', walk: 7 }] }, [], '会场二', '8号馆201', 7],
    [
      'the longest names win',
      { walks: [inside, { from: 'Hall 8 | Room F', to: 'Hall 8', walk: 4 }] },
      [],
      'Hall 8 | Room D',
      'Hall 8 | Room F',
      4,
    ],
    ['of a tie the longest walk wins', { walks: [{ ...hall8, walk: 9 }, hall8] }, [], 'Hall 8', 'Hall 12', 9],
    [
      'of a tie the longest walk wins, in any order',
      { walks: [hall8, { ...hall8, walk: 9 }] },
      [],
      'Hall 8',
      'Hall 12',
      9,
    ],
    ['my own before a closer one', { walks: [hall8] }, [{ from: 'Hall', to: 'Hall', walk: 1 }], 'Hall 8', 'Hall 12', 1],
    ['the catalogue where mine are silent', { walks: [hall8] }, [{ within: 'Forum', walk: 1 }], 'Hall 8', 'Hall 12', 6],
    [
      'a walk of no length beats the default',
      { defaultWalk: 5, walks: [{ within: 'X', walk: 0 }] },
      [],
      'X 1',
      'X 2',
      0,
    ],
  ])('%s', (_name, rooms, own, one, other, minutes) => {
    const walks = walksFrom(rooms, own)
    expect(walks.between(one, other)).toBe(minutes)
    expect(walks.between(other, one)).toBe(minutes)
    expect(walks.reach(one)).toBeGreaterThanOrEqual(minutes)
  })

  test.each<[string | undefined, string | undefined, number]>([
    ['Hall 8', 'Hall 12', 5],
    ['Hall 8', undefined, 5],
    [undefined, undefined, 0],
    ['Hall 8', 'hall 8', 0],
  ])('by flag replaces all others: %s to %s', (one, other, minutes) => {
    const walks = walksFrom({ defaultWalk: 9, walks: [{ from: 'Hall 8', to: 'Hall 12', walk: 6 }] }, [], 5)
    expect(walks.between(one, other)).toBe(minutes)
    expect(walks.between(other, one)).toBe(minutes)
  })

  test('a flag of no walk means none', () => {
    expect(walksFrom({ defaultWalk: 9, walks: [] }, [], 0).between('A', 'B')).toBe(0)
  })

  test('no walk is longer than the reach of its rooms', () => {
    const names = ['Hall 1', 'Hall 1 | A', 'Hall 1 | B', 'Hall 10', 'Forum', 'forum 2', '']
    const part = fc.constantFrom(...names.filter(Boolean), 'Hall')
    const minutes = fc.integer({ min: 0, max: 30 })
    const walk = fc.oneof(
      fc.record({ from: part, to: part, walk: minutes }),
      fc.record({ within: part, walk: minutes }),
    )
    const rooms = fc.record({ walks: fc.array(walk, { maxLength: 5 }) })
    fc.assert(
      fc.property(rooms, fc.array(walk, { maxLength: 2 }), fc.option(minutes), (given, own, defaultWalk) => {
        const walks = walksFrom({ ...given, ...(defaultWalk !== null && { defaultWalk }) }, own)
        for (const one of names) {
          for (const other of names) {
            expect(walks.between(one, other)).toBe(walks.between(other, one))
            expect(walks.between(one, other)).toBeLessThanOrEqual(walks.reach(one))
          }
        }
      }),
    )
  })
})

/** The rules in the doc comment of `walksOf`, walk by walk. */
function walkByHand(layers: readonly (readonly Walk[])[], defaultWalk: number, one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  if (a === b) return 0
  const isIn = (room: string, part: string) =>
    room.startsWith(part) && !(/\w$/.test(part) && /^\w/.test(room.slice(part.length)))
  for (const walks of layers) {
    const matching = walks.flatMap((walk) => {
      const [from, to] = 'within' in walk ? [walk.within, walk.within] : [walk.from, walk.to]
      const [x, y] = [from.toLowerCase(), to.toLowerCase()]
      const fits = (isIn(a, x) && isIn(b, y)) || (isIn(a, y) && isIn(b, x))
      return fits ? { detail: x.length + y.length, walk: walk.walk } : []
    })
    const [best] = matching.sort((p, q) => q.detail - p.detail || q.walk - p.walk)
    if (best) return best.walk
  }
  return defaultWalk
}

test('of many walks the one counts that counts when all are looked through', () => {
  const names = ['Hall 1', 'Hall 1 | A', 'Hall 1 | B', 'Hall 10', 'hall 1 | a', 'Forum', 'Forum 2', 'Forum 2 | C']
  const part = fc.constantFrom('Hall', 'Hall 1', 'HALL 1 | A', 'Hall 10', 'Forum', 'forum 2', 'Annex')
  const minutes = fc.integer({ min: 0, max: 30 })
  const walk = fc.oneof(
    { weight: 4, arbitrary: fc.record({ from: part, to: part, walk: minutes }) },
    { weight: 1, arbitrary: fc.record({ within: part, walk: minutes }) },
  )
  const many = fc.array(walk, { maxLength: 25 })
  fc.assert(
    fc.property(many, fc.array(walk, { maxLength: 4 }), minutes, (given, own, defaultWalk) => {
      const walks = walksFrom({ walks: given, defaultWalk }, own)
      for (const one of names) {
        for (const other of names) {
          expect([one, other, walks.between(one, other)]).toEqual([
            one,
            other,
            walkByHand([own, given], defaultWalk, one, other),
          ])
        }
      }
    }),
    { numRuns: 300 },
  )
})

describe('clashes by walks', () => {
  const walks = walksFrom({ walks: [{ from: 'A', to: 'B', walk: 6 }] })
  const inRoom = (id: string, times: string, room?: string, kind: 'talk' | 'break' = 'talk') =>
    session(id, { when: timed(FRIDAY, times), kind, ...(room !== undefined && { room }) })
  const found = (...sessions: readonly ReturnType<typeof session>[]) =>
    findClashes(entriesOf(sessions), walks).map(({ entries: [a, b], reason, start, end, minutes }) => {
      return { ids: [a.id, b.id], reason, start, end, minutes }
    })

  test('what is missing is told, and the gap', () => {
    const clash = { reason: 'walk', start: at(FRIDAY, '10:30'), end: at(FRIDAY, '10:32'), minutes: 4 }
    const [one, other] = [inRoom('one', '10:00-10:30', 'A'), inRoom('other', '10:32-11:00', 'B')]
    expect(found(one, other)).toEqual([{ ids: ['one', 'other'], ...clash }])
    expect(found(other, one)).toEqual([{ ids: ['one', 'other'], ...clash }])
    expect(found({ ...one, room: 'B' }, { ...other, room: 'A' })).toEqual([{ ids: ['one', 'other'], ...clash }])
  })

  test.each([
    ['enough time', inRoom('a', '10:00-10:30', 'A'), inRoom('b', '10:36-11:00', 'B')],
    ['one room', inRoom('a', '10:00-10:30', 'A'), inRoom('b', '10:30-11:00', 'A')],
    ['no room', inRoom('a', '10:00-10:30', 'A'), inRoom('b', '10:30-11:00')],
    ['a break', inRoom('a', '10:00-10:30', 'A'), inRoom('b', '10:30-11:00', 'B', 'break')],
    ['no length', inRoom('a', '10:00-10:30', 'A'), inRoom('b', '10:30-10:30', 'B')],
  ])('%s is none', (_name, one, other) => {
    expect(found(one, other)).toEqual([])
  })

  test('an overlap is an overlap, however far the rooms are apart', () => {
    const clash = { reason: 'overlap', start: at(FRIDAY, '10:20'), end: at(FRIDAY, '10:30'), minutes: 10 }
    expect(found(inRoom('a', '10:00-10:30', 'A'), inRoom('b', '10:20-11:00', 'B'))).toEqual([
      { ids: ['a', 'b'], ...clash },
    ])
  })

  test('every pair is judged, not only neighbours', () => {
    const short = inRoom('short', '10:30-10:32')
    const clash = { reason: 'walk', start: at(FRIDAY, '10:30'), end: at(FRIDAY, '10:32'), minutes: 4 }
    expect(found(inRoom('a', '10:00-10:30', 'A'), short, inRoom('b', '10:32-11:00', 'B'))).toEqual([
      { ids: ['a', 'b'], ...clash },
    ])
  })

  test('blocks walk like sessions', () => {
    const booth = { ...block('Booth', FRIDAY, '10:33-11:00'), room: 'B' }
    const mine = agenda([pick('one')], [booth])
    const going = goingEntries(mine, catalogue([inRoom('one', '10:00-10:30', 'A')]), { maybe: false })
    expect(findClashes(going, walks).map(({ reason, minutes }) => [reason, minutes])).toEqual([['walk', 3]])
    expect(findGaps(going, walks)).toEqual([
      { start: at(FRIDAY, '10:30'), end: at(FRIDAY, '10:33'), offset: -300, endOffset: -300, minutes: 3, walk: 6 },
    ])
  })

  const rooms = ['A', 'B', 'C', undefined]
  const drawn = fc.record({
    table: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }),
    entries: fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 30 }),
        length: fc.integer({ min: 0, max: 8 }),
        room: fc.constantFrom(...rooms),
        walks: fc.boolean(),
      }),
      { maxLength: 10 },
    ),
  })

  test('finds what comparing every pair finds', () => {
    fc.assert(
      fc.property(drawn, ({ table: [ab = 0, ac = 0, bc = 0], entries }) => {
        const given = walksFrom({
          walks: [
            { from: 'A', to: 'B', walk: ab },
            { from: 'C', to: 'A', walk: ac },
            { from: 'B', to: 'C', walk: bc },
          ],
        })
        const minutesOf: Readonly<Record<string, number>> = { AB: ab, AC: ac, BC: bc }
        const all = entries.map(({ start, length, room, walks: walked }, index): Entry => {
          const span = { start: instant(start * MINUTE), end: instant((start + length) * MINUTE) }
          const place = { ...(room !== undefined && { room }), ...(!walked && { walks: false }) }
          return { id: `${index}`, title: '', day: FRIDAY, offset: 0, endOffset: 0, ...span, ...place }
        })
        expect(findClashes(all, given)).toEqual(everyPair(all, minutesOf))
      }),
      { numRuns: 10_000 },
    )
  })
})

/** Every pair by the specification, with walks from a table of rooms in alphabetical order. */
function everyPair(entries: readonly Entry[], table: Readonly<Record<string, number>>): readonly Clash[] {
  const pairs = entries.flatMap((a, i) =>
    entries.slice(i + 1).map((b) => (b.start < a.start ? [b, a] : [a, b]) as [Entry, Entry]),
  )
  const found = pairs.flatMap(([first, second]): Clash[] => {
    if (first.start === first.end || second.start === second.end) return []
    const shared = Math.min(first.end, second.end) - second.start
    if (shared > 0) {
      const span = { start: second.start, end: instant(second.start + shared) }
      return [
        { ...span, offset: 0, endOffset: 0, entries: [first, second], reason: 'overlap', minutes: shared / MINUTE },
      ]
    }
    const names = [first.room ?? '', second.room ?? ''].sort().join('')
    const walk = first.walks === false || second.walks === false ? 0 : (table[names] ?? 0)
    const missing = walk - (second.start - first.end) / MINUTE
    if (missing <= 0) return []
    const gap = { start: first.end, end: second.start, offset: 0, endOffset: 0 }
    return [{ ...gap, entries: [first, second], reason: 'walk', minutes: missing }]
  })
  const place = (entry: Entry) => entries.indexOf(entry)
  return found.sort(
    (x, y) =>
      x.start - y.start || place(x.entries[0]) - place(y.entries[0]) || place(x.entries[1]) - place(y.entries[1]),
  )
}

describe('rooms on the network', () => {
  const rooms = { defaultWalk: 10, walks: [] as Walk[] }
  test('nobody walks to or from them by default, nor by --walk; a walk that names one counts', () => {
    for (const walks of [walksOf({ walks: [] }, { rooms }), walksOf({ walks: [] }, { rooms }, 10)]) {
      expect([
        walks.between('Hall A', 'Online'),
        walks.between('Zoom 1', 'Zoom 2'),
        walks.between('Hall A', 'B'),
      ]).toEqual([0, 0, 10])
      expect([walks.reach('Online'), walks.reach('Hall A')]).toEqual([0, 10])
    }
    const named = walksOf({ walks: [{ from: 'Online', to: 'Hall A', walk: 3 }] }, { rooms })
    expect([named.between('Hall A', 'Online'), named.between('Hall B', 'Online'), named.reach('Online')]).toEqual([
      3, 0, 3,
    ])
  })
})
