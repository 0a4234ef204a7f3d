import {
  type Agenda,
  type Catalogue,
  type Details,
  definedFields,
  NO_DETAILS,
  type Session,
  type Stage,
  type Take,
} from '../../model/index.js'

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
    const own = take === undefined ? [] : [definedFields({ by: person, text: take })]
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

/** A take or takeaway in a document. Without `by` it is that of a person who has not given a name. */
export type Unsigned<T extends { readonly by: string }> = Omit<T, 'by'> & { readonly by?: string }

/** The name in a catalogue for a person who has not given one, and the most code points of a name. */
const ME = 'me'
const LONGEST_NAME = 200

/** Adds a name to words without one. */
export function signed<T extends { readonly by: string }>(
  told: readonly Unsigned<T>[],
): readonly (Unsigned<T> & { readonly by: string })[] {
  return told.map((one) => ({ ...one, by: [...(one.by ?? ME)].slice(0, LONGEST_NAME).join('') }))
}

/** The catalogue with only abstracts and these takes or takeaways, so that the output can be read back. */
export function catalogueWithWords(
  catalogue: Catalogue,
  told: Iterable<readonly [Session, Partial<Pick<Details, 'takes' | 'takeaways'>>]>,
): Catalogue {
  const words = new Map([...told].map(([{ id }, own]) => [id, own]))
  return {
    ...catalogue,
    details: (id) => {
      const { abstract } = catalogue.details(id)
      return { ...NO_DETAILS, ...(abstract !== undefined && { abstract }), ...words.get(id) }
    },
  }
}
