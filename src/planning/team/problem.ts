import type { Session } from '../../model/conference.js'
import type { Entry } from '../clash.js'
import type { PlanProblem } from '../plan/problem.js'
import type { Walks } from '../walk.js'

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
