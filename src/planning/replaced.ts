import type { Session, Speaker } from '../model/conference.js'
import { fold } from './fold.js'
import { addressKey } from './session-address.js'
import { holdsOther, titleWords } from './similar-titles.js'

/**
 * Whether the publisher reused an entry for another session: the same uid or address, but another title and other
 * people. A title is the same if it differs only in case, accents and punctuation, or contains the other (a label was
 * added, a list of names cut off). People are the same if they share anybody.
 */
export function isReplaced(before: Session, after: Session): boolean {
  return (
    isAnotherTitle(before.title, after.title) && areOthers(before.speakers, after.speakers) && isOneEntry(before, after)
  )
}

function isOneEntry(before: Session, after: Session): boolean {
  if (before.uid !== undefined && before.uid === after.uid) return true
  const [was, is] = [before.url, after.url].map((url) => (url === undefined ? undefined : addressKey(url)))
  return was !== undefined && was === is
}

function isAnotherTitle(before: string, after: string): boolean {
  return !holdsOther(titleWords(before), titleWords(after))
}

/** A change between somebody and nobody counts as other people. */
function areOthers(before: readonly Speaker[], after: readonly Speaker[]): boolean {
  if (before.length + after.length === 0) return false
  const were = new Set(before.map(({ name }) => fold(name)))
  return !after.some(({ name }) => were.has(fold(name)))
}
