import type { Kind, Speaker, Status } from '../../model/conference.js'
import type { Place, Problem } from '../../model/problem.js'
import type { Day, Instant, Minutes } from '../../model/time.js'

/**
 * A schedule as its publisher wrote it, before kubeplan's rules for zones, kinds, rooms and ids (`assemble.ts`). Every
 * reader of a foreign format returns one.
 */
export interface Published {
  readonly format: FormatName
  /** The name of the source, where the conference has several. Each of its sessions carries it. */
  readonly source?: string
  readonly name?: string
  /** As stated in the file, unchecked; `UTC` where the file only says that its instants are UTC. */
  readonly timezone?: string
  readonly url?: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  /** The minute of the day at which the publisher's days begin, if the file says. */
  readonly dayChange?: Minutes
  /** In file order. */
  readonly entries: readonly PublishedEntry[]
  /** Entries that were left out, each with its place and reason, and warnings about others. */
  readonly problems: readonly Problem[]
}

/** A schedule, or why the file cannot be read at all. */
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

/**
 * One event of a published schedule. Text is plain and trimmed, without HTML and with `\n` as line end, and never empty.
 */
export interface PublishedEntry {
  readonly at: Place
  /** The publisher's own identity, as written. Several entries of one file may share it. */
  readonly uid?: string
  /** Of several entries with one identity, the highest revision counts. */
  readonly revision?: number
  /** The publisher's identity of the content. Entries that share it give the same session at several times. */
  readonly content?: string
  readonly title: string
  /**
   * The publisher's word for the kind of event, from a field for that alone: `lecture`, `Registration`. A category that
   * may be a track goes into `tracks`.
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
  /** In a personal calendar, an event that its owner may or may not attend. */
  readonly tentative?: true
  /** Set only for entries that kubeplan wrote: values that are kept instead of being derived. */
  readonly own?: OwnWords
}

/** `repeatOf` is the id of the entry that this one repeats. */
export interface OwnWords {
  readonly id?: string
  readonly kind?: Kind
  readonly repeatOf?: string
}

/** A missing end is unknown; it does not equal the start. */
export type PublishedTime =
  /** Instants, independent of the venue's zone. */
  | { readonly kind: 'instants'; readonly start: Instant; readonly end?: Instant }
  /** Clock times, `YYYY-MM-DDTHH:MM:SS`, in `zone` (an IANA name, unchecked) or in the conference's zone. */
  | { readonly kind: 'wall'; readonly start: string; readonly end?: string; readonly zone?: string }
  | { readonly kind: 'dated'; readonly day: Day }
  | { readonly kind: 'unscheduled' }
