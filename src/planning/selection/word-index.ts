import type { Session } from '../../model/index.js'
import { fold } from './fold-text.js'
import { wordsOf } from './match.js'
import { bestFit, type Fit, type Spelling, WHOLE } from './spelling.js'
import {
  FIELDS,
  type Fields,
  type Found,
  fieldsOf,
  type Hits,
  hitsOf,
  type Lookup,
  ranked,
  search,
  worthOf,
} from './word-search.js'

/** `search` for whoever searches the same sessions again and again. */
export interface Searcher {
  /** Reads a few texts more; true if all are read. A search reads those that are left. */
  readonly prepare: () => boolean
  readonly search: (words: readonly string[], ownOf: (id: string) => string | undefined) => Found
}

/** An index of the words takes as long as a dozen searches, and makes each of them ten times as fast. */
export function searcher(sessions: readonly Session[], abstractOf: (id: string) => string | undefined): Searcher {
  if (sessions.length > MOST_INDEXED)
    return { prepare: () => true, search: (words, ownOf) => search(sessions, words, abstractOf, ownOf) }
  const index: Index = { texts: [], words: new Map(), vocabulary: new Set() }
  const prepare = () => {
    const next = sessions.slice(index.texts.length, index.texts.length + AT_ONCE)
    for (const session of next) addTo(index, fieldsOf(session, abstractOf(session.id), ''))
    return index.texts.length === sessions.length
  }
  let last:
    | { readonly own: readonly (string | undefined)[]; readonly texts: readonly Fields[]; readonly lookup: Lookup }
    | undefined
  const withOwn = (own: readonly (string | undefined)[]) => {
    const texts = index.texts.map((fields, at): Fields => {
      return own[at] === undefined ? fields : [...fields.slice(0, -1), fold(own[at])]
    })
    return { own, texts, lookup: indexed(index, texts) }
  }
  return {
    prepare,
    search(words, ownOf) {
      while (!prepare());
      const own = sessions.map(({ id }) => ownOf(id))
      const now = last?.own.every((text, at) => text === own[at]) ? last : withOwn(own)
      last = now
      return ranked(sessions, now.texts, words, now.lookup)
    },
  }
}

/** In sessions; an index of more would need hundreds of megabytes. */
const MOST_INDEXED = 20_000

/** In sessions: how many are read before somebody's key is heard. */
const AT_ONCE = 50

/** The words of texts, without my own. */
interface Index {
  readonly texts: Fields[]
  /** For each run of letters and digits the fields that contain it: the number of the text times `FIELDS` and the field. */
  readonly words: Map<string, number[]>
  readonly vocabulary: Set<string>
}

function addTo({ texts, words, vocabulary }: Index, fields: Fields): void {
  for (const [place, field] of fields.entries()) {
    const at = texts.length * FIELDS + place
    for (const word of wordsOf(field)) {
      vocabulary.add(word)
      for (const run of word.includes("'") ? word.split("'") : [word]) {
        const places = words.get(run)
        if (!places) words.set(run, [at])
        else if (places.at(-1) !== at) places.push(at)
      }
    }
  }
  texts.push(fields)
}

/** A plain word occurs only within a run of letters and digits, so that those are asked instead of the texts. */
const PLAIN = /^[a-z0-9]+$/

function indexed(index: Index, texts: readonly Fields[]): Lookup {
  const withOwn = texts.flatMap((fields, at): readonly OwnWords[] =>
    fields === index.texts[at] ? [] : [{ at, own: fields.at(-1) ?? '' }],
  )
  const kept = new Map<string, Hits>()
  const hitsBy = (spelling: Spelling): Hits => {
    const key = keyOf(spelling)
    const hits =
      kept.get(key) ?? (isIndexed(spelling) ? indexHits(index, withOwn, spelling) : hitsOf(texts, [spelling]))
    kept.delete(key)
    kept.set(key, hits)
    const [oldest = key] = kept.keys()
    if (kept.size > MOST_KEPT) kept.delete(oldest)
    return hits
  }
  const find = (spellings: readonly Spelling[], before: Hits = new Map()): Hits => {
    const hits = new Map(before)
    for (const spelling of spellings) {
      for (const [text, worth] of hitsBy(spelling)) if (worth > (hits.get(text) ?? 0)) hits.set(text, worth)
    }
    return hits
  }
  return {
    find,
    vocabulary() {
      const added = withOwn.flatMap(({ own }) => wordsOf(own))
      return added.length === 0 ? index.vocabulary : new Set([...index.vocabulary, ...added])
    },
  }
}

/** In spellings: those of some words, which mostly stay when one more letter is typed. */
const MOST_KEPT = 32

function keyOf(spelling: Spelling): string {
  const { how, least, isGuess } = spelling
  return JSON.stringify([how, least, isGuess, how === 'counted' ? spelling.form.source : spelling.word])
}

interface OwnWords {
  readonly at: number
  readonly own: string
}

function indexHits(index: Index, withOwn: readonly OwnWords[], spelling: Spelling): Hits {
  const hits = new Map<number, number>()
  const raise = (text: number, worth: number) => hits.set(text, Math.max(worth, hits.get(text) ?? 0))
  for (const { at, fit } of occurrencesIn(index, spelling)) raise(Math.floor(at / FIELDS), worthOf(fit, at % FIELDS))
  for (const { at, own } of withOwn) {
    const fit = bestFit(own, [spelling])
    if (fit !== undefined) raise(at, worthOf(fit, FIELDS - 1))
  }
  return hits
}

function isIndexed(spelling: Spelling): boolean {
  return spelling.how === 'counted' || PLAIN.test(spelling.word)
}

interface Occurrence {
  /** As in `Index`. */
  readonly at: number
  readonly fit: Fit
}

function occurrencesIn({ words, texts }: Index, spelling: Spelling): readonly Occurrence[] {
  const { least } = spelling
  if (spelling.how === 'in-pieces') {
    const whole = new Set(words.get(spelling.word))
    const inPieces = placesOfPieces(words, spelling.word).flatMap((at) => {
      const fit = whole.has(at) ? undefined : bestFit(texts[Math.floor(at / FIELDS)]?.[at % FIELDS] ?? '', [spelling])
      return fit === undefined ? [] : [{ at, fit }]
    })
    return [...[...whole].map((at) => ({ at, fit: WHOLE }) as const), ...inPieces]
  }
  if (least === WHOLE && spelling.how === 'as-is' && !spelling.isGuess) {
    return (words.get(spelling.word) ?? []).map((at) => ({ at, fit: WHOLE }))
  }
  return [...words].flatMap(([run, places]) => {
    const fit = bestFit(run, [spelling])
    return fit === undefined ? [] : places.map((at) => ({ at, fit }))
  })
}

/** Where a word may be in pieces: the fields with its first piece, if the rest can be pieces that occur. */
function placesOfPieces(words: Index['words'], word: string): readonly number[] {
  const known = new Map<string, boolean>()
  const isMade = (rest: string): boolean => {
    const made =
      known.get(rest) ??
      (words.has(rest) || starts(rest).some((piece) => words.has(piece) && isMade(rest.slice(piece.length))))
    known.set(rest, made)
    return made
  }
  const first = starts(word).filter((piece) => words.has(piece) && isMade(word.slice(piece.length)))
  return [...new Set(first.flatMap((piece) => words.get(piece) ?? []))]
}

function starts(word: string): readonly string[] {
  return Array.from({ length: word.length - 1 }, (_, index) => word.slice(0, index + 1))
}
