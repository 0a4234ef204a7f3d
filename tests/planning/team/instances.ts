import fc from 'fast-check'
import type { Walk } from '../../../src/model/conference.js'
import { instant } from '../../../src/model/time.js'
import type { Entry } from '../../../src/planning/agenda/clashes.js'
import { type Walks, walksOf } from '../../../src/planning/agenda/walks.js'
import type { TeamCandidate, TeamProblem } from '../../../src/planning/team/team-problem.js'
import { TUE, WED } from '../../fixtures/programme.js'

const MINUTE = 60_000
const DAY = 86_400_000

export function entry(id: string, start: number, length: number, room?: string): Entry {
  const begins = instant(start * MINUTE)
  const day = start * MINUTE < DAY ? TUE : WED
  return {
    id,
    title: id,
    ...(room !== undefined && { room }),
    start: begins,
    end: instant(begins + length * MINUTE),
    day,
    offset: 0,
    endOffset: 0,
  }
}

export function walks(rules: readonly Walk[] = [], defaultWalk = 0): Walks {
  return walksOf({ walks: [] }, { rooms: { defaultWalk, walks: rules } })
}

const ROOMS = ['A', 'B', 'Hall 1', 'Hall 2']

const RULES: fc.Arbitrary<Walks> = fc
  .record({
    rules: fc.array(
      fc.oneof(
        fc.record({ from: fc.constantFrom(...ROOMS), to: fc.constantFrom(...ROOMS), walk: fc.nat({ max: 40 }) }),
        fc.record({ within: fc.constant('Hall'), walk: fc.nat({ max: 10 }) }),
      ),
      { maxLength: 3 },
    ),
    fallback: fc.constantFrom(0, 5, 15),
  })
  .map(({ rules, fallback }) => walks(rules, fallback))

const TIMES = fc.record({
  start: fc.nat({ max: 12 }).map((slot) => slot * 10),
  length: fc.constantFrom(0, 10, 20, 30, 60),
  room: fc.option(fc.constantFrom(...ROOMS), { nil: undefined }),
})

const SCORE = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 3) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, 1.333, 7, 2.5) },
)

/** A free period in a window, which usually binds, and a maximum number of sessions a day. */
const LIMITS = fc.record({
  breaks: fc.array(
    fc
      .record({
        start: fc.nat({ max: 6 }),
        slots: fc.integer({ min: 3, max: 8 }),
        minutes: fc.constantFrom(10, 20, 30),
      })
      .map(({ start, slots, minutes }) => ({ ...entry('', start * 10, slots * 10), minutes })),
    { maxLength: 1 },
  ),
  maxPerDay: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  maxMinutes: fc.option(fc.constantFrom(20, 40, 60), { nil: undefined }),
})

/**
 * Small teams with everything at once: individual blocks, walks and limits, repeats, sessions people are going to,
 * sessions attended together, to be covered, closed, or kept outside the answer.
 */
export const TEAMS: fc.Arbitrary<TeamProblem> = fc
  .record({ size: fc.integer({ min: 1, max: 3 }), sessions: fc.integer({ min: 1, max: 6 }) })
  .chain(({ size, sessions }) =>
    fc.record({
      members: fc.tuple(
        ...Array.from({ length: size }, (_, index) =>
          fc.record({
            name: fc.constant(`M${index}`),
            blocks: fc.array(
              TIMES.map(({ start, length, room }) => entry('block:busy', start, length, room)),
              { maxLength: 1 },
            ),
            walks: RULES,
            limits: LIMITS,
          }),
        ),
      ),
      candidates: fc.array(
        fc.record({
          when: TIMES,
          content: fc.nat({ max: 8 }),
          scores: fc.tuple(...Array.from({ length: size }, () => SCORE)),
          going: fc.array(fc.nat({ max: size - 1 }), { maxLength: 1 }),
          closed: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
          outside: fc.boolean(),
        }),
        { minLength: sessions, maxLength: sessions },
      ),
      together: fc.array(fc.nat({ max: 8 }), { maxLength: 2 }),
      cover: fc.array(fc.nat({ max: 8 }), { maxLength: 3 }),
    }),
  )
  .map(({ members, candidates, together, cover }) => {
    const ids = candidates.map((_, index) => `s${(index * 7) % 10}`)
    const isGoing = (index: number, member: number) => candidates[index]?.going.includes(member) === true
    return {
      members: members.map(({ limits: { breaks, maxPerDay, maxMinutes }, ...member }, place) => ({
        ...member,
        going: new Set(ids.filter((_, index) => isGoing(index, place))),
        outside: new Set(ids.filter((_, index) => isGoing(index, place) && candidates[index]?.outside)),
        picked: new Set<string>(),
        limits: {
          breaks,
          ...(maxPerDay !== undefined && { maxPerDay }),
          ...(maxMinutes !== undefined && { maxMinutes }),
        },
      })),
      candidates: candidates.map(
        ({ when: { start, length, room }, content, scores, closed }, index): TeamCandidate => ({
          entry: entry(ids[index] ?? '', start, length, room),
          content: `c${content}`,
          // A session that somebody is going to has some value.
          scores: scores.map((score, member) => (isGoing(index, member) ? score || 3 : score)),
          ...(closed && { closed: true as const }),
        }),
      ),
      together: new Set(together.map((content) => `c${content}`)),
      cover: new Set(cover.map((content) => `c${content}`)),
    }
  })
