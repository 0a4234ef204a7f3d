import { editDistance, pattern } from '../../model/index.js'

/**
 * Text as it is compared everywhere: lower case, without accents, with compatibility forms (full width, ligatures,
 * circled digits) made plain, quotes and dashes unified, invisible characters dropped and white space collapsed.
 * Idempotent, and independent of the locale.
 */
export function fold(text: string): string {
  if (/^[!-@[-~]*$/.test(text)) return text
  const plain = /[^\t-\r -~]/.test(text) ? text.replace(UNUSUAL, foldUnusual) : text
  const lower = plain.toLowerCase()
  return /[\t-\r]|^ | $| {2}/.test(lower) ? lower.replace(/[\t-\r ]+/g, ' ').trim() : lower
}

/** Only what is not plain ASCII is normalised, so that long English texts stay cheap. */
const UNUSUAL = /[^\t-\r -~]+/g

function foldUnusual(run: string): string {
  const alike = withPlainSigns(run.replace(BLANK, ' ').replace(INVISIBLE(), ''))
  if (/^[\t-\r -~]*$/.test(alike)) return alike
  const apart = alike.toLowerCase().normalize('NFKD').toLowerCase().replace(INVISIBLE(), '').replace(ACCENT(), '')
  return withPlainSigns(apart)
    .replace(SPECIAL_LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
}

function withPlainSigns(text: string): string {
  return text.replace(QUOTE, "'").replace(DOUBLE_QUOTE, '"').replace(DASH, '-')
}

/** JavaScript's white space, without the byte order mark, which is invisible. */
const BLANK = /[^\S\ufeff]|\u0085/g
const INVISIBLE = pattern(String.raw`[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]`, 'gu')
const QUOTE = /[\u2018-\u201b\u2032\u2035\u00b4\u02b9\u1ffd\u02bb-\u02bd\u2039\u203a\uff07]/g
const DOUBLE_QUOTE = /[\u201c-\u201f\u2033\u2036\u00ab\u00bb\u301d-\u301f\uff02]/g
const DASH = /[\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u301c\ufe58]/g

/**
 * Marks on Latin, Greek and Cyrillic letters, Hebrew points and Arabic vowels. Japanese marks are kept, because they
 * make different letters.
 */
const ACCENT = pattern(
  String.raw`(?![\u3099\u309a])(?=\p{Mn})[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]`,
  'gu',
)

/** Letters that Unicode does not decompose, as people type them on a plain keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
}
const SPECIAL_LETTER = /[ßæœøđðþłħŧıς]/g

/** A text folded character by character, so that what is found in it can be shown in the text. */
export interface FoldedInPlace {
  readonly folded: string
  /** The stretch of the text that a stretch of the folded text was made of, in whole characters. */
  readonly original: (from: number, to: number) => Stretch
}

/** Part of a text in UTF-16 units, without the unit at `to`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** `fold`, but with all white space. */
export function foldInPlace(text: string): FoldedInPlace {
  if (/^[\t-\r -~]*$/.test(text)) {
    return { folded: text.toLowerCase().replace(/[\t-\r]/g, ' '), original: (from, to) => ({ from, to }) }
  }
  const characters: Stretch[] = []
  let folded = ''
  for (const { 0: character, index } of text.matchAll(CHARACTER())) {
    const plain = /^\s/.test(character) ? ' ' : fold(character)
    const whole = { from: index, to: index + character.length }
    for (let unit = 0; unit < plain.length; unit++) characters.push(whole)
    folded += plain
  }
  return {
    folded,
    original: (from, to) => ({ from: characters[from]?.from ?? 0, to: characters[to - 1]?.to ?? text.length }),
  }
}

/** A letter with its marks. */
const CHARACTER = pattern(String.raw`\P{M}\p{M}*|\p{M}+`, 'gu')

/** Shorter words are too similar to each other to forgive a typo; nobody types longer ones. */
const SHORTEST = 4
const LONGEST = 40

const WORD_WITH_LETTERS = pattern(String.raw`^[\p{L}\p{N}\p{M}']*[\p{L}\p{M}'][\p{L}\p{N}\p{M}']*$`, 'u')

/** Whether typos are forgiven in a folded word: letters, perhaps with digits, but no number and no punctuation. */
export function mayHaveTypo(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && WORD_WITH_LETTERS().test(word)
}

/** Whether `word` is one typo away from `meant`: a wrong, missing or additional letter, or two neighbours swapped. */
export function isOneTypoFrom(word: string, meant: string): boolean {
  return word !== meant && editDistance(word, meant, 1) === 1
}
