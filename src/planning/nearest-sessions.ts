import type { Session } from '../model/conference.js'
import { nearest } from '../model/names.js'
import { fold } from './fold.js'
import { findAtWordStart } from './match.js'
import { isTypoIn } from './title-words.js'

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
