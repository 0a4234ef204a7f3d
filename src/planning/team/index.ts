import { compareIds } from '../plan/obstacles.js'
import { THOUSAND } from '../plan/prepare.js'
import type { Report, Solve } from '../plan/program.js'
import { greedySplit } from './greedy.js'
import type { Team, TeamProblem } from './problem.js'
import { type TeamProgram, takenSeats, teamProgram } from './program.js'

/**
 * The best split of a programme over a team: as many as possible of the contents that must be covered, then the greatest sum of
 * scores. Of equal splits the first: where not all can be covered, the one that covers the earliest content; then the one in
 * which the first member attends the first session (by start, then id), then the next session, then the next member. The order
 * of the candidates means nothing.
 *
 * `solveFirst` must answer the first of the best solutions by its columns, as `solver/` does; one that answers any of them, or
 * whose time is over, still gives a split that is as good as it says.
 */
export async function splitTeam(problem: TeamProblem, solveFirst: Solve, report?: Report): Promise<Team> {
  const candidates = [...problem.candidates].sort(({ entry: a }, { entry: b }) => a.start - b.start || compareIds(a, b))
  const ordered = { ...problem, candidates }
  const program = teamProgram(ordered)
  // What covers comes on top of the scores.
  const scored = (value: number, covered: number) =>
    (Math.min(value - covered, program.duty - 1) * program.unit) / THOUSAND
  const { status, x, value, bound } = await solveFirst(program, (found, most) => {
    const covered = Math.max(0, found - (found % program.duty))
    if (Number.isFinite(found)) report?.(scored(found, covered), scored(most, covered))
  })
  if (status === 'infeasible') throw new Error('a team can always stay at home')
  const greedy = greedySplit(program)
  const isBetter = status !== 'optimal' && weigh(program, greedy) > value
  return tell(ordered, program, isBetter ? greedy : x, bound)
}

function weigh({ objective }: TeamProgram, x: readonly number[]): number {
  return objective.reduce((sum, weight, column) => sum + weight * (x[column] ?? 0), 0)
}

function tell(problem: TeamProblem, program: TeamProgram, x: readonly number[], bound: number): Team {
  const { unit, duty, duties } = program
  const taken = takenSeats(program, x)
  const attended = new Set(taken.map(({ candidate }) => candidate.content))
  const weight = taken.reduce((sum, seat) => sum + seat.weight, 0)
  const covered = duty * duties.filter((content) => attended.has(content)).length
  // Where more may be covered the bound is that of all there is: `duty` is one more than that.
  const most = Math.max(weight, Math.min(bound - covered, duty - 1))
  const left = problem.candidates.filter(({ content, scores }) => {
    return !attended.has(content) && (problem.cover.has(content) || scores.some((score) => score > 0))
  })
  return {
    value: (weight * unit) / THOUSAND,
    bound: (most * unit) / THOUSAND,
    proven: bound <= weight + covered,
    members: problem.members.map(({ name }, member) => ({
      name,
      sessions: taken
        .filter((seat) => seat.member === member)
        .map(({ candidate: { entry }, weight: own }) => ({ id: entry.id, score: (own * unit) / THOUSAND })),
    })),
    uncovered: left.map(({ entry }) => entry.id),
    missed: left.filter(({ content }) => problem.cover.has(content)).map(({ entry }) => entry.id),
  }
}
