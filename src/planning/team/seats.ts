import { pinPicks } from '../plan/pinned.js'
import { divisor, type Prepared, prepare, thirtieths } from '../plan/prepare.js'
import type { Candidate } from '../plan/problem.js'
import { programOf, type Row } from '../plan/program.js'
import { largestCliques } from './cliques.js'
import type { TeamCandidate, TeamMember, TeamProblem } from './problem.js'

/** A member who may attend a session. */
export interface Seat {
  /** Index among the members. */
  readonly member: number
  readonly candidate: TeamCandidate
  /** Units of `unitOf`. */
  readonly weight: number
  /** They are going to this content already. */
  readonly claimed: boolean
  /** It is kept, and not part of the answer. */
  readonly hidden: boolean
}

/** Everything that one member may attend, and what binds them. */
export interface MemberSeats {
  /** By start, then id: the places in the lineup of `prepared`. */
  readonly seats: readonly Seat[]
  readonly prepared: Prepared
  /** As in a plan. Columns are the seats, then as many more as `others` says. */
  readonly rows: readonly Row[]
  readonly others: number
}

/** Weights are divided by their `unit`, because programs of small numbers are solved more exactly. */
export function seatsOf(problem: TeamProblem, member: number, who: TeamMember, unit: number): MemberSeats {
  const { blocks, walks, going, outside, limits } = who
  const isGoing = ({ entry }: TeamCandidate) => going.has(entry.id)
  const claims = new Set(problem.candidates.filter(isGoing).map(({ content }) => content))
  const wanted = problem.candidates.filter((candidate) => {
    const { scores, content, closed } = candidate
    return isGoing(candidate) || (!closed && ((scores[member] ?? 0) > 0 || problem.cover.has(content)))
  })
  const candidates = wanted.map((candidate): Candidate => {
    const { entry, content, scores } = candidate
    // A content that is attended once in the team needs no row for each member.
    const group = (problem.together.has(content) || claims.has(content)) && { group: content }
    return { entry, score: scores[member] ?? 0, fixed: isGoing(candidate), ...group }
  })
  const pinned = pinPicks({ ...limits, candidates, blocks, walks }, new Set()).problem
  const kept = new Set(pinned.candidates.filter(({ fixed }) => fixed).map(({ entry }) => entry))
  const prepared = prepare(pinned)
  const known = new Map(wanted.map((candidate) => [candidate.entry, candidate]))
  const seats = prepared.lineup.candidates.flatMap(({ entry }): Seat[] => {
    const candidate = known.get(entry)
    if (!candidate) return []
    const hidden = kept.has(entry) && outside.has(entry.id)
    const weight = hidden ? 0 : thirtieths(candidate.scores[member] ?? 0) / unit
    return [{ member, candidate, weight, claimed: claims.has(candidate.content), hidden }]
  })
  const { objective, rows } = programOf(prepared)
  const isClique = ({ columns, coefficients, upper, lower }: Row) =>
    upper === 1 && lower < 0 && coefficients.every((one) => one === 1) && columns.every((one) => one < seats.length)
  const cliques = largestCliques(
    prepared.lineup,
    rows.filter(isClique).map(({ columns }) => columns),
  )
  return {
    seats,
    prepared,
    rows: [...cliques.map(atMostOne), ...rows.filter((row) => !isClique(row))],
    others: objective.length - seats.length,
  }
}

/** The places are in order. */
export function atMostOne(places: readonly number[]): Row {
  return { columns: places, coefficients: places.map(() => 1), lower: Number.NEGATIVE_INFINITY, upper: 1 }
}

/** The largest number of thirtieths that all scores are multiples of. */
export function unitOf({ candidates }: TeamProblem): number {
  let unit = 0
  for (const { scores } of candidates) for (const score of scores) unit = divisor(thirtieths(score), unit)
  return unit || 1
}
