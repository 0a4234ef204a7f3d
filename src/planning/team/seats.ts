import { divisor, prepare, THOUSAND } from '../plan/prepare.js'
import type { Candidate } from '../plan/problem.js'
import { programOf, type Row } from '../plan/program.js'
import { largestCliques } from './cliques.js'
import type { TeamCandidate, TeamProblem } from './problem.js'

/** A member who may attend a session. */
export interface Seat {
  /** Index among the members. */
  readonly member: number
  readonly candidate: TeamCandidate
  /** In units of `Seats`. */
  readonly weight: number
}

/** Everything that members may attend: by member, then start, then id. */
export interface Seats {
  readonly seats: readonly Seat[]
  /** What binds each member alone, as in a plan: clashes, and one session of each content. Columns are places among the seats. */
  readonly rows: readonly Row[]
  /** Thousandths of a point in one unit of weight. */
  readonly unit: number
}

/** Weights are divided by their greatest common divisor, because programs of small numbers are solved more exactly. */
export function seatsOf(problem: TeamProblem): Seats {
  const unit = unitOf(problem)
  const seats: Seat[] = []
  const rows: Row[] = []
  for (const [member, { blocks, walks }] of problem.members.entries()) {
    const wanted = problem.candidates.filter(({ scores, content }) => {
      return (scores[member] ?? 0) > 0 || problem.cover.has(content)
    })
    const candidates = wanted.map(({ entry, content, scores }): Candidate => {
      // A content that is attended once in the team needs no row for each member.
      const group = problem.together.has(content) && { group: content }
      return { entry, score: scores[member] ?? 0, fixed: false, ...group }
    })
    const known = new Map(wanted.map((candidate) => [candidate.entry, candidate]))
    const prepared = prepare({ candidates, blocks, walks, breaks: [] })
    const first = seats.length
    for (const { entry } of prepared.lineup.candidates) {
      const candidate = known.get(entry)
      if (candidate) seats.push({ member, candidate, weight: thousandths(candidate.scores[member]) / unit })
    }
    const own = programOf(prepared).rows.map(({ columns }) => columns)
    for (const places of largestCliques(prepared.lineup, own)) rows.push(moved(atMostOne(places), first))
  }
  return { seats, rows, unit }
}

/** The places are in order. */
export function atMostOne(places: readonly number[]): Row {
  return { columns: places, coefficients: places.map(() => 1), lower: Number.NEGATIVE_INFINITY, upper: 1 }
}

/** The same row over columns that begin later. */
export function moved(row: Row, by: number): Row {
  return { ...row, columns: row.columns.map((column) => by + column) }
}

function thousandths(score = 0): number {
  return Math.round(score * THOUSAND)
}

/** The largest number of thousandths that all scores are multiples of. */
function unitOf({ candidates }: TeamProblem): number {
  let unit = 0
  for (const { scores } of candidates) for (const score of scores) unit = divisor(thousandths(score), unit)
  return unit || 1
}
