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
  const texts = sessions.map((session) => fieldsOf(session, abstractOf(session.id), ownOf(session.id)))
  return ranked(sessions, texts, words, scanning(texts))
}

/** `search` for whoever searches the same sessions again and again. */
export interface Searcher {
  /** Reads a few texts more; true if all are read. A search reads those that are left. */
  readonly prepare: () => boolean
  readonly search: (words: readonly string[], ownOf: (id: string) => string | undefined) => readonly Session[]
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
  return {
    prepare,
    search(words, ownOf) {
      while (!prepare());
      const own = sessions.map(({ id }) => ownOf(id))
      const texts = index.texts.map((fields, at): Fields => {
        return own[at] === undefined ? fields : [...fields.slice(0, -1), fold(own[at])]
      })
      return ranked(sessions, texts, words, indexed(index, texts))
    },
  }
}

/** In sessions; an index of more would need hundreds of megabytes. */
const MOST_INDEXED = 20_000

/** In sessions: how many are read before somebody's key is heard. */
const AT_ONCE = 50

function ranked(
  sessions: readonly Session[],
  texts: readonly Fields[],
  words: readonly string[],
  lookup: Lookup,
): readonly Session[] {
  const wanted = wordsToFind(words)
  const phrase = wanted.join(' ')
  return [...meeting(wanted.map((word) => findForgivingly(word, lookup)))]
    .flatMap(([index, worth]) => {
      const [session, fields] = [sessions[index], texts[index]]
      return session && fields ? [{ session, worth: worth + phraseWorth(fields, phrase), index }] : []
    })
    .sort((a, b) => b.worth - a.worth || a.index - b.index)
    .map(({ session }) => session)
}

/** Folded single words. Punctuation ("AI + ML") is ignored if there are real words. */
function wordsToFind(words: readonly string[]): readonly string[] {
  const all = words.flatMap((word) => fold(word).split(' ')).filter((word) => word !== '')
  const real = all.filter((word) => !SIGNS().test(word))
  return [...new Set(real.length > 0 ? real : all)]
}

function findForgivingly(word: string, lookup: Lookup): Hits {
  const hits = findWord(word, lookup)
  if (hits.size > 0 || !mayHaveTypo(word)) return hits
  const best = new Map<number, number>()
  for (const meant of wordsMeant(word, lookup.vocabulary())) {
    for (const [index, worth] of findWord(meant, lookup)) best.set(index, Math.max(worth, best.get(index) ?? 0))
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
function findWord(word: string, lookup: Lookup): Hits {
  const starting = lookup.starting(word)
  const whole = word.length > SHORT || starting.size === 0 ? starting : lookup.whole(word)
  if (starting.size > 0) return whole.size > 0 ? whole : starting
  const containing = mayStandInside(word) ? lookup.inside(word) : starting
  if (containing.size > 0) return containing
  const parts = wordsOf(word).map((part) => part.replaceAll("'", ''))
  return parts.join('') === word ? containing : meeting(parts.map((part) => findWord(part, lookup)))
}

/** Where a folded word occurs. */
interface Lookup {
  readonly starting: (word: string) => Hits
  /** As a whole word. */
  readonly whole: (word: string) => Hits
  readonly inside: (word: string) => Hits
  /** All words, for typos. */
  readonly vocabulary: () => ReadonlySet<string>
}

function scanning(texts: readonly Fields[]): Lookup {
  let known: ReadonlySet<string> | undefined
  return {
    starting: (word) => hitsOf(texts, (field) => worthAtStart(field, word)),
    whole: (word) => hitsOf(texts, (field) => (worthAtStart(field, word) === WHOLE ? WHOLE : 0)),
    inside: (word) => hitsOf(texts, (field) => (field.includes(word) ? PART : 0)),
    vocabulary: () => (known ??= new Set(texts.flatMap((fields) => fields.flatMap(wordsOf)))),
  }
}

/** The words of texts, without my own. */
interface Index {
  readonly texts: Fields[]
  /** For each run of letters and digits the fields that contain it: the number of the text times `FIELDS` and the field. */
  readonly words: Map<string, number[]>
  readonly vocabulary: Set<string>
}

const FIELDS = 8

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
  const scan = scanning(texts)
  const isOwn = (fields: Fields, at: number) => fields !== index.texts[at]
  const withOwn = texts.flatMap((fields, at) => (isOwn(fields, at) ? [{ at, own: fields.at(-1) ?? '' }] : []))
  const among = (
    runs: Iterable<readonly [run: string, places: readonly number[]]>,
    worthOf: (run: string) => number,
    ownWorth: (text: string) => number,
  ): Hits => {
    const hits = hitsIn(runs, worthOf, texts)
    for (const { at, own } of withOwn) if (!hits.has(at) && ownWorth(own) > 0) hits.set(at, ownWorth(own) + WHOLE)
    return hits
  }
  return {
    starting(word) {
      if (!PLAIN.test(word)) return scan.starting(word)
      const worthOf = (run: string) => (run.startsWith(word) ? (run.length === word.length ? WHOLE : PART) : 0)
      return among(index.words, worthOf, (text) => worthAtStart(text, word))
    },
    whole(word) {
      if (!PLAIN.test(word)) return scan.whole(word)
      const own = (text: string) => (worthAtStart(text, word) === WHOLE ? WHOLE : 0)
      return among([[word, index.words.get(word) ?? []]], () => WHOLE, own)
    },
    inside(word) {
      if (!PLAIN.test(word)) return scan.inside(word)
      const worthOf = (text: string) => (text.includes(word) ? PART : 0)
      return among(index.words, worthOf, worthOf)
    },
    vocabulary() {
      const added = withOwn.flatMap(({ own }) => wordsOf(own))
      return added.length === 0 ? index.vocabulary : new Set([...index.vocabulary, ...added])
    },
  }
}

/** The first field of each text that contains one of the runs, and its worth there. */
function hitsIn(
  runs: Iterable<readonly [run: string, places: readonly number[]]>,
  worthOf: (run: string) => number,
  texts: readonly Fields[],
): Map<number, number> {
  const best = new Int32Array(texts.length)
  for (const [run, places] of runs) {
    const worth = worthOf(run)
    if (worth === 0) continue
    for (const at of places) {
      const text = Math.floor(at / FIELDS)
      // As in `hitsOf`, the start of a word in one field is worth more than a whole word in the next.
      const total = worth + WHOLE * ((texts[text]?.length ?? 0) - (at % FIELDS))
      if (total > (best[text] ?? 0)) best[text] = total
    }
  }
  const hits = new Map<number, number>()
  for (const [text, worth] of best.entries()) if (worth > 0) hits.set(text, worth)
  return hits
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
    for (const [place, field] of fields.entries()) {
      const worth = worthOf(field)
      if (worth === 0) continue
      hits.set(index, worth + WHOLE * (fields.length - place))
      break
    }
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

function fieldsOf({ title, speakers, tags }: Session, abstract = '', own = ''): Fields {
  const names = speakers.map(({ name }) => name)
  const organizations = speakers.flatMap(({ organization }) => organization ?? [])
  // A line end prevents matches across two values.
  const several = (values: readonly string[]) => values.map(fold).join('\n')
  return [fold(title), several(names), several(organizations), several(tags), fold(abstract), fold(own)]
}
