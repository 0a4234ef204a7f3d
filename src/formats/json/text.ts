import type { Place, Problem } from '../../model/problem.js'
import { findingsIn } from '../fields/findings.js'
import { placesIn } from '../fields/place.js'
import { JsonParser } from './parser.js'

/** A JSON value (RFC 8259) and where it stands: `start` is its first offset in the text, `end` the one behind it. */
export type JsonNode = JsonObject | JsonArray | JsonScalar

export interface JsonObject {
  readonly kind: 'object'
  readonly start: number
  readonly end: number
  /** In file order. Of a key that stands twice, the first value. */
  readonly entries: ReadonlyMap<string, JsonNode>
}

export interface JsonArray {
  readonly kind: 'array'
  readonly start: number
  readonly end: number
  readonly items: readonly JsonNode[]
}

export interface JsonScalar {
  readonly kind: 'string' | 'number' | 'true' | 'false' | 'null'
  readonly start: number
  readonly end: number
  /** What a string says; any other scalar as it is written, so that a long number keeps its digits. */
  readonly text: string
}

/** JSON that can be walked, with keys that stand twice as its problems; or the one fault that ends the reading. */
export type JsonReading =
  | {
      readonly ok: true
      readonly root: JsonNode
      readonly place: (node: JsonNode) => Place
      readonly problems: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads JSON by the letter of RFC 8259: what other readers forgive (commas at the end, NaN, comments, a byte order
 * mark) is refused with its place. Keys are Map keys, so `__proto__` is one like any other. Linear.
 */
export function readJson(text: string, file: string): JsonReading {
  const places = placesIn(file, text)
  if (/^[ \t\r\n]*$/.test(text)) return { ok: false, problems: [{ code: 'empty-file', at: places([0, 0]) }] }
  const parser = new JsonParser(text)
  const root = parser.document()
  if (root === undefined) {
    const [range, detail] = parser.fault ?? [[0, 0] as const, 'this is no JSON']
    return { ok: false, problems: [{ code: 'broken-file', at: places(range), format: 'JSON', detail }] }
  }
  const doubts = findingsIn(places)
  for (const { key, range, first } of parser.duplicates) {
    doubts.warn(range, (at) => ({ code: 'duplicate-key', at, key, first: places(first), severity: 'warning' }))
  }
  const place = ({ kind, start, end }: JsonNode) =>
    places([start, kind === 'object' || kind === 'array' ? start + 1 : end])
  return { ok: true, root, place, problems: doubts.list() }
}
