import { endsWord, startsWord, wordsOf } from './match.js'
import type { SearchText } from './search-text.js'

/** What a word is worth where it was found, by position in the list of texts; what is not in it lacks the word. */
export type Hits = ReadonlyMap<number, number>

/**
 * Finds a folded word: at the start of words (a very short one as a whole word, if it is one anywhere); failing that in
 * all texts, inside words; failing that, if it holds punctuation, by its parts ("ci/cd" finds "CI and CD"). The field decides what a hit is worth, then a whole word
 * counts more than the beginning of one.
 */
export function findWord(word: string, texts: readonly SearchText[]): Hits {
  const starting = hitsOf(texts, (field) => worthAtStart(field, word))
  const whole =
    word.length > SHORT ? starting : hitsOf(texts, (field) => (worthAtStart(field, word) === WHOLE ? WHOLE : 0))
  if (starting.size > 0) return whole.size > 0 ? whole : starting
  const containing = mayStandInside(word) ? hitsOf(texts, (field) => (field.includes(word) ? PART : 0)) : starting
  if (containing.size > 0) return containing
  const parts = wordsOf(word).map((part) => part.replaceAll("'", ''))
  return parts.join('') === word ? containing : meeting(parts.map((part) => findWord(part, texts)))
}

/** What all of several words are worth together: only where every one was found. */
export function meeting(several: readonly Hits[]): Hits {
  const [first = new Map<number, number>(), ...others] = several
  const all = new Map<number, number>()
  for (const [index, worth] of first) {
    if (others.every((hits) => hits.has(index))) {
      all.set(
        index,
        others.reduce((sum, hits) => sum + (hits.get(index) ?? 0), worth),
      )
    }
  }
  return all
}

const WHOLE = 2
const PART = 1

function hitsOf(texts: readonly SearchText[], worthOf: (field: string) => number): Hits {
  const hits = new Map<number, number>()
  texts.forEach(({ fields }, index) => {
    for (const [place, field] of fields.entries()) {
      const worth = worthOf(field)
      if (worth === 0) continue
      hits.set(index, worth + WHOLE * (fields.length - place))
      return
    }
  })
  return hits
}

function worthAtStart(text: string, word: string): number {
  let worth = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!startsWord(text, at)) continue
    if (endsWord(text, at + word.length)) return WHOLE
    worth = PART
  }
  return worth
}

/** Up to this length a word is meant whole, if it stands anywhere: "ai" is not "aims", "go" not "Google". */
const SHORT = 2

/** Few plain letters stand inside nearly every word: "ai" must not find MAINTAINER. */
function mayStandInside(word: string): boolean {
  return word.length > 3 || /[^a-z0-9]/.test(word)
}
