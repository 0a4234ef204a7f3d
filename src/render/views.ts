import type { Agenda, Block, Catalogue, Kind, Problem, Session, Stage } from '../model/index.js'
import type { Day, Instant, Minutes } from '../model/time.js'
import type { AgendaDays, RoomChanges } from '../planning/agenda/agenda-days.js'
import type { Clash, Entry } from '../planning/agenda/clashes.js'
import type { WhyNot } from '../planning/agenda/prospect.js'
import type { Again, Sitting } from '../planning/agenda/sittings.js'
import type { Walks } from '../planning/agenda/walks.js'
import type { Change } from '../planning/changes/changes.js'
import type { Sharing } from '../planning/export/share-agenda.js'
import type { Now, ProgrammeNow } from '../planning/now.js'
import type { Unplaced } from '../planning/plan/candidates.js'
import type { BreakWindow, Plan } from '../planning/plan/problem.js'
import type { Facet, FacetValue } from '../planning/selection/facets.js'
import type { Stretch } from '../planning/selection/fold-text.js'
import type { Demand } from '../planning/team/demand.js'
import type { Moved, Team, Unattendable } from '../planning/team/team-problem.js'
import type { Across } from '../planning/timetable/timetable.js'
import type { ClockHours } from './words/labels.js'

export type { Facet, FacetValue }

export interface SessionsView extends Setting {
  readonly kind: 'sessions'
  readonly sessions: readonly Session[]
  readonly stages: ReadonlyMap<string, Stage>
  /** Whether a terminal may fold breaks and the like into one counted line. */
  readonly fold: boolean
  /** Whether a terminal may put consecutive keynotes on one line; only in order of time. */
  readonly runs?: boolean
  /** The most sessions shown to a person, apart from folded ones; other formats have all `sessions`. */
  readonly limit?: number
  /** Set if the person asked for days. */
  readonly days?: readonly Day[]
  /** Whether words ranked the sessions; then they are not grouped by day. */
  readonly ranked: boolean
  /** What the person sorted or filtered by, which has a column on any screen that has columns. */
  readonly asked?: ReadonlySet<'track' | 'speaker'>
  /** Set on a terminal during the conference: what is over is faint, and what is on is marked. */
  readonly now?: Instant
  /** Set on a terminal if words were searched for. */
  readonly found?: FoundWords
  /** Without it, nothing is proposed. */
  readonly whyNot?: WhyNot
}

/** Why the words that were searched for found a session. */
export interface FoundWords {
  /** For each word where it is written in a text: in order, without overlaps. */
  readonly words: readonly ((text: string) => readonly Stretch[])[]
  /** Where any of them is. */
  readonly hitsIn: (text: string) => readonly Stretch[]
  /** The texts of a session that lists have no column for. */
  readonly textsOf: (id: string) => readonly string[]
}

export interface SessionView extends Setting {
  readonly kind: 'session'
  readonly session: Session
  readonly agenda: Agenda
  readonly clashes: readonly Clash[]
  readonly repeats: readonly Session[]
  /** Those of them I could go to; undefined if I have no other commitments. */
  readonly sittings?: readonly Sitting[]
  readonly whyNot: WhyNot
}

export interface FacetView extends Setting {
  readonly kind: 'facet'
  readonly facet: Facet
  readonly values: readonly FacetValue[]
  readonly without?: number
}

export interface ClashesView extends Setting {
  readonly kind: 'clashes'
  readonly scope: 'agenda' | 'programme'
  readonly picked: boolean
  readonly maybe: boolean
  /** Set if the person asked for days. */
  readonly days?: readonly Day[]
  /** Whether words or other flags leave out part of the scope. */
  readonly narrowed: boolean
  /** Entries that may clash. There may be millions of clashes, so each format computes or counts them itself. */
  readonly entries: readonly Entry[]
  readonly walks: Walks
  /** For my agenda; undefined for the programme, which nobody attends as a whole. */
  readonly roomChanges?: RoomChanges
  /** For my agenda; undefined for the programme. */
  readonly again?: Again
  readonly whyNot: WhyNot
  /** Counts by kind of what was left out because people do not attend it as a session. */
  readonly leftOut: ReadonlyMap<Kind, number>
}

export interface AgendaView extends Setting, AgendaDays {
  readonly kind: 'agenda'
  readonly agenda: Agenda
  /** Whether a terminal may put consecutive keynotes on one line. */
  readonly runs?: boolean
  readonly again?: Again
  readonly whyNot?: WhyNot
  /** Used to show the age of the schedule; undefined if it is shown elsewhere. */
  readonly asked?: Instant
  /** Set on a terminal during the conference: what is over is faint, and what is on is marked. */
  readonly now?: Instant
  readonly others?: OthersOfAgenda
}

/** Other agendas compared with mine. Member 0 is me; `people` are members 1 and up. */
export interface OthersOfAgenda extends Sharing {
  readonly people: readonly { readonly name: string; readonly file: string }[]
}

/** Sessions by time and place: a timetable on paper, a list of them for machines. */
export interface TimetableView extends Setting {
  readonly kind: 'timetable'
  readonly sessions: readonly Session[]
  /** The days to draw, in order, and those left out although they have some of the sessions. */
  readonly days: readonly Day[]
  readonly otherDays: readonly Day[]
  /** Undefined if no session has a room or a track. */
  readonly across?: Across
  /** Session ids on my agenda, my blocks, and how they clash. */
  readonly stages: ReadonlyMap<string, Stage>
  readonly blocks: readonly Block[]
  readonly clashes: readonly Clash[]
  /** Whether breaks and the like may be left out and counted. */
  readonly fold: boolean
  /** The command that was typed, without its day. */
  readonly called: Called
  /** Without it, nothing is proposed. */
  readonly whyNot?: WhyNot
  /** Set on a terminal during the conference: what is over is faint, and the present moment is marked. */
  readonly now?: Instant
  /** Whether the headline may be short; a pipe gets it in full. */
  readonly onTerminal?: boolean
}

export interface ProblemsView {
  readonly kind: 'problems'
  readonly file: string
  /** The flags that name what was checked, if it is not what commands use anyway. */
  readonly about?: Called['flags']
  readonly problems: readonly Problem[]
  readonly sessions?: number
}

/**
 * The differences between two versions of a programme; `catalogue` is the later one. Both are on the clock of `zone`.
 */
export interface ChangesView extends Setting {
  readonly kind: 'changes'
  readonly changes: readonly Change[]
  readonly agenda: Agenda
  /** When the earlier version was fetched; undefined if two files are compared. */
  readonly since?: Instant
  /** Whether the earlier version is the one that I last marked as seen; undefined if none can be. */
  readonly isSinceSeen?: boolean
  readonly now: Instant
  readonly all: boolean
  readonly sittingsOf?: (id: string) => readonly Sitting[]
  readonly whyNot: WhyNot
  readonly newClashes: readonly Clash[]
  /** Sessions that cancelled or missing picks may have become, by the picks' ids. */
  readonly likely?: ReadonlyMap<string, Session>
}

export interface KnownConference {
  readonly slug: string
  readonly name: string
  /** Undefined if its file cannot be read. */
  readonly sessions?: number
  readonly inUse: boolean
  /** The latest fetch of any of its sources; undefined if there was none. */
  readonly fetched?: Instant
  readonly shipped: boolean
}

export interface ConferencesView {
  readonly kind: 'conferences'
  readonly conferences: readonly KnownConference[]
  readonly now: Instant
}

/** Current and next sessions: mine or, with `programme`, everybody's. */
export interface NowView extends Setting {
  readonly kind: 'now'
  readonly now: Now
  readonly sittingsOf?: (id: string) => readonly Sitting[]
  /** Minutes that the displayed clock is ahead of UTC at that moment. */
  readonly offset: Minutes
  /** Shown instead of what is mine. */
  readonly programme?: ProgrammeNow
  /** What was asked for, if that programme is only of some rooms. */
  readonly rooms?: readonly string[]
  readonly stages: ReadonlyMap<string, Stage>
  readonly empty: boolean
  /** Whether `last` refers to a single session. */
  readonly rateable: boolean
}

/** A key of config.yaml with the value that counts now. */
export interface ConfigSetting {
  readonly key: string
  /** Empty without any; more than one only of lists. */
  readonly value: readonly string[]
  readonly source: 'flag' | 'environment' | 'agenda' | 'config' | 'default'
}

export interface ConfigView {
  readonly kind: 'config'
  readonly file?: string
  readonly settings: readonly ConfigSetting[]
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
  | ConfigView
  | PlanView
  | WhyView
  | TeamView
  | NowView
  | DemandView

export type Format = 'table' | 'tsv' | 'csv' | 'json' | 'yaml' | 'ids'

/** The terminal or paper that text is set for. */
export interface Screen {
  readonly width: number
  /** chalk's levels: 0 none, 1 sixteen colours, 2 256, 3 true colour. */
  readonly colour: 0 | 1 | 2 | 3
  readonly ascii: boolean
  /** Whether the terminal shows titles as links (OSC 8). */
  readonly links?: boolean
  /** Whether rows that are sessions have numbers, by which a person can name them. */
  readonly numbered?: boolean
  /** Of how many hours the clock is; 24 if undefined. */
  readonly clock?: ClockHours | undefined
  /** Flags of the run that suggested commands need again. */
  readonly carried?: Called['flags']
}

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
  readonly whyNot: WhyNot
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

/** What many people want of a programme. A person sees `limit` rows of each list. */
export interface DemandView extends Setting {
  readonly kind: 'demand'
  readonly demand: Demand
  readonly limit: number
}

/** The parts of every view: the programme it shows, and the clock. */
export interface Setting {
  readonly catalogue: Catalogue
  /** The IANA name of the displayed zone. */
  readonly zone: string
}

/** A command as typed: its words and its flags, with their values. */
export interface Called {
  readonly words: readonly string[]
  readonly flags: readonly (readonly [flag: string, value?: string])[]
}
