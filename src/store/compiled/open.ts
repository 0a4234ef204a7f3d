import {
  allDays,
  type Catalogue,
  type Conference,
  type Details,
  NO_DETAILS,
  type Outline,
  type Rooms,
} from '../../model/conference.js'
import type { Day } from '../../model/time.js'
import { openParts } from './parts.js'
import { COMPILED_VERSION, type CompiledSource, type Head, PROLOGUE, type Row, sumOf, withHead } from './shape.js'

/** A compiled catalogue: its outline is ready, its sessions are read on demand and completely. */
export interface CompiledCatalogue {
  readonly source?: CompiledSource
  readonly outline: Outline
  readonly rooms: Rooms
  /** The same file with another source or conference; the sessions are copied unread. */
  readonly renewed: (source: CompiledSource, conference?: Conference) => readonly Uint8Array[]
  /** The whole programme; undefined if the file is damaged. Throws the system's error. */
  readonly whole: () => Catalogue | undefined
  /** Only the sessions of these days, where `''` means those without a day. */
  readonly on: (days: readonly (Day | '')[]) => Catalogue | undefined
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
  const programme = (wanted: ReadonlySet<Day | ''>): Catalogue | undefined => {
    const rows: Row[] = []
    const texts = new Map<string, readonly [details: Buffer, at: number, length: number]>()
    for (const [number, day] of days.entries()) {
      if (!wanted.has(day)) continue
      const [those, details] = [part(number), part(days.length + number)]
      if (!those || !details) return undefined
      for (const row of JSON.parse(those.toString()) as readonly Row[]) {
        const [, { id }, at, length] = row
        rows.push(row)
        if (at !== undefined && length !== undefined) texts.set(id, [details, at, length])
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
    renewed: (from, about = conference) =>
      withHead({ ...head, source: from, conference: about }, [parts.bytes(start, head.size)]),
    whole: () => programme(new Set(days)),
    on: (asked) => programme(new Set(asked)),
  }
}
