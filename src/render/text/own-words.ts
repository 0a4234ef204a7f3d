import type { Pick } from '../../model/agenda.js'
import { safeBlock } from '../terminal.js'

/** How it was, in few words: `4/5, attended`, `missed`; empty where nothing was said. */
export function ownLabel({ rating, attended }: Pick): string {
  const presence = attended === undefined ? '' : attended ? 'attended' : 'missed'
  return [rating === undefined ? '' : `${rating}/5`, presence].filter((text) => text !== '').join(', ')
}

/** The first line of a note that has words, safe. */
export function firstLine(note: string): string {
  return safeBlock(note).trim().split('\n', 1)[0]?.trim() ?? ''
}
