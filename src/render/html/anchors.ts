import type { Block } from '../../model/conference.js'
import type { Day } from '../../model/time.js'

/** The anchor of a session. Ids may be any text, so `id` and the part after `#` are encoded in the same way. */
export function anchorOf(session: string): string {
  return `s-${encodeURIComponent(session.toWellFormed())}`
}

export function blockAnchor({ title, start }: Pick<Block, 'title' | 'start'>): string {
  return `b-${start}-${encodeURIComponent(title.toWellFormed())}`
}

export function dayAnchor(day: Day | undefined): string {
  return `day-${day ?? 'none'}`
}
