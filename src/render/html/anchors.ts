import type { Block } from '../../model/agenda.js'
import type { Day } from '../../model/day.js'

/** The place of a session in the page: ids may be any text, and what stands in `id` and after `#` is the same. */
export function anchorOf(session: string): string {
  return `s-${encodeURIComponent(session.toWellFormed())}`
}

/** The place of a block. */
export function blockAnchor({ title, start }: Pick<Block, 'title' | 'start'>): string {
  return `b-${start}-${encodeURIComponent(title.toWellFormed())}`
}

/** The place of a day. */
export function dayAnchor(day: Day | undefined): string {
  return `day-${day ?? 'none'}`
}
