import type { Session } from '../model/conference.js'
import { editDistance } from '../model/names.js'
import { pattern } from '../model/pattern.js'
import { findWord, type Hits, meeting } from './find-word.js'
import { fold } from './fold.js'
import { findAtWordStart, wordsOf } from './match.js'
import { type SearchText, searchTextOf } from './search-text.js'
import { mayHaveTypo } from './typo.js'

const SIGNS = pattern('^[\\p{P}+|<>=~^$`]+$', 'u')

/**
 * The sessions that contain every word (in title, speakers, organizations, tags, abstract or my own words), best first.
 * Equally good ones keep their order, so pass them in order of time. Titles with the words as a phrase come first. A
 * word may have a typo if it occurs nowhere as written. Scans all texts once for each word, and again for typos only if
 * needed.
 */
export function search(
  sessions: readonly Session[],
  words: readonly string[],
  abstractOf: (id: string) => string | undefined,
  ownOf: (id: string) => string | undefined = () => undefined,
): readonly Session[] {
  const texts = sessions.map((session) => searchTextOf(session, abstractOf(session.id), ownOf(session.id)))
  const wanted = wordsToFind(words)
  let known: ReadonlySet<string> | undefined
  const vocabulary = () => (known ??= new Set(texts.flatMap(({ fields }) => fields.flatMap(wordsOf))))
  const hits = wanted.map((word) => findForgivingly(word, texts, vocabulary))
  const phrase = wanted.join(' ')
  return [...meeting(hits)]
    .flatMap(([index, worth]) => {
      const text = texts[index]
      return text ? [{ session: text.session, worth: worth + phraseWorth(text, phrase), index }] : []
    })
    .sort((a, b) => b.worth - a.worth || a.index - b.index)
    .map(({ session }) => session)
}

/** Folded single words. Punctuation ("AI + ML") is ignored if there are real words. */
function wordsToFind(words: readonly string[]): readonly string[] {
  const all = words.flatMap((word) => fold(word).split(' ')).filter((word) => word !== '')
  const real = all.filter((word) => !SIGNS().test(word))
  return [...new Set(real.length > 0 ? real : all)]
}

function findForgivingly(word: string, texts: readonly SearchText[], vocabulary: () => ReadonlySet<string>): Hits {
  const hits = findWord(word, texts)
  if (hits.size > 0 || !mayHaveTypo(word)) return hits
  const best = new Map<number, number>()
  for (const meant of wordsMeant(word, vocabulary())) {
    for (const [index, worth] of findWord(meant, texts)) best.set(index, Math.max(worth, best.get(index) ?? 0))
  }
  return best
}

/** From this length on, two typos are forgiven if one is not enough. */
const LONG = 8

function wordsMeant(word: string, vocabulary: ReadonlySet<string>): readonly string[] {
  const within = (slips: number) => [...vocabulary].filter((known) => editDistance(word, known, slips) <= slips)
  const meant = within(1)
  return meant.length > 0 || word.length < LONG ? meant : within(2)
}

const AHEAD = 1000

/** A title that equals the phrase, then one that contains it, comes before titles with only its words. */
function phraseWorth({ fields: [title = ''] }: SearchText, phrase: string): number {
  if (title === phrase) return 2 * AHEAD
  return findAtWordStart(title, phrase) >= 0 ? AHEAD : 0
}
