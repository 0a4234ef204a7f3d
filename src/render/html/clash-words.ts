import { durationLabel } from '../../clock/iso.js'
import type { Clash, Entry } from '../../planning/clash.js'

/** A clash in words around the name of what it is with: `Clashes with` X `, 30 min`. */
export interface ClashWords {
  readonly before: string
  readonly other: Entry
  readonly after: string
}

/** The words beside the entry that `isMe` knows; the same in the page as it is written and in its script. */
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
