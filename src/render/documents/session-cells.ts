import { clockLabel } from '../../clock/iso.js'
import { clockAt } from '../../model/day.js'
import type { Session, ShownSpan, When } from '../../model/session.js'
import { speakerInFull } from '../text/speakers-in-full.js'

export const SESSION_HEADS = ['id', 'date', 'start', 'end', 'kind', 'track', 'room', 'title', 'speakers'] as const

/** A session as one row for `cut`, `awk` and `sort`: the date and times that the clock shows at its start and end. */
export function sessionCells({ id, when, kind, tracks, room, title, speakers }: Session): readonly string[] {
  return [id, ...momentCells(when), kind, joined(tracks), room ?? '', title, joined(speakers.map(speakerInFull))]
}

/** Several values in one cell, `one; two`, so that they can be told apart again: `\\;` is a sign of a value. */
export function joined(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\;]/g, '\\$&')).join('; ')
}

/** Date, start, end; empty where they are not known. An assumed end is not known. */
export function momentCells(when: When): readonly [date: string, start: string, end: string] {
  if (when.kind === 'unscheduled') return ['', '', '']
  return when.kind === 'dated' ? [when.day, '', ''] : spanCells(when)
}

/** The same for what has a time. */
export function spanCells(when: ShownSpan): readonly [date: string, start: string, end: string] {
  const from = clockAt(when.start, when.offset)
  const to = clockAt(when.end, when.endOffset)
  return [from.day, clockLabel(from.minute), when.endAssumed ? '' : clockLabel(to.minute)]
}
