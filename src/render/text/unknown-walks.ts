import type { RoomChanges } from '../../planning/hop.js'

/** Says that some walks are unknown, with the flag that helps; empty if all are known. */
export function unknownWalks(changes: RoomChanges | undefined): string {
  if (!changes || changes.unknown === 0) return ''
  const { unknown, all } = changes
  return `walks between rooms are not known here, taken as none (${unknown} of ${all} ${all === 1 ? 'change' : 'changes'} of room): --walk 5m`
}
