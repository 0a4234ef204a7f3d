import { allDays, type Catalogue, type Outline } from '../../model/conference.js'
import type { Day } from '../../model/day.js'
import { Exit } from '../../model/exit.js'
import { Failure } from '../../model/problem.js'
import { type Details, NO_DETAILS } from '../../model/session.js'
import { openParts } from './parts.js'
import { COMPILED_VERSION, type CompiledSource, type Head, type Place, PROLOGUE, type Row } from './shape.js'

/** A compiled catalogue: what it is about at hand, its sessions when asked for. */
export interface CompiledCatalogue {
  readonly source?: CompiledSource
  readonly outline: Outline
  /** The whole programme. */
  readonly whole: () => Catalogue
  /** Only the sessions of these days; those without a day, too, where `''` is among them. */
  readonly on: (days: readonly (Day | '')[]) => Catalogue
}

/**
 * Opens a compiled file; nothing where it is of another version or cut. Throws what the system answers, and a
 * SyntaxError where the part that is read is damaged.
 */
export function openCompiled(path: string): CompiledCatalogue | undefined {
  const { bytes, size } = openParts(path)
  const length = Number(bytes(0, PROLOGUE).toString('latin1'))
  if (!Number.isInteger(length) || length <= 0) return undefined
  const head = JSON.parse(bytes(PROLOGUE, length).toString()) as Head
  const start = PROLOGUE + length
  if (head.compiled !== COMPILED_VERSION || size !== start + head.size) return undefined
  const { source, conference, rooms, sessions, days, starts, details } = head
  const placeOf = (part: number): Place => {
    const at = starts[part] ?? details
    return [at, (starts[part + 1] ?? details) - at]
  }

  const readDetails = () => bytes(start + details, head.size - details)
  const programme = (rows: readonly Row[]): Catalogue => ({
    conference,
    rooms,
    ...inFileOrder(rows, readDetails, path),
  })
  return {
    ...(source && { source }),
    outline: {
      conference,
      days: allDays(
        conference,
        days.filter((day): day is Day => day !== ''),
      ),
      sessions,
    },
    whole() {
      const all = bytes(start, details)
      return programme(days.flatMap((_, part) => parse<readonly Row[]>(all, placeOf(part))))
    },
    on(wanted) {
      const asked = new Set(wanted)
      const parts = days.flatMap((day, part) => (asked.has(day) ? [placeOf(part)] : []))
      const rows = parts.flatMap(([at, length]) => parse<readonly Row[]>(bytes(start + at, length), [0, length]))
      return programme(rows)
    },
  }
}

function inFileOrder(
  rows: readonly Row[],
  readDetails: () => Buffer,
  path: string,
): Pick<Catalogue, 'sessions' | 'details'> {
  let longer: { readonly bytes: Buffer; readonly places: ReadonlyMap<string, Place> } | undefined
  const byOrder = [...rows].sort(([a], [b]) => a - b)
  return {
    sessions: byOrder.map(([, session]) => session),
    details(id) {
      longer ??= { bytes: readDetails(), places: new Map(byOrder.flatMap(placeOfDetails)) }
      const place = longer.places.get(id)
      if (!place) return NO_DETAILS
      try {
        return parse<Details>(longer.bytes, place)
      } catch (error) {
        // Too late to read the source instead.
        throw error instanceof SyntaxError ? new Failure(Exit.disk, [{ code: 'cache-damaged', path }]) : error
      }
    },
  }
}

function placeOfDetails([, { id }, ...place]: Row): readonly (readonly [id: string, Place])[] {
  const [at, length] = place
  return at === undefined || length === undefined ? [] : [[id, [at, length]]]
}

function parse<T>(bytes: Buffer, [at, length]: Place): T {
  return JSON.parse(bytes.toString('utf8', at, at + length)) as T
}
