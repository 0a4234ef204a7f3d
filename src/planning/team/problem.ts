import type { Session } from '../../model/session.js'
import type { Entry } from '../clash.js'
import type { PlanProblem } from '../plan/problem.js'
import type { Walks } from '../walk.js'

/** A session that somebody of the team may attend. Ids are unique. */
export interface TeamCandidate {
  readonly entry: Entry
  /** What its content is called: sessions that repeat each other share it. */
  readonly content: string
  /** What it is worth to each member, in points, in the order of the members; counted to the thirtieth. 0: not wanted. */
  readonly scores: readonly number[]
  /** What it is, for runs of keynotes; without it each is a choice of its own. */
  readonly session?: Session
  /** Nobody may choose it newly: only those who are going already may attend it. */
  readonly closed?: true
}

export interface TeamMember {
  /** What they call themselves; several members may share it. */
  readonly name: string
  /** They are kept whatever happens. */
  readonly blocks: readonly Entry[]
  readonly walks: Walks
  /**
   * Ids of candidates that they said they are going to: those are kept. What cannot be kept together (as in `pinPicks`) competes
   * instead, and may be attended at another sitting.
   */
  readonly going: ReadonlySet<string>
  /** Ids of candidates at times that are not split: those that are kept are not part of the answer and count no points. */
  readonly outside: ReadonlySet<string>
  /** Ids of candidates that they picked: of sittings that are worth the same these are preferred. */
  readonly picked: ReadonlySet<string>
  readonly limits: Limits
}

/** What binds a member's days, as it does in a plan. */
export type Limits = Omit<PlanProblem, 'candidates' | 'blocks' | 'walks' | 'repair'>

/** Who splits what. The order of the candidates and that of the members mean nothing. */
export interface TeamProblem {
  readonly members: readonly TeamMember[]
  readonly candidates: readonly TeamCandidate[]
  /**
   * Contents that everybody who wants them may attend. Any other one is attended once in the whole team, and by all who are going
   * to it already.
   */
  readonly together: ReadonlySet<string>
  /** Contents that somebody must attend, also if nobody wants them. */
  readonly cover: ReadonlySet<string>
}

/** What one member attends. */
export interface MemberPlan {
  readonly name: string
  /** By start, then id; the score is in points. */
  readonly sessions: readonly { readonly id: string; readonly score: number }[]
  /** What they were going to and do not attend, at no sitting: it could not be kept with the rest. By start, then id. */
  readonly givenUp: readonly string[]
}

/** A split of the programme. */
export interface Team {
  /** The sum of the scores of all members, in points. */
  readonly value: number
  /** No split that covers as much of what must be covered is worth more. */
  readonly bound: number
  /**
   * Whether value and bound are the same, and nothing more can be covered: then no split is worth more. It says nothing of how the
   * points are shared.
   */
  readonly proven: boolean
  /** In the order of the problem. */
  readonly members: readonly MemberPlan[]
  /** Sessions that somebody wants or must attend, of contents that nobody attends; by start, then id. */
  readonly uncovered: readonly string[]
  /** Those of them that somebody must attend. */
  readonly missed: readonly string[]
}
