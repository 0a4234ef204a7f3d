import {
  type Agenda,
  type AgendaPick,
  type Catalogue,
  type Details,
  definedFields,
  NO_DETAILS,
  type Note,
  type Seen,
  type Session,
  type Speaker,
  type Timed,
  unknownSession,
  type When,
} from '../../model/index.js'
import type { Instant } from '../../model/time.js'
import { isOver } from '../agenda/relative-to-now.js'
import { whenSeen } from '../sessions/find-again.js'
import { cleanTitle } from '../sessions/kind.js'
import { inTimeOrder } from '../sessions/order.js'
import { pairProgrammes } from '../sessions/same-sessions.js'
import { isReplaced } from '../sessions/similar-titles.js'

export type Change = Added | Removed | Altered

interface About {
  /** The new id or, if the session was removed, the old one. */
  readonly id: string
  readonly uid?: string
}

interface Added extends About {
  readonly what: 'added'
  readonly before?: never
  readonly after: Session
  readonly details?: never
}

interface Removed extends About {
  readonly what: 'removed'
  readonly before: Session
  readonly after?: never
  readonly details?: never
}

interface Altered extends About {
  readonly what: Alteration['what']
  readonly before: Session
  readonly after: Session
  readonly details?: readonly ChangedDetail[]
}

/**
 * Everything that differs between two versions of a programme, by session, in order of their (new, or else old) times.
 * Sessions are paired by `pairProgrammes`, whatever their kind. O(n log n) for sorting, otherwise linear.
 */
export function compareCatalogues(before: Catalogue, after: Catalogue): readonly Change[] {
  if (before.sessions === after.sessions && before.details === after.details) return []
  const { now, former } = pairProgrammes(before.sessions, after.sessions)
  let ids: ReadonlyMap<string, string> | undefined
  const idNow = (id: string) => {
    ids ??= new Map(Array.from(now, ([was, is]) => [was.id, is.id]))
    return ids.get(id) ?? id
  }
  const removed = new Set(before.sessions.filter((session) => !now.has(session)))

  return inTimeOrder([...after.sessions, ...removed]).flatMap((session): readonly Change[] => {
    if (removed.has(session)) return [{ what: 'removed', ...aboutOf(session), before: session }]
    const was = former.get(session)
    if (!was) return [{ what: 'added', ...aboutOf(session), after: session }]
    const alterations = alterationsOf(
      { session: was, details: before.details(was.id) },
      { session, details: after.details(session.id) },
      idNow,
    )
    if (alterations.length === 0) return []
    const about = aboutOf({ id: session.id, uid: session.uid ?? was.uid })
    return alterations.map(({ what, details }) => ({
      what,
      ...about,
      before: was,
      after: session,
      ...(what === 'other' && { details }),
    }))
  })
}

/** How many sessions changed; one may have several changes. */
export function changedSessions(changes: readonly Change[]): number {
  return new Set(changes.map(({ before, after }) => after ?? before)).size
}

type Doubt = 'empty' | 'halved' | 'other-days' | 'others'

/** If a smaller share of the earlier sessions is found again, it is another programme. */
const FOUND_AGAIN = 0.1

/**
 * Why a new version of a programme should not replace the old one without asking: it is empty or has fewer than half as
 * many sessions (a feed that is broken for an hour must not clear anybody's agenda), is on other days, or has less than
 * a tenth of the earlier sessions (the address may serve next year's conference). This includes a conference that was
 * postponed as a whole; its picks follow once the person confirms.
 */
export function doubtAbout(before: Pick<Catalogue, 'sessions'>, after: Pick<Catalogue, 'sessions'>): Doubt | undefined {
  const [had, has] = [before.sessions.length, after.sessions.length]
  if (had === 0) return undefined
  if (has === 0) return 'empty'
  if (!doDaysMeet(before.sessions, after.sessions)) return 'other-days'
  if (pairProgrammes(before.sessions, after.sessions).now.size < had * FOUND_AGAIN) return 'others'
  return has * 2 < had ? 'halved' : undefined
}

function doDaysMeet(before: readonly Session[], after: readonly Session[]): boolean {
  const [was, is] = [daysSpanned(before), daysSpanned(after)]
  return was === undefined || is === undefined || (was.first <= is.last && is.first <= was.last)
}

function daysSpanned(sessions: readonly Session[]) {
  const days = sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [when.day])).sort()
  const [first, last] = [days[0], days.at(-1)]
  return first !== undefined && last !== undefined ? { first, last } : undefined
}

function aboutOf({ id, uid }: { readonly id: string; readonly uid?: string | undefined }): About {
  return definedFields({ id, uid })
}

/** Ways in which a session may change, the most urgent first. */
const WAYS = ['cancelled', 'replaced', 'moved', 'room', 'title', 'speakers', 'other'] as const

interface FullSession {
  readonly session: Session
  readonly details: Details
}

interface Alteration {
  readonly what: (typeof WAYS)[number]
  readonly details: readonly ChangedDetail[]
}

/**
 * Everything that differs between two versions of a session, in the order of `WAYS`. A cancellation hides the rest, and
 * a replacement hides what goes with it. The order of speakers, tracks and tags does not count, nor does the displayed
 * clock. `idNow` maps an old id to the new one.
 */
function alterationsOf(before: FullSession, after: FullSession, idNow: (id: string) => string): readonly Alteration[] {
  const [was, is] = [before.session, after.session]
  if (was.status !== 'cancelled' && is.status === 'cancelled') return [{ what: 'cancelled', details: [] }]
  const replaced = isReplaced(was, is)
  const details = replaced ? [] : CHANGED_DETAILS.filter((name) => !IS_SAME[name](before, after, idNow))
  const ways = {
    cancelled: false,
    replaced,
    moved: !isSameTime(was.when, is.when),
    room: was.room !== is.room,
    title: !replaced && was.title !== is.title,
    speakers: !replaced && !isSameSet(was.speakers.map(speakerKey), is.speakers.map(speakerKey)),
    other: details.length > 0,
  }
  return WAYS.filter((what) => ways[what]).map((what) => ({ what, details: what === 'other' ? details : [] }))
}

function isSameTime(before: When, after: When): boolean {
  if (before.kind === 'timed' && after.kind === 'timed')
    return before.start === after.start && knownEnd(before) === knownEnd(after)
  if (before.kind === 'dated' && after.kind === 'dated') return before.day === after.day
  return before.kind === after.kind
}

/**
 * An assumed end may follow other sessions without being a change; an end that becomes known is one. Earlier versions
 * stored an unknown end as the start.
 */
function knownEnd({ start, end, endAssumed }: Timed): Timed['end'] | undefined {
  return endAssumed || end === start ? undefined : end
}

/** Other facts that may differ, by their names in the catalogue file. `status`: the session takes place after all. */
const IS_SAME = {
  // Some put it into the title instead.
  status: ({ session: was }, { session: is }) => was.status === is.status || cleanTitle(is.title).cancelled,
  kind: ({ session: was }, { session: is }) => was.kind === is.kind,
  track: ({ session: was }, { session: is }) => isSameSet(was.tracks, is.tracks),
  tags: ({ session: was }, { session: is }) => isSameSet(was.tags, is.tags),
  level: ({ session: was }, { session: is }) => was.level === is.level,
  abstract: ({ details: was }, { details: is }) => was.abstract === is.abstract,
  url: ({ session: was }, { session: is }) => was.url === is.url,
  video: ({ session: was }, { session: is }) => was.video === is.video,
  language: ({ session: was }, { session: is }) => was.language === is.language,
  recorded: ({ session: was }, { session: is }) => was.recorded === is.recorded,
  capacity: ({ session: was }, { session: is }) => was.capacity === is.capacity,
  seats: ({ session: was }, { session: is }) => was.seats === is.seats,
  repeat_of: ({ session: was }, { session: is }, idNow) =>
    was.repeatOf === is.repeatOf || (was.repeatOf !== undefined && idNow(was.repeatOf) === is.repeatOf),
  takes: ({ details: was }, { details: is }) => was === is || takesKey(was) === takesKey(is),
  takeaways: ({ details: was }, { details: is }) => was === is || takeawaysKey(was) === takeawaysKey(is),
} as const satisfies Readonly<Record<string, IsSame>>

type IsSame = (before: FullSession, after: FullSession, idNow: (id: string) => string) => boolean
export type ChangedDetail = keyof typeof IS_SAME
const CHANGED_DETAILS = Object.keys(IS_SAME) as readonly ChangedDetail[]

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  if (some.length === 0 && others.length === 0) return true
  const [these, those] = [new Set(some), new Set(others)]
  return these.size === those.size && some.every((text) => those.has(text))
}

function speakerKey({ name, organization }: Speaker): string {
  return JSON.stringify([name, organization ?? null])
}

function takesKey({ takes }: Details): string {
  return JSON.stringify(takes.map(({ by, text, source }) => [by, text, source ?? null]))
}

function takeawaysKey({ takeaways }: Details): string {
  return JSON.stringify(takeaways.map(({ by, points, source }) => [by, points, source ?? null]))
}

/**
 * Finds the pick that a change is about: by the publisher's identity if the pick remembers one, or else by the
 * session's new or old id. Works for an agenda before and after it was updated.
 */
export function pickFinder({ picks }: Agenda): (change: Change) => AgendaPick | undefined {
  const byUid = new Map(picks.flatMap((pick) => (pick.seen?.uid === undefined ? [] : [[pick.seen.uid, pick] as const])))
  const byId = new Map(picks.map((pick) => [pick.session, pick]))
  return ({ id, uid, before }) => {
    const own = uid === undefined ? undefined : byUid.get(uid)
    const named = [byId.get(id), before && byId.get(before.id)]
    return own ?? named.find((pick) => pick && (uid === undefined || (pick.seen?.uid ?? uid) === uid))
  }
}

/** Whether a change no longer matters because its session is over. */
export function isPast({ before, after }: Change, now: Instant): boolean {
  return isOver((after ?? before).when, now)
}

/**
 * The programme as the picks of an agenda last saw it, which is the only earlier version known for a file. Facts that a
 * pick does not remember are taken from `catalogue`; sessions that are gone come last.
 */
export function catalogueAsSeen({ picks }: Agenda, catalogue: Catalogue): Catalogue {
  const seen = seenById(picks)
  const sessions = catalogue.sessions.map((session) => {
    const last = seen.get(session.id)
    return last ? sessionAsSeen(session, last) : session
  })
  const known = new Set(catalogue.sessions.map(({ id }) => id))
  const gone = [...seen].flatMap(([id, last]) => (known.has(id) ? [] : [sessionAsSeen(unknownSession(id), last)]))
  return { ...catalogue, sessions: [...sessions, ...gone] }
}

function seenById(picks: readonly AgendaPick[]): ReadonlyMap<string, Seen> {
  return new Map(picks.flatMap(({ session, seen }) => (seen ? [[session, seen] as const] : [])))
}

/** The sessions of an unknown conference, as remembered by the picks of an agenda. */
export function sessionsSeen({ picks }: Agenda): readonly Session[] {
  return [...seenById(picks)].map(([id, seen]) =>
    definedFields({ ...sessionAsSeen(unknownSession(id), seen), uid: seen.uid }),
  )
}

/** A pick that remembers the title remembers everything, so missing fields were empty. */
function sessionAsSeen(session: Session, seen: Seen): Session {
  if (seen.title === undefined) return session
  const when = whenSeen(seen) ?? { kind: 'unscheduled' }
  const same = when.kind === 'timed' && session.when.kind === 'timed' && isSameTime(when, session.when)
  return definedFields({ ...session, title: seen.title, when: same ? session.when : when, room: seen.room })
}

/** Notes on the picks that have changed since they were last seen and are still in the programme. */
export function changesSinceSeen(agenda: Agenda, catalogue: Catalogue): readonly Note[] {
  const seen = seenById(agenda.picks)
  return catalogue.sessions.flatMap((after): Note[] => {
    const last = seen.get(after.id)
    if (!last) return []
    const before = sessionAsSeen(after, last)
    const ways = alterationsOf(
      { session: before, details: NO_DETAILS },
      { session: after, details: NO_DETAILS },
      (id) => id,
    )
    return ways.length === 0 ? [] : [{ code: 'pick-changed', before, after }]
  })
}
