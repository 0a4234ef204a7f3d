import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import type { AgendaDays } from '../../planning/agenda-days.js'
import type { Setting } from '../views.js'

/** The browser's part of a page, as the build made it. */
export interface PageParts {
  readonly script: string
  /** `sha256-…`, as a content security policy names it. */
  readonly scriptHash: string
  readonly style: string
}

/** The event of a session as calendars know it. */
export interface GivenEvent {
  readonly uid: string
  readonly sequence: number
  /** When it changed last, ISO 8601 in UTC. */
  readonly changed: string
}

/** A programme or an agenda as one web page. */
export interface PageView extends Setting, AgendaDays {
  /** As far as whoever reads the page may know it. */
  readonly agenda: Agenda
  /** What is shown besides the blocks, in time order. */
  readonly sessions: readonly Session[]
  /** The whole programme, to choose from; else my agenda, to look at. */
  readonly all: boolean
  /** What calendars know of each session that has a day, by id. */
  readonly given: ReadonlyMap<string, GivenEvent>
  readonly parts: PageParts
  /** The path of my agenda as a calendar, on the server that serves the page. */
  readonly calendar?: string
}
