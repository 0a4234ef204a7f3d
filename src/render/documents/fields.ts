import type { ShownSpan } from '../../model/conference.js'
import { isoWithOffset } from '../../model/time.js'
import type { RoomChanges } from '../../planning/agenda/agenda-days.js'

/** A value that both JSON and YAML can express; `null` where there is none, or none is known. */
export type Value = string | number | boolean | null | readonly Value[] | Fields

export interface Fields {
  readonly [key: string]: Value
}

export function spanFields({ start, end, offset, endOffset, endAssumed }: ShownSpan): Fields {
  return filled({ start: isoWithOffset(start, offset), end: isoWithOffset(end, endOffset), end_assumed: endAssumed })
}

export function filled(fields: Readonly<Record<string, Value | undefined>>): Fields {
  const kept: Record<string, Value> = {}
  for (const key in fields) {
    const value = fields[key]
    if (value !== undefined) kept[key] = value
  }
  return kept
}

/** How many changes of room have an unknown walk; no key if every walk is known. */
export function unknownWalkFields(changes: RoomChanges | undefined): Fields {
  return changes && changes.unknown > 0 ? { unknown_walks: changes.unknown } : {}
}
