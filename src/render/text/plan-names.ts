import type { Agenda } from '../../model/agenda.js'
import type { Catalogue } from '../../model/conference.js'
import type { Session } from '../../model/session.js'
import { safe } from '../terminal.js'

/** Sessions by id, and how they are called where there is little room. */
export interface Names {
  readonly sessionOf: (id: string) => Session | undefined
  /** Safe: the beginning of a title where that means no other; what a pick was called that is gone; the title of a block. */
  readonly nameOf: (id: string) => string
}

export const BLOCK = 'block:'

/** The names in a programme. O(sessions). */
export function namesIn({ catalogue, agenda }: { readonly catalogue: Catalogue; readonly agenda: Agenda }): Names {
  const sessions = new Map(catalogue.sessions.map((session) => [session.id, session]))
  const seen = new Map(agenda.picks.map(({ session, seen: last }) => [session, last?.title]))
  const owners = new Map<string, Set<string>>()
  for (const { title } of catalogue.sessions) {
    const beginning = beginningOf(title)
    owners.set(beginning, (owners.get(beginning) ?? new Set()).add(title))
  }
  const shortOf = (title: string) => {
    const beginning = beginningOf(title)
    return owners.get(beginning)?.size === 1 ? beginning : title
  }
  return {
    sessionOf: (id) => sessions.get(id),
    nameOf(id) {
      const session = sessions.get(id)
      if (session) return safe(shortOf(session.title))
      return safe(id.startsWith(BLOCK) ? id.slice(BLOCK.length) : (seen.get(id) ?? id))
    },
  }
}

const BREAK = /: |：| [-–—|] /

/** `Tutorial: Attack Defense` of `Tutorial: Attack Defense: Leverage...`: up to the first break behind the first word. */
function beginningOf(title: string): string {
  const second = title.indexOf(' ') + 1
  const length = title.slice(second).search(BREAK)
  return second === 0 || length < 0 ? title : title.slice(0, second + length).trimEnd()
}
