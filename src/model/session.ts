import type { Day } from './day.js'
import type { Minutes, Span } from './time.js'

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

export const STATUSES = ['confirmed', 'cancelled'] as const
export type Status = (typeof STATUSES)[number]

/**
 * A span as people read it: `offset` and `endOffset` say how far the clock that is shown is ahead of UTC, in minutes, at
 * its start and at its end. Clocks may change in between, so that an end always goes by its own.
 */
export interface ShownSpan extends Span {
  readonly offset: Minutes
  readonly endOffset: Minutes
  /** Nobody said when it ends: `end` is assumed (`planning/assume-ends.ts`), and never shown as a fact. */
  readonly endAssumed?: true
}

/**
 * A session whose time is known. `day` is the conference day it starts in. The clock is the venue's, until `--tz` stamps
 * another one; `shift` then says how far that one is ahead of the venue's (0 otherwise).
 */
export interface Timed extends ShownSpan {
  readonly kind: 'timed'
  readonly day: Day
  readonly shift: Minutes
  /** The same at its end, where one of the two clocks changes during the session. */
  readonly endShift?: Minutes
}

/** The same on the venue's clock, whatever clock is shown. */
export function onVenueClock<T extends Timed>({ endShift, ...when }: T): Omit<T, 'endShift'> {
  const { offset, endOffset, shift } = when
  return { ...when, offset: offset - shift, endOffset: endOffset - (endShift ?? shift), shift: 0 }
}

/** A session of which only the day is known. */
export interface Dated {
  readonly kind: 'dated'
  readonly day: Day
}

/** A session of which neither day nor time is known. */
export interface Unscheduled {
  readonly kind: 'unscheduled'
}

export type When = Timed | Dated | Unscheduled

export interface Speaker {
  readonly name: string
  readonly organization?: string
}

/** How an identity begins that kubeplan made up, because the publisher gave none or one for several sessions. */
export const DERIVED_UID = 'derived-'

/** One entry of the programme, as far as lists and decisions need it. The longer texts are its `Details`. */
export interface Session {
  readonly id: string
  /** The publisher's own identity, when imported. */
  readonly uid?: string
  readonly title: string
  readonly kind: Kind
  /** The first is the main one: where a view has room for one only, it shows that. */
  readonly tracks: readonly string[]
  readonly tags: readonly string[]
  readonly level?: string
  readonly room?: string
  readonly when: When
  readonly speakers: readonly Speaker[]
  readonly url?: string
  readonly video?: string
  /** Id of the session whose content this one gives again: attend one of them. */
  readonly repeatOf?: string
  readonly status: Status
  /** The `url` of the source of the conference that it came from, where there are several. */
  readonly source?: string
}

/** What a session names of this facet; of several tracks the first. */
export function firstOf(
  { room, tracks }: Pick<Session, 'room' | 'tracks'>,
  facet: 'room' | 'track',
): string | undefined {
  return facet === 'room' ? room : tracks[0]
}

/** Why somebody recommends a session; written before it. */
export interface Take {
  readonly by: string
  readonly text: string
  readonly source?: string
}

/** What somebody learned from a session; written after it. */
export interface Takeaway {
  readonly by: string
  readonly points: readonly string[]
  readonly source?: string
}

/** The part of a session that `list` does not print, loaded when asked for. */
export interface Details {
  readonly abstract?: string
  readonly takes: readonly Take[]
  readonly takeaways: readonly Takeaway[]
}

export const NO_DETAILS: Details = { takes: [], takeaways: [] }
