import type { Session } from '../model/conference.js'
import { fold } from './fold.js'

export interface SearchText {
  readonly session: Session
  /** Folded: title, speakers, organizations, tags, abstract, my own words. Earlier fields count more. */
  readonly fields: readonly string[]
}

export function searchTextOf(session: Session, abstract = '', own = ''): SearchText {
  const { title, speakers, tags } = session
  const names = speakers.map(({ name }) => name)
  const organizations = speakers.flatMap(({ organization }) => organization ?? [])
  // A line end prevents matches across two values.
  const several = (values: readonly string[]) => values.map(fold).join('\n')
  return {
    session,
    fields: [fold(title), several(names), several(organizations), several(tags), fold(abstract), fold(own)],
  }
}
