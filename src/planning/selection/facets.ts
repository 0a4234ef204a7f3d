import { appendTo, type Session } from '../../model/index.js'
import { type Minutes, minutesOf } from '../../model/time.js'
import { isAttended } from '../agenda/clashes.js'
import { compareText } from '../sessions/order.js'
import { resolveSession } from '../sessions/resolve.js'
import { fold } from './fold-text.js'
import { wordsOf } from './match.js'

export type Facet = 'days' | 'tracks' | 'rooms' | 'speakers' | 'orgs' | 'tags' | 'kinds'

export interface FacetValue {
  /** As written in the programme; a day as `YYYY-MM-DD`. */
  readonly name: string
  readonly sessions: number
  /** Total length of the sessions whose length is known. */
  readonly minutes: Minutes
  readonly organizations?: readonly string[]
}

interface Facets {
  readonly facet: Facet
  readonly values: readonly FacetValue[]
  readonly without: number
}

/**
 * The values of a facet in these sessions, with counts. Days are in order, speakers by name, all others by number of
 * sessions, then by name. Speakers of the same name count as one, with all their organizations.
 */
export function facetOf(sessions: readonly Session[], facet: Facet): Facets {
  const counts = new Map<string, { sessions: number; minutes: Minutes; organizations: Set<string> }>()
  let without = 0
  for (const session of sessions) {
    const names = new Set(NAMES[facet](session))
    if (names.size === 0) without++
    for (const name of names) {
      const count = counts.get(name) ?? { sessions: 0, minutes: 0, organizations: new Set<string>() }
      count.sessions++
      if (session.when.kind === 'timed' && !session.when.endAssumed) count.minutes += minutesOf(session.when)
      for (const speaker of facet === 'speakers' ? session.speakers : []) {
        if (speaker.name === name && speaker.organization !== undefined) count.organizations.add(speaker.organization)
      }
      counts.set(name, count)
    }
  }
  const values = [...counts].map(([name, { organizations, ...count }]) => ({
    name,
    ...count,
    ...(facet === 'speakers' && { organizations: [...organizations] }),
  }))
  return { facet, values: values.sort(facet === 'days' || facet === 'speakers' ? byName : byCount), without }
}

const NAMES: Readonly<Record<Facet, (session: Session) => readonly string[]>> = {
  days: ({ when }) => (when.kind === 'unscheduled' ? [] : [when.day]),
  tracks: ({ tracks }) => tracks,
  rooms: ({ room }) => (room === undefined ? [] : [room]),
  speakers: ({ speakers }) => speakers.map(({ name }) => name),
  orgs: ({ speakers }) => speakers.flatMap(({ organization }) => organization ?? []),
  tags: ({ tags }) => tags,
  kinds: ({ kind }) => [kind],
}

function byName(a: FacetValue, b: FacetValue): number {
  return compareText(fold(a.name), fold(b.name)) || compareText(a.name, b.name)
}

function byCount(a: FacetValue, b: FacetValue): number {
  return b.sessions - a.sessions || byName(a, b)
}

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
      const found = resolveSession(name, { sessions }, { strict: true })
      return found.ok && !found.guess && found.session === session
    })?.name
}

const WORDS = 3
/** Easy to type, and not ending in a word such as "of" or "with". */
const PLAIN = /^[a-z]{3,} [a-z0-9]{2,} [a-z0-9]{5,}$/
const TRIES = 20
