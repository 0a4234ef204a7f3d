import { durationLabel } from '../../model/time.js'
import type { Clash, Entry } from '../../planning/agenda/clashes.js'

/** A clash in words before and after the name of the other entry: `Clashes with` X `, 30 min`. */
export interface ClashWords {
  readonly before: string
  readonly other: Entry
  readonly after: string
}

/** The words for the entry that `isMe` recognises. Shared by the page's markup and its script. */
export function clashWords(clash: Clash, isMe: (entry: Entry) => boolean): ClashWords {
  const { entries, reason, minutes, endAssumed } = clash
  const [a, b] = entries
  const other = isMe(a) ? b : a
  const length = durationLabel(minutes)
  const walk = reason === 'walk'
  const before = walk ? 'Too far from ' : 'Clashes with '
  if (endAssumed) return { before, other, after: '' }
  return { before, other, after: walk ? `: ${length} short for the walk` : `, ${length}` }
}
