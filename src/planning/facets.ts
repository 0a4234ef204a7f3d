import type { Session } from '../model/conference.js'
import { type Minutes, minutesOf } from '../model/time.js'
import { fold } from './fold.js'
import { compareText } from './order.js'

export type Facet = 'days' | 'tracks' | 'rooms' | 'speakers'

export interface FacetValue {
  /** A track, a room, a speaker's name, or a day as `YYYY-MM-DD`. */
  readonly name: string
  readonly sessions: number
  /** Total length of the sessions whose length is known. */
  readonly minutes: Minutes
  readonly organizations?: readonly string[]
}

export interface Facets {
  readonly facet: Facet
  readonly values: readonly FacetValue[]
  readonly without: number
}

/**
 * The values of a facet in these sessions, with counts. Days are in order, speakers by name, tracks and rooms by number
 * of sessions, then by name. Speakers of the same name count as one, with all their organizations.
 */
export function facetOf(sessions: readonly Session[], facet: Facet): Facets {
  const counts = new Map<string, { sessions: number; minutes: Minutes; organizations: Set<string> }>()
  let without = 0
  for (const session of sessions) {
    const names = new Set(namesOf(session, facet))
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

function namesOf({ when, tracks, room, speakers }: Session, facet: Facet): readonly string[] {
  if (facet === 'speakers') return speakers.map(({ name }) => name)
  if (facet === 'tracks') return tracks
  const name = facet === 'rooms' ? room : when.kind === 'unscheduled' ? undefined : when.day
  return name === undefined ? [] : [name]
}

function byName(a: FacetValue, b: FacetValue): number {
  return compareText(fold(a.name), fold(b.name)) || compareText(a.name, b.name)
}

function byCount(a: FacetValue, b: FacetValue): number {
  return b.sessions - a.sessions || byName(a, b)
}
