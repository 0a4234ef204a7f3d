import { foldInPlace, type Stretch } from './fold-text.js'
import { endsWord, startsWord, wordsOf } from './match.js'

/** How an occurrence lies in its text: inside a word, at the start of one, or as whole words. */
export const INSIDE = 0
export const START = 1
export const WHOLE = 2
export type Fit = typeof INSIDE | typeof START | typeof WHOLE

/**
 * One way in which a word may be written in folded texts. `least`: poorer occurrences are of other words. `isGuess`: a
 * numeronym may stand for several words, so that whole words count less.
 */
export type Spelling = { readonly least: Fit; readonly isGuess?: true } & (
  | { readonly how: 'as-is'; readonly word: string }
  /** These letters, perhaps with signs or blanks between them. */
  | { readonly how: 'in-pieces'; readonly word: string; readonly form: RegExp }
  /** A word of which only its first and last letter and its length are known. */
  | { readonly how: 'counted'; readonly form: RegExp }
)

export function asIs(word: string, least: Fit): Spelling {
  return { how: 'as-is', word, least }
}

/**
 * The other ways to write a folded word: in several words or with signs inside, or without the signs that it has
 * ("nodejs" and "Node.js", "ci/cd" and "CICD", "opentelemetry" and "Open Telemetry"); as a numeronym, or the words that
 * a numeronym stands for ("kubernetes" and "k8s").
 */
export function otherSpellings(word: string): readonly Spelling[] {
  const letters = lettersOf(word)
  return [...inPieces(letters, word), ...asNumeronym(letters), ...behindNumeronym(word)]
}

/** Two words written as one: "git ops" as "GitOps". */
export function asOneWord(first: string, second: string): readonly Spelling[] {
  const [before, after] = [lettersOf(first), lettersOf(second)]
  if (before === '' || after === '') return []
  const word = before + after
  return [asIs(word, word.length < SAFE_START ? WHOLE : START)]
}

/** Whole words that are surely this phrase, with signs or without. */
export function exactly(phrase: string): readonly Spelling[] {
  return [asIs(phrase, WHOLE), ...inPieces(lettersOf(phrase), phrase)]
}

function lettersOf(word: string): string {
  return wordsOf(word).join('').replaceAll("'", '')
}

/** In letters. Shorter ones are found in seams by chance: "asa" in "as a". */
const SHORTEST_IN_SIGNS = 3
const SHORTEST_IN_WORDS = 4
/** In letters; nobody types longer words. */
const LONGEST = 60
/** In letters: from here on, two words that were typed may be the start of one. */
const SAFE_START = 5

/** Between the pieces of a word: signs and blanks, such as ` & `, but no line end, which divides values. */
const SEAM = '[ -/:-@[-`{-~]*'
const SIGNS_ONLY = '[!-/:-@[-`{-~]*'

function inPieces(letters: string, word: string): readonly Spelling[] {
  // 1600 is not 16:00, and C++ is not C.
  if (letters.length < SHORTEST_IN_SIGNS || letters.length > LONGEST) return []
  if (/^\d+$/.test(letters) || hasOwnSign(word)) return []
  const seam = letters.length < SHORTEST_IN_WORDS ? SIGNS_ONLY : SEAM
  return [{ how: 'in-pieces', word: letters, form: new RegExp([...letters].join(seam), 'g'), least: WHOLE }]
}

/** Whether a sign is part of a name, as in C++, C# and .NET: without it, it would be another word. */
export function hasOwnSign(word: string): boolean {
  return /^\.[a-z]+$|^[a-z\d]+[+#]+$/.test(word)
}

/** In letters that are only counted: fewer fit too many words ("e2e" is not "else"). */
const FEWEST_COUNTED = 4

function asNumeronym(letters: string): readonly Spelling[] {
  const counted = letters.length - 2
  if (counted < FEWEST_COUNTED || !/^[a-z]+$/.test(letters)) return []
  return [{ ...asIs(`${letters[0]}${counted}${letters.at(-1)}`, WHOLE), isGuess: true }]
}

function behindNumeronym(word: string): readonly Spelling[] {
  const [, first, counted, last] = /^([a-z])([1-9]\d?)([a-z])$/.exec(word) ?? []
  if (Number(counted ?? 0) < FEWEST_COUNTED) return []
  const form = new RegExp(`${first}[a-z]{${counted}}${last}`, 'g')
  return [{ how: 'counted', form, least: WHOLE, isGuess: true }]
}

/** The best fit of any of these spellings in a folded text; undefined if none occurs. */
export function bestFit(text: string, spellings: readonly Spelling[]): Fit | undefined {
  let best: Fit | undefined
  for (const spelling of spellings) {
    for (let at = startOf(spelling, text, 0); at >= 0; at = startOf(spelling, text, at + 1)) {
      const fit = fitAt(text, at, endOf(spelling, at))
      if (fit < spelling.least) continue
      if (fit === WHOLE && !spelling.isGuess) return fit
      best = best === undefined || best < fit ? countedAs(fit, spelling) : best
    }
  }
  return best
}

/** Where a text, as it is shown, has any of these spellings: in order, without overlaps. */
export function stretchesIn(text: string, spellings: readonly Spelling[]): readonly Stretch[] {
  const { folded, original } = foldInPlace(text)
  const all: Stretch[] = []
  for (const spelling of spellings) {
    for (let at = startOf(spelling, folded, 0); at >= 0; at = startOf(spelling, folded, at + 1)) {
      const end = endOf(spelling, at)
      if (fitAt(folded, at, end) >= spelling.least) all.push(original(at, end))
    }
  }
  return merged(all)
}

/** Stretches in order, those that overlap or touch as one. */
function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const apart: Stretch[] = []
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1)
    if (last && from <= last.to) apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else apart.push({ from, to })
  }
  return apart
}

/** What a fit of this spelling counts as. */
function countedAs(fit: Fit, { isGuess }: Spelling): Fit {
  return isGuess && fit === WHOLE ? START : fit
}

/** Where the next stretch of the text begins that has these letters, at `from` or later, or -1. */
function startOf(spelling: Spelling, text: string, from: number): number {
  if (spelling.how === 'as-is') return text.indexOf(spelling.word, from)
  spelling.form.lastIndex = from
  return spelling.form.exec(text)?.index ?? -1
}

/** Where the stretch ends that was found last, at `at`. */
function endOf(spelling: Spelling, at: number): number {
  return spelling.how === 'as-is' ? at + spelling.word.length : spelling.form.lastIndex
}

function fitAt(text: string, at: number, end: number): Fit {
  if (!startsWord(text, at)) return INSIDE
  return endsWord(text, end) ? WHOLE : START
}
