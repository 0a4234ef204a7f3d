import { isoWithOffset } from '../../clock/iso.js'
import type { Clash } from '../../planning/clash.js'
import type { Fields } from './fields.js'

/** A clash as `clashes/1` and `agenda/1` write it, on the clock shown; for a walk, start and end are the gap. */
export function clashFields({ entries: [first, second], reason, start, end, minutes }: Clash): Fields {
  const { offset } = start === second.start ? second : first
  return {
    sessions: [first.id, second.id],
    reason,
    start: isoWithOffset(start, offset),
    end: isoWithOffset(end, offset),
    minutes,
  }
}
