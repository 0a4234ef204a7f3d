import {
  type Agenda,
  type Catalogue,
  definedFields,
  nearest,
  type Session,
  type SessionName,
  type UsageProblem,
} from '../../model/index.js'
import type { Instant } from '../../model/time.js'
import { agendaWord, sessionsFor } from '../agenda/relative-to-now.js'
import { fold } from '../selection/fold-text.js'
import { endsWord, findAtWordStart, findWhole, hasWords, isTelling, isTypoIn, matchTitles } from '../selection/match.js'

/** The session that one `<session>` argument refers to. A guess is not certain enough, or only matches with a typo. */
type Resolution =
  | { readonly ok: true; readonly session: Session; readonly guess: boolean }
  | { readonly ok: false; readonly problem: UsageProblem }

export interface Guess {
  readonly reference: string
  readonly session: Session
}

/**
 * The sessions that all arguments refer to, without repetition, and which are guesses; or everything wrong with them.
 */
export type Resolutions =
  | { readonly ok: true; readonly sessions: readonly Session[]; readonly guesses: readonly Guess[] }
  | { readonly ok: false; readonly problems: readonly UsageProblem[] }

/** What a name may refer to besides an id and words of a title. */
export interface Naming {
  /** With `now`: `now`, `next` and `last` are sessions I am going to. */
  readonly agenda?: Agenda
  readonly now?: Instant
  /** Numbers are rows that the terminal showed; undefined without a terminal. */
  readonly rows?: NamedRows | undefined
  /** To change something: parts of words, short words and numbers alone are only guesses. */
  readonly strict?: boolean
}

/**
 * Resolves a `<session>` argument: an id, an agenda word, the beginning of exactly one id, or words of exactly one title.
 */
export function resolveSession(
  reference: string,
  catalogue: Pick<Catalogue, 'sessions'>,
  { agenda, now, strict = false }: Naming = {},
): Resolution {
  const word = agendaWord(reference)
  // An exact id takes precedence over these words, because lists of ids are piped.
  if (agenda && now !== undefined && word && !isId(reference, catalogue)) {
    const meant = sessionsFor(word, catalogue.sessions, { agenda, now })
    return only(meant, reference, () => ({ code: 'no-such-agenda-session', word }))
  }
  const { sessions, by } = candidatesFor(reference, catalogue.sessions)
  const found = only(sessions, reference, () => ({
    code: 'unknown-session',
    reference,
    nearest: nearestSessions(reference, catalogue.sessions).map(nameOf),
  }))
  if (!found.ok) return found
  return { ...found, guess: by === 'typo' || (strict && !isCertain(by, fold(reference), found.session)) }
}

function isCertain(by: Found['by'], text: string, { title }: Session): boolean {
  return by === 'id' || (isTelling(text) && (by === 'beginning' || hasWords(fold(title), text)))
}

function isId(reference: string, { sessions }: Pick<Catalogue, 'sessions'>): boolean {
  return sessions.some(({ id }) => id === reference)
}

/**
 * Resolves `<session...>` arguments. Each is one session, or those of rows; if some do not resolve on their own, all
 * together are tried as the words of one title (`show kubelet deep dive`).
 */
export function resolveSessions(
  references: readonly string[],
  catalogue: Pick<Catalogue, 'sessions'>,
  naming: Naming = {},
): Resolutions {
  const title = resolveMixed(references, catalogue, naming)
  if (title) return { ok: true, sessions: [title], guesses: [] }
  const alone = references.flatMap((reference) => resolveAlone(reference, catalogue, naming))
  const problems = alone.flatMap(({ found }) => (found.ok ? [] : [found.problem]))
  if (problems.length === 0) {
    const named = alone.flatMap(({ reference, found }) => (found.ok ? [{ reference, ...found }] : []))
    return {
      ok: true,
      sessions: [...new Set(named.map(({ session }) => session))],
      guesses: named.flatMap(({ reference, session, guess }) => (guess ? [{ reference, session }] : [])),
    }
  }
  if (references.length === 1 || problems.some(({ code }) => code === 'unknown-row')) return { ok: false, problems }
  const reference = references.join(' ')
  const { strict = false } = naming
  const together = resolveSession(reference, catalogue, { strict })
  if (together.ok) {
    const { session, guess } = together
    return { ok: true, sessions: [session], guesses: guess ? [{ reference, session }] : [] }
  }
  // If titles contain all the words, they were meant together, unless one is an id. One message is then enough.
  const separate = references.some((text) => catalogue.sessions.some(({ id }) => id === text))
  const one = !separate && together.problem.code === 'ambiguous-session'
  return { ok: false, problems: one ? [together.problem] : problems }
}

/** Words and numbers that are the words of one title, as in `helm 4`, name no rows. */
function resolveMixed(
  references: readonly string[],
  catalogue: Pick<Catalogue, 'sessions'>,
  { rows }: Naming,
): Session | undefined {
  const numbers = references.filter(mayNameRows).length
  if (!rows || numbers === 0 || numbers === references.length) return undefined
  const found = resolveSession(references.join(' '), catalogue, { strict: true })
  return found.ok && !found.guess ? found.session : undefined
}

interface Alone {
  readonly reference: string
  readonly found: Resolution
}

/** An argument as ids, if it names rows and is no id itself, or else as one session. */
function resolveAlone(reference: string, catalogue: Pick<Catalogue, 'sessions'>, naming: Naming): readonly Alone[] {
  const { rows } = naming
  if (!rows || !mayNameRows(reference) || isId(reference, catalogue))
    return [{ reference, found: resolveSession(reference, catalogue, naming) }]
  const read = readRowNames(reference, rows)
  if (read.ok) return read.ids.map((id) => ({ reference: id, found: sessionWith(id, catalogue) }))
  const found = resolveSession(reference, catalogue, naming)
  const isRow = !found.ok || rows.state !== 'none'
  return [{ reference, found: isRow ? read : found }]
}

/** The session of a row; the programme may have lost it since. */
function sessionWith(reference: string, { sessions }: Pick<Catalogue, 'sessions'>): Resolution {
  const known = sessions.filter(({ id }) => id === reference)
  return only(known, reference, () => ({ code: 'unknown-session', reference, nearest: [] }))
}

interface Found {
  readonly sessions: readonly Session[]
  readonly by: 'id' | 'beginning' | 'title' | 'typo'
}

function candidatesFor(reference: string, sessions: readonly Session[]): Found {
  const exact = sessions.filter(({ id }) => id === reference)
  if (exact.length > 0) return { sessions: exact, by: 'id' }
  const text = fold(reference)
  if (text === '') return { sessions: [], by: 'id' }
  const same = sessions.filter(({ id }) => fold(id) === text)
  if (same.length > 0) return { sessions: same, by: 'id' }
  const beginning = sessions.filter(({ id }) => fold(id).startsWith(text))
  const [first] = beginning
  if (first && beginning.length === 1) return { sessions: [first, ...rivalsOf(first, text, sessions)], by: 'beginning' }
  const titled = matchTitles(text, sessions)
  if (titled.sessions.length === 0 || (titled.typo && first)) return { sessions: beginning, by: 'beginning' }
  return { sessions: titled.sessions, by: titled.typo ? 'typo' : 'title' }
}

/** Other sessions with the text as a word of the title, if it matches an id only up to the middle of a word. */
function rivalsOf(session: Session, text: string, sessions: readonly Session[]): readonly Session[] {
  if (endsWord(fold(session.id), text.length)) return []
  return sessions.filter((other) => other !== session && findWhole(fold(other.title), text) >= 0)
}

function only(candidates: readonly Session[], reference: string, none: () => UsageProblem): Resolution {
  const [session, second] = candidates
  if (!session) return { ok: false, problem: none() }
  if (!second) return { ok: true, session, guess: false }
  return { ok: false, problem: { code: 'ambiguous-session', reference, candidates: candidates.map(nameOf) } }
}

function nameOf({ id, title, when, room }: Session): SessionName {
  return definedFields({ id, title, when, room })
}

/** The sessions that an unknown reference may have meant, best first: by whole id or title, then by shared words. */
export function nearestSessions(reference: string, sessions: readonly Session[], limit = 3): readonly Session[] {
  const text = fold(reference)
  if (text === '') return []
  const names = new Set(
    nearest(
      text,
      sessions.flatMap(({ id, title }) => [fold(id), fold(title)]),
      limit,
    ),
  )
  const named = sessions.filter(({ id, title }) => names.has(fold(id)) || names.has(fold(title)))
  const words = [...new Set(text.split(/[ -]/))].filter((word) => word.length > 2)
  const sharing = sessions
    .map((session) => ({ session, shared: sharedWords(words, fold(session.title)) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .map(({ session }) => session)
  return [...new Set([...named, ...sharing])].slice(0, limit)
}

function sharedWords(words: readonly string[], title: string): number {
  return words.filter((word) => findAtWordStart(title, word) >= 0 || isTypoIn(word, title)).length
}

/** The ids of the sessions that each row of a list stands for; the first row has the number 1. */
export type Rows = readonly (readonly string[])[]

/** The rows by which a person at a terminal can name sessions: those it last showed of this conference. */
export type NamedRows =
  | { readonly state: 'shown'; readonly rows: Rows }
  /** Shown too long ago to be what the person sees. */
  | { readonly state: 'old' }
  /** Only rows of another conference were shown. */
  | { readonly state: 'elsewhere'; readonly conference: string }
  | { readonly state: 'none' }

type RowReading =
  | { readonly ok: true; readonly ids: readonly string[] }
  | { readonly ok: false; readonly problem: UsageProblem }

/** `3`, `7-9` or `3,7-9`. */
const ROWS = /^\s*\d+(?:\s*-\s*\d+)?(?:\s*,\s*\d+(?:\s*-\s*\d+)?)*\s*$/

/** Whether a text may name rows. Ids may look like it as well. */
export function mayNameRows(reference: string): boolean {
  return ROWS.test(reference)
}

/** The ids of the rows that a reference names, each once, in the order named. */
export function readRowNames(reference: string, named: NamedRows): RowReading {
  if (named.state !== 'shown') {
    const { state: why, ...more } = named
    return { ok: false, problem: { code: 'unknown-row', reference, why, ...more } }
  }
  const { rows } = named
  const ranges = reference.split(',').map((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return { from: Math.min(from, to), to: Math.max(from, to) }
  })
  // Checked before a range is spelled out, which may have billions of numbers.
  if (ranges.some(({ from, to }) => from < 1 || to > rows.length))
    return { ok: false, problem: { code: 'unknown-row', reference, why: 'beyond', rows: rows.length } }
  return { ok: true, ids: [...new Set(ranges.flatMap(({ from, to }) => rows.slice(from - 1, to).flat()))] }
}
