import type { Agenda, Catalogue, Session, Stage, Take } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { catalogueWithWords, signed, type Unsigned } from '../agenda/recognise.js'

export interface GuideEntry {
  readonly session: Session
  readonly stage?: Stage
  readonly takes: readonly Unsigned<Take>[]
}

export function guideOf(
  { picks, person }: Agenda,
  { details }: Catalogue,
  sessions: readonly Session[],
): readonly GuideEntry[] {
  const mine = new Map(picks.map((pick) => [pick.session, pick]))
  return sessions.flatMap((session): GuideEntry[] => {
    const pick = mine.get(session.id)
    if (pick === undefined) return []
    const { take, stage } = pick
    const own = take === undefined ? [] : [defined({ by: person, text: take })]
    return [{ session, stage, takes: [...own, ...details(session.id).takes] }]
  })
}

/** The sessions with a take by one of these people, in their order, with only those takes. */
export function guideBy(
  names: ReadonlySet<string>,
  { details }: Catalogue,
  sessions: readonly Session[],
): readonly GuideEntry[] {
  return sessions
    .map((session) => ({ session, takes: details(session.id).takes.filter(({ by }) => names.has(by)) }))
    .filter(({ takes }) => takes.length > 0)
}

export function guideCatalogue(catalogue: Catalogue, entries: readonly GuideEntry[]): Catalogue {
  return catalogueWithWords(
    catalogue,
    entries.map(({ session, takes }) => [session, { takes: signed(takes) }]),
  )
}
