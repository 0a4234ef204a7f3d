import type { Agenda, Stage } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Day } from '../model/day.js'
import type { Problem } from '../model/problem.js'
import type { Kind, Session } from '../model/session.js'
import type { Minutes } from '../model/time.js'
import type { Clash, Entry } from '../planning/clash.js'
import type { Gap } from '../planning/gaps.js'

/** What every view knows besides its own: whose programme it shows, and on which clock. */
export interface Setting {
  readonly catalogue: Catalogue
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
}

/** A set of sessions, in the order to show them. */
export interface SessionsView extends Setting {
  readonly kind: 'sessions'
  readonly sessions: readonly Session[]
  /** Session ids on my agenda. */
  readonly stages: ReadonlyMap<string, Stage>
  /** Whether a terminal may fold what nobody attends as a session into one counted line. */
  readonly fold: boolean
  /** The days asked for, where the person asked for days. */
  readonly days?: readonly Day[]
  /** Words ranked the sessions: then they are not grouped by day. */
  readonly ranked: boolean
}

/** Everything about one session. */
export interface SessionView extends Setting {
  readonly kind: 'session'
  readonly session: Session
  readonly agenda: Agenda
  readonly clashes: readonly Clash[]
  /** Sessions that give the same content. */
  readonly repeats: readonly Session[]
}

export type Facet = 'days' | 'tracks' | 'rooms' | 'speakers'

export interface FacetValue {
  readonly name: string
  readonly sessions: number
  /** Programme time in all, timed sessions only. */
  readonly minutes: Minutes
  /** A speaker's organizations. */
  readonly organizations?: readonly string[]
}

export interface FacetView extends Setting {
  readonly kind: 'facet'
  readonly facet: Facet
  readonly values: readonly FacetValue[]
}

export interface ClashesView extends Setting {
  readonly kind: 'clashes'
  readonly scope: 'agenda' | 'programme'
  readonly clashes: readonly Clash[]
  /** Kinds that were left out because nobody attends them as a session, with their counts. */
  readonly leftOut: ReadonlyMap<Kind, number>
}

/** A pick or block in the order of the day. */
export interface AgendaEntry {
  readonly entry: Entry
  readonly day: Day
  readonly stage: Stage | 'block'
  readonly session?: Session
}

export interface AgendaView extends Setting {
  readonly kind: 'agenda'
  readonly agenda: Agenda
  /** The days to show, timed entries of each in time order. */
  readonly days: readonly Day[]
  readonly entries: readonly AgendaEntry[]
  /** Picks with a day but no time, and picks with neither. */
  readonly untimed: readonly { readonly session: Session; readonly stage: Stage }[]
  /** Ids of picks that the catalogue does not know (any more). */
  readonly missing: readonly string[]
  readonly clashes: readonly Clash[]
  readonly gaps: readonly Gap[]
}

export interface ProblemsView {
  readonly kind: 'problems'
  readonly file: string
  readonly problems: readonly Problem[]
  readonly sessions?: number
}

export type View = SessionsView | SessionView | FacetView | ClashesView | AgendaView | ProblemsView

export type Format = 'table' | 'tsv' | 'csv' | 'json' | 'yaml'

/** The paper that text is set on. */
export interface Screen {
  readonly width: number
  /** chalk's levels: 0 none, 1 sixteen colours, 2 256, 3 true colour. */
  readonly colour: 0 | 1 | 2 | 3
  readonly ascii: boolean
}
