import type { Session } from '../model/conference.js'
import type { Note } from '../model/note.js'
import type { UsageProblem } from '../model/problem.js'

/** One flag of a selection: what it keeps, and what to say if it keeps nothing on its own. */
export interface Sieve {
  readonly keeps: (session: Session) => boolean
  readonly note: Note
}

/** A flag read against the catalogue: a sieve, or everything wrong with its values. */
export interface SieveReading {
  readonly sieve?: Sieve
  readonly problems: readonly UsageProblem[]
}

export function whyEmpty(sessions: readonly Session[], sieves: readonly Sieve[]): Note {
  if (sessions.length === 0) return { code: 'no-sessions' }
  const barren = sieves.find(({ keeps }) => !sessions.some(keeps))
  return barren?.note ?? { code: 'nothing-in-common' }
}
