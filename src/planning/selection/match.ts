import { appendTo, nearest, pattern, type Session } from '../../model/index.js'
import { fold, isOneTypoFrom, mayHaveTypo } from './fold-text.js'

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
  if (at === 0 || isPlainSign(text.charCodeAt(at - 1)) || isPlainSign(text.charCodeAt(at))) return true
  if (text.charCodeAt(at - 1) < FIRST_UNUSUAL && text.charCodeAt(at) < FIRST_UNUSUAL) return false
  const letter = codePointAt(text, at)
  return !LETTER().test(codePointBefore(text, at)) || !LETTER().test(letter) || UNSPACED().test(letter)
}

export function endsWord(text: string, at: number): boolean {
  if (at >= text.length || isPlainSign(text.charCodeAt(at)) || isPlainSign(text.charCodeAt(at - 1))) return true
  if (text.charCodeAt(at - 1) < FIRST_UNUSUAL && text.charCodeAt(at) < FIRST_UNUSUAL) return false
  const letter = codePointBefore(text, at)
  return !LETTER().test(codePointAt(text, at)) || !LETTER().test(letter) || UNSPACED().test(letter)
}

/** The end of ASCII, where most texts are: there no expression needs to be asked. */
const FIRST_UNUSUAL = 0x80

/** Whether an ASCII character is neither a letter nor a digit. */
function isPlainSign(code: number): boolean {
  return code < 0x30 || (code > 0x39 && code < 0x41) || (code > 0x5a && code < 0x61) || (code > 0x7a && code < 0x80)
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

/**
 * Whether a folded text says enough to change something: several words, or one of four letters or digits. A number alone
 * never does. Letters of scripts without spaces count twice.
 */
export function isTelling(text: string): boolean {
  const [word = '', ...others] = new Set(wordsOf(text))
  if (!LETTERS().test([word, ...others].join(''))) return false
  return others.length > 0 || [...word].reduce((sum, letter) => sum + (UNSPACED().test(letter) ? 2 : 1), 0) >= TELLING
}

const LETTERS = pattern(String.raw`\p{L}`, 'u')
const TELLING = 4

/** Whether each word of a folded text is a whole word of a folded title. */
export function hasWords(title: string, text: string): boolean {
  return text.split(' ').every((word) => findWhole(title, word) >= 0)
}

function codePointAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0)
}

function codePointBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1)
  const pair = at > 1 && unit >= 0xdc00 && unit <= 0xdfff
  return pair ? codePointAt(text, at - 2) : text.charAt(at - 1)
}

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
