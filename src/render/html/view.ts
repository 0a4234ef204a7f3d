import type { Agenda, Session } from '../../model/conference.js'
import type { AgendaDays } from '../../planning/agenda/agenda-days.js'
import type { Setting } from '../views.js'

export interface PageParts {
  readonly script: string
  /** `sha256-…`, as in a content security policy. */
  readonly scriptHash: string
  readonly style: string
}

export interface GivenEvent {
  readonly uid: string
  readonly sequence: number
  /** ISO 8601 in UTC. */
  readonly changed: string
}

export interface PageView extends Setting, AgendaDays {
  /** As far as it may be disclosed to readers of the page. */
  readonly agenda: Agenda
  /** Shown besides the blocks, in order of time. */
  readonly sessions: readonly Session[]
  /** Whether it is the whole programme to choose from, or only my agenda. */
  readonly all: boolean
  /** The state in calendars of each session that has a day, by id. */
  readonly given: ReadonlyMap<string, GivenEvent>
  readonly parts: PageParts
  /** The path of my agenda as a calendar, on the server of the page. */
  readonly calendar?: string
}
