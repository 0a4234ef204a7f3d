import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Assumed } from '../../formats/published/assemble.js'
import {
  allDays,
  type Catalogue,
  type Conference,
  type Details,
  NO_DETAILS,
  type Outline,
  type Rooms,
  type Session,
} from '../../model/index.js'
import type { Day } from '../../model/time.js'

/** A compiled catalogue: its outline is ready, its sessions are read on demand and completely. */
export interface CompiledCatalogue {
  readonly source?: CompiledSource
  readonly outline: Outline
  readonly rooms: Rooms
  /** The same file with another source or conference; the sessions are copied unread. */
  readonly renewed: (source: CompiledSource, conference?: Conference) => readonly Uint8Array[]
  /** The sessions and their details as they are in the file, unchecked. Throws the system's error. */
  readonly body: () => Buffer
  /** The whole programme; undefined if the file is damaged. Throws the system's error. */
  readonly whole: () => Catalogue | undefined
  /** All sessions without their details, of which nothing is read. */
  readonly sessions: () => readonly Session[] | undefined
  /** Only the sessions of these days, where `''` means those without a day. */
  readonly on: (days: readonly (Day | '')[], withDetails: boolean) => Catalogue | undefined
}

/** Opens a compiled file; undefined if it has another version, is cut or damaged. Throws the system's error. */
export function openCompiled(path: string): CompiledCatalogue | undefined {
  const parts = openParts(path)
  const [length, sum] = parts.bytes(0, PROLOGUE).toString('latin1').split(' ').map(Number)
  if (length === undefined || !(length > 0)) return undefined
  const written = parts.bytes(PROLOGUE, length)
  if (sumOf(written) !== sum) return undefined
  const head = JSON.parse(written.toString()) as Head
  const start = PROLOGUE + length
  if (head.compiled !== COMPILED_VERSION || parts.size !== start + head.size) return undefined
  const { source, conference, rooms, sessions, days } = head

  const part = (number: number): Buffer | undefined => {
    const at = head.starts[number] ?? head.size
    const bytes = parts.bytes(start + at, (head.starts[number + 1] ?? head.size) - at)
    return sumOf(bytes) === head.sums[number] ? bytes : undefined
  }
  const body = () => parts.bytes(start, head.size)
  const programme = (wanted: ReadonlySet<Day | ''>, withDetails: boolean): Catalogue | undefined => {
    const rows: Row[] = []
    const texts = new Map<string, readonly [details: Buffer, at: number, length: number]>()
    for (const [number, day] of days.entries()) {
      if (!wanted.has(day)) continue
      const [those, details] = [part(number), withDetails ? part(days.length + number) : parts.bytes(0, 0)]
      if (!those || !details) return undefined
      for (const row of JSON.parse(those.toString()) as readonly Row[]) {
        const [, { id }, at, length] = row
        rows.push(row)
        if (withDetails && at !== undefined && length !== undefined) texts.set(id, [details, at, length])
      }
    }
    rows.sort(([a], [b]) => a - b)
    return {
      conference,
      rooms,
      sessions: rows.map(([, session]) => session),
      details(id) {
        const [details, at = 0, length = 0] = texts.get(id) ?? []
        return details ? (JSON.parse(details.toString('utf8', at, at + length)) as Details) : NO_DETAILS
      },
    }
  }
  const held = days.filter((day): day is Day => day !== '')
  return {
    ...(source && { source }),
    outline: { conference, days: allDays(conference, held), sessions },
    rooms,
    renewed: (from, about = conference) => withHead({ ...head, source: from, conference: about }, [body()]),
    body,
    whole: () => programme(new Set(days), true),
    sessions: () => programme(new Set(days), false)?.sessions,
    on: (asked, withDetails) => programme(new Set(asked), withDetails),
  }
}

/** In bytes, read at once: the head and first days of most files, all of a small one. */
const BEGINNING = 64 * 1024

interface Parts {
  readonly size: number
  /** The bytes from `at` on, fewer at the end of the file. Throws the system's error. */
  readonly bytes: (at: number, length: number) => Buffer
}

/**
 * Opens a file and reads its beginning. Throws the system's error. A larger file stays open for further reads, which
 * are not affected if it is replaced.
 */
function openParts(path: string): Parts {
  const descriptor = openSync(path, 'r')
  let isWhole = true
  try {
    const { size } = fstatSync(descriptor)
    const beginning = readPart(descriptor, 0, Math.min(BEGINNING, size))
    isWhole = beginning.length === size
    if (isWhole) return { size, bytes: (at, length) => beginning.subarray(at, at + length) }
    const parts: Parts = {
      size,
      bytes(at, length) {
        if (at + length <= beginning.length) return beginning.subarray(at, at + length)
        return readPart(descriptor, at, Math.max(0, Math.min(length, size - at)))
      },
    }
    abandoned.register(parts, descriptor)
    return parts
  } finally {
    if (isWhole) closeSync(descriptor)
  }
}

const abandoned = new FinalizationRegistry<number>(closeSync)

function readPart(descriptor: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let read = 0
  while (read < length) {
    const more = readSync(descriptor, bytes, read, length - read, at + read)
    if (more === 0) break
    read += more
  }
  return bytes.subarray(0, read)
}

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

const PROLOGUE = 24

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
  /** What the person said of the file, if anything: it would be another catalogue without. */
  readonly assumed?: Assumed
  /** SHA-256 of its bytes, if it was so new that it could change again without a new time. */
  readonly hash?: string
}
