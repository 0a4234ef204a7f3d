import type { Speaker } from '../../model/conference.js'
import { safe } from '../terminal.js'

/** `Name, Org; Name2, Org2`, without abbreviations. */
export function speakersInFull(speakers: readonly Speaker[]): string {
  return speakers.map((speaker) => safe(speakerInFull(speaker))).join('; ')
}

export function speakerInFull({ name, organization }: Speaker): string {
  return organization === undefined ? name : `${name}, ${organization}`
}
