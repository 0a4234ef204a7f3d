import fc from 'fast-check'
import type { Walk } from '../../../src/model/conference.js'
import { instant } from '../../../src/model/time.js'
import type { Entry } from '../../../src/planning/clash.js'
import type { TeamCandidate, TeamProblem } from '../../../src/planning/team/problem.js'
import { type Walks, walksOf } from '../../../src/planning/walk.js'
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

/** Small teams with everything at once: blocks, walks of their own, repeats, what is attended together, what must be covered. */
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
          }),
        ),
      ),
      candidates: fc.array(
        fc.record({
          when: TIMES,
          content: fc.nat({ max: 8 }),
          scores: fc.tuple(...Array.from({ length: size }, () => SCORE)),
        }),
        { minLength: sessions, maxLength: sessions },
      ),
      together: fc.array(fc.nat({ max: 8 }), { maxLength: 2 }),
      cover: fc.array(fc.nat({ max: 8 }), { maxLength: 3 }),
    }),
  )
  .map(({ members, candidates, together, cover }) => ({
    members,
    candidates: candidates.map(
      ({ when: { start, length, room }, content, scores }, index): TeamCandidate => ({
        entry: entry(`s${(index * 7) % 10}`, start, length, room),
        content: `c${content}`,
        scores,
      }),
    ),
    together: new Set(together.map((content) => `c${content}`)),
    cover: new Set(cover.map((content) => `c${content}`)),
  }))
