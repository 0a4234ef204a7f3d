import type { Walk } from './conference.js'
import type { Timed } from './session.js'

export const STAGES = ['going', 'maybe'] as const
export type Stage = (typeof STAGES)[number]

/** What a session looked like when it was picked or last updated, in the words of the file (times are ISO 8601 with offset). */
export interface Seen {
  readonly uid?: string
  readonly title?: string
  readonly start?: string
  readonly end?: string
  readonly room?: string
}

/** A session on the agenda, by id. */
export interface Pick {
  readonly session: string
  readonly stage: Stage
  /** 1 nice ... 5 must; 3 where the file says nothing. */
  readonly priority: number
  /** My own words, for me alone. */
  readonly note?: string
  /** Why I recommend it, for others to read. */
  readonly take?: string
  /** 1 to 5. */
  readonly rating?: number
  readonly attended?: boolean
  readonly takeaways: readonly string[]
  readonly seen?: Seen
  /** Calendar revision as versions counted it that wrote it here; today the ledger beside the file counts, from there on. */
  readonly sequence?: number
  /** When such a version last changed the pick, ISO 8601 in UTC. */
  readonly changed?: string
}

/** A pick of an earlier version that was taken off: calendars may have received it, and no ledger says so. */
export type Dropped = globalThis.Pick<Pick, 'session' | 'seen' | 'changed'> & { readonly sequence: number }

/** The person's own commitment: it takes time and clashes like a session. */
export interface Block extends Timed {
  readonly title: string
  readonly room?: string
}

/** One person's picks and blocks for one conference, in file order. */
export interface Agenda {
  readonly conference: string
  readonly person?: string
  readonly picks: readonly Pick[]
  readonly blocks: readonly Block[]
  /** The person's own walking times, over the catalogue's. */
  readonly walks: readonly Walk[]
  readonly dropped: readonly Dropped[]
}

export const DEFAULT_PRIORITY = 3

/** RFC 5545 section 3.3.8: the largest INTEGER, and so the largest sequence. */
export const MOST_SEQUENCE = 2_147_483_647

/** What comes after a sequence; one that a person wrote may be the last that calendars can read. */
export function nextSequence(sequence: number): number {
  return Math.min(sequence + 1, MOST_SEQUENCE)
}

export function emptyAgenda(conference: string): Agenda {
  return { conference, picks: [], blocks: [], walks: [], dropped: [] }
}
