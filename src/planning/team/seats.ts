import { pinPicks } from '../plan/pinned.js'
import { divisor, type Prepared, prepare, thirtieths } from '../plan/prepare.js'
import { type Candidate, type RunMember, sessionsOf } from '../plan/problem.js'
import { programOf, type Row } from '../plan/program.js'
import { joinRuns } from '../plan/runs.js'
import { largestCliques } from './cliques.js'
import type { TeamCandidate, TeamMember, TeamProblem } from './problem.js'

/** A member who may attend a session, or a run of keynotes as a whole. */
export interface Seat {
  readonly member: number
  /** By start; all sessions of a run. */
  readonly sessions: readonly SeatSession[]
  /** In units of `unitOf`, for all its sessions. */
  readonly weight: number
  readonly claimed: boolean
}

export interface SeatSession {
  readonly candidate: TeamCandidate
  readonly weight: number
  /** It is kept, but not part of the answer. */
  readonly hidden: boolean
}

export interface MemberSeats {
  /** By start, then id, like the lineup of `prepared`. */
  readonly seats: readonly Seat[]
  readonly prepared: Prepared
  /** As in a plan. The columns are the seats, then `others` more. */
  readonly rows: readonly Row[]
  readonly others: number
}

/** Weights are divided by `unit`, because programs with small numbers are solved more exactly. */
export function seatsOf(problem: TeamProblem, member: number, who: TeamMember, unit: number): MemberSeats {
  const { blocks, walks, going, outside, picked, limits } = who
  const isGoing = ({ entry }: TeamCandidate) => going.has(entry.id)
  const claims = new Set(problem.candidates.filter(isGoing).map(({ content }) => content))
  const wanted = problem.candidates.filter((candidate) => {
    const { scores, content, closed } = candidate
    return isGoing(candidate) || (!closed && ((scores[member] ?? 0) > 0 || problem.cover.has(content)))
  })
  const known = new Map(wanted.map((candidate) => [candidate.entry.id, candidate]))
  const candidates = wanted.map((candidate): Candidate => {
    const { entry, content, scores } = candidate
    const mine = picked.has(entry.id) && ({ picked: true } as const)
    return { entry, score: scores[member] ?? 0, fixed: isGoing(candidate), group: content, ...mine }
  })
  // A session that is only a duty is not part of a run that somebody wants.
  const sessionOf = (id: string) => (scoreOf(known.get(id), member) > 0 && known.get(id)?.session) || undefined
  const joined = joinRuns({ ...limits, candidates, blocks, walks }, sessionOf, { musts: new Set() })
  const parted = joined.candidates.flatMap((choice) =>
    partsOf(choice, (id) => rivalsFor(known.get(id), problem, member)),
  )
  const choices = parted.map(({ group, picked: _, ...choice }): Candidate => {
    // A session that is attended once in the team needs no row for each member.
    const isShared = group !== undefined && (problem.together.has(group) || claims.has(group))
    return isShared ? { ...choice, group } : choice
  })
  const pinned = pinPicks({ ...joined, candidates: choices }, new Set()).problem
  const kept = new Set(pinned.candidates.filter(({ fixed }) => fixed).map(({ entry }) => entry))
  const prepared = prepare(pinned)
  const seats = prepared.lineup.candidates.map((choice): Seat => {
    const sessions = sessionsOf(choice).flatMap(({ id }): readonly SeatSession[] => {
      const candidate = known.get(id)
      const hidden = kept.has(choice.entry) && outside.has(id)
      return candidate
        ? [{ candidate, weight: hidden ? 0 : thirtieths(scoreOf(candidate, member)) / unit, hidden }]
        : []
    })
    return {
      member,
      sessions,
      weight: sessions.reduce((sum, { weight }) => sum + weight, 0),
      claimed: sessions.some(({ candidate: { content } }) => claims.has(content)),
    }
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

/** The other members of the team who may attend a session that one of them attends. */
function rivalsFor(candidate: TeamCandidate | undefined, { members, together }: TeamProblem, member: number): string {
  if (!candidate || together.has(candidate.content)) return ''
  const { entry, scores } = candidate
  const others = members.flatMap((who, place) => ((scores[place] ?? 0) > 0 || who.going.has(entry.id) ? place : []))
  return others.filter((place) => place !== member).join()
}

/**
 * A run as a whole, and what is left of it where others attend a part: every stretch of it that begins and ends where others are
 * rivals than of the session beside it. They clash with each other, so that one of them is attended at most.
 */
function partsOf(choice: Candidate, rivalsOf: (id: string) => string): readonly Candidate[] {
  const { run, fixed } = choice
  if (!run || fixed) return [choice]
  const starts = [...run.keys()].filter((at) => {
    const [before, own] = [run[at - 1], run[at]]
    return !before || !own || rivalsOf(before.entry.id) !== rivalsOf(own.entry.id)
  })
  const ends = [...starts.slice(1), run.length]
  return starts.flatMap((start, at) => ends.slice(at).flatMap((end) => stretchOf(choice, run.slice(start, end))))
}

function stretchOf(choice: Candidate, [first, ...others]: readonly RunMember[]): readonly Candidate[] {
  if (!first) return []
  const { run: _, ...rest } = choice
  const last = others.at(-1)?.entry ?? first.entry
  const sessions = [first, ...others]
  return [
    {
      ...rest,
      entry: { ...first.entry, end: last.end, endOffset: last.endOffset, ...(last.endAssumed && { endAssumed: true }) },
      score: sessions.reduce((sum, { score }) => sum + score, 0),
      ...(others.length > 0 && { run: sessions }),
    },
  ]
}

function scoreOf(candidate: TeamCandidate | undefined, member: number): number {
  return candidate?.scores[member] ?? 0
}

/** `places` must be in order. */
export function atMostOne(places: readonly number[]): Row {
  return { columns: places, coefficients: places.map(() => 1), lower: Number.NEGATIVE_INFINITY, upper: 1 }
}

/** The largest number of thirtieths that divides all scores. */
export function unitOf({ candidates }: TeamProblem): number {
  let unit = 0
  for (const { scores } of candidates) for (const score of scores) unit = divisor(thirtieths(score), unit)
  return unit || 1
}
