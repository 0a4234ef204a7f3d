import type { Session } from '../model/conference.js'
import { fold } from './fold.js'
import { findAtWordStart, findWhole, wordsOf } from './match.js'
import { isOneTypoFrom, mayHaveTypo } from './typo.js'

/** The sessions whose titles match a text. `typo` means that they match only if a typo is forgiven. */
export interface Titled {
  readonly sessions: readonly Session[]
  readonly typo: boolean
}

/**
 * The sessions whose titles match `text` (folded), by the first of these rules that any title meets: it is the title;
 * it is the only one with that phrase, and begins with it; every word begins a word of the title; every word occurs in
 * it; all words but one begin words of the title, and that one is a typo of another. Titles that begin with the phrase
 * come first, then those that contain it, then file order.
 */
export function matchTitles(text: string, sessions: readonly Session[]): Titled {
  const titled = sessions.map((session) => ({ session, title: fold(session.title) }))
  const words = [...new Set(text.split(' '))]
  const begins = (title: string, word: string) => findAtWordStart(title, word) >= 0
  const typo = (title: string) => {
    const [typo, second] = words.filter((word) => !begins(title, word))
    return typo !== undefined && second === undefined && isTypoIn(typo, title)
  }
  const holding = titled.filter(({ title }) => findWhole(title, text) >= 0)
  const ways: readonly ((title: string) => boolean)[] = [
    (title) => title === text,
    (title) => holding.length === 1 && findWhole(title, text) === 0,
    (title) => words.every((word) => begins(title, word)),
    (title) => words.every((word) => title.includes(word)),
    typo,
  ]
  for (const fits of ways) {
    const found = titled.filter(({ title }) => fits(title))
    if (found.length === 0) continue
    const sorted = found.toSorted((a, b) => rankOf(a.title, text) - rankOf(b.title, text))
    return { sessions: sorted.map(({ session }) => session), typo: fits === typo }
  }
  return { sessions: [], typo: false }
}

/** Lower for a better match: at the beginning, anywhere, in scattered words. */
function rankOf(title: string, phrase: string): 0 | 1 | 2 {
  const at = findWhole(title, phrase)
  return at === 0 ? 0 : at > 0 ? 1 : 2
}

/** Whether a word is one typo away from a word in the title. */
export function isTypoIn(word: string, title: string): boolean {
  return mayHaveTypo(word) && wordsOf(title).some((known) => isOneTypoFrom(word, known))
}
