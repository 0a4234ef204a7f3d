import type { Day } from '../../model/day.js'
import type { Place, Problem } from '../../model/problem.js'
import type { Kind, Speaker, Status } from '../../model/session.js'
import type { Instant, Minutes } from '../../model/time.js'

/**
 * A schedule as its publisher wrote it: facts in common words, before kubeplan's own rules for zones, kinds, rooms and
 * ids are applied to it (`assemble.ts`). Every reader of a foreign format makes one.
 */
export interface Published {
  readonly format: FormatName
  /** What the source is called, where the conference has several; every session of it says so. */
  readonly source?: string
  readonly name?: string
  /** As the file states it, unchecked; `UTC` where the file only says that its instants are UTC. */
  readonly timezone?: string
  readonly url?: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  /** Minute of the day at which the publisher's days begin, where the file tells. */
  readonly dayChange?: Minutes
  /** What could be read, in file order. */
  readonly entries: readonly PublishedEntry[]
  /** Entries that were left out, each with its place and reason, and doubts about the others. */
  readonly problems: readonly Problem[]
}

/** What a reader makes of a file: a schedule, or why the file as a whole cannot be read. */
export type PublishedReading =
  | { readonly ok: true; readonly published: Published }
  | { readonly ok: false; readonly problems: readonly Problem[] }

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
  'csv',
] as const
export type FormatName = (typeof FORMAT_NAMES)[number]

/** One event of a published schedule. Text is plain: no HTML, no line ends but `\n`, trimmed, nowhere empty. */
export interface PublishedEntry {
  readonly at: Place
  /** The publisher's own identity, as written; several entries of one file may share it. */
  readonly uid?: string
  /** Of several entries of one identity the highest counts. */
  readonly revision?: number
  /** What the publisher knows the content by: entries that share it give the same at several times. */
  readonly content?: string
  readonly title: string
  /**
   * What the publisher calls this sort of event, where a field is about that alone: `lecture`, `Registration`. A
   * category that may be a track as well goes into `tracks`.
   */
  readonly sort?: string
  readonly tracks: readonly string[]
  readonly tags: readonly string[]
  readonly level?: string
  readonly room?: string
  readonly time: PublishedTime
  readonly speakers: readonly Speaker[]
  /** Whether the title may end in " - A Name & B Name, Org", because the format has no field for speakers. */
  readonly speakersInTitle: boolean
  readonly abstract?: string
  readonly url?: string
  readonly video?: string
  readonly status: Status
  /** In a personal calendar: whoever keeps it may go there or not. */
  readonly tentative?: true
  /** Only of entries that kubeplan wrote itself: what is kept as it stands instead of being derived. */
  readonly own?: OwnWords
}

/** `repeatOf` is the id of the entry whose content this one gives again. */
export interface OwnWords {
  readonly id?: string
  readonly kind?: Kind
  readonly repeatOf?: string
}

/** Where an end is missing, the publisher gave none: it is unknown, not the start. */
export type PublishedTime =
  /** Moments that are certain, wherever the venue is. */
  | { readonly kind: 'instants'; readonly start: Instant; readonly end?: Instant }
  /** What a clock shows, `YYYY-MM-DDTHH:MM:SS`, in `zone` (an IANA name, unchecked) or else in the conference's zone. */
  | { readonly kind: 'wall'; readonly start: string; readonly end?: string; readonly zone?: string }
  | { readonly kind: 'dated'; readonly day: Day }
  | { readonly kind: 'unscheduled' }
