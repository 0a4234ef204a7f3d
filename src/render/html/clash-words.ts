import { durationLabel } from '../../clock/iso.js'
import type { Clash, Entry } from '../../planning/clash.js'

/** A clash in words around the name of what it is with: `Clashes with` X `, 30 min`. */
export interface ClashWords {
  readonly before: string
  readonly other: Entry
  readonly after: string
}

/** The words beside the entry that `isMe` knows; the same in the page as it is written and in its script. */
export function clashWords({ entries: [a, b], reason, minutes }: Clash, isMe: (entry: Entry) => boolean): ClashWords {
  const other = isMe(a) ? b : a
  const length = durationLabel(minutes)
  if (reason === 'walk') return { before: 'Too far from ', other, after: `: ${length} short for the walk` }
  return { before: 'Clashes with ', other, after: `, ${length}` }
}
