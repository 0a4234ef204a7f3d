import { editDistance } from '../model/nearest.js'
import { pattern } from '../model/pattern.js'

/** Words shorter than this are too like each other to forgive a typo; longer than the other, no word anybody types. */
const SHORTEST = 4
const LONGEST = 40

const WORD = pattern(String.raw`^[\p{L}\p{N}\p{M}']*[\p{L}\p{M}'][\p{L}\p{N}\p{M}']*$`, 'u')

/** Whether a folded word is one in which a typo is forgiven: letters, perhaps with digits; no number, no punctuation. */
export function mayHaveTypo(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && WORD().test(word)
}

/** Whether one slip makes `word` of `meant`: a letter wrong, missing or too many, or two neighbours swapped. */
export function isOneTypoFrom(word: string, meant: string): boolean {
  return word !== meant && editDistance(word, meant, 1) === 1
}
