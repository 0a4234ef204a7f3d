import type { Session } from '../model/session.js'
import { fold } from './fold.js'
import { findAtWordStart, findWhole, wordsOf } from './match.js'
import { isOneTypoFrom, mayHaveTypo } from './typo.js'

/** The sessions whose title some text means; `typo` where they are only those that it means if one typo is forgiven. */
export interface Titled {
  readonly sessions: readonly Session[]
  readonly typo: boolean
}

/**
 * The sessions whose title `text` (folded) means, by the first of these that any title fulfils: it is the title; it
 * is the only one with that phrase, and begins with it; every word of it begins a word of the title; every word stands
 * in it; all but one word begin words of the title, and that one is a typo of a word of it. Those that begin with the
 * phrase come first, then those that hold it, then file order.
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

/** Lower where a title rather means a phrase: at its beginning, anywhere, in scattered words. */
function rankOf(title: string, phrase: string): 0 | 1 | 2 {
  const at = findWhole(title, phrase)
  return at === 0 ? 0 : at > 0 ? 1 : 2
}

/** Whether a word is a slip of the finger away from one in the title. */
export function isTypoIn(word: string, title: string): boolean {
  return mayHaveTypo(word) && wordsOf(title).some((known) => isOneTypoFrom(word, known))
}
