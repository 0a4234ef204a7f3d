import { pattern } from '../model/pattern.js'
import type { Session, Speaker } from '../model/session.js'
import { fold } from './fold.js'

const BETWEEN_WORDS = pattern(String.raw`[^\p{L}\p{N}\p{M}]+`, 'gu')

/**
 * Whether the publisher gave an entry another content: the same uid, another title and other people. A title that only
 * differs in case, accents and punctuation, or that holds the other one (a label came, a list of names was cut off), is no
 * other title; people of whom one was there before are not others.
 */
export function isReplaced(before: Session, after: Session): boolean {
  return (
    before.uid !== undefined &&
    before.uid === after.uid &&
    isAnotherTitle(before.title, after.title) &&
    areOthers(before.speakers, after.speakers)
  )
}

function isAnotherTitle(before: string, after: string): boolean {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  if (was === '' || is === '') return before !== after
  return !` ${was} `.includes(` ${is} `) && !` ${is} `.includes(` ${was} `)
}

function wordsOf(title: string): string {
  return fold(title).replace(BETWEEN_WORDS(), ' ').trim()
}

/** Somebody instead of nobody, or nobody instead of somebody, are others too. */
function areOthers(before: readonly Speaker[], after: readonly Speaker[]): boolean {
  if (before.length + after.length === 0) return false
  const were = new Set(before.map(({ name }) => fold(name)))
  return !after.some(({ name }) => were.has(fold(name)))
}
