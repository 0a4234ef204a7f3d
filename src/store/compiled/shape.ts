import type { Conference, Rooms } from '../../model/conference.js'
import type { Day } from '../../model/day.js'
import type { Session } from '../../model/session.js'

/** Raised whenever the shape below changes: a file of another version is not read. */
export const COMPILED_VERSION = 5

/**
 * A catalogue as it is kept for quick reading: zones resolved, days stamped, everything cut so that a run reads only
 * what it needs. One file of UTF-8 text:
 *
 *     prologue   the length of the head in decimal digits, blanks, a line end: `PROLOGUE` bytes in all
 *     head       a `Head`: the conference, and where the parts lie
 *     days       one part for each day that holds sessions, in order, then one for those without a day: `Row`s
 *     details    the longer texts of each session that has any: `Details`, found by its row
 *
 * The head and every part are JSON and end with a line end. `list --day` so takes two short reads, however large the
 * programme, and `show` one more.
 */
export interface Head {
  readonly compiled: number
  /** What it was compiled from, to tell whether that is still so; nothing for what ships. */
  readonly source?: CompiledSource
  /** Bytes of all parts together: a file that was cut is not read. */
  readonly size: number
  readonly conference: Conference
  readonly rooms: Rooms
  readonly sessions: number
  /** In the order of their parts; `''` is the day of those that have none. */
  readonly days: readonly (Day | '')[]
  /** Where the part of each day begins; it ends where the next one does. Two lists are read faster than one of pairs. */
  readonly starts: readonly number[]
  /** Where the details begin. */
  readonly details: number
}

/** Bytes, counted from the end of the head, or in a row from where the details begin. */
export type Place = readonly [at: number, length: number]

/** A session, its number in the order of the file, and where its details lie; without a place it has none. */
export type Row = readonly [order: number, session: Session] | readonly [order: number, session: Session, ...Place]

export const PROLOGUE = 16

/** What tells that a catalogue file is the one that was compiled. */
export interface CompiledSource {
  readonly path: string
  readonly size: number
  /** Milliseconds since the epoch, with fractions. */
  readonly modified: number
  readonly inode: number
  /** Of kubeplan: another one may read the same file differently. */
  readonly version: string
  /** SHA-256 of its bytes, where it was so young that it could change again without its time telling. */
  readonly hash?: string
}
