import type { Agenda, Session } from '../../model/conference.js'
import type { RoomChanges } from '../../planning/agenda/agenda-days.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import type { Walks } from '../../planning/agenda/walks.js'
import type { Unplaced } from '../../planning/plan/candidates.js'
import type { BreakWindow, Plan } from '../../planning/plan/problem.js'
import type { Moved, Team, Unattendable } from '../../planning/team/team-problem.js'
import type { Called, Setting } from './setting.js'

export interface PlanView extends Setting {
  readonly kind: 'plan'
  readonly plan: Plan
  readonly agenda: Agenda
  /** Going picks that compete because they clash, or because limits leave no room for all of them. */
  readonly competing: readonly Session[]
  /** Whether some of them compete only because of limits. */
  readonly limited?: boolean
  readonly blocks: readonly Entry[]
  /** Going picks on these days that are not part of the answer but take time. */
  readonly kept?: readonly Entry[]
  readonly walks: Walks
  readonly breaks: readonly BreakWindow[]
  /** The interests that a session matches, as typed but without their points. */
  readonly interests?: ReadonlyMap<string, readonly string[]>
  /** The command that was typed, without flags about what to do with the plan. */
  readonly called: Called
  /** Picks and matches of interests that no plan can contain. */
  readonly unplaced: readonly Unplaced[]
  /** Whether a person sees every session that was left out, and not only those with the highest price. */
  readonly full: boolean
  readonly saved: boolean
}

export interface WhyView extends Setting {
  readonly kind: 'why'
  readonly session: Session
  readonly plan: Plan
  readonly agenda: Agenda
  readonly competing: readonly Session[]
  readonly walks: Walks
  readonly repeats: readonly Session[]
}

export interface TeamView extends Setting {
  readonly kind: 'team'
  readonly team: Team
  /** Wanted sessions that nobody can be sent to, because they have no time. */
  readonly unplaced: readonly Session[]
  readonly unattendable: readonly Unattendable[]
  readonly moved: readonly Moved[]
  /** Of all members together. */
  readonly roomChanges?: RoomChanges
  /** Whether everybody gets a calendar. */
  readonly exported: boolean
}
