import { editDistance, type Session, type Speaker } from '../../model/index.js'
import { readFilter } from './filters.js'
import { fold, mayHaveTypo } from './fold-text.js'
import { findAtWordStart, wordsOf } from './match.js'
import { excludedBy, isSigns, type Selection } from './selection.js'
import {
  asIs,
  asOneWord,
  bestFit,
  exactly,
  type Fit,
  hasOwnSign,
  INSIDE,
  otherSpellings,
  type Spelling,
  START,
  WHOLE,
} from './spelling.js'

/** How one word that was searched for is written in the sessions found. */
export type Sought = readonly Spelling[]

export interface Found {
  /** Best first. */
  readonly sessions: readonly Session[]
  readonly sought: readonly Sought[]
}

/**
 * The sessions that contain every word (in title, speakers, organizations, tracks, tags, kind, room, abstract or my own
 * words) and none of those after a `!`, best first. Equally good ones keep their order, so pass them in order of time.
 * Titles with the words as a phrase come first. A word may be written as one word or several, with signs or without, and
 * as a numeronym; it may have a typo if it occurs nowhere. What is excluded must be whole words without typos. Scans all
 * texts twice for each word, and again for typos only if needed.
 */
export function search(
  sessions: readonly Session[],
  words: readonly string[],
  abstractOf: (id: string) => string | undefined,
  ownOf: (id: string) => string | undefined = () => undefined,
): Found {
  const texts = sessions.map((session) => fieldsOf(session, abstractOf(session.id), ownOf(session.id)))
  return ranked(sessions, texts, words, scanning(texts))
}

export function ranked(
  sessions: readonly Session[],
  texts: readonly Fields[],
  words: readonly string[],
  lookup: Lookup,
): Found {
  const unwanted = words.flatMap((word) => excludedBy(word) ?? []).flatMap(exactly)
  const excluded = lookup.find(unwanted)
  const wanted = wordsToFind(words.filter((word) => excludedBy(word) === undefined))
  const findings = wanted.map((word, index) => findForgivingly(word, besides(wanted, index), lookup))
  const hits = wanted.length === 0 ? sessions.map((_, index) => [index, 0] as const) : meeting(findings)
  const phrase = wanted.join(' ')
  const found = [...hits]
    .flatMap(([index, worth]) => {
      const [session, fields] = [sessions[index], texts[index]]
      if (!session || !fields || excluded.has(index)) return []
      return [{ session, worth: worth + phraseWorth(fields, phrase), index }]
    })
    .sort((a, b) => b.worth - a.worth || a.index - b.index)
    .map(({ session }) => session)
  return { sessions: found, sought: findings.flatMap(({ sought }) => sought) }
}

/** Folded single words. Punctuation ("AI + ML") is ignored if there are real words. */
function wordsToFind(words: readonly string[]): readonly string[] {
  const all = words.flatMap((word) => fold(word).split(' ')).filter((word) => word !== '')
  const real = all.filter((word) => !isSigns(word))
  return [...new Set(real.length > 0 ? real : all)]
}

/** A word together with each of its neighbours as one word. */
function besides(words: readonly string[], index: number): readonly Spelling[] {
  const [before, word = '', after] = [words[index - 1], words[index], words[index + 1]]
  return [
    ...(before === undefined ? [] : asOneWord(before, word)),
    ...(after === undefined ? [] : asOneWord(word, after)),
  ]
}

/** The sessions with a word, and how it is written there: several lists if it was found by its parts. */
interface Finding {
  readonly hits: Hits
  readonly sought: readonly Sought[]
}

function findForgivingly(word: string, besides: readonly Spelling[], lookup: Lookup): Finding {
  const finding = findWord(word, besides, lookup)
  if (finding.hits.size > 0 || !mayHaveTypo(word)) return finding
  const best = new Map<number, number>()
  const meant = wordsMeant(word, lookup.vocabulary()).map((known) => findWord(known, [], lookup))
  for (const { hits } of meant) {
    for (const [index, worth] of hits) best.set(index, Math.max(worth, best.get(index) ?? 0))
  }
  return { hits: best, sought: [meant.flatMap(({ sought }) => sought.flat())] }
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
  if (phrase === '') return 0
  if (title === phrase) return 2 * AHEAD
  return findAtWordStart(title, phrase) >= 0 ? AHEAD : 0
}

/** How well a word matches, by index of the text; texts without the word are missing. */
export type Hits = ReadonlyMap<number, number>

/**
 * Finds a folded word at the start of words (a very short one as a whole word, if it occurs as one anywhere) or, failing
 * that, inside words; and in its other spellings. Failing all that, if it contains punctuation, by its parts ("ci/cd"
 * finds "CI and CD"). The field counts first, then a whole word more than the start of one.
 */
function findWord(word: string, besides: readonly Spelling[], lookup: Lookup): Finding {
  const fits: readonly Fit[] = [
    ...(word.length > SHORT ? [] : ([WHOLE] as const)),
    START,
    ...(mayStandInside(word) ? ([INSIDE] as const) : []),
  ]
  const sought = [...otherSpellings(word), ...besides]
  for (const least of fits) {
    const asWritten = asIs(word, least)
    const hits = lookup.find([asWritten])
    if (hits.size > 0) return { hits: lookup.find(sought, hits), sought: [[asWritten, ...sought]] }
  }
  const hits = lookup.find(sought)
  if (hits.size > 0) return { hits, sought: [sought] }
  const parts = wordsOf(word).map((part) => part.replaceAll("'", ''))
  if (parts.join('') === word || hasOwnSign(word)) return { hits, sought: [] }
  const findings = parts.map((part) => findWord(part, [], lookup))
  return { hits: meeting(findings), sought: findings.flatMap((finding) => finding.sought) }
}

/** Where words occur, by their spellings. */
export interface Lookup {
  /** Where any of them occurs, beside what was found before. */
  readonly find: (spellings: readonly Spelling[], before?: Hits) => Hits
  /** All words, for typos. */
  readonly vocabulary: () => ReadonlySet<string>
}

function scanning(texts: readonly Fields[]): Lookup {
  let known: ReadonlySet<string> | undefined
  return {
    find: (spellings, before) => hitsOf(texts, spellings, before),
    vocabulary: () => (known ??= new Set(texts.flatMap((fields) => fields.flatMap(wordsOf)))),
  }
}

/** The texts in which every word was found, and their total worth. */
function meeting(findings: readonly Finding[]): Hits {
  const [first = new Map<number, number>(), ...others] = findings.map(({ hits }) => hits)
  const all = new Map<number, number>()
  for (const [index, worth] of first) {
    const added = others.reduce((sum, hits) => sum + (hits.get(index) ?? 0), worth)
    if (others.every((hits) => hits.has(index))) all.set(index, added)
  }
  return all
}

export function hitsOf(texts: readonly Fields[], spellings: readonly Spelling[], before?: Hits): Map<number, number> {
  const hits = new Map(before)
  if (spellings.length === 0) return hits
  for (let index = 0; index < texts.length; index++) {
    const known = hits.get(index) ?? 0
    const fields = texts[index] ?? []
    for (let place = 0; place < fields.length && known < worthOf(WHOLE, place); place++) {
      const fit = bestFit(fields[place] ?? '', spellings)
      if (fit === undefined) continue
      hits.set(index, Math.max(known, worthOf(fit, place)))
      break
    }
  }
  return hits
}

/** Of a text, as `fieldsOf` makes them. */
export const FIELDS = 9

/** A poor occurrence in one field is worth more than a good one in the next. */
export function worthOf(fit: Fit, place: number): number {
  return fit + (WHOLE + 1) * (FIELDS - place)
}

/** Up to this length a word is matched whole if it occurs so anywhere: "ai" is not "aims", "go" not "Google". */
const SHORT = 2

/** A few letters occur inside many words: "ai" must not find MAINTAINER. */
function mayStandInside(word: string): boolean {
  return word.length > 3 || /[^a-z0-9]/.test(word)
}

/** Folded: title, speakers, organizations, tracks, tags, kind, room, abstract, my own words. Earlier ones count more. */
export type Fields = readonly string[]

export function fieldsOf(session: Session, abstract = '', own = ''): Fields {
  const { title, speakers, tracks, tags, kind, room = '' } = session
  const names = speakers.map(({ name }) => name)
  const organizations = speakers.flatMap(({ organization }) => organization ?? [])
  // A line end prevents matches across two values.
  const several = (values: readonly string[]) => values.map(fold).join('\n')
  return [
    fold(title),
    several(names),
    several(organizations),
    several(tracks),
    several(tags),
    kind,
    fold(room),
    fold(abstract),
    fold(own),
  ]
}

/**
 * Chosen sessions with the people first for whom most was asked: the words in their names and organizations, `--speaker`
 * and `--org`. People for whom as much was asked keep their order. `all` are the sessions that were chosen from.
 */
export function withMatchingFirst(
  chosen: readonly Session[],
  { filters }: Pick<Selection, 'filters'>,
  sought: readonly Sought[],
  all: readonly Session[],
): readonly Session[] {
  const sieves = (['speaker', 'org'] as const).flatMap((name) => {
    const values = filters[name]
    return (values && readFilter(name, values, all).sieve) ?? []
  })
  const matchesOf = (speaker: Speaker, session: Session) => {
    const texts = [fold(speaker.name), fold(speaker.organization ?? '')]
    const words = sought.filter((spellings) => texts.some((text) => bestFit(text, spellings) !== undefined))
    return words.length + sieves.filter(({ keeps }) => keeps({ ...session, speakers: [speaker] })).length
  }
  return chosen.map((session) => {
    if (session.speakers.length < 2) return session
    const matches = new Map(session.speakers.map((speaker) => [speaker, matchesOf(speaker, session)]))
    const speakers = session.speakers.toSorted((a, b) => (matches.get(b) ?? 0) - (matches.get(a) ?? 0))
    return { ...session, speakers }
  })
}
