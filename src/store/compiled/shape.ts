import type { Conference, Rooms } from '../../model/conference.js'
import type { Day } from '../../model/day.js'
import type { Session } from '../../model/session.js'

/** Raised whenever the shape below changes: a file of another version is not read. */
export const COMPILED_VERSION = 6

/**
 * A catalogue as it is kept for quick reading: zones resolved, days stamped, everything cut so that a run reads only
 * what it needs. One file of UTF-8 text:
 *
 *     prologue   the length of the head in decimal digits, a blank, its sum, blanks, a line end: `PROLOGUE` bytes in all
 *     head       a `Head`: the conference, and where the parts lie
 *     rows       one part for each day that holds sessions, in order, then one for those without a day: `Row`s
 *     details    one part for each of those days: the longer texts of its sessions, found by their rows
 *
 * The head, the rows and every session's details are JSON and end with a line end. `list --day` so takes few short
 * reads, however large the programme. The head and every part have a sum: whatever happened to the disk, nothing is
 * understood that was not written.
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
  /** Where each part begins: the rows of every day, then the details of every day. A part ends where the next begins. */
  readonly starts: readonly number[]
  /** The `sumOf` of each part. Two lists are read faster than one of pairs. */
  readonly sums: readonly number[]
}

/** Bytes, counted from the end of the head, or in a row from where the details of its day begin. */
export type Place = readonly [at: number, length: number]

/** A session, its number in the order of the file, and where its details lie; without a place it has none. */
export type Row = readonly [order: number, session: Session] | readonly [order: number, session: Session, ...Place]

export const PROLOGUE = 24

/** The parts of a compiled catalogue behind a head that tells them. */
export function withHead(head: Head, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  const written = Buffer.from(lineOf(head))
  const prologue = Buffer.from(`${`${written.length} ${sumOf(written)}`.padEnd(PROLOGUE - 1)}\n`)
  return [prologue, written, ...parts]
}

/** A value as it is kept: one line of JSON. */
export function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

/** 32 bits that tell bytes from what a disk may make of them; FNV-1a over words of four bytes, mixed downwards. */
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
