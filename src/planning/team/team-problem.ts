import type { Agenda, Session } from '../../model/index.js'
import { blockEntry, type Entry, timeTakenBy } from '../agenda/clashes.js'
import type { Walks } from '../agenda/walks.js'
import { candidatesFor, type PlanWishes, servedPicks, whyUnplaceable } from '../plan/candidates.js'
import { joinRuns } from '../plan/keynote-runs.js'
import { leaveOutside, pinPicks } from '../plan/pose-problem.js'
import { divisor, type Prepared, prepare, thirtieths } from '../plan/prepare.js'
import { type Candidate, type PlanProblem, type RunMember, sessionsOf } from '../plan/problem.js'
import { programOf, type Row } from '../plan/program.js'
import { contentFinder } from '../sessions/repeats.js'

/** A session that somebody of the team may attend. Ids are unique. */
export interface TeamCandidate {
  readonly entry: Entry
  readonly content: string
  /** Its worth to each member, in points, in the order of the members, rounded to thirtieths. 0: not wanted. */
  readonly scores: readonly number[]
  /** Used for runs of keynotes; without it each is a separate choice. */
  readonly session?: Session
  /** Only those who are already going may attend it. */
  readonly closed?: true
}

export interface TeamMember {
  readonly name: string
  /** Always kept. */
  readonly blocks: readonly Entry[]
  readonly walks: Walks
  /**
   * Ids of candidates they are going to, which are kept. Those that cannot be kept together (as in `pinPicks`) compete
   * instead, and may be attended at another sitting.
   */
  readonly going: ReadonlySet<string>
  /**
   * Ids of candidates at times that are not split: those that are kept are not part of the answer and count no points.
   */
  readonly outside: ReadonlySet<string>
  /** Ids of candidates they picked; preferred over sittings of the same worth. */
  readonly picked: ReadonlySet<string>
  readonly limits: Limits
}

export type Limits = Omit<PlanProblem, 'candidates' | 'blocks' | 'walks' | 'repair'>

export interface TeamProblem {
  readonly members: readonly TeamMember[]
  readonly candidates: readonly TeamCandidate[]
  /**
   * Content that everybody who wants it may attend. Other content is attended once in the whole team, and by all who
   * are already going to it.
   */
  readonly together: ReadonlySet<string>
  /** Content that somebody must attend, even if nobody wants it. */
  readonly cover: ReadonlySet<string>
}

export interface MemberPlan {
  readonly name: string
  /** By start, then id; the score is in points. */
  readonly sessions: readonly { readonly id: string; readonly score: number }[]
  /**
   * Sessions they were going to and attend at no sitting, because these could not be kept with the rest. By start, then
   * id.
   */
  readonly givenUp: readonly string[]
}

export interface Team {
  readonly value: number
  /** No split that covers as much is worth more. */
  readonly bound: number
  /**
   * Whether the value equals the bound and nothing more can be covered, so that no split is worth more. Says nothing
   * about fairness.
   */
  readonly proven: boolean
  readonly members: readonly MemberPlan[]
  /** Sessions that somebody wants or must attend and whose content nobody attends; by start, then id. */
  readonly uncovered: readonly string[]
  readonly missed: readonly string[]
}

/** The wishes of one member: picks count their priority, interests points for each half hour. */
export interface TeamWish {
  readonly name: string
  readonly agenda: Agenda
  readonly interests: ReadonlyMap<string, number>
  readonly walks: Walks
  readonly limits: Limits
}

export interface TeamCandidacy {
  readonly problem: TeamProblem
  readonly unplaced: readonly Session[]
}

export type TeamScope = Pick<PlanWishes, 'isSelected' | 'isPlanned' | 'isOpen' | 'isOver'>

/**
 * The sessions that anybody wants or must attend. Only those that the scope selects and opens may be assigned; what
 * somebody is going to remains theirs. As in a plan, it keeps its time and its content on days that are not planned,
 * but is not part of the answer. A pick is a wish for any sitting. `together` and `cover` are ids and include all
 * sittings of these sessions.
 */
export function teamCandidates(
  wishes: readonly TeamWish[],
  programme: readonly Session[],
  scope: TeamScope,
  { together, cover }: { readonly together: ReadonlySet<string>; readonly cover: ReadonlySet<string> },
): TeamCandidacy {
  const contentOf = contentFinder(programme)
  const contentsOf = (ids: Iterable<string>) => new Set([...ids].map(contentOf))
  const isOffered = (session: Session) => scope.isSelected(session) && scope.isOpen(session)
  const open = new Set(programme.filter(isOffered).map(({ id }) => id))
  const wanted = wishes.map(({ agenda, interests, walks }) =>
    leaveOutside(candidatesFor(programme, agenda, { ...WANTED_ALONE, ...scope, interests }), walks),
  )
  const shared = contentsOf(together)
  const elsewhere = contentsOf(wanted.flatMap((one) => one.elsewhere.map(({ id }) => id)))
  const isLeft = (id: string) => shared.has(contentOf(id)) || !elsewhere.has(contentOf(id))
  const scores = new Map<string, number[]>()
  const unplaced = new Set<string>()
  const members = wishes.map(({ name, agenda, interests, walks, limits }, member): TeamMember => {
    const going = new Set(agenda.picks.filter(({ stage }) => stage === 'going').map(({ session }) => session))
    const own = wanted[member]
    const candidates = (own?.candidates ?? []).filter(({ entry: { id } }) => going.has(id) || isLeft(id))
    for (const { entry, score } of candidates) {
      const all = scores.get(entry.id) ?? wishes.map(() => 0)
      all[member] = score
      scores.set(entry.id, all)
    }
    const picked = new Set(agenda.picks.map(({ session }) => session))
    const isOwn = (session: Session) =>
      going.has(session.id) || (scope.isSelected(session) && (picked.has(session.id) || interests.has(session.id)))
    const untimed = new Set(own?.unplaced.filter(({ because }) => because === 'no-time').map(({ session }) => session))
    for (const session of programme) if (untimed.has(session.id) && isOwn(session)) unplaced.add(session.id)
    const kept = candidates.map(({ entry }) => entry.id).filter((id) => going.has(id))
    return {
      name,
      blocks: [...agenda.blocks.map(blockEntry), ...(own?.elsewhere ?? [])],
      walks,
      going: new Set(kept),
      outside: own?.outside ?? new Set(),
      picked,
      limits,
    }
  })
  const duties = contentsOf([...cover].filter((id) => open.has(id) && !elsewhere.has(contentOf(id))))
  const isWanted = ({ id }: Session) => scores.has(id) || (open.has(id) && duties.has(contentOf(id)))
  return {
    problem: {
      members,
      candidates: programme.filter(isWanted).flatMap((session) => {
        const entry = timeTakenBy(session)
        const { id } = session
        const closed = !open.has(id) && ({ closed: true } as const)
        const own = scores.get(id) ?? wishes.map(() => 0)
        return entry ? [{ entry, content: contentOf(id), scores: own, session, ...closed }] : []
      }),
      together: shared,
      cover: duties,
    },
    unplaced: programme.filter((session) => {
      const isDuty = cover.has(session.id) && scope.isSelected(session)
      return unplaced.has(session.id) || (isDuty && whyUnplaceable(session) === 'no-time')
    }),
  }
}

const WANTED_ALONE = {
  all: false,
  lightning: true,
  musts: new Set<string>(),
  going: 'kept',
} as const

/** A member who may attend a session, or a run of keynotes as a whole. */
export interface Seat {
  readonly member: number
  /** By start; all sessions of a run. */
  readonly sessions: readonly SeatSession[]
  /** In units of `unitOf`, for all its sessions. */
  readonly weight: number
  readonly claimed: boolean
}

interface SeatSession {
  readonly candidate: TeamCandidate
  readonly weight: number
  /** It is kept, but not part of the answer. */
  readonly hidden: boolean
}

interface MemberSeats {
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
  return { seats, prepared, rows, others: objective.length - seats.length }
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
export function teamUnit({ candidates }: TeamProblem): number {
  let unit = 0
  for (const { scores } of candidates) for (const score of scores) unit = divisor(thirtieths(score), unit)
  return unit || 1
}

/** A pick that takes no time, so that nobody can be sent to it. */
export interface Unattendable {
  readonly member: number
  readonly session: Session
  readonly because: 'cancelled' | 'umbrella'
}

/**
 * Such picks of all members, in the order of `agendas`, at planned times and where they attend no other sitting. By
 * member, then in file order.
 */
export function unattendablePicks(
  agendas: readonly Agenda[],
  sessions: readonly Session[],
  { members }: Pick<Team, 'members'>,
  isPlanned: (session: Session) => boolean,
): readonly Unattendable[] {
  const contentOf = contentFinder(sessions)
  return agendas.flatMap(({ picks }, member) => {
    const picked = new Set(picks.map(({ session }) => session))
    const attended = new Set(members[member]?.sessions.map(({ id }) => contentOf(id)))
    return sessions.filter(isPlanned).flatMap((session): readonly Unattendable[] => {
      const { id } = session
      const because = picked.has(id) && !attended.has(contentOf(id)) ? whyUnplaceable(session) : undefined
      return because === undefined || because === 'no-time' ? [] : [{ member, session, because }]
    })
  })
}

/** A session that replaces a pick of another sitting, by ids. */
export interface Moved {
  readonly member: number
  readonly session: string
  readonly picked: string
}

/** Moves of members to sittings other than those they picked. */
export function movedPicks(
  agendas: readonly Agenda[],
  sessions: readonly Session[],
  { members }: Pick<Team, 'members'>,
): readonly Moved[] {
  return agendas.flatMap((agenda, member) => {
    const served = servedPicks(agenda, sessions)
    return (members[member]?.sessions ?? []).flatMap(({ id }): readonly Moved[] => {
      const picked = served(id)?.session
      return picked === undefined || picked === id ? [] : [{ member, session: id, picked }]
    })
  })
}
