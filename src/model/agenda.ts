import type { Walk } from './conference.js'
import type { Timed } from './session.js'

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

export interface Pick {
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
export type Dropped = globalThis.Pick<Pick, 'session' | 'seen' | 'changed'> & { readonly sequence: number }

/** The person's own commitment: it takes time and clashes like a session. */
export interface Block extends Timed {
  readonly title: string
  readonly room?: string
}

export interface Agenda {
  readonly conference: string
  readonly person?: string
  readonly picks: readonly Pick[]
  readonly blocks: readonly Block[]
  /** The person's own walking times, which override the catalogue's. */
  readonly walks: readonly Walk[]
  readonly dropped: readonly Dropped[]
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
