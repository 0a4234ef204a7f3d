import { addDays, clockAt, type Day, daysBetween, type Instant, instant, type Minutes, type Span } from './time.js'

/** The formats in which conferences publish their schedules. */
export const FORMAT_NAMES = [
  'kubeplan',
  'sched-ics',
  'ics',
  'sched-json',
  'frab-xml',
  'schedule-json',
  'schedule-json-2',
  'sessionize',
  'open-event',
  'aws-events',
  'conclar',
  'emfcamp',
  'pycon',
  'csv',
] as const
export type FormatName = (typeof FORMAT_NAMES)[number]

/** The origin of a catalogue. Written by `import`; `fetched` is ISO 8601. */
export interface Source {
  readonly url: string
  readonly format?: string
  readonly fetched?: string
}

export interface Conference {
  readonly name: string
  readonly slug: string
  /** An IANA name in its canonical spelling. */
  readonly timezone: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  readonly url?: string
  /** The minute of the day (0-1439) at which a conference day begins; earlier sessions belong to the day before. */
  readonly dayChange: Minutes
  readonly sources: readonly Source[]
}

/** When the sources of a conference were fetched, the earliest first. */
export function fetchTimes({ sources }: Conference): readonly Instant[] {
  const times = sources.flatMap(({ fetched }) => (fetched === undefined ? [] : Date.parse(fetched)))
  return times
    .filter((time) => !Number.isNaN(time))
    .sort((a, b) => a - b)
    .map(instant)
}

/**
 * A walk between two rooms (or the leading parts of their names), or between any two rooms of one part. It is the same
 * both ways.
 */
export type Walk =
  | { readonly from: string; readonly to: string; readonly walk: Minutes }
  | { readonly within: string; readonly walk: Minutes }

/** A building that rooms are in. Without a list of rooms, all those are in it that no other venue lists. */
export interface Venue {
  readonly name: string
  readonly address?: string
  readonly rooms?: readonly string[]
}

export interface Rooms {
  readonly defaultWalk?: Minutes
  readonly walks: readonly Walk[]
  readonly venues?: readonly Venue[]
}

export interface Catalogue {
  readonly conference: Conference
  readonly rooms: Rooms
  readonly sessions: readonly Session[]
  /** The longer texts of a session. The first call may read them from disk. */
  readonly details: (id: string) => Details
}

export interface Outline {
  readonly conference: Conference
  readonly days: readonly Day[]
  readonly sessions: number
}

export function outlineOf(catalogue: Catalogue): Outline {
  return { conference: catalogue.conference, days: daysOf(catalogue), sessions: catalogue.sessions.length }
}

/** In days. Dates further apart are taken for a slip, and the days come from the sessions. */
const LONGEST_IN_DAYS = 366

/**
 * Every day of the conference, in order: from its first to its last day where given, and every day that has a session.
 */
export function daysOf({ conference, sessions }: Pick<Catalogue, 'conference' | 'sessions'>): readonly Day[] {
  const held = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : when.day))
  return allDays(conference, held)
}

/** Whether a moment is on one of the conference's days, or between them, on the displayed clock. */
export function isDuring(catalogue: Pick<Catalogue, 'conference' | 'sessions'>, now: Instant): boolean {
  const timed = catalogue.sessions.find(({ when }) => when.kind === 'timed')?.when
  const days = daysOf(catalogue)
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || timed?.kind !== 'timed') return false
  const { day } = clockAt(now, timed.offset)
  return first <= day && day <= last
}

/** `daysOf`, where the days that have sessions are already known. */
export function allDays({ firstDay, lastDay }: Conference, held: readonly Day[]): readonly Day[] {
  const days = new Set(held)
  const length = firstDay && lastDay ? daysBetween(firstDay, lastDay) : -1
  if (firstDay && length <= LONGEST_IN_DAYS)
    for (let after = 0; after <= length; after++) days.add(addDays(firstDay, after))
  return [...days].sort()
}

export const KINDS = [
  'talk',
  'panel',
  'keynote',
  'workshop',
  'tutorial',
  'lightning',
  'break',
  'social',
  'umbrella',
  'other',
] as const
export type Kind = (typeof KINDS)[number]

/** Kinds that people attend in passing: nobody walks to them from afar, and they take nobody's time unless picked. */
const IN_PASSING = ['break', 'social', 'other', 'umbrella'] as const satisfies readonly Kind[]
export type InPassing = (typeof IN_PASSING)[number]

export function isInPassing(kind: Kind): kind is InPassing {
  return (IN_PASSING as readonly Kind[]).includes(kind)
}

export const STATUSES = ['confirmed', 'cancelled'] as const
export type Status = (typeof STATUSES)[number]

/** How many seats are left. `walk-up`: none can be reserved (any more), but people who queue may get in. */
export const SEATS = ['available', 'limited', 'full', 'walk-up'] as const
export type Seats = (typeof SEATS)[number]

/**
 * A span as people read it: `offset` and `endOffset` are the minutes that the displayed clock is ahead of UTC at its
 * start and at its end. Clocks may change in between.
 */
export interface ShownSpan extends Span {
  readonly offset: Minutes
  readonly endOffset: Minutes
  /** The end is not known: `end` is an assumption (`planning/assume-ends.ts`) and is never shown as a fact. */
  readonly endAssumed?: true
}

/**
 * A session whose time is known. `day` is the conference day it starts on. The clock is the venue's unless `--tz` chose
 * another; `shift` is the minutes that one is ahead of the venue's (0 otherwise).
 */
export interface Timed extends ShownSpan {
  readonly kind: 'timed'
  readonly day: Day
  readonly shift: Minutes
  /** The shift at the end, where one of the two clocks changes during the session. */
  readonly endShift?: Minutes
}

/** The same time on the venue's clock, whichever clock is displayed. */
export function onVenueClock<T extends Timed>({ endShift, ...when }: T): Omit<T, 'endShift'> {
  const { offset, endOffset, shift } = when
  return { ...when, offset: offset - shift, endOffset: endOffset - (endShift ?? shift), shift: 0 }
}

export interface Dated {
  readonly kind: 'dated'
  readonly day: Day
}

export interface Unscheduled {
  readonly kind: 'unscheduled'
}

export type When = Timed | Dated | Unscheduled

export interface Speaker {
  readonly name: string
  readonly organization?: string
}

/** The prefix of identities that kubeplan derives where the publisher gave none, or gave one to several sessions. */
export const DERIVED_UID = 'derived-'

/** What else a publisher may say about attending a session. */
export interface Conditions {
  /** As published: a code such as `de` or a name. */
  readonly language?: string
  /** False if it is known that nothing is recorded. */
  readonly recorded?: boolean
  /** How many people fit into the room. */
  readonly capacity?: number
  readonly seats?: Seats
}

/** One entry of the programme, with what lists and decisions need. Its longer texts are in `Details`. */
export interface Session extends Conditions {
  readonly id: string
  readonly uid?: string
  readonly title: string
  readonly kind: Kind
  /** The first one is the main track, which is shown where there is room for only one. */
  readonly tracks: readonly string[]
  readonly tags: readonly string[]
  readonly level?: string
  readonly room?: string
  readonly when: When
  readonly speakers: readonly Speaker[]
  readonly url?: string
  readonly video?: string
  /** The id of the session that this one repeats. People attend only one of them. */
  readonly repeatOf?: string
  readonly status: Status
  /** The `url` of the source it came from, where the conference has several. */
  readonly source?: string
}

/** A session that is known only by name, because the programme no longer has it. */
export function unknownSession(id: string, title = id): Session {
  const when = { kind: 'unscheduled' } as const
  return { id, title, kind: 'talk', tracks: [], tags: [], when, speakers: [], status: 'confirmed' }
}

export function firstOf(
  { room, tracks }: Pick<Session, 'room' | 'tracks'>,
  facet: 'room' | 'track',
): string | undefined {
  return facet === 'room' ? room : tracks[0]
}

/** Why somebody recommends a session, written before it takes place. */
export interface Take {
  readonly by: string
  readonly text: string
  readonly source?: string
}

/** Lessons from a session, written after it. */
export interface Takeaway {
  readonly by: string
  readonly points: readonly string[]
  readonly source?: string
}

/** The part of a session that `list` does not print. It is loaded on demand. */
export interface Details {
  readonly abstract?: string
  readonly takes: readonly Take[]
  readonly takeaways: readonly Takeaway[]
}

export const NO_DETAILS: Details = { takes: [], takeaways: [] }

/** Things with an id, to be found by it; of several with one id the last. */
export function byId<T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]))
}

export const STAGES = ['going', 'maybe'] as const
export type Stage = (typeof STAGES)[number]

/** A session as it was when picked or last updated, as written in the file (times are ISO 8601 with an offset). */
export interface Seen {
  readonly uid?: string
  readonly title?: string
  readonly start?: string
  readonly end?: string
  readonly room?: string
}

export interface AgendaPick {
  readonly session: string
  readonly stage: Stage
  /** 1 (nice) to 5 (must); 3 where the file does not say. */
  readonly priority: number
  readonly note?: string
  readonly take?: string
  readonly rating?: number
  readonly attended?: boolean
  readonly takeaways: readonly string[]
  readonly seen?: Seen
  /**
   * The calendar revision, as counted by versions that kept it in the agenda. The ledger beside the file counts on from
   * there.
   */
  readonly sequence?: number
  /** When such a version last changed the pick, in ISO 8601 and UTC. */
  readonly changed?: string
}

/** A pick that an earlier version took off. Calendars may have received it, and no ledger says so. */
export type Dropped = Pick<AgendaPick, 'session' | 'seen' | 'changed'> & { readonly sequence: number }

/** The person's own commitment: it takes time and clashes like a session. */
export interface Block extends Timed {
  readonly title: string
  readonly room?: string
}

export interface Agenda {
  readonly conference: string
  readonly person?: string
  readonly picks: readonly AgendaPick[]
  readonly blocks: readonly Block[]
  /** The person's own walking times, which override the catalogue's. */
  readonly walks: readonly Walk[]
  readonly dropped: readonly Dropped[]
  readonly wishes?: Wishes
}

/** What a plan is made by where no flag says otherwise, as `plan --save` remembers it. */
export interface Wishes {
  /** The walk between different rooms, in minutes. */
  readonly walk?: Minutes
  /** Interests, as `--like` takes them. */
  readonly like?: readonly string[]
  /** Breaks of each day, as `--break` takes them. */
  readonly breaks?: readonly string[]
}

/** In code points; more than anybody types, and enough for any text of a catalogue. */
export const LONGEST = 20_000

export const DEFAULT_PRIORITY = 3

/** The largest INTEGER, and so the largest sequence (RFC 5545 section 3.3.8). */
export const MOST_SEQUENCE = 2_147_483_647

/** The sequence after this one. A sequence written by hand may already be the largest. */
export function nextSequence(sequence: number): number {
  return Math.min(sequence + 1, MOST_SEQUENCE)
}

export function emptyAgenda(conference: string): Agenda {
  return { conference, picks: [], blocks: [], walks: [], dropped: [] }
}
