import type { Agenda } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Session } from '../model/session.js'
import type { Instant } from '../model/time.js'
import type { UsageProblem } from '../model/usage-problem.js'
import { type AgendaWord, agendaWord, sessionsFor } from './agenda-words.js'
import { fold } from './fold.js'
import { nearestSessions } from './nearest-sessions.js'
import { matchTitles } from './title-words.js'

/** What one `<session>` argument names. */
export type Resolution =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly problem: UsageProblem }

/** What all of them name, without repetition, or everything that is wrong with them. */
export type Resolutions =
  | { readonly ok: true; readonly sessions: readonly Session[] }
  | { readonly ok: false; readonly problems: readonly UsageProblem[] }

/** Mine, for `now`, `next` and `last`. */
export interface Mine {
  readonly agenda: Agenda
  readonly now: Instant
}

/**
 * What a `<session>` argument names: an id; the beginning of only one id; words of only one title. With `mine`, the
 * words `now`, `next` and `last` name sessions I am going to, where they are no ids.
 */
export function resolveSession(reference: string, catalogue: Pick<Catalogue, 'sessions'>, mine?: Mine): Resolution {
  const word = mine && agendaWord(reference)
  // An id that is written exactly is that session, also where it is one of the words: lists of ids are piped.
  const isId = catalogue.sessions.some(({ id }) => id === reference)
  if (mine && word && !isId) return only(sessionsFor(word, catalogue.sessions, mine), reference, notOnAgenda(word))
  const candidates = candidatesFor(reference, catalogue.sessions)
  return only(candidates, reference, () => ({
    code: 'unknown-session',
    reference,
    nearest: nearestSessions(reference, catalogue.sessions).map(nameOf),
  }))
}

/**
 * What `<session...>` arguments name. Each is one session; if some do not resolve alone, all together are tried as the
 * words of one title (`show kubelet deep dive`).
 */
export function resolveSessions(
  references: readonly string[],
  catalogue: Pick<Catalogue, 'sessions'>,
  mine?: Mine,
): Resolutions {
  const alone = references.map((reference) => resolveSession(reference, catalogue, mine))
  const problems = alone.flatMap((resolution) => (resolution.ok ? [] : [resolution.problem]))
  if (problems.length === 0) {
    return {
      ok: true,
      sessions: [...new Set(alone.flatMap((resolution) => (resolution.ok ? [resolution.session] : [])))],
    }
  }
  if (references.length === 1) return { ok: false, problems }
  const together = resolveSession(references.join(' '), catalogue)
  if (together.ok) return { ok: true, sessions: [together.session] }
  // Where no argument names a session by itself, they were meant together: one answer instead of one for each word.
  const one = problems.length === references.length && together.problem.code === 'ambiguous-session'
  return { ok: false, problems: one ? [together.problem] : problems }
}

function candidatesFor(reference: string, sessions: readonly Session[]): readonly Session[] {
  const exact = sessions.filter(({ id }) => id === reference)
  if (exact.length > 0) return exact
  const text = fold(reference)
  if (text === '') return []
  const same = sessions.filter(({ id }) => fold(id) === text)
  if (same.length > 0) return same
  const beginning = sessions.filter(({ id }) => fold(id).startsWith(text))
  if (beginning.length === 1) return beginning
  const titled = matchTitles(text, sessions)
  return titled.length > 0 ? titled : beginning
}

function only(candidates: readonly Session[], reference: string, none: () => UsageProblem): Resolution {
  const [session, second] = candidates
  if (!session) return { ok: false, problem: none() }
  if (!second) return { ok: true, session }
  return { ok: false, problem: { code: 'ambiguous-session', reference, candidates: candidates.map(nameOf) } }
}

function nameOf({ id, title }: Session) {
  return { id, title }
}

function notOnAgenda(word: AgendaWord): () => UsageProblem {
  return () => ({ code: 'no-such-agenda-session', word })
}
