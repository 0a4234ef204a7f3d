import type { RoomChanges } from '../../planning/agenda/agenda-days.js'

/** Says that some walks are unknown, with the flag that helps; empty if all are known. */
export function unknownWalks(changes: RoomChanges | undefined): string {
  if (!changes || changes.unknown === 0) return ''
  const { unknown, all } = changes
  return `walks between rooms are not known and count as 0 (${unknown} of ${all} room ${all === 1 ? 'change' : 'changes'}): --walk 5m`
}
