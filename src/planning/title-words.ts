import type { Session } from '../model/session.js'
import { fold } from './fold.js'
import { findAtWordStart, wordsOf } from './match.js'
import { isOneTypoFrom, mayHaveTypo } from './typo.js'

/**
 * The sessions whose title `text` (folded) means, in file order, by the first of these that any title fulfils: it is
 * the title; every word of it begins a word of the title; every word stands in it; all but one word begin words of the
 * title, and that one is a typo of a word of it.
 */
export function matchTitles(text: string, sessions: readonly Session[]): readonly Session[] {
  const titled = sessions.map((session) => ({ session, title: fold(session.title) }))
  const words = [...new Set(text.split(' '))]
  const begins = (title: string, word: string) => findAtWordStart(title, word) >= 0
  const ways: readonly ((title: string) => boolean)[] = [
    (title) => title === text,
    (title) => words.every((word) => begins(title, word)),
    (title) => words.every((word) => title.includes(word)),
    (title) => {
      const [typo, second] = words.filter((word) => !begins(title, word))
      return typo !== undefined && second === undefined && isTypoIn(typo, title)
    },
  ]
  for (const fits of ways) {
    const found = titled.filter(({ title }) => fits(title))
    if (found.length > 0) return found.map(({ session }) => session)
  }
  return []
}

/** Whether a word is a slip of the finger away from one in the title. */
export function isTypoIn(word: string, title: string): boolean {
  return mayHaveTypo(word) && wordsOf(title).some((known) => isOneTypoFrom(word, known))
}
