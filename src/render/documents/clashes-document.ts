import type { Clash } from '../../planning/clash.js'
import { type Fields, spanFields } from './fields.js'

/** A clash as `clashes/1` and `agenda/1` write it, on the clock shown; for a walk, start and end are the gap. */
export function clashFields(clash: Clash): Fields {
  const [first, second] = clash.entries
  const { reason, minutes } = clash
  return { sessions: [first.id, second.id], reason, ...spanFields(clash), minutes }
}
