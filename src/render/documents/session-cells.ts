import type { Session, ShownSpan, When } from '../../model/conference.js'
import { clockAt, clockLabel } from '../../model/time.js'
import { speakerInFull } from '../text/speakers-in-full.js'

export const SESSION_HEADS = ['id', 'date', 'start', 'end', 'kind', 'track', 'room', 'title', 'speakers'] as const

/** A session as one row for `cut`, `awk` and `sort`, with date and times on the displayed clock. */
export function sessionCells({ id, when, kind, tracks, room, title, speakers }: Session): readonly string[] {
  return [id, ...momentCells(when), kind, joined(tracks), room ?? '', title, joined(speakers.map(speakerInFull))]
}

/** Several values in one cell, `one; two`. A semicolon inside a value is written `\\;`. */
export function joined(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\;]/g, '\\$&')).join('; ')
}

/** Date, start and end; empty if unknown. An assumed end counts as unknown. */
export function momentCells(when: When): readonly [date: string, start: string, end: string] {
  if (when.kind === 'unscheduled') return ['', '', '']
  return when.kind === 'dated' ? [when.day, '', ''] : spanCells(when)
}

export function spanCells(when: ShownSpan): readonly [date: string, start: string, end: string] {
  const from = clockAt(when.start, when.offset)
  const to = clockAt(when.end, when.endOffset)
  return [from.day, clockLabel(from.minute), when.endAssumed ? '' : clockLabel(to.minute)]
}
