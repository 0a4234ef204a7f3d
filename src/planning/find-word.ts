import { endsWord, startsWord, wordsOf } from './match.js'
import type { SearchText } from './search-text.js'

/** How well a word matches, by index of the text; texts without the word are missing. */
export type Hits = ReadonlyMap<number, number>

/**
 * Finds a folded word at the start of words (a very short one as a whole word, if it occurs as one anywhere). Failing
 * that, inside words; and failing that, if it contains punctuation, by its parts ("ci/cd" finds "CI and CD"). The field
 * counts first, then a whole word more than the start of one.
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

/** The texts in which every word was found, and their total worth. */
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

/** Up to this length a word is matched whole if it occurs so anywhere: "ai" is not "aims", "go" not "Google". */
const SHORT = 2

/** A few letters occur inside many words: "ai" must not find MAINTAINER. */
function mayStandInside(word: string): boolean {
  return word.length > 3 || /[^a-z0-9]/.test(word)
}
