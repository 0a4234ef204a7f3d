import { pattern } from '../model/pattern.js'
import { fold } from './fold.js'
import { isOneTypoFrom, mayHaveTypo } from './typo.js'

const NUMBER = pattern(String.raw`^\p{N}+$`, 'u')
const BETWEEN_WORDS = pattern(String.raw`[^\p{L}\p{N}\p{M}]+`, 'gu')

/** The words of a title, folded and separated by single blanks. A title without words is only folded. */
export function titleWords(title: string): string {
  const folded = fold(title)
  return folded.replace(BETWEEN_WORDS(), ' ').trim() || folded
}

/**
 * Whether one of two titles (as returned by `titleWords`) contains the other: a label was added, or a list of names cut
 * off.
 */
export function holdsOther(a: string, b: string): boolean {
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `)
}

/** The share of the longer title's words that must be in the other. */
const ALIKE = 0.7

/**
 * Whether one title looks like a correction of the other: one contains the other, or most words are the same, allowing
 * for typos and shortened words. Numbers must be equal: "Part 1" is not "Part 2". A shared beginning up to a colon is
 * ignored. At most 40 words of each are compared.
 */
export function areSimilarTitles(a: string, b: string): boolean {
  const [first, second] = withoutSharedLabel(a, b).map(titleWords) as [string, string]
  if (holdsOther(first, second)) return true
  const [left, right] = [wordsOf(first), wordsOf(second)]
  if (numbersOf(left) !== numbersOf(right)) return false
  const rest = new Set(right)
  let common = 0
  for (const word of left) {
    const same = rest.has(word) ? word : [...rest].find((other) => isSameWord(word, other))
    if (same === undefined) continue
    rest.delete(same)
    common++
  }
  return common >= ALIKE * Math.max(left.length, right.length)
}

const MOST_WORDS = 40

function wordsOf(title: string): readonly string[] {
  return [...new Set(title.split(' '))].slice(0, MOST_WORDS)
}

function numbersOf(words: readonly string[]): string {
  return words
    .filter((word) => NUMBER().test(word))
    .sort()
    .join(' ')
}

function isSameWord(a: string, b: string): boolean {
  if (!mayHaveTypo(a) || !mayHaveTypo(b)) return false
  return a.startsWith(b) || b.startsWith(a) || isOneTypoFrom(a, b)
}

/** `Lightning talk: Helm` and `Lightning talk: Flux` are as similar as `Helm` and `Flux`. */
function withoutSharedLabel(a: string, b: string): readonly [string, string] {
  const [label] = /^[^:]*:\s+/.exec(a) ?? []
  const rests = label === undefined ? [] : [a.slice(label.length), b.slice(label.length)]
  const shared = label !== undefined && b.startsWith(label) && rests.every((rest) => rest.trim() !== '')
  return shared ? [rests[0] ?? a, rests[1] ?? b] : [a, b]
}
