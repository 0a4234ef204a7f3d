import type { Block, Session, Stage, Timed } from '../../model/conference.js'
import { addMinutes, type Span } from '../../model/time.js'

export type Occupant =
  | { readonly kind: 'session'; readonly session: Session; readonly stage?: Stage }
  | { readonly kind: 'block'; readonly block: Block }

/** An occupant, its time, and the time it takes on paper: at least a minute, so that it is visible. */
export interface Stay extends Span {
  readonly of: Occupant
  readonly when: Timed
}

export function sessionStay(session: Session, stages: ReadonlyMap<string, Stage>): readonly Stay[] {
  const { when } = session
  if (when.kind !== 'timed') return []
  const stage = stages.get(session.id)
  return [{ of: { kind: 'session', session, ...(stage && { stage }) }, when, ...paperSpan(when) }]
}

export function blockStay(block: Block): Stay {
  return { of: { kind: 'block', block }, when: block, ...paperSpan(block) }
}

/** How much a stay matters to me: 2 if I am going, 1 for a maybe, 0 for other sessions. */
export function weightOf({ of }: Stay): 0 | 1 | 2 {
  if (of.kind === 'block' || of.stage === 'going') return 2
  return of.stage === 'maybe' ? 1 : 0
}

function paperSpan({ start, end }: Span): Span {
  return { start, end: end > start ? end : addMinutes(start, 1) }
}
