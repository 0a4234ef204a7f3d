import type { Session } from '../model/conference.js'
import { appendTo } from '../model/multimap.js'
import { isAttended } from './attending.js'
import { fold } from './fold.js'
import { wordsOf } from './match.js'
import { resolveSession } from './resolve.js'

/**
 * Three words with which the title of one of these sessions begins and that identify it, as an example of what to type.
 */
export function exampleName(sessions: readonly Session[]): string | undefined {
  const beginnings = new Map<string, Session[]>()
  for (const session of sessions) {
    const name = wordsOf(fold(session.title)).slice(0, WORDS).join(' ')
    if (PLAIN.test(name)) appendTo(beginnings, name, session)
  }
  return [...beginnings]
    .flatMap(([name, [session, ...others]]) => (session && others.length === 0 ? [{ name, session }] : []))
    .filter(({ session }) => isAttended(session))
    .slice(0, TRIES)
    .find(({ session, name }) => {
      const found = resolveSession(name, { sessions })
      return found.ok && !found.typo && found.session === session
    })?.name
}

const WORDS = 3
/** Easy to type, and not ending in a word such as "of" or "with". */
const PLAIN = /^[a-z]{3,} [a-z0-9]{2,} [a-z0-9]{5,}$/
const TRIES = 20
