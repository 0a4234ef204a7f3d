import type { Agenda, Block, Stage } from '../model/agenda.js'
import type { Day } from '../model/day.js'
import type { Problem } from '../model/problem.js'
import type { Kind, Session } from '../model/session.js'
import type { Instant, Minutes } from '../model/time.js'
import type { AgendaDays } from '../planning/agenda-days.js'
import type { Change } from '../planning/changes.js'
import type { Clash, Entry } from '../planning/clash.js'
import type { Facet, FacetValue } from '../planning/facets.js'
import type { Now } from '../planning/now/now.js'
import type { ProgrammeNow } from '../planning/now/programme.js'
import type { Sharing } from '../planning/sharing.js'
import type { Again, Sitting } from '../planning/sittings.js'
import type { Across } from '../planning/timetable/timetable.js'
import type { Walks } from '../planning/walk.js'
import type { PlanView, TeamView, WhyView } from './views/plan.js'
import type { Called, Setting } from './views/setting.js'

export type { Called, Facet, FacetValue, PlanView, Setting, TeamView, WhyView }

/** A set of sessions, in the order to show them. */
export interface SessionsView extends Setting {
  readonly kind: 'sessions'
  readonly sessions: readonly Session[]
  /** Session ids on my agenda. */
  readonly stages: ReadonlyMap<string, Stage>
  /** Whether a terminal may fold what nobody attends as a session into one counted line. */
  readonly fold: boolean
  /** Whether a terminal may put keynotes that follow each other into one line; only of what is in time order. */
  readonly runs?: boolean
  /** No more than this many of what is not folded away are shown to a person; other formats hold all `sessions`. */
  readonly limit?: number
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
  /** Of these the times that I could go to; absent where nothing takes my time. */
  readonly sittings?: readonly Sitting[]
}

export interface FacetView extends Setting {
  readonly kind: 'facet'
  readonly facet: Facet
  readonly values: readonly FacetValue[]
  /** How many of the sessions have no value of this facet. */
  readonly without?: number
}

export interface ClashesView extends Setting {
  readonly kind: 'clashes'
  readonly scope: 'agenda' | 'programme'
  /** Whether anything is on my agenda, whatever the scope. */
  readonly picked: boolean
  /** Whether the maybes on my agenda are looked at, too. */
  readonly maybe: boolean
  /** The days asked for, where the person asked for days. */
  readonly days?: readonly Day[]
  /** Whether words or other flags leave out some of what is looked at. */
  readonly narrowed: boolean
  /** What may clash. There may be millions of clashes, so each format makes or counts them itself. */
  readonly entries: readonly Entry[]
  readonly walks: Walks
  /** Of what is mine; absent for the programme. */
  readonly again?: Again
  /** Kinds that were left out because nobody attends them as a session, with their counts. */
  readonly leftOut: ReadonlyMap<Kind, number>
}

export interface AgendaView extends Setting, AgendaDays {
  readonly kind: 'agenda'
  readonly agenda: Agenda
  /** Whether a terminal may put keynotes that follow each other into one line. */
  readonly runs?: boolean
  readonly again?: Again
  /** To tell how old the schedule is; absent where that is told elsewhere. */
  readonly now?: Instant
  /** Whom it is compared with, and what came of it. */
  readonly others?: OthersOfAgenda
}

/** Others beside my agenda: in what they share, member 0 is me, and `people` are members 1 and up. */
export interface OthersOfAgenda extends Sharing {
  /** Who, and the files they were read from as the person named them. */
  readonly people: readonly { readonly name: string; readonly file: string }[]
}

/** Sessions by time and place: a timetable on paper, and for machines the list of them. */
export interface TimetableView extends Setting {
  readonly kind: 'timetable'
  /** What was chosen, in time order. */
  readonly sessions: readonly Session[]
  /** The days to draw, in order, and those that were left out although they hold some of the sessions. */
  readonly days: readonly Day[]
  readonly otherDays: readonly Day[]
  /** What stands across; absent where no session names a room or a track. */
  readonly across?: Across
  /** Session ids on my agenda, my blocks, and how they clash. */
  readonly stages: ReadonlyMap<string, Stage>
  readonly blocks: readonly Block[]
  readonly clashes: readonly Clash[]
  /** Whether paper may leave out what nobody attends as a session, and count it. */
  readonly fold: boolean
  /** How it was asked for, the day left out. */
  readonly called: Called
}

export interface ProblemsView {
  readonly kind: 'problems'
  readonly file: string
  readonly problems: readonly Problem[]
  readonly sessions?: number
}

/** What differs between two states of a programme; `catalogue` is the later one. Both are on the clock of `zone`. */
export interface ChangesView extends Setting {
  readonly kind: 'changes'
  /** In time order. */
  readonly changes: readonly Change[]
  readonly agenda: Agenda
  /** When I last looked; absent where two files are compared. */
  readonly seenSince?: Instant
  readonly now: Instant
  /** Whether what is over is shown to a person, too. */
  readonly all: boolean
  /** When else a content is given (`sittingsFor`). */
  readonly sittingsOf?: (id: string) => readonly Sitting[]
  /** Clashes of mine that were none before. */
  readonly newClashes: readonly Clash[]
  /** What picks that are not in the programme any more, or are cancelled, may be now, by their ids. */
  readonly likely?: ReadonlyMap<string, Session>
}

/** A conference that can be selected. */
export interface KnownConference {
  readonly slug: string
  readonly name: string
  /** How many there are; absent where its file cannot be read. */
  readonly sessions?: number
  readonly inUse: boolean
  /** The latest fetch of any of its sources; absent where there was none. */
  readonly fetched?: Instant
  /** It came with kubeplan. */
  readonly shipped: boolean
}

/** The library, in the order to show it. */
export interface ConferencesView {
  readonly kind: 'conferences'
  readonly conferences: readonly KnownConference[]
  readonly now: Instant
}

/** What is on and what is next: for me or, with `programme`, for anybody. */
export interface NowView extends Setting {
  readonly kind: 'now'
  readonly now: Now
  /** When else a content is given (`sittingsFor`). */
  readonly sittingsOf?: (id: string) => readonly Sitting[]
  /** Minutes that the clock shown is ahead of UTC at that moment. */
  readonly offset: Minutes
  /** What runs and what comes in the programme; it is shown instead of what is mine. */
  readonly programme?: ProgrammeNow
  /** Session ids on my agenda. */
  readonly stages: ReadonlyMap<string, Stage>
  /** Whether anything is on my agenda. */
  readonly empty: boolean
  /** Whether `last` names one session of mine. */
  readonly rateable: boolean
}

export type View =
  | SessionsView
  | SessionView
  | FacetView
  | ClashesView
  | AgendaView
  | TimetableView
  | ProblemsView
  | ChangesView
  | ConferencesView
  | PlanView
  | WhyView
  | TeamView
  | NowView

export type Format = 'table' | 'tsv' | 'csv' | 'json' | 'yaml'

/** The paper that text is set on. */
export interface Screen {
  readonly width: number
  /** chalk's levels: 0 none, 1 sixteen colours, 2 256, 3 true colour. */
  readonly colour: 0 | 1 | 2 | 3
  readonly ascii: boolean
}
