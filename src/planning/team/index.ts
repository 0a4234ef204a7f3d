import { compareText } from '../order.js'
import { compareIds } from '../plan/obstacles.js'
import { preferPicked } from '../plan/prefer-picked.js'
import { THIRTIETHS } from '../plan/prepare.js'
import type { Program, Report, Solution, Solve } from '../plan/program.js'
import { shareFairly } from './fairness.js'
import { greedySplit } from './greedy.js'
import type { Team, TeamMember, TeamProblem } from './problem.js'
import { sharesOf, type TeamProgram, takenSeats, teamProgram } from './program.js'
import type { Seat } from './seats.js'

export interface TeamSolver {
  readonly solve: Solve
  /** The first of all best solutions by its columns, given one of them. */
  readonly firstOf: (program: Program, best: Solution) => Promise<Solution>
}

/**
 * The best split of a programme over a team: as many as possible of the sessions that must be covered, then the
 * greatest sum of scores, then the fairest one (lexicographic max-min of the members' points). Of equal splits the
 * first: if not all can be covered, the one that covers the earliest; then the one in which the first member by name
 * attends the first session (by start, then id), then the next session, then the next member. Finally, members attend
 * the sittings they picked if those are worth as much and they are free. The order of candidates and members has no
 * effect.
 *
 * If time runs out, the value is still correct: `proven` refers to coverage and the sum, but the points may be shared
 * less fairly, or another of equal splits be returned, than with more time.
 */
export async function splitTeam(problem: TeamProblem, solver: TeamSolver, report?: Report): Promise<Team> {
  const { ordered, places } = inOrder(problem)
  const program = teamProgram(ordered)
  // Coverage is weighted on top of the scores.
  const scored = (value: number, covered: number) =>
    (Math.min(value - covered, program.duty - 1) * program.unit) / THIRTIETHS
  const best = await solver.solve(program, (found, most) => {
    const covered = Math.max(0, found - (found % program.duty))
    if (Number.isFinite(found)) report?.(scored(found, covered), scored(most, covered))
  })
  if (best.status === 'infeasible') throw new Error('a team can always stay at home')
  const told = (x: readonly number[]) =>
    tell(ordered, places, program, withPicked(program, ordered.members, x), best.bound)
  if (best.status !== 'optimal') {
    const greedy = greedySplit(program)
    return told(weigh(program, greedy) > best.value ? greedy : best.x)
  }
  const shared = await shareFairly(program, best.x, solver.solve)
  if (!shared.isFairest) return told(shared.x)
  return told((await solver.firstOf(shared.program, { ...best, x: shared.x })).x)
}

/**
 * The problem with candidates ordered by start and members by name. Members of one name are ordered by their wishes and
 * limits, if these differ. `places` are the members' original indexes.
 */
function inOrder(problem: TeamProblem): { readonly ordered: TeamProblem; readonly places: readonly number[] } {
  const candidates = [...problem.candidates].sort(({ entry: a }, { entry: b }) => a.start - b.start || compareIds(a, b))
  const nameOf = (place: number) => problem.members[place]?.name ?? ''
  const key = (place: number) => {
    const member = problem.members[place]
    const scores = candidates.map((candidate) => candidate.scores[place] ?? 0)
    return member ? keyOf(member, candidates, scores) : ''
  }
  const places = [...problem.members.keys()].sort(
    (a, b) => compareText(nameOf(a), nameOf(b)) || compareText(key(a), key(b)),
  )
  return {
    ordered: {
      ...problem,
      members: places.flatMap((place) => problem.members[place] ?? []),
      candidates: candidates.map((one) => ({ ...one, scores: places.map((place) => one.scores[place] ?? 0) })),
    },
    places,
  }
}

/** Members with the same key are interchangeable. */
function keyOf(
  { blocks, going, outside, picked, limits, walks }: TeamMember,
  candidates: TeamProblem['candidates'],
  scores: readonly number[],
): string {
  const rooms = [...new Set([...candidates.map(({ entry }) => entry), ...blocks].map(({ room }) => room))].sort()
  const times = blocks.map(({ start, end, room }) => [start, end, room ?? '']).sort()
  const lengths = rooms.map((room) => rooms.map((other) => walks.between(room, other)))
  return JSON.stringify([scores, times, [...going].sort(), [...outside].sort(), [...picked].sort(), limits, lengths])
}

/** The same solution with the sittings that members picked, if they are worth as much. `members` must be those of the program. */
function withPicked(
  { seats, duties, members: lineups }: TeamProgram,
  members: readonly TeamMember[],
  x: readonly number[],
): readonly number[] {
  const moved = [...x]
  for (const [member, { prepared, first }] of lineups.entries()) {
    const { candidates } = prepared.lineup
    const column = (place: number) => duties.length + first + place
    const attended = [...candidates.keys()].filter((place) => (x[column(place)] ?? 0) > 0.5)
    const preferred = preferPicked(prepared, attended, {
      isPicked: (place) => members[member]?.picked.has(candidates[place]?.entry.id ?? '') ?? false,
      contentOf: (place) => seats[first + place]?.sessions[0]?.candidate.content,
      weightOf: (place) => seats[first + place]?.weight,
    })
    for (const place of attended) moved[column(place)] = 0
    for (const place of preferred) moved[column(place)] = 1
  }
  return moved
}

function weigh({ objective }: TeamProgram, x: readonly number[]): number {
  return objective.reduce((sum, weight, column) => sum + weight * (x[column] ?? 0), 0)
}

function tell(
  problem: TeamProblem,
  places: readonly number[],
  program: TeamProgram,
  x: readonly number[],
  bound: number,
): Team {
  const { unit, duty, duties } = program
  const taken = takenSeats(program, x)
  const contentsOf = (seats: readonly Seat[]) =>
    new Set(seats.flatMap(({ sessions }) => sessions.map(({ candidate }) => candidate.content)))
  const attended = contentsOf(taken)
  const weight = sharesOf(program, x).reduce((sum, share) => sum + share, 0)
  const covered = duty * duties.filter((content) => attended.has(content)).length
  // If more could be covered, the bound is that of everything: `duty` is one more than that.
  const most = Math.max(weight, Math.min(bound - covered, duty - 1))
  const left = problem.candidates.filter(({ content, scores }) => {
    return !attended.has(content) && (problem.cover.has(content) || scores.some((score) => score > 0))
  })
  const plans = problem.members.map(({ name, going }, member) => {
    const mine = taken.filter((seat) => seat.member === member)
    const contents = contentsOf(mine)
    const weights = new Map(
      mine.flatMap(({ sessions }) =>
        sessions.flatMap((one) => (one.hidden ? [] : [[one.candidate.entry.id, one.weight] as const])),
      ),
    )
    const lost = problem.candidates.filter(({ entry, content }) => going.has(entry.id) && !contents.has(content))
    return {
      name,
      sessions: problem.candidates.flatMap(({ entry: { id } }) => {
        const own = weights.get(id)
        return own === undefined ? [] : [{ id, score: (own * unit) / THIRTIETHS }]
      }),
      givenUp: lost.map(({ entry }) => entry.id),
    }
  })
  return {
    value: (weight * unit) / THIRTIETHS,
    bound: (most * unit) / THIRTIETHS,
    proven: bound <= weight + covered,
    members: problem.members.flatMap((_, place) => plans[places.indexOf(place)] ?? []),
    uncovered: left.map(({ entry }) => entry.id),
    missed: left.filter(({ content }) => problem.cover.has(content)).map(({ entry }) => entry.id),
  }
}
