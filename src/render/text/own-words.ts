import type { AgendaPick } from '../../model/conference.js'
import { safeBlock } from '../terminal.js'

/** My rating and attendance: `4/5, attended`, `missed`; empty if there are none. */
export function ownLabel({ rating, attended }: AgendaPick): string {
  const presence = attended === undefined ? '' : attended ? 'attended' : 'missed'
  return [rating === undefined ? '' : `${rating}/5`, presence].filter((text) => text !== '').join(', ')
}

/** The first line of a note that has words, safe. */
export function firstLine(note: string): string {
  return safeBlock(note).trim().split('\n', 1)[0]?.trim() ?? ''
}
