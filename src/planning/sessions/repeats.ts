import { appendTo, type Session } from '../../model/index.js'

/** The other sittings of a session, including indirect ones, in file order. O(n). */
export function repeatsOf(session: Session, sessions: readonly Session[]): readonly Session[] {
  return repeatFinder(sessions)(session)
}

/** `repeatsOf` for many sessions of one programme, limited to those in `among`: O(n) once, then O(repeats) each. */
export function repeatFinder(
  programme: readonly Session[],
  among = programme,
): (session: Pick<Session, 'id'>) => readonly Session[] {
  const contentOf = contentFinder(programme)
  const byContent = new Map<string, Session[]>()
  for (const session of among) appendTo(byContent, contentOf(session.id), session)
  return ({ id }) => (byContent.get(contentOf(id)) ?? []).filter((other) => other.id !== id)
}

/** Maps a session to the id of the original that it repeats, directly or indirectly, or to its own. */
export function contentFinder(sessions: readonly Session[]): (id: string) => string {
  const known = CONTENTS.get(sessions)
  if (known) return known
  const repeated = new Map(sessions.flatMap(({ id, repeatOf }) => (repeatOf === undefined ? [] : [[id, repeatOf]])))
  const originals = new Map<string, string>()
  const contentOf = (id: string) => (repeated.size === 0 ? id : originalOf(id, repeated, originals))
  CONTENTS.set(sessions, contentOf)
  return contentOf
}

/** By programme: many steps of one command ask for the same. */
const CONTENTS = new WeakMap<readonly Session[], (id: string) => string>()

/**
 * Makes part of a programme consistent: a session whose original is missing repeats another one with the same content
 * instead, if there is one, and never itself. O(n).
 */
export function withoutMissingOriginals(
  sessions: readonly Session[],
  programme: readonly Session[],
): readonly Session[] {
  if (sessions.every(({ repeatOf }) => repeatOf === undefined)) return sessions
  const ids = new Set(sessions.map(({ id }) => id))
  const stands = ({ id, repeatOf }: Session) => repeatOf !== undefined && repeatOf !== id && ids.has(repeatOf)
  if (sessions.every((session) => session.repeatOf === undefined || stands(session))) return sessions
  const contentOf = contentFinder(programme)
  const firsts = new Map<string, string>()
  for (const session of sessions) {
    const content = contentOf(session.id)
    if (content === session.id || (!stands(session) && !firsts.has(content))) firsts.set(content, session.id)
  }
  return sessions.map((session) => {
    if (session.repeatOf === undefined || stands(session)) return session
    const { repeatOf: _, ...alone } = session
    const first = firsts.get(contentOf(session.id))
    return first === undefined || first === session.id ? alone : { ...alone, repeatOf: first }
  })
}

/** Where the chain of repeats from `id` ends; for a cycle, its first id as text. */
function originalOf(id: string, repeated: ReadonlyMap<string, string | undefined>, known: Map<string, string>): string {
  if (repeated.get(id) === undefined) return id
  const way = new Set<string>()
  let at = id
  for (let next = repeated.get(at); next !== undefined && !known.has(at) && !way.has(at); next = repeated.get(at)) {
    way.add(at)
    at = next
  }
  const ring = way.has(at) ? [...way].slice([...way].indexOf(at)) : [at]
  const original = known.get(at) ?? [...ring].sort()[0] ?? at
  for (const passed of [...way, at]) known.set(passed, original)
  return original
}
