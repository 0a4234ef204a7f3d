import { editDistance, pattern, type Session } from '../../model/index.js'
import { fold, mayHaveTypo } from './fold-text.js'
import { endsWord, findAtWordStart, startsWord, wordsOf } from './match.js'

const SIGNS = pattern('^[\\p{P}+|<>=~^$`]+$', 'u')

/**
 * The sessions that contain every word (in title, speakers, organizations, tags, abstract or my own words), best first.
 * Equally good ones keep their order, so pass them in order of time. Titles with the words as a phrase come first. A
 * word may have a typo if it occurs nowhere as written. Scans all texts once for each word, and again for typos only if
 * needed.
 */
export function search(
  sessions: readonly Session[],
  words: readonly string[],
  abstractOf: (id: string) => string | undefined,
  ownOf: (id: string) => string | undefined = () => undefined,
): readonly Session[] {
  return searcher(sessions, abstractOf)(words, ownOf)
}

/** `search` for many searches of the same sessions: their texts are read and folded only once. */
export function searcher(
  sessions: readonly Session[],
  abstractOf: (id: string) => string | undefined,
): (words: readonly string[], ownOf: (id: string) => string | undefined) => readonly Session[] {
  const published = sessions.map((session) => fieldsOf(session, abstractOf(session.id)))
  let known: readonly string[] | undefined
  return (words, ownOf) => {
    const own = sessions.map(({ id }) => fold(ownOf(id) ?? ''))
    const texts = published.map((fields, index): Fields => [...fields, own[index] ?? ''])
    const vocabulary = () => {
      known ??= [...new Set(published.flatMap((fields) => fields.flatMap(wordsOf)))]
      return new Set([...known, ...own.flatMap(wordsOf)])
    }
    const wanted = wordsToFind(words)
    const hits = wanted.map((word) => findForgivingly(word, texts, vocabulary))
    const phrase = wanted.join(' ')
    return [...meeting(hits)]
      .flatMap(([index, worth]) => {
        const [session, fields] = [sessions[index], texts[index]]
        return session && fields ? [{ session, worth: worth + phraseWorth(fields, phrase), index }] : []
      })
      .sort((a, b) => b.worth - a.worth || a.index - b.index)
      .map(({ session }) => session)
  }
}

/** Folded single words. Punctuation ("AI + ML") is ignored if there are real words. */
function wordsToFind(words: readonly string[]): readonly string[] {
  const all = words.flatMap((word) => fold(word).split(' ')).filter((word) => word !== '')
  const real = all.filter((word) => !SIGNS().test(word))
  return [...new Set(real.length > 0 ? real : all)]
}

function findForgivingly(word: string, texts: readonly Fields[], vocabulary: () => ReadonlySet<string>): Hits {
  const hits = findWord(word, texts)
  if (hits.size > 0 || !mayHaveTypo(word)) return hits
  const best = new Map<number, number>()
  for (const meant of wordsMeant(word, vocabulary())) {
    for (const [index, worth] of findWord(meant, texts)) best.set(index, Math.max(worth, best.get(index) ?? 0))
  }
  return best
}

/** From this length on, two typos are forgiven if one is not enough. */
const LONG = 8

function wordsMeant(word: string, vocabulary: ReadonlySet<string>): readonly string[] {
  const within = (slips: number) => [...vocabulary].filter((known) => editDistance(word, known, slips) <= slips)
  const meant = within(1)
  return meant.length > 0 || word.length < LONG ? meant : within(2)
}

const AHEAD = 1000

/** A title that equals the phrase, then one that contains it, comes before titles with only its words. */
function phraseWorth([title = '']: Fields, phrase: string): number {
  if (title === phrase) return 2 * AHEAD
  return findAtWordStart(title, phrase) >= 0 ? AHEAD : 0
}

/** How well a word matches, by index of the text; texts without the word are missing. */
type Hits = ReadonlyMap<number, number>

/**
 * Finds a folded word at the start of words (a very short one as a whole word, if it occurs as one anywhere). Failing
 * that, inside words; and failing that, if it contains punctuation, by its parts ("ci/cd" finds "CI and CD"). The field
 * counts first, then a whole word more than the start of one.
 */
function findWord(word: string, texts: readonly Fields[]): Hits {
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
function meeting(several: readonly Hits[]): Hits {
  const [first = new Map<number, number>(), ...others] = several
  const all = new Map<number, number>()
  for (const [index, worth] of first) {
    const added = others.reduce((sum, hits) => sum + (hits.get(index) ?? 0), worth)
    if (others.every((hits) => hits.has(index))) all.set(index, added)
  }
  return all
}

const WHOLE = 2
const PART = 1

function hitsOf(texts: readonly Fields[], worthOf: (field: string) => number): Hits {
  const hits = new Map<number, number>()
  for (const [index, fields] of texts.entries()) {
    const place = fields.findIndex((field) => worthOf(field) > 0)
    const field = fields[place]
    if (field !== undefined) hits.set(index, worthOf(field) + WHOLE * (fields.length - place))
  }
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

/** Folded: title, speakers, organizations, tags, abstract, my own words. Earlier ones count more. */
type Fields = readonly string[]

/** Without my own words. */
function fieldsOf({ title, speakers, tags }: Session, abstract = ''): Fields {
  const names = speakers.map(({ name }) => name)
  const organizations = speakers.flatMap(({ organization }) => organization ?? [])
  // A line end prevents matches across two values.
  const several = (values: readonly string[]) => values.map(fold).join('\n')
  return [fold(title), several(names), several(organizations), several(tags), fold(abstract)]
}
