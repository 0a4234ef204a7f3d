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

/** Kinds that people attend in passing: nobody walks to them from afar, and they take nobody's time unless picked. */
export const IN_PASSING = ['break', 'social', 'other', 'umbrella'] as const satisfies readonly Kind[]
export type InPassing = (typeof IN_PASSING)[number]

export function isInPassing(kind: Kind): kind is InPassing {
  return (IN_PASSING as readonly Kind[]).includes(kind)
}

export const STATUSES = ['confirmed', 'cancelled'] as const
export type Status = (typeof STATUSES)[number]

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

/** One entry of the programme, with what lists and decisions need. Its longer texts are in `Details`. */
export interface Session {
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
