import fc from 'fast-check'
import { type Day, instant } from '../../../src/model/time.js'
import type { Entry } from '../../../src/planning/agenda/clashes.js'
import { NO_WALKS, type Walks } from '../../../src/planning/agenda/walks.js'
import type { BreakWindow, Candidate, PlanProblem } from '../../../src/planning/plan/problem.js'

const MINUTE = 60_000
const DAY = 40

export const dayOf = (index: number): Day => `2020-11-${17 + index}` as Day

export function entry(id: string, start: number, length: number, more: Partial<Entry> = {}): Entry {
  const day = dayOf(Math.floor(start / DAY))
  return {
    id,
    title: id,
    start: instant(start * MINUTE),
    end: instant((start + length) * MINUTE),
    day,
    offset: 0,
    endOffset: 0,
    ...more,
  }
}

export interface Drawn extends Omit<Partial<Candidate>, 'entry'>, Partial<Pick<Entry, 'room' | 'walks' | 'posters'>> {}

export function candidate(id: string, start: number, length: number, more: Drawn = {}): Candidate {
  const { room, walks, posters, ...rest } = more
  const place = {
    ...(room !== undefined && { room }),
    ...(walks !== undefined && { walks }),
    ...(posters !== undefined && { posters }),
  }
  return { entry: entry(id, start, length, place), score: 1, fixed: false, ...rest }
}

export function problem(candidates: readonly Candidate[], more: Partial<PlanProblem> = {}): PlanProblem {
  return { candidates, blocks: [], walks: NO_WALKS, breaks: [], ...more }
}

/** Walks by a table of rooms; without a room the walk is 0. */
export function tableWalks(rooms: readonly string[], minutes: readonly (readonly number[])[]): Walks {
  const between = (one?: string, other?: string) => {
    const [a, b] = [rooms.indexOf(one ?? ''), rooms.indexOf(other ?? '')]
    return a < 0 || b < 0 || a === b ? 0 : (minutes[Math.max(a, b)]?.[Math.min(a, b)] ?? 0)
  }
  return { between, knows: () => true, reach: (room) => Math.max(...rooms.map((other) => between(room, other))) }
}

const ROOMS = ['A', 'B', 'C', 'D']

/** Arbitrary walks, which mostly violate the triangle inequality. */
const walks = fc
  .array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 })
  .map((minutes) => tableWalks(ROOMS, minutes))

/** Posters of one wall hang at one time. */
const WALLS = [
  { start: 4, length: 6, room: 'A', walks: undefined, posters: 'a' },
  { start: 7, length: 4, room: 'B', walks: undefined, posters: 'b' },
] as const

interface Sizes {
  readonly candidates: number
  readonly days: number
  readonly fixed: boolean
  /** One content may be fixed at several sittings. */
  readonly several?: boolean
}

/** Problems with everything: distant rooms, posters, breaks, repeats, blocks, a maximum, fixed sessions, repairs. */
export function problems({ candidates: most, days, fixed, several = false }: Sizes): fc.Arbitrary<PlanProblem> {
  const drawn = fc.record({
    start: fc.integer({ min: 0, max: days * DAY - 1 }),
    length: fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 9 }) },
    ),
    room: fc.option(fc.constantFrom(...ROOMS), { nil: undefined, freq: 6 }),
    walks: fc.option(fc.constant(false), { nil: undefined, freq: 1 }),
    score: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 5 }) },
      { weight: 2, arbitrary: fc.integer({ min: -6, max: 30 }).map((sixths) => sixths / 6) },
    ),
    fixed: fixed ? fc.boolean() : fc.constant(false),
    group: fc.option(fc.constantFrom('g', 'h', 'i'), { nil: undefined, freq: 2 }),
    wall: fc.option(fc.constantFrom(0, 1), { nil: undefined, freq: 1 }),
  })
  const blocks = fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: days * DAY - 1 }),
      length: fc.integer({ min: 0, max: 6 }),
      room: fc.option(fc.constantFrom(...ROOMS), { nil: undefined }),
    }),
    { maxLength: 2 },
  )
  const breaks = fc.array(
    fc
      .record({
        day: fc.integer({ min: 0, max: days - 1 }),
        from: fc.integer({ min: 0, max: DAY - 10 }),
        length: fc.integer({ min: 4, max: 20 }),
        minutes: fc.integer({ min: 0, max: 9 }),
      })
      .map(({ day, from, length, minutes }): BreakWindow => {
        const start = day * DAY + from
        const span = {
          start: instant(start * MINUTE),
          end: instant((start + length) * MINUTE),
          offset: 0,
          endOffset: 0,
        }
        return { day: dayOf(day), ...span, minutes }
      }),
    { maxLength: 2 },
  )
  return fc
    .record({
      drawn: fc.array(drawn, { minLength: Math.floor(most / 2), maxLength: most, size: 'max' }),
      blocks,
      breaks: fc.oneof(fc.constant([]), breaks),
      walks: fc.oneof({ weight: 1, arbitrary: fc.constant(NO_WALKS) }, { weight: 4, arbitrary: walks }),
      maxPerDay: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined, freq: 2 }),
      maxMinutes: fc.option(fc.integer({ min: 5, max: 30 }), { nil: undefined, freq: 1 }),
      repair: fc.option(
        fc.record({
          picks: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'gone'), { maxLength: 4 }),
          changeCost: fc.constantFrom(0.5, 1, 3),
        }),
        { nil: undefined, freq: 1 },
      ),
    })
    .map(({ drawn: sessions, blocks: busy, breaks: windows, walks: walking, maxPerDay, maxMinutes, repair }) =>
      problem(
        sessions
          .map(({ wall, ...one }) => (wall === undefined ? one : { ...one, ...WALLS[wall] }))
          .map((one, index, all) => {
            const before = all.slice(0, index).some((other) => other.fixed && other.group === one.group)
            return !several && one.group !== undefined && before ? { ...one, fixed: false } : one
          })
          .map(({ start, length, room, walks: walked, group, ...rest }, index) =>
            candidate(String.fromCharCode(97 + ((index * 7) % 26)) + (index < 26 ? '' : `${index}`), start, length, {
              ...rest,
              ...(room !== undefined && { room }),
              ...(walked !== undefined && { walks: walked }),
              ...(group !== undefined && { group }),
            }),
          ),
        {
          blocks: busy.map(({ start, length, room }, index) =>
            entry(`block:${index}`, start, length, room === undefined ? {} : { room }),
          ),
          breaks: windows,
          walks: walking,
          ...(maxPerDay !== undefined && { maxPerDay }),
          ...(maxMinutes !== undefined && { maxMinutes }),
          ...(repair && { repair }),
        },
      ),
    )
}
