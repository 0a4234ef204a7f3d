import type { Session, ShownSpan, When } from '../../model/index.js'
import { clockAt, clockLabel, isoWithOffset } from '../../model/time.js'
import type { RoomChanges } from '../../planning/agenda/agenda-days.js'
import { speakerInFull } from '../words/labels.js'

/** A value that both JSON and YAML can express; `null` where there is none, or none is known. */
export type Value = string | number | boolean | null | readonly Value[] | Fields

export interface Fields {
  readonly [key: string]: Value
}

/** A document that ends with a list, which may be too long to be in memory at once. */
export interface LongDocument {
  readonly head: Fields
  readonly key: string
  readonly items: Iterable<Fields>
}

/** Cells that are not escaped yet; without a value they are empty. */
export type Row = readonly (string | number | boolean | null | undefined)[]

/** A table for machines, with a row of heads. */
export type Rows = Iterable<Row>

/** In UTF-16 units. */
const PIECE = 65_536

/** Joins short texts into pieces that are worth writing: the whole may be too long for one string. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** A table with those fields of each document that its heads name. */
export function columnsOf(heads: readonly string[], documents: readonly Fields[]): Rows {
  const textOf = (value: Value | undefined) => (typeof value === 'object' ? undefined : value)
  return [heads, ...documents.map((fields) => heads.map((head) => textOf(fields[head])))]
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

export const SESSION_HEADS = ['id', 'date', 'start', 'end', 'kind', 'track', 'room', 'title', 'speakers'] as const

/** The fields of a session in CSV, and in documents if it has them. */
// biome-ignore format: the columns in one look
export const SESSION_FIELDS: readonly string[] = [
  'id', 'title', 'kind', 'track', 'tags', 'level', 'room', 'start', 'end', 'date',
  'speakers', 'abstract', 'url', 'video', 'repeat_of', 'status', 'uid', 'conference',
  'language', 'recorded', 'capacity', 'seats',
]

/** A session as one row for `cut`, `awk` and `sort`, with date and times on the displayed clock. */
export function sessionCells({ id, when, kind, tracks, room, title, speakers }: Session): Row {
  return [id, ...momentCells(when), kind, joined(tracks), room, title, joined(speakers.map(speakerInFull))]
}

/** Several values in one cell, `one; two`. A semicolon inside a value is written `\\;`. */
export function joined(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\;]/g, '\\$&')).join('; ')
}

/** Date, start and end; empty if unknown. An assumed end counts as unknown. */
export function momentCells(when: When | undefined): Cells {
  if (when === undefined || when.kind === 'unscheduled') return ['', '', '']
  return when.kind === 'dated' ? [when.day, '', ''] : spanCells(when)
}

type Cells = readonly [date: string, start: string, end: string]

export function spanCells(when: ShownSpan): Cells {
  const from = clockAt(when.start, when.offset)
  const to = clockAt(when.end, when.endOffset)
  return [from.day, clockLabel(from.minute), when.endAssumed ? '' : clockLabel(to.minute)]
}
