import type { Speaker } from '../../model/conference.js'
import { peopleInTail } from './tail-people.js'

export interface SplitTitle {
  readonly title: string
  readonly speakers: readonly Speaker[]
}

const LONGEST = 2000
/**
 * Dashes between words. Some people forget the space on one side, but then the two words may be one name (Jean- Marc).
 */
const DASH = /\s[-–—]\s|\s-(?=\S)|(?<=\S)-\s/g

/**
 * Splits off the speakers that Sched appends to titles in calendars ("Title - A Name & B Name, Org; C Name, Role,
 * Org2"), if the text after the last dash can only be people. Every other title stays whole, without speakers: a wrong
 * name would be believed, while a session without speakers is still found by its title.
 */
export function splitTitle(whole: string): SplitTitle {
  const found = whole.length > LONGEST ? undefined : splitAtLastDash(whole)
  // If people follow the dash before it as well, the last part may be somebody's job.
  return found && !splitAtLastDash(found.title) ? found : { title: whole, speakers: [] }
}

function splitAtLastDash(whole: string): SplitTitle | undefined {
  const dash = [...whole.matchAll(DASH)].at(-1)
  if (!dash) return undefined
  const title = whole.slice(0, dash.index).trim()
  const tail = whole.slice(dash.index + dash[0].length).trim()
  const enough = title !== '' && (dash[0].length === 3 || title.split(/\s+/).length > 2)
  const speakers = enough ? peopleInTail(tail.replace(MODERATED, '')) : undefined
  return speakers && !speakers.some(({ name }) => isAbout(title, name)) ? { title, speakers } : undefined
}

const MODERATED = /^Moderated by:?\s+|^Moderators?:\s+/i

/** Whether the title has a word of the name, so that the tail continues the same subject. */
function isAbout(title: string, name: string): boolean {
  const words = new Set(title.split(/[^\p{L}\p{M}'’-]+/u))
  return name.split(' ').some((word) => word.length > 2 && words.has(word))
}
