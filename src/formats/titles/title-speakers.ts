import type { Speaker } from '../../model/session.js'
import { peopleInTail } from './tail-people.js'

/** A title, and the people who stood behind it. */
export interface SplitTitle {
  readonly title: string
  readonly speakers: readonly Speaker[]
}

/** Longer titles are no titles. */
const LONGEST = 2000
/** Dashes between words. Some people forget the space on one side, but then only two words may be one (Jean- Marc). */
const DASH = /\s[-–—]\s|\s-(?=\S)|(?<=\S)-\s/g

/**
 * Takes the speakers off a title as Sched writes it in calendars ("Title - A Name & B Name, Org; C Name, Role, Org2"),
 * where what stands behind the last dash can be nothing but people. Every other title stays whole, with no speakers:
 * a session without speakers is found by its title, a name that is none would be believed.
 */
export function splitTitle(whole: string): SplitTitle {
  const found = whole.length > LONGEST ? undefined : splitAtLastDash(whole)
  // Where people stand behind the dash before as well, the last part is perhaps somebody's job.
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

/** Whether the title already has a word of the name: the tail then goes on about the same thing. */
function isAbout(title: string, name: string): boolean {
  const words = new Set(title.split(/[^\p{L}\p{M}'’-]+/u))
  return name.split(' ').some((word) => word.length > 2 && words.has(word))
}
