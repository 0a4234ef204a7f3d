import type { Session, Speaker } from '../model/session.js'
import { fold } from './fold.js'
import { addressKey } from './session-address.js'
import { holdsOther, titleWords } from './similar-titles.js'

/**
 * Whether the publisher gave an entry another content: the same uid or address, another title and other people. A title
 * that only differs in case, accents and punctuation, or that holds the other one (a label came, a list of names was cut
 * off), is no other title; people of whom one was there before are not others.
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

/** Somebody instead of nobody, or nobody instead of somebody, are others too. */
function areOthers(before: readonly Speaker[], after: readonly Speaker[]): boolean {
  if (before.length + after.length === 0) return false
  const were = new Set(before.map(({ name }) => fold(name)))
  return !after.some(({ name }) => were.has(fold(name)))
}
