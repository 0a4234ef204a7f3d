import type { Session } from '../model/session.js'
import { fold } from './fold.js'

/** The text of a session as it is searched. */
export interface SearchText {
  readonly session: Session
  /** Folded: title, speakers, organizations, tags, abstract, my own words; the earlier, the more a hit there is worth. */
  readonly fields: readonly string[]
}

export function searchTextOf(session: Session, abstract = '', own = ''): SearchText {
  const { title, speakers, tags } = session
  const names = speakers.map(({ name }) => name)
  const organizations = speakers.flatMap(({ organization }) => organization ?? [])
  // A line end keeps words from being found across two values.
  const several = (values: readonly string[]) => values.map(fold).join('\n')
  return {
    session,
    fields: [fold(title), several(names), several(organizations), several(tags), fold(abstract), fold(own)],
  }
}
