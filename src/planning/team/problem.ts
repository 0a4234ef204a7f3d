import type { Entry } from '../clash.js'
import type { Walks } from '../walk.js'

/** A session that somebody of the team may attend. Ids are unique. */
export interface TeamCandidate {
  readonly entry: Entry
  /** What its content is called: sessions that repeat each other share it. */
  readonly content: string
  /** What it is worth to each member, in points, in the order of the members; counted to the thousandth. 0: not wanted. */
  readonly scores: readonly number[]
}

export interface TeamMember {
  readonly name: string
  /** They are kept whatever happens. */
  readonly blocks: readonly Entry[]
  readonly walks: Walks
}

/** Who splits what. The order of the candidates means nothing, that of the members breaks ties. */
export interface TeamProblem {
  readonly members: readonly TeamMember[]
  readonly candidates: readonly TeamCandidate[]
  /** Contents that everybody who wants them may attend; any other one is attended once in the whole team. */
  readonly together: ReadonlySet<string>
  /** Contents that somebody must attend, also if nobody wants them. */
  readonly cover: ReadonlySet<string>
}

/** What one member attends. */
export interface MemberPlan {
  readonly name: string
  /** By start, then id; the score is in points. */
  readonly sessions: readonly { readonly id: string; readonly score: number }[]
}

/** A split of the programme. */
export interface Team {
  /** The sum of the scores of all members, in points. */
  readonly value: number
  /** No split that covers as much of what must be covered is worth more. */
  readonly bound: number
  /** Whether value and bound are the same, and nothing more can be covered: then no split is better. */
  readonly proven: boolean
  /** In the order of the problem. */
  readonly members: readonly MemberPlan[]
  /** Sessions that somebody wants or must attend, of contents that nobody attends; by start, then id. */
  readonly uncovered: readonly string[]
  /** Those of them that somebody must attend. */
  readonly missed: readonly string[]
}
