import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { freeAmong } from '../../../src/planning/agenda/agenda-days.js'
import { blockEntry, collide, entryOf, goingEntries } from '../../../src/planning/agenda/clashes.js'
import { bestSitting, goingTwice, sittingsFor } from '../../../src/planning/agenda/sittings.js'
import { NO_WALKS, walksOf } from '../../../src/planning/agenda/walks.js'
import { contentFinder, repeatsOf } from '../../../src/planning/sessions/repeats.js'
import { agenda, at, block, catalogue, dated, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

const MESH = session('mesh', { when: timed(THURSDAY, '09:00-10:00'), room: 'Hall A' })
const AGAIN = session('mesh-again', { when: timed(FRIDAY, '10:00-11:00'), room: 'Hall B', repeatOf: 'mesh' })
const LAST = session('mesh-last', { when: timed(FRIDAY, '14:00-15:00'), repeatOf: 'mesh-again' })
const OFF = session('mesh-off', { when: timed(FRIDAY, '16:00-17:00'), repeatOf: 'mesh', status: 'cancelled' })
const SOME_DAY = session('mesh-some-day', { when: dated(FRIDAY), repeatOf: 'mesh' })
const LATER = session('mesh-later', { repeatOf: 'mesh' })
const OTHER = session('other', { when: timed(THURSDAY, '09:30-10:30') })
const NEAR = session('near', { when: timed(FRIDAY, '11:03-12:00'), room: 'Hall C' })
const SESSIONS = [LAST, MESH, OFF, AGAIN, SOME_DAY, LATER, OTHER, NEAR]

/** In short: `mesh-again free`, `mesh-last`. */
function sittings(
  id: string,
  picks: readonly string[],
  { blocks = [block('Lunch', THURSDAY, '12:00-13:00')], ...more },
) {
  const mine = agenda(
    picks.map((one) => pick(one)),
    blocks,
  )
  const going = goingEntries(mine, { sessions: SESSIONS }, { maybe: false })
  const found = sittingsFor({ sessions: SESSIONS, going, walks: NO_WALKS, ...more })(id)
  return found.map(({ entry, free }) => (free ? `${entry.id} free` : entry.id))
}

describe('when else a content is given', () => {
  test.each<[string, string, readonly string[], Parameters<typeof sittings>[2], readonly string[]]>([
    [
      'timed, not cancelled, in time order, also by way of a third',
      'mesh',
      ['mesh', 'other'],
      {},
      ['mesh-again free', 'mesh-last free'],
    ],
    ['from any of them', 'mesh-last', ['mesh-last'], {}, ['mesh free', 'mesh-again free']],
    ['from one that is cancelled', 'mesh-off', ['mesh-off'], {}, ['mesh free', 'mesh-again free', 'mesh-last free']],
    [
      'not free beside a block',
      'mesh',
      ['mesh'],
      { blocks: [block('Booth', FRIDAY, '10:30-14:00')] },
      ['mesh-again', 'mesh-last free'],
    ],
    ['not free beside another pick', 'mesh-last', ['mesh-last', 'other'], {}, ['mesh', 'mesh-again free']],
    ['its own pick is not in the way', 'mesh-again', ['mesh-again'], {}, ['mesh free', 'mesh-last free']],
    ['those that I am going to are left out', 'mesh', ['mesh', 'mesh-last'], {}, ['mesh-again free']],
    ['a content that is given once', 'other', ['other'], {}, []],
    ['a block', 'block:Lunch', [], {}, []],
    [
      'what has begun is not offered while something is ahead',
      'mesh',
      ['mesh'],
      { now: at(FRIDAY, '10:00') },
      ['mesh-last free'],
    ],
    [
      'after the last session nothing is left out',
      'mesh',
      ['mesh'],
      { now: at(FRIDAY, '20:00') },
      ['mesh-again free', 'mesh-last free'],
    ],
  ])('%s', (_name, id, picks, more, expected) => {
    expect(sittings(id, picks, more)).toEqual(expected)
  })

  test('a sitting that is too far away from another pick is not free', () => {
    const mine = agenda([pick('mesh'), pick('near')])
    const walks = walksOf(mine, catalogue(SESSIONS), 5)
    expect(sittings('mesh', ['mesh', 'near'], {})).toEqual(['mesh-again free', 'mesh-last free'])
    expect(sittings('mesh', ['mesh', 'near'], { walks })).toEqual(['mesh-again', 'mesh-last free'])
  })

  test('the one to name is the first that is free', () => {
    const of = (...booths: readonly string[]) => {
      const going = booths.map((times) => blockEntry(block('Booth', FRIDAY, times)))
      return bestSitting(sittingsFor({ sessions: SESSIONS, going, walks: NO_WALKS })('mesh'))?.entry.id
    }
    expect(of()).toBe('mesh-again')
    expect(of('09:00-12:00')).toBe('mesh-last')
    expect(of('09:00-16:00')).toBe('mesh-again')
    expect(bestSitting([])).toBeUndefined()
  })
})

test('whatever the programme: the sittings are the timed repeats, and one is free where going there instead makes no clash', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'] as const
  const one = (id: string) =>
    fc
      .record({
        repeatOf: fc.option(fc.constantFrom(...ids, 'gone'), { nil: undefined }),
        hour: fc.option(fc.integer({ min: 9, max: 14 }), { nil: undefined }),
        status: fc.constantFrom('confirmed' as const, 'confirmed' as const, 'cancelled' as const),
        room: fc.constantFrom('A', 'B'),
      })
      .map(({ repeatOf, hour, status, room }): Session => {
        const clock = (of: number) => String(of).padStart(2, '0')
        return session(id, {
          ...(repeatOf !== undefined && { repeatOf }),
          ...(hour !== undefined && { when: timed(FRIDAY, `${clock(hour)}:00-${clock(hour + 1)}:00`) }),
          status,
          room,
        })
      })
  fc.assert(
    fc.property(
      fc.tuple(...ids.map(one)),
      fc.subarray([...ids]),
      fc.constantFrom(0, 10),
      (sessions, picks, minutes) => {
        const mine = agenda(picks.map((id) => pick(id)))
        const walks = walksOf(mine, catalogue(sessions), minutes)
        const going = goingEntries(mine, { sessions }, { maybe: false })
        const find = sittingsFor({ sessions, going, walks })
        const contentOf = contentFinder(sessions)
        const isMine = (id: string) => going.some((kept) => kept.id === id)
        /** Whether a session takes place and clashes with nothing else I am going to. */
        const fits = ({ id, when, status, ...own }: Session) => {
          if (when.kind !== 'timed' || status === 'cancelled') return false
          const entry = entryOf({ id, when, status, ...own }, when)
          return !going.some((kept) => contentOf(kept.id) !== contentOf(id) && collide(kept, entry, walks))
        }
        const takesPlace = ({ when, status }: Session) => when.kind === 'timed' && status !== 'cancelled'
        for (const own of sessions) {
          const others = repeatsOf(own, sessions).filter((other) => takesPlace(other) && !isMine(other.id))
          const found = find(own.id).map(({ entry, free }) => [entry.id, free] as const)
          expect(new Map(found)).toEqual(new Map(others.map((other) => [other.id, fits(other)] as const)))
        }
        const twice = goingTwice({ sessions, going, walks }).map(({ sittings: entries }) => entries)
        for (const entries of twice) expect(new Set(entries.map(({ id }) => contentOf(id))).size).toBe(1)
        const once = going.filter(({ id }) => !twice.some((entries) => entries.some((entry) => entry.id === id)))
        expect(new Set(once.map(({ id }) => contentOf(id))).size).toBe(once.length)
        expect(new Set([...once, ...twice.flatMap(([first]) => first ?? [])].map(({ id }) => contentOf(id))).size).toBe(
          once.length + twice.length,
        )
        const isSettled = (content: string) =>
          sessions.some((one) => isMine(one.id) && contentOf(one.id) === content && fits(one))
        const expected = sessions.filter((one) => !isMine(one.id) && fits(one) && !isSettled(contentOf(one.id)))
        expect(freeAmong(sessions, { sessions, going, walks })).toEqual(expected)
      },
    ),
  )
})

describe('a content that I am going to twice', () => {
  test.each<[string, readonly string[], Parameters<typeof block>[2], readonly (readonly string[])[]]>([
    [
      'in time order, the last to spare',
      ['mesh-last', 'mesh'],
      '18:00-19:00',
      [['mesh', 'mesh-last', 'without mesh-last']],
    ],
    [
      'what clashes is to spare',
      ['mesh-last', 'mesh-again', 'mesh'],
      '10:30-12:00',
      [['mesh', 'mesh-again', 'mesh-last', 'without mesh-again']],
    ],
    ['a cancelled one does not count', ['mesh', 'mesh-off'], '18:00-19:00', []],
    ['other contents do not count', ['mesh', 'other', 'near'], '18:00-19:00', []],
  ])('%s', (_name, picks, times, expected) => {
    // A block may have the same title as a session.
    const mine = agenda(
      picks.map((id) => pick(id)),
      [block('mesh', FRIDAY, times)],
    )
    const going = goingEntries(mine, { sessions: SESSIONS }, { maybe: false })
    const found = goingTwice({ sessions: SESSIONS, going, walks: NO_WALKS })
    expect(found.map(({ sittings: all, spare }) => [...all.map(({ id }) => id), `without ${spare.id}`])).toEqual(
      expected,
    )
  })
})

test('free: another sitting of what I am going to is not offered, one of what is cancelled or clashes is', () => {
  const free = (...picks: readonly string[]) => {
    const going = goingEntries(agenda(picks.map((id) => pick(id))), { sessions: SESSIONS }, { maybe: false })
    return freeAmong(SESSIONS, { sessions: SESSIONS, going, walks: NO_WALKS }).map(({ id }) => id)
  }
  expect(free('mesh')).toEqual(['near'])
  expect(free('mesh-last', 'near')).toEqual(['other'])
  expect(free('mesh', 'other')).toEqual(['mesh-last', 'mesh-again', 'near'])
  expect(free('mesh', 'other', 'mesh-last')).toEqual(['near'])
  expect(free('mesh-off')).toEqual(['mesh-last', 'mesh', 'mesh-again', 'other', 'near'])
  expect(free('other')).toEqual(['mesh-last', 'mesh-again', 'near'])
})
