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

/** A programme or an agenda as one web page. */
export interface PageView extends Setting, AgendaDays {
  readonly agenda: Agenda
  /** What is shown besides the blocks, in time order. */
  readonly sessions: readonly Session[]
  /** The whole programme, to choose from; else my agenda, to look at. */
  readonly all: boolean
  /** What only I should read goes along: notes, ratings, my takeaways. */
  readonly withNotes: boolean
  readonly parts: PageParts
  /** The path of my agenda as a calendar, on the server that serves the page. */
  readonly calendar?: string
}
