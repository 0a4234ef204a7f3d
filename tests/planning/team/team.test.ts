import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Program, Solution, Solve } from '../../../src/planning/plan/program.js'
import { splitTeam } from '../../../src/planning/team/team.js'
import type { Team, TeamProblem } from '../../../src/planning/team/team-problem.js'
import { solverIn } from '../../../src/solver/highs.js'
import { testWorld } from '../../cli/kubeplan.js'
import { someOf } from '../../fixtures/cases.js'
import { drawTeam } from '../../fixtures/drawn.js'
import { entry, TEAMS, walks } from './instances.js'
import { bestSplit, hiddenFrom, isSplit } from './oracle.js'

const solver = solverIn(testWorld({ home: '/nowhere' }).world)
afterAll(() => solver.end())

/** Does not look for the first of the best. */
const hasty = { solve: solver.solve, firstOf: async (_: Program, best: Solution) => best }

const idsOf = ({ members }: Team) => members.map(({ sessions }) => sessions.map(({ id }) => id))

/** Checks that must hold for any split. */
function checkSplit(problem: TeamProblem, team: Team): void {
  const candidates = new Map(problem.candidates.map((candidate) => [candidate.entry.id, candidate]))
  const hidden = problem.members.map((member) => hiddenFrom(member, problem.candidates))
  const told = idsOf(team)
  const all = told.map((ids, member) => [...ids, ...(hidden[member] ?? [])])
  expect(all.every((ids) => new Set(ids).size === ids.length)).toBe(true)
  const attended = all.flatMap((ids, member) =>
    ids.flatMap((id) => {
      const candidate = candidates.get(id)
      return candidate ? [{ ...candidate, member }] : []
    }),
  )
  const worth = attended
    .filter(({ entry: { id }, member }) => told[member]?.includes(id))
    .reduce((sum, { scores, member }) => sum + Math.round((scores[member] ?? 0) * 30), 0)
  expect(team.value).toBe(worth / 30)
  expect(team.bound).toBeGreaterThanOrEqual(team.value)
  expect(isSplit(problem, all)).toBe(true)
  const known = new Set(attended.map(({ content }) => content))
  const left = problem.candidates.filter(
    ({ content, scores }) => !known.has(content) && (problem.cover.has(content) || scores.some((score) => score > 0)),
  )
  expect([...team.uncovered].sort()).toEqual(left.map((one) => one.entry.id).sort())
  const missed = left.filter(({ content }) => problem.cover.has(content))
  expect([...team.missed].sort()).toEqual(missed.map((one) => one.entry.id).sort())
}

describe('against every way there is', () => {
  test('the split is the best one, and of equal ones the first', async () => {
    await fc.assert(
      fc.asyncProperty(TEAMS, async (problem) => {
        const best = bestSplit(problem)
        const team = await splitTeam(problem, solver)
        expect(idsOf(team)).toEqual(best.sessions)
        const value = best.value / 30
        expect([team.value, team.bound, team.proven]).toEqual([value, value, true])
        checkSplit(problem, team)
      }),
      { numRuns: 1000 },
    )
  })

  test('it is the same in any order of the candidates', async () => {
    await fc.assert(
      fc.asyncProperty(TEAMS, async (problem) => {
        const turned = { ...problem, candidates: [...problem.candidates].reverse() }
        expect(await splitTeam(turned, solver)).toEqual(await splitTeam(problem, solver))
      }),
      { numRuns: 200 },
    )
  })

  test('whoever is named first, everybody is sent to the same, also where two share a name', async () => {
    const order = fc.tuple(TEAMS, fc.integer({ min: 0, max: 5 }), fc.boolean())
    await fc.assert(
      fc.asyncProperty(order, async ([drawn, turn, oneName]) => {
        const members = drawn.members.map((member) => (oneName ? { ...member, name: 'Ana' } : member))
        const problem = { ...drawn, members }
        const places = [...members.keys()]
        const turned = places.map((place) => (place + turn) % places.length)
        if (turn > 2) turned.reverse()
        const other = await splitTeam(
          {
            ...problem,
            members: turned.flatMap((place) => members[place] ?? []),
            candidates: problem.candidates.map((one) => ({ ...one, scores: turned.map((at) => one.scores[at] ?? 0) })),
          },
          solver,
        )
        const team = await splitTeam(problem, solver)
        const back = { ...other, members: places.flatMap((place) => other.members[turned.indexOf(place)] ?? []) }
        // Two members who are alike in everything may be exchanged.
        const kind = (place: number) =>
          JSON.stringify([
            members[place]?.name,
            members[place]?.blocks,
            [...(members[place]?.going ?? [])],
            [...(members[place]?.outside ?? [])],
            members[place]?.limits,
            problem.candidates.map(({ scores }) => scores[place]),
          ])
        const told = (split: Team) => places.map((place) => JSON.stringify([kind(place), split.members[place]])).sort()
        expect(told(back)).toEqual(told(team))
        expect({ ...back, members: [] }).toEqual({ ...team, members: [] })
        if (!oneName) expect(back).toEqual(team)
      }),
      { numRuns: 300 },
    )
  })

  test('without the rule for ties it is still as good as it says', async () => {
    await fc.assert(
      fc.asyncProperty(TEAMS, async (problem) => {
        const team = await splitTeam(problem, hasty)
        expect([team.value, team.proven]).toEqual([bestSplit(problem).value / 30, true])
        checkSplit(problem, team)
      }),
      { numRuns: 300 },
    )
  })
})

describe('when the time is over', () => {
  const nothing: Solve = async ({ objective }) => ({
    status: 'time-limit',
    x: [],
    value: Number.NEGATIVE_INFINITY,
    bound: objective.reduce((sum, worth) => sum + worth, 0),
  })

  test('before anything was found: a split that holds, and a bound no split exceeds', async () => {
    await fc.assert(
      fc.asyncProperty(TEAMS, async (problem) => {
        const [team, best] = [await splitTeam(problem, { ...hasty, solve: nothing }), bestSplit(problem)]
        checkSplit(problem, team)
        // The bound is for splits that cover as much as this one.
        const missed = new Set(
          problem.candidates.filter(({ entry: { id } }) => team.missed.includes(id)).map((one) => one.content),
        )
        if (missed.size === 0) expect(team.bound).toBeGreaterThanOrEqual(best.value / 30)
        if (team.proven) expect(team.value).toBe(best.value / 30)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([1, 2, 3])(
    'after %i programs: covers and is worth as much as can be, shared as it may be',
    async (most) => {
      await fc.assert(
        fc.asyncProperty(TEAMS, async (problem) => {
          let asked = 0
          const solve: Solve = (program) => (asked++ < most ? solver.solve(program) : nothing(program))
          const [team, best] = [await splitTeam(problem, { ...hasty, solve }), bestSplit(problem)]
          checkSplit(problem, team)
          expect([team.value, team.proven]).toEqual([best.value / 30, true])
        }),
        { numRuns: 200 },
      )
    },
  )

  test('a worse solution than the first guess is not taken', async () => {
    const problem = { ...drawTeam({ sessions: 60, times: 'slots', repeats: 10 }, 2), cover: new Set<string>() }
    const idle: Solve = async (program) => ({
      ...(await nothing(program)),
      status: 'feasible',
      x: program.objective.map(() => 0),
      value: 0,
    })
    const team = await splitTeam(problem, { ...hasty, solve: idle })
    checkSplit(problem, team)
    expect(team.value).toBeGreaterThan(0)
    expect(team.proven).toBe(false)
  })
})

const LARGE = [
  ['any', 20],
  ['slots', 100],
] as const

test.each(someOf(LARGE, 2))(
  'four people, 400 sessions, many given twice (%s, %i): proven, and the same again',
  async (times, repeats) => {
    const problem = drawTeam({ sessions: 400, times, repeats }, 4)
    const team = await splitTeam(problem, solver)
    checkSplit(problem, team)
    expect([team.proven, team.bound, team.missed]).toEqual([true, team.value, []])
    expect(await splitTeam({ ...problem, candidates: [...problem.candidates].reverse() }, solver)).toEqual(team)
  },
)

describe('what the words mean', () => {
  const member = (name: string, ...blocks: ReturnType<typeof entry>[]) => ({
    name,
    blocks,
    walks: walks(),
    going: new Set<string>(),
    outside: new Set<string>(),
    picked: new Set<string>(),
    limits: { breaks: [] },
  })
  const nobody = { together: new Set<string>(), cover: new Set<string>() }
  const session = (id: string, start: number, scores: readonly number[], content = id) => ({
    entry: entry(id, start, 30),
    content,
    scores,
  })

  test('what two want is attended by the one who wants it more', async () => {
    const candidates = [session('a', 0, [3, 5]), session('b', 0, [3, 4])]
    expect(await splitTeam({ members: [member('Ana'), member('Ben')], candidates, ...nobody }, solver)).toEqual({
      value: 8,
      bound: 8,
      proven: true,
      members: [
        { name: 'Ana', sessions: [{ id: 'b', score: 3 }], givenUp: [] },
        { name: 'Ben', sessions: [{ id: 'a', score: 5 }], givenUp: [] },
      ],
      uncovered: [],
      missed: [],
    })
  })

  test('of splits worth the same: first for the poorest, then for the second poorest', async () => {
    const candidates = [4, 3, 3, 2].map((score, slot) => session(`s${slot}`, slot * 30, [score, score, score]))
    const alone = session('only cleo', 300, [0, 0, 1])
    const members = ['Ana', 'Ben', 'Cleo'].map((name) => member(name))
    const team = await splitTeam({ members, candidates: [...candidates, alone], ...nobody }, solver)
    // Of thirteen points nobody can have more than 4, 4 and 5; then Ana is the first by name.
    expect(idsOf(team)).toEqual([['s0'], ['s1', 's3'], ['s2', 'only cleo']])
  })

  test('together: everybody who wants it goes; a repeat of it counts as it', async () => {
    const busy = entry('block:booth', 0, 30)
    const candidates = [session('a', 0, [3, 3, 0], 'a'), session('a2', 60, [3, 3, 0], 'a')]
    const members = [member('Ana'), member('Ben', busy), member('Cleo')]
    const team = await splitTeam({ members, candidates, ...nobody, together: new Set(['a']) }, solver)
    expect(idsOf(team)).toEqual([['a'], ['a2'], []])
    expect(team.uncovered).toEqual([])
  })

  test('cover: somebody goes although everybody would rather be elsewhere', async () => {
    const candidates = [session('dull', 0, [0, 0]), session('a', 0, [5, 5]), session('b', 0, [4, 1])]
    const members = [member('Ana'), member('Ben')]
    const team = await splitTeam({ members, candidates, ...nobody, cover: new Set(['dull']) }, solver)
    expect(team).toEqual({
      value: 5,
      bound: 5,
      proven: true,
      members: [
        { name: 'Ana', sessions: [{ id: 'a', score: 5 }], givenUp: [] },
        { name: 'Ben', sessions: [{ id: 'dull', score: 0 }], givenUp: [] },
      ],
      uncovered: ['b'],
      missed: [],
    })
  })

  test('cover: what cannot be covered is told, and as much as possible is', async () => {
    const candidates = ['x', 'y', 'z'].map((id, index) => session(id, 0, [0, index]))
    const team = await splitTeam(
      { members: [member('Ana'), member('Ben')], candidates, ...nobody, cover: new Set(['x', 'y', 'z', 'unheard of']) },
      solver,
    )
    expect([team.value, team.proven, team.uncovered, team.missed]).toEqual([2, true, ['y'], ['y']])
    expect(idsOf(team)).toEqual([['x'], ['z']])
  })

  test('a team of nobody, and a programme of nothing', async () => {
    const empty = { value: 0, bound: 0, proven: true, members: [], uncovered: [], missed: [] }
    expect(await splitTeam({ members: [], candidates: [], ...nobody }, solver)).toEqual(empty)
    expect(await splitTeam({ members: [member('Ana')], candidates: [], ...nobody }, solver)).toEqual({
      ...empty,
      members: [{ name: 'Ana', sessions: [], givenUp: [] }],
    })
  })
})
