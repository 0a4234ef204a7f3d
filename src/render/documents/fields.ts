import { isoWithOffset } from '../../clock/iso.js'
import type { ShownSpan } from '../../model/session.js'

/** A value of a document: what JSON and YAML can both say; `null` is for what has no value, or none that is known. */
export type Value = string | number | boolean | null | readonly Value[] | Fields

/** The keys of a document in the order to write them. */
export interface Fields {
  readonly [key: string]: Value
}

/** Start and end as documents have them; an end that is only assumed says so. */
export function spanFields({ start, end, offset, endOffset, endAssumed }: ShownSpan): Fields {
  return filled({ start: isoWithOffset(start, offset), end: isoWithOffset(end, endOffset), end_assumed: endAssumed })
}

/** Only what is known: a document says nothing about the rest. */
export function filled(fields: Readonly<Record<string, Value | undefined>>): Fields {
  const kept: Record<string, Value> = {}
  for (const key in fields) {
    const value = fields[key]
    if (value !== undefined) kept[key] = value
  }
  return kept
}
