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
import { fold } from '../selection/fold-text.js'
import { inTimeOrder } from '../sessions/order.js'

export interface GuideEntry {
  readonly session: Session
  readonly stage?: Stage
  readonly takes: readonly Unsigned<Take>[]
}

export interface Guide {
  /** Picked, or recommended. */
  readonly entries: readonly GuideEntry[]
  /** What those who recommend give themselves, in order of time. */
  readonly own: readonly { readonly by: string; readonly entries: readonly GuideEntry[] }[]
}

export function guideOf({ picks, person }: Agenda, { details }: Catalogue, sessions: readonly Session[]): Guide {
  const mine = new Map(picks.map((pick) => [pick.session, pick]))
  const entries = sessions.flatMap((session): GuideEntry[] => {
    const pick = mine.get(session.id)
    if (pick === undefined) return []
    const { take, stage } = pick
    const own = take === undefined ? [] : [definedFields({ by: person, text: take })]
    return [{ session, stage, takes: [...own, ...details(session.id).takes] }]
  })
  return { entries, own: [] }
}

/** The sessions with a take by one of these people, and those that their organizations give, with only their takes. */
export function guideBy(names: ReadonlySet<string>, { details }: Catalogue, sessions: readonly Session[]): Guide {
  const own = new Map([...names].map((by) => [by, [] as GuideEntry[]]))
  const hosts = [...own].map(([by, entries]) => ({ isTheirs: isGivenBy(by), entries }))
  const recommended: GuideEntry[] = []
  for (const session of inTimeOrder(sessions)) {
    const takes = details(session.id).takes.filter(({ by }) => names.has(by))
    const host = hosts.find(({ isTheirs }) => isTheirs(session))
    if (host) host.entries.push({ session, takes })
    else if (takes.length > 0) recommended.push({ session, takes })
  }
  const held = [...own].map(([by, entries]) => ({ by, entries }))
  return { entries: recommended, own: held.filter(({ entries }) => entries.length > 0) }
}

/**
 * Whether all speakers are of an organization. Where none is known, whether the room, the track or the title is just its
 * name. Words in a text say nothing: competitors are named there as well.
 */
function isGivenBy(organization: string): (session: Session) => boolean {
  const wanted = fold(organization)
  const isIt = (text: string | undefined) => text !== undefined && fold(text) === wanted
  return ({ speakers, room, tracks, title }) =>
    speakers.length > 0 ? speakers.every((speaker) => isIt(speaker.organization)) : [room, title, ...tracks].some(isIt)
}

/** Only what has a take. */
export function takesOnly({ entries, own }: Guide): Guide {
  const withTake = (some: readonly GuideEntry[]) => some.filter(({ takes }) => takes.length > 0)
  return {
    entries: withTake(entries),
    own: own
      .map(({ by, entries: theirs }) => ({ by, entries: withTake(theirs) }))
      .filter((one) => one.entries.length > 0),
  }
}

export function guideEntries({ entries, own }: Guide): readonly GuideEntry[] {
  return [entries, ...own.map((one) => one.entries)].flat()
}

export function guideCatalogue(catalogue: Catalogue, guide: Guide): Catalogue {
  return catalogueWithWords(
    catalogue,
    guideEntries(guide).map(({ session, takes }) => [session, { takes: signed(takes) }]),
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
