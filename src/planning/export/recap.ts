import {
  type Agenda,
  type AgendaPick,
  appendTo,
  type Catalogue,
  definedFields,
  type Session,
  type Takeaway,
} from '../../model/index.js'
import { contentFinder } from '../sessions/repeats.js'
import { catalogueWithWords, signed, type Unsigned } from './guide.js'
import { type Attendance, attendanceOf } from './share-agenda.js'

export interface RecapEntry {
  readonly session: Session
  readonly rating?: number
  readonly takeaways: readonly Unsigned<Takeaway>[]
  /** My own note, if it is disclosed. */
  readonly note?: string
  readonly company?: Attendance
}

/** The sessions of one track; those without a track come last. */
export interface RecapTrack {
  readonly track?: string
  readonly entries: readonly RecapEntry[]
}

export interface Figures {
  /** Going picks, whether attended or not. */
  readonly planned: number
  readonly attended: number
  readonly missed: number
  /** Going picks that are marked neither as attended nor as missed. */
  readonly unmarked: number
  readonly rated: number
  readonly rating?: number
}

export interface Recap {
  /** In the order of their first sessions. */
  readonly tracks: readonly RecapTrack[]
  readonly figures?: Figures
  /** Picks that I missed, with or without a video. */
  readonly missed: readonly Session[]
  /** Other picks that I did not attend and that have a video. */
  readonly toWatch: readonly Session[]
  readonly others?: {
    readonly attended: readonly RecapEntry[]
    /** How many more others planned without saying whether they went, and who they are. */
    readonly planned: { readonly sessions: number; readonly by: readonly string[] }
  }
}

interface Picked {
  readonly pick: AgendaPick
  readonly session: Session
}

/** The outcome of those `sessions` that are on the agenda. My takeaways come before the catalogue's. */
export function recapOf({ picks, person }: Agenda, catalogue: Catalogue, sessions: readonly Session[]): Recap {
  const mine = new Map(picks.map((pick) => [pick.session, pick]))
  const picked = sessions.flatMap((session): Picked[] => {
    const pick = mine.get(session.id)
    return pick && counts({ pick, session }) ? [{ pick, session }] : []
  })
  const attended = picked.filter(({ pick }) => pick.attended === true)
  const entries = attended.map(({ pick: { note, rating, takeaways: points }, session }): RecapEntry => {
    const own = points.length === 0 ? [] : [definedFields({ by: person, points })]
    const takeaways = [...own, ...catalogue.details(session.id).takeaways]
    return definedFields({ session, rating, takeaways, note })
  })
  const open = unseen(picked, attended, catalogue)
  const isMissed = ({ pick }: Picked) => pick.attended === false
  const sessionsOf = (some: readonly Picked[]) => some.map(({ session }) => session)
  return {
    tracks: byTrack(entries),
    figures: figuresOf(picked),
    missed: sessionsOf(open.filter(isMissed)),
    toWatch: sessionsOf(open.filter((one) => !isMissed(one) && one.session.video !== undefined)),
  }
}

/** The sessions with takeaways by one of these people, with only those. */
export function recapBy(names: ReadonlySet<string>, { details }: Catalogue, sessions: readonly Session[]): Recap {
  const entries = sessions
    .map((session) => ({ session, takeaways: details(session.id).takeaways.filter(({ by }) => names.has(by)) }))
    .filter(({ takeaways }) => takeaways.length > 0)
  return { tracks: byTrack(entries), missed: [], toWatch: [] }
}

/** Nobody misses a cancelled session. */
function counts({ pick, session }: Picked): boolean {
  return session.status !== 'cancelled' || pick.attended !== undefined
}

function byTrack(entries: readonly RecapEntry[]): readonly RecapTrack[] {
  const tracks = new Map<string | undefined, RecapEntry[]>()
  for (const entry of entries) {
    const [track] = entry.session.tracks
    appendTo(tracks, track, entry)
  }
  const groups = [...tracks].map(([track, own]) => definedFields({ track, entries: own }))
  return [...groups.filter(({ track }) => track !== undefined), ...groups.filter(({ track }) => track === undefined)]
}

function figuresOf(picked: readonly Picked[]): Figures {
  const number = (keeps: (pick: AgendaPick) => boolean) => picked.filter(({ pick }) => keeps(pick)).length
  const ratings = picked.flatMap(({ pick }) => pick.rating ?? [])
  const sum = ratings.reduce((total, rating) => total + rating, 0)
  return {
    planned: number(({ stage }) => stage === 'going'),
    attended: number(({ attended }) => attended === true),
    missed: number(({ attended }) => attended === false),
    unmarked: number(({ stage, attended }) => stage === 'going' && attended === undefined),
    rated: ratings.length,
    ...(ratings.length > 0 && { rating: sum / ratings.length }),
  }
}

function unseen(picked: readonly Picked[], attended: readonly Picked[], { sessions }: Catalogue): readonly Picked[] {
  const contentOf = contentFinder(sessions)
  const seen = new Set(attended.map(({ session }) => contentOf(session.id)))
  return picked.filter(({ pick, session }) => pick.attended !== true && !seen.has(contentOf(session.id)))
}

export function recapEntries({ tracks }: Recap): readonly RecapEntry[] {
  return tracks.flatMap(({ entries }) => entries)
}

/** A recap as data: a catalogue with the recap's takeaways. */
export function recapCatalogue(catalogue: Catalogue, recap: Recap): Catalogue {
  return catalogueWithWords(
    catalogue,
    recapEntries(recap).map(({ session, takeaways }) => [session, { takeaways: signed(takeaways) }]),
  )
}

interface Person {
  readonly name: string
  readonly agenda: Agenda
}

/**
 * A recap with others who were there and what they learned. Sessions in `chosen` that only others attended are listed
 * separately, in that order.
 */
export function withCompany(recap: Recap, people: readonly Person[], chosen: readonly Session[]): Recap {
  const attendance = attendanceOf(people)
  const learned = takeawaysOf(people)
  const joined = (entry: RecapEntry): RecapEntry => {
    const company = attendance.get(entry.session.id)
    const takeaways = [...entry.takeaways, ...(learned.get(entry.session.id) ?? [])]
    return { ...entry, takeaways, ...(company && { company }) }
  }
  const tracks = recap.tracks.map((track) => ({ ...track, entries: track.entries.map(joined) }))
  const mine = new Set(tracks.flatMap(({ entries }) => entries.map(({ session }) => session.id)))
  const theirs = chosen.filter(({ id }) => !mine.has(id) && attendance.has(id))
  const isAttended = ({ id }: Session) => (attendance.get(id)?.attended.length ?? 0) > 0
  const unsure = theirs.filter((session) => !isAttended(session))
  const planners = new Set(unsure.flatMap(({ id }) => attendance.get(id)?.planned ?? []))
  return {
    ...recap,
    tracks,
    others: {
      attended: theirs.filter(isAttended).map((session) => joined({ session, takeaways: [] })),
      planned: { sessions: unsure.length, by: people.map(({ name }) => name).filter((name) => planners.has(name)) },
    },
  }
}

function takeawaysOf(people: readonly Person[]): ReadonlyMap<string, readonly Takeaway[]> {
  const found = new Map<string, Takeaway[]>()
  for (const { name, agenda } of people)
    for (const { session, takeaways: points } of agenda.picks)
      if (points.length > 0) appendTo(found, session, { by: name, points })
  return found
}
