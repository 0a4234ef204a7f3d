import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import type { Entry } from '../../planning/clash.js'
import type { Unplaced } from '../../planning/plan/candidates.js'
import type { Plan } from '../../planning/plan/plan.js'
import type { BreakWindow } from '../../planning/plan/problem.js'
import type { Team } from '../../planning/team/problem.js'
import type { Moved, Unattendable } from '../../planning/team/unattendable.js'
import type { Walks } from '../../planning/walk.js'
import type { Called, Setting } from './setting.js'

/** A plan, and what it was made from. */
export interface PlanView extends Setting {
  readonly kind: 'plan'
  readonly plan: Plan
  readonly agenda: Agenda
  /** The going picks that compete instead of being kept, because they clash or because limits leave no room for all of them. */
  readonly competing: readonly Session[]
  /** Some of them only because limits leave no room for all. */
  readonly limited?: boolean
  /** Blocks of the days that were planned, in time order. */
  readonly blocks: readonly Entry[]
  /** Going picks on these days that are not part of the answer, but take their time. */
  readonly kept?: readonly Entry[]
  readonly walks: Walks
  /** The breaks that were asked for, on each day. */
  readonly breaks: readonly BreakWindow[]
  /** Which interests a session meets, as they were typed but for their points. */
  readonly interests?: ReadonlyMap<string, readonly string[]>
  /** How it was asked for, but for what was to be done with the plan. */
  readonly called: Called
  /** Picks, and what interests match, that no plan can hold. */
  readonly unplaced: readonly Unplaced[]
  /** Whether every session that was left out is shown to a person, not only those that cost most. */
  readonly full: boolean
  readonly saved: boolean
}

/** What going to one session would cost, or not going; `plan` has it among the chosen or the left out. */
export interface WhyView extends Setting {
  readonly kind: 'why'
  readonly session: Session
  readonly plan: Plan
  readonly agenda: Agenda
  /** The going picks that compete instead of being kept. */
  readonly competing: readonly Session[]
  readonly walks: Walks
  /** Other sessions of the same content. */
  readonly repeats: readonly Session[]
}

/** A programme split over several people. */
export interface TeamView extends Setting {
  readonly kind: 'team'
  readonly team: Team
  /** Wanted sessions that nobody can be sent to, because no time is known. */
  readonly unplaced: readonly Session[]
  /** Picks of members that take no time. */
  readonly unattendable: readonly Unattendable[]
  readonly moved: readonly Moved[]
  /** Everybody gets a calendar. */
  readonly exported: boolean
}
