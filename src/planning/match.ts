import { appendTo } from '../model/multimap.js'
import { nearest } from '../model/names.js'
import { pattern } from '../model/pattern.js'
import { fold } from './fold.js'

/**
 * The values meant by `wanted`: those equal to it; failing that, those with a word that begins with it (`ai` is "AI +
 * ML", not "MAINTAINER"); failing that, those that contain it. Compared in folded form. Empty if there are none.
 */
export function matchValues(wanted: string, values: Iterable<string>): ReadonlySet<string> {
  const text = fold(wanted)
  const equal = new Set<string>()
  const beginning = new Set<string>()
  const containing = new Set<string>()
  if (text === '') return equal
  for (const value of values) {
    const folded = fold(value)
    if (folded === text) equal.add(value)
    else if (findAtWordStart(folded, text) >= 0) beginning.add(value)
    else if (folded.includes(text)) containing.add(value)
  }
  return equal.size > 0 ? equal : beginning.size > 0 ? beginning : containing
}

/** The values most likely meant by `wanted`, best first: by the whole value, then by a single word of it. */
export function nearestValues(wanted: string, values: Iterable<string>, limit = 3): readonly string[] {
  const distinct = [...new Set(values)]
  const owners = new Map<string, string[]>()
  for (const value of distinct) {
    for (const word of wordsOf(fold(value))) appendTo(owners, word, value)
  }
  const byWord = nearest(fold(wanted), owners.keys(), limit).flatMap((word) => owners.get(word) ?? [])
  return [...new Set([...nearest(wanted, distinct, limit), ...byWord])].slice(0, limit)
}

export function findAtWordStart(text: string, part: string): number {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) if (startsWord(text, at)) return at
  return -1
}

/** The first position of `phrase` in `text` as whole consecutive words, or -1. Both are already folded. */
export function findWhole(text: string, phrase: string): number {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    if (startsWord(text, at) && endsWord(text, at + phrase.length)) return at
  return -1
}

/** Whether a word begins at `at`: not between two letters or digits, unless their script is written without spaces. */
export function startsWord(text: string, at: number): boolean {
  if (at === 0) return true
  const letter = codePointAt(text, at)
  return !LETTER().test(codePointBefore(text, at)) || !LETTER().test(letter) || UNSPACED().test(letter)
}

export function endsWord(text: string, at: number): boolean {
  if (at >= text.length) return true
  const letter = codePointBefore(text, at)
  return !LETTER().test(codePointAt(text, at)) || !LETTER().test(letter) || UNSPACED().test(letter)
}

/** The runs of letters and digits in a folded text. An apostrophe between letters belongs to the word. */
export function wordsOf(folded: string): readonly string[] {
  return folded.match(/[^\n-~]/.test(folded) ? WORD() : PLAIN_WORD) ?? []
}

const WORD = pattern(String.raw`[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*`, 'gu')
const PLAIN_WORD = /[a-z0-9]+(?:'[a-z0-9]+)*/gi
const LETTER = pattern(String.raw`^[\p{L}\p{N}\p{M}]$`, 'u')
const UNSPACED = pattern(
  String.raw`^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]$`,
  'u',
)

function codePointAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0)
}

function codePointBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1)
  const pair = at > 1 && unit >= 0xdc00 && unit <= 0xdfff
  return pair ? codePointAt(text, at - 2) : text.charAt(at - 1)
}
