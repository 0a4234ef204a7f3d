import type { Session, Speaker } from '../../model/index.js'
import { readFilter } from './filters.js'
import { fold } from './fold-text.js'
import type { Selection } from './selection.js'
import { bestFit } from './spelling.js'
import type { Sought } from './word-search.js'

/**
 * Chosen sessions with the people first for whom most was asked: the words in their names and organizations, `--speaker`
 * and `--org`. People for whom as much was asked keep their order. `all` are the sessions that were chosen from.
 */
export function withMatchingFirst(
  chosen: readonly Session[],
  { filters }: Pick<Selection, 'filters'>,
  sought: readonly Sought[],
  all: readonly Session[],
): readonly Session[] {
  const sieves = (['speaker', 'org'] as const).flatMap((name) => {
    const values = filters[name]
    return (values && readFilter(name, values, all).sieve) ?? []
  })
  const matchesOf = (speaker: Speaker, session: Session) => {
    const texts = [fold(speaker.name), fold(speaker.organization ?? '')]
    const words = sought.filter((spellings) => texts.some((text) => bestFit(text, spellings) !== undefined))
    return words.length + sieves.filter(({ keeps }) => keeps({ ...session, speakers: [speaker] })).length
  }
  return chosen.map((session) => {
    if (session.speakers.length < 2) return session
    const matches = new Map(session.speakers.map((speaker) => [speaker, matchesOf(speaker, session)]))
    const speakers = session.speakers.toSorted((a, b) => (matches.get(b) ?? 0) - (matches.get(a) ?? 0))
    return { ...session, speakers }
  })
}
