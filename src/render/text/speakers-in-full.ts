import type { Speaker } from '../../model/session.js'
import { safe } from '../terminal.js'

/** `Name, Org; Name2, Org2`: everybody, in full. */
export function speakersInFull(speakers: readonly Speaker[]): string {
  return speakers
    .map(({ name, organization }) => safe(organization === undefined ? name : `${name}, ${organization}`))
    .join('; ')
}
