import type { Agenda, Pick } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Session, Takeaway } from '../model/session.js'
import { contents } from './repeats.js'
import type { Attendance } from './sharing.js'
import { catalogueTelling, signed, type Told } from './told.js'

/** A session that somebody was at, and what they learned. */
export interface RecapEntry {
  readonly session: Session
  /** 1 to 5. */
  readonly rating?: number
  readonly takeaways: readonly Told<Takeaway>[]
  /** What I wrote for myself, where that is told. */
  readonly note?: string
  /** Who else was there, of those whose agendas are known. */
  readonly company?: Attendance
}

/** The sessions of one track; those that have none stand last, without a name. */
export interface RecapTrack {
  readonly track?: string
  readonly entries: readonly RecapEntry[]
}

/** How a conference went, in numbers of sessions. */
export interface Figures {
  /** Picks that were going, whatever came of them. */
  readonly planned: number
  readonly attended: number
  /** Those marked as missed. */
  readonly missed: number
  /** Going picks of which nobody has said whether they were attended. */
  readonly unmarked: number
  readonly rated: number
  /** The mean of the ratings, where there are any. */
  readonly rating?: number
}

export interface Recap {
  /** In the order of their first sessions. */
  readonly tracks: readonly RecapTrack[]
  /** Only of an agenda. */
  readonly figures?: Figures
  /** Picks that I missed, whatever their video. */
  readonly missed: readonly Session[]
  /** Other picks that were not attended, of which there is a video. */
  readonly toWatch: readonly Session[]
  /** Only where others have given me their agendas. */
  readonly others?: {
    /** What somebody of them attended, and I did not. */
    readonly attended: readonly RecapEntry[]
    /** How many more they were going to, without a word whether they went; and who that was. */
    readonly planned: { readonly sessions: number; readonly by: readonly string[] }
  }
}

/** A pick and its session. */
interface Picked {
  readonly pick: Pick
  readonly session: Session
}

/** What became of those `sessions` that are on the agenda: my takeaways first, then those of the catalogue. */
export function recapOf({ picks, person }: Agenda, catalogue: Catalogue, sessions: readonly Session[]): Recap {
  const mine = new Map(picks.map((pick) => [pick.session, pick]))
  const picked = sessions.flatMap((session): Picked[] => {
    const pick = mine.get(session.id)
    return pick && counts({ pick, session }) ? [{ pick, session }] : []
  })
  const attended = picked.filter(({ pick }) => pick.attended === true)
  const entries = attended.map(({ pick: { note, rating, takeaways: points }, session }): RecapEntry => {
    const own = points.length === 0 ? [] : [{ ...(person !== undefined && { by: person }), points }]
    const takeaways = [...own, ...catalogue.details(session.id).takeaways]
    return { session, ...(rating !== undefined && { rating }), takeaways, ...(note !== undefined && { note }) }
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

/** What of `sessions` has takeaways by one of these, with those alone. */
export function recapBy(names: ReadonlySet<string>, { details }: Catalogue, sessions: readonly Session[]): Recap {
  const entries = sessions
    .map((session) => ({ session, takeaways: details(session.id).takeaways.filter(({ by }) => names.has(by)) }))
    .filter(({ takeaways }) => takeaways.length > 0)
  return { tracks: byTrack(entries), missed: [], toWatch: [] }
}

/** What was cancelled nobody missed. */
function counts({ pick, session }: Picked): boolean {
  return session.status !== 'cancelled' || pick.attended !== undefined
}

function byTrack(entries: readonly RecapEntry[]): readonly RecapTrack[] {
  const tracks = new Map<string | undefined, RecapEntry[]>()
  for (const entry of entries) {
    const [track] = entry.session.tracks
    const own = tracks.get(track)
    if (own) own.push(entry)
    else tracks.set(track, [entry])
  }
  const groups = [...tracks].map(([track, own]) => ({ ...(track !== undefined && { track }), entries: own }))
  return [...groups.filter(({ track }) => track !== undefined), ...groups.filter(({ track }) => track === undefined)]
}

function figuresOf(picked: readonly Picked[]): Figures {
  const number = (keeps: (pick: Pick) => boolean) => picked.filter(({ pick }) => keeps(pick)).length
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

/** What was not attended; who was at the repeat of a session has seen it. */
function unseen(picked: readonly Picked[], attended: readonly Picked[], { sessions }: Catalogue): readonly Picked[] {
  const contentOf = contents(sessions)
  const seen = new Set(attended.map(({ session }) => contentOf(session.id)))
  return picked.filter(({ pick, session }) => pick.attended !== true && !seen.has(contentOf(session.id)))
}

/** The sessions of a recap, in its order. */
export function recapEntries({ tracks }: Recap): readonly RecapEntry[] {
  return tracks.flatMap(({ entries }) => entries)
}

/** A recap as data: a catalogue whose takeaways are those of the recap. */
export function recapCatalogue(catalogue: Catalogue, recap: Recap): Catalogue {
  return catalogueTelling(
    catalogue,
    recapEntries(recap).map(({ session, takeaways }) => [session, { takeaways: signed(takeaways) }]),
  )
}
