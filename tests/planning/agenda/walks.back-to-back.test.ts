import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { addDays, addMinutes } from '../../../src/model/time.js'
import { backToBack, type Line } from '../../../src/planning/agenda/walks.js'
import { casesOf } from '../../fixtures/cases.js'
import { at, dated, FRIDAY, session, THURSDAY, timed } from '../samples.js'

const HALL = 'Main Hall'

function keynote(times: string, more: Partial<Session> = {}): Session {
  return session(times, { kind: 'keynote', room: HALL, when: timed(FRIDAY, times), ...more })
}

/** The same trait for all. */
const alike = (one: Session) => ({ session: one, trait: '' })

/** The ids of a line, with ` + ` between those of a run. */
const told = (lines: readonly Line<Session>[]) => lines.map(({ items }) => items.map(({ id }) => id).join(' + '))

const A = keynote('09:00-09:20')
const B = keynote('09:22-09:30')
const C = keynote('09:45-10:00')
const D = keynote('10:00-10:05')
const RUN = '09:00-09:20 + 09:22-09:30 + 09:45-10:00'

test.each<[string, readonly Session[], readonly string[]]>([
  ['nothing', [], []],
  ['three', [A, B, C], [RUN]],
  ['four, the last without a pause', [A, B, C, D], [`${RUN} + 10:00-10:05`]],
  ['two', [A, B], ['09:00-09:20', '09:22-09:30']],
  ['a pause of 15 minutes', [A, keynote('09:35-09:40'), C], ['09:00-09:20 + 09:35-09:40 + 09:45-10:00']],
  [
    'a pause of 16 minutes',
    [A, keynote('09:36-09:40'), C, D],
    ['09:00-09:20', '09:36-09:40 + 09:45-10:00 + 10:00-10:05'],
  ],
  [
    'one that begins before the one before has ended',
    [A, keynote('09:19-09:21'), B, C],
    ['09:00-09:20', '09:19-09:21 + 09:22-09:30 + 09:45-10:00'],
  ],
  ['no length', [A, keynote('09:20-09:20'), B], ['09:00-09:20 + 09:20-09:20 + 09:22-09:30']],
  ['a shell round them', [keynote('08:50-10:00'), A, B, C], ['08:50-10:00', RUN]],
  [
    'a shell that stands behind the first of them',
    [A, keynote('09:00-10:05'), B, C, D],
    ['09:00-09:20', '09:00-10:05', '09:22-09:30 + 09:45-10:00 + 10:00-10:05'],
  ],
  [
    'other kinds in between, in the same room and elsewhere',
    [
      A,
      session('09:00-09:30', { when: timed(FRIDAY, '09:00-09:30') }),
      session('09:20-09:22', { room: HALL, when: timed(FRIDAY, '09:20-09:22') }),
      B,
      C,
    ],
    [RUN, '09:00-09:30', '09:20-09:22'],
  ],
  ['two rooms', [A, keynote('09:22-09:30', { room: 'Annex' }), C], ['09:00-09:20', '09:22-09:30', '09:45-10:00']],
  [
    'a room and none',
    [A, keynote('09:22-09:30', { room: 'null' }), C].map(withoutRoomNull),
    [A, B, C].map(({ id }) => id),
  ],
  ['no room at all', [A, B, C].map(withoutRoom), [RUN]],
  [
    'two runs at once',
    [
      A,
      keynote('09:01-09:19', { room: 'Annex' }),
      B,
      keynote('09:23-09:29', { room: 'Annex' }),
      C,
      keynote('09:44-09:59', { room: 'Annex' }),
    ],
    [RUN, '09:01-09:19 + 09:23-09:29 + 09:44-09:59'],
  ],
  [
    'a cancelled one in between',
    [A, B, keynote('09:30-09:35', { status: 'cancelled' }), C, D, keynote('10:05-10:06')],
    ['09:00-09:20', '09:22-09:30', '09:30-09:35', '09:45-10:00 + 10:00-10:05 + 10:05-10:06'],
  ],
  [
    'days and nothing known instead of times',
    [
      A,
      B,
      session('day', { kind: 'keynote', room: HALL, when: dated(FRIDAY) }),
      session('never', { kind: 'keynote', room: HALL }),
    ],
    ['09:00-09:20', '09:22-09:30', 'day', 'never'],
  ],
  [
    'two days',
    [keynote('23:00-23:50', { when: timed(THURSDAY, '23:00-23:50') }), keynote('00:00-00:10'), keynote('00:10-00:20')],
    ['23:00-23:50', '00:00-00:10', '00:10-00:20'],
  ],
])('%s', (_name, sessions, lines) => {
  expect(told(backToBack(sessions, alike))).toEqual(lines)
})

function withoutRoom({ room: _, ...rest }: Session): Session {
  return rest
}

/** A room named `null` is not the same as no room. */
function withoutRoomNull(one: Session, index: number): Session {
  return index === 1 ? one : withoutRoom(one)
}

test('a run lasts from its first start to its last end, on the clocks of both', () => {
  const last = keynote('09:45-10:00', {
    when: timed(FRIDAY, '09:45-10:00', { offset: -300, endOffset: -240, endShift: 60 }),
  })
  expect(backToBack([A, B, last], alike)).toEqual([
    {
      items: [A, B, last],
      run: {
        kind: 'timed',
        start: at(FRIDAY, '09:00'),
        end: at(FRIDAY, '10:00'),
        offset: -300,
        endOffset: -240,
        day: FRIDAY,
      },
    },
  ])
})

describe('traits', () => {
  const E = keynote('10:05-10:10')
  const F = keynote('10:10-10:20')
  const traits = (given: Readonly<Record<string, string | undefined>>) => (one: Session) => {
    return { session: one, trait: one.id in given ? given[one.id] : '' }
  }

  test('another one begins another run', () => {
    const lines = backToBack([A, B, C, D, E, F], traits({ [D.id]: 'going', [E.id]: 'going', [F.id]: 'going' }))
    expect(told(lines)).toEqual([RUN, '10:00-10:05 + 10:05-10:10 + 10:10-10:20'])
  })

  test('one that has none stands alone', () => {
    expect(told(backToBack([A, B, C, D, E, F], traits({ [C.id]: undefined })))).toEqual([
      '09:00-09:20',
      '09:22-09:30',
      '09:45-10:00',
      '10:00-10:05 + 10:05-10:10 + 10:10-10:20',
    ])
    expect(told(backToBack([A, B, C], () => undefined))).toEqual([A, B, C].map(({ id }) => id))
  })
})

interface Drawn {
  readonly kind: 'keynote' | 'talk'
  readonly room: string | undefined
  readonly day: number
  readonly pause: number
  readonly length: number
  readonly status: Session['status']
  readonly trait: string | undefined
}

function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })
}

/** Mostly consecutive keynotes in one hall, so that there are runs and all ways to break them. */
const programmes = fc.array(
  fc.record<Drawn>({
    kind: mostly<Drawn['kind']>('keynote', 'talk'),
    room: mostly<Drawn['room']>(HALL, undefined, 'Annex'),
    day: mostly(0, 1),
    pause: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0, 1, 15) }, fc.constantFrom(-1, 16)),
    length: fc.integer({ min: 0, max: 20 }),
    status: mostly<Session['status']>('confirmed', 'cancelled'),
    trait: mostly<Drawn['trait']>('', 'going', undefined),
  }),
  { maxLength: 16, size: 'max' },
)

interface Item extends Drawn {
  readonly session: Session
  readonly start: number
  readonly end: number
}

/** Each begins a pause after the previous one in its room; then all are sorted by time. */
function laidOut(drawn: readonly Drawn[]): readonly Item[] {
  const clocks = new Map<string, number>()
  const items = drawn.map((one, index): Item => {
    const lane = `${one.day} ${one.room}`
    const start = Math.max(0, (clocks.get(lane) ?? 0) + one.pause)
    const end = start + one.length
    clocks.set(lane, end)
    const date = addDays(THURSDAY, one.day)
    const noon = at(date, '00:00')
    const when = { ...timed(date, '00:00-00:00'), start: addMinutes(noon, start), end: addMinutes(noon, end) }
    const { kind, status, room } = one
    return {
      ...one,
      session: session(`${index}`, { kind, status, when, ...(room !== undefined && { room }) }),
      start,
      end,
    }
  })
  return items.sort((a, b) => a.day - b.day || a.start - b.start)
}

/**
 * All keynotes of a hall between two of them (inclusive) are a run: decided for one window, without looking for others.
 */
function isRun(window: readonly Item[]): boolean {
  return (
    window.length >= 3 &&
    window.every(({ status, trait }) => status === 'confirmed' && trait !== undefined && trait === window[0]?.trait) &&
    window.slice(1).every(({ start }, index) => {
      const pause = start - (window[index]?.end ?? 0)
      return pause >= 0 && pause <= 15
    })
  )
}

function runsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  return [0, 1].flatMap((day) =>
    [HALL, 'Annex', undefined].flatMap((room) => {
      const hall = items.filter((one) => one.kind === 'keynote' && one.day === day && one.room === room)
      const windows = hall.flatMap((_, from) => hall.map((_, to) => hall.slice(from, to + 1))).filter(isRun)
      const isInside = (small: readonly Item[], large: readonly Item[]) => {
        return small.length < large.length && small.every((one) => large.includes(one))
      }
      return windows.filter((window) => !windows.some((other) => isInside(window, other)))
    }),
  )
}

test('every session stands in one line, at its place or in the longest run that holds it', () => {
  let seen = 0
  fc.assert(
    fc.property(programmes, (drawn) => {
      const items = laidOut(drawn)
      const before = JSON.stringify(items)
      const runs = runsOf(items)
      seen += runs.length
      const expected = items.flatMap((item) => {
        const run = runs.find((one) => one.includes(item))
        if (!run) return [[item]]
        return run[0] === item ? [run] : []
      })
      const lines = backToBack(items, ({ session: own, trait }) => ({ session: own, trait }))
      expect(lines.map((line) => line.items)).toEqual(expected)
      for (const { items: own, run } of lines) {
        const whens = own.map(({ session: { when } }) => (when.kind === 'timed' ? when : undefined))
        expect(run && { start: run.start, end: run.end }).toEqual(
          own.length === 1 ? undefined : { start: whens[0]?.start, end: whens.at(-1)?.end },
        )
      }
      expect(JSON.stringify(items)).toBe(before)
    }),
    { numRuns: 1000 },
  )
  expect(seen).toBeGreaterThan(casesOf(1000) / 10)
})

test('items that are no sessions stand alone and break nothing', () => {
  const items = [A, 'coffee', B, C] as const
  const lines = backToBack<Session | string>(items, (item) => (typeof item === 'string' ? undefined : alike(item)))
  expect(lines.map((line) => line.items)).toEqual([[A, B, C], ['coffee']])
})
