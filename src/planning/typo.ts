import { editDistance } from '../model/names.js'
import { pattern } from '../model/pattern.js'

/** Shorter words are too similar to each other to forgive a typo; nobody types longer ones. */
const SHORTEST = 4
const LONGEST = 40

const WORD = pattern(String.raw`^[\p{L}\p{N}\p{M}']*[\p{L}\p{M}'][\p{L}\p{N}\p{M}']*$`, 'u')

/** Whether typos are forgiven in a folded word: letters, perhaps with digits, but no number and no punctuation. */
export function mayHaveTypo(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && WORD().test(word)
}

/** Whether `word` is one typo away from `meant`: a wrong, missing or additional letter, or two neighbours swapped. */
export function isOneTypoFrom(word: string, meant: string): boolean {
  return word !== meant && editDistance(word, meant, 1) === 1
}
