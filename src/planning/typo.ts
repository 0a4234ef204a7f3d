import { pattern } from '../model/pattern.js'

/** Words shorter than this are too like each other to forgive a typo; longer than the other, no word anybody types. */
const SHORTEST = 4
const LONGEST = 40

const WORD = pattern(String.raw`^[\p{L}\p{N}\p{M}']*[\p{L}\p{M}'][\p{L}\p{N}\p{M}']*$`, 'u')

/** Whether a folded word is one in which a typo is forgiven: letters, perhaps with digits; no number, no punctuation. */
export function mayHaveTypo(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && WORD().test(word)
}

/** Whether one slip makes `word` of `meant`: a letter wrong, missing or too much, or two neighbours swapped. */
export function isOneTypoFrom(word: string, meant: string): boolean {
  const longer = word.length - meant.length
  if (word === meant || longer > 1 || longer < -1) return false
  let at = 0
  while (word[at] === meant[at]) at++
  if (longer > 0) return word.slice(at + 1) === meant.slice(at)
  if (longer < 0) return word.slice(at) === meant.slice(at + 1)
  const swapped = word[at] === meant[at + 1] && word[at + 1] === meant[at]
  return word.slice(at + 1) === meant.slice(at + 1) || (swapped && word.slice(at + 2) === meant.slice(at + 2))
}
