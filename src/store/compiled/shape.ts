import type { Conference, Rooms, Session } from '../../model/conference.js'
import type { Day } from '../../model/time.js'

/** Raised whenever the shape below changes; files of other versions are not read. */
export const COMPILED_VERSION = 6

/**
 * A catalogue for fast reading: with resolved zones and stamped days, and divided so that a run reads only what it
 * needs. One file of UTF-8 text:
 *
 *     prologue   the length of the head in decimal digits, a blank, its sum, blanks, a line end: `PROLOGUE` bytes
 *     head       a `Head`: the conference, and where the parts are
 *     rows       one part for each day with sessions, in order, then one for those without a day: `Row`s
 *     details    one part for each of those days: the longer texts of its sessions, found by their rows
 *
 * The head, the rows and every session's details are JSON and end with a line end. `list --day` therefore needs few
 * short reads, however large the programme is. The head and every part have a checksum, so that damaged data is never
 * used.
 */
export interface Head {
  readonly compiled: number
  /** The file it was compiled from, to notice changes; undefined for bundled catalogues. */
  readonly source?: CompiledSource
  /** Bytes of all parts together, to notice a file that was cut. */
  readonly size: number
  readonly conference: Conference
  readonly rooms: Rooms
  readonly sessions: number
  /** In the order of their parts; `''` for sessions without a day. */
  readonly days: readonly (Day | '')[]
  /**
   * Where each part begins: the rows of every day, then the details of every day. A part ends where the next begins.
   */
  readonly starts: readonly number[]
  /** The `sumOf` of each part. Two lists are read faster than one of pairs. */
  readonly sums: readonly number[]
}

/** In bytes from the end of the head or, in a row, from the beginning of its day's details. */
export type Place = readonly [at: number, length: number]

/** A session, its index in the file, and the place of its details, if it has any. */
export type Row = readonly [order: number, session: Session] | readonly [order: number, session: Session, ...Place]

export const PROLOGUE = 24

export function withHead(head: Head, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  const written = Buffer.from(lineOf(head))
  const prologue = Buffer.from(`${`${written.length} ${sumOf(written)}`.padEnd(PROLOGUE - 1)}\n`)
  return [prologue, written, ...parts]
}

export function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

/** A checksum of 32 bits against disk errors: FNV-1a over words of four bytes, mixed downwards. */
export function sumOf(bytes: Uint8Array): number {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let sum = bytes.length
  let at = 0
  for (; at + 4 <= bytes.length; at += 4) {
    sum = Math.imul(sum ^ words.getInt32(at), 0x01000193)
    sum ^= sum >>> 15
  }
  for (; at < bytes.length; at++) sum = Math.imul(sum ^ words.getUint8(at), 0x01000193)
  return sum >>> 0
}

export interface CompiledSource {
  readonly path: string
  readonly size: number
  /** Milliseconds since the epoch, with fractions. */
  readonly modified: number
  readonly inode: number
  /** kubeplan's version, because another one may read the same file differently. */
  readonly version: string
  /** SHA-256 of its bytes, if it was so new that it could change again without a new time. */
  readonly hash?: string
}
