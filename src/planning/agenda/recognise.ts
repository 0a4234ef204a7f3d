import {
  type Agenda,
  type AgendaPick,
  appendTo,
  type Block,
  byId,
  type Catalogue,
  DEFAULT_PRIORITY,
  definedFields,
  emptyAgenda,
  parseUrl,
  type Session,
} from '../../model/index.js'
import { fold } from '../selection/fold-text.js'
import { cleanTitle } from '../sessions/kind.js'
import { type Likeness, likenessOf, pairLikenesses, startOf } from '../sessions/same-sessions.js'
import { addressKey, titleWords } from '../sessions/similar-titles.js'
import { ownIdentity } from './ledger.js'

/** Somebody's agenda with this programme's ids, and what the programme does not have. */
export interface Recognised {
  readonly agenda: Agenda
  readonly unknown: readonly Likeness[]
}

export interface TheirEvent extends Pick<Session, 'title' | 'room' | 'when'> {
  readonly uid: string
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
}

/**
 * An agenda with this programme's ids; `mentions` are its picks, in their order. Of several picks of one session the
 * first is kept, as going if any of them is.
 */
export function withSessions(agenda: Agenda, mentions: readonly Likeness[], sessions: readonly Session[]): Recognised {
  const found = recognise(mentions, sessions)
  const picks = new Map<string, AgendaPick>()
  for (const [index, pick] of agenda.picks.entries()) {
    const session = found[index]?.id
    if (session === undefined) continue
    const before = picks.get(session)
    const first = before ?? { ...pick, session }
    picks.set(session, pick.stage === 'going' ? { ...first, stage: 'going' } : first)
  }
  return {
    agenda: { ...agenda, picks: [...picks.values()] },
    unknown: mentions.filter((_, index) => found[index] === undefined),
  }
}

/**
 * The agenda in a calendar: tentative events become maybe, cancelled ones are left out, and blocks that kubeplan
 * exported become blocks again. `events` is the number of events that had to be recognised.
 */
export function calendarAgenda(
  { person, events }: { readonly person?: string; readonly events: readonly TheirEvent[] },
  { conference: { slug }, sessions }: Catalogue,
): Recognised & { readonly events: number } {
  const kept = events.filter(({ status }) => status !== 'cancelled')
  const blocks = kept.flatMap((event) => blockOf(event) ?? [])
  const others = kept.filter((event) => !blockOf(event))
  const picks = others.map(
    ({ status }): AgendaPick => ({
      session: '',
      stage: status === 'tentative' ? 'maybe' : 'going',
      priority: DEFAULT_PRIORITY,
      takeaways: [],
    }),
  )
  const agenda = definedFields({ ...emptyAgenda(slug), person, picks, blocks })
  const mentions = others.map((event) => mentionOfEvent(event, slug))
  return { ...withSessions(agenda, mentions, sessions), events: others.length }
}

/** What a program says of somebody's favourite; `name` is its own for the session. */
export interface Favourite {
  readonly name?: string
  readonly title?: string
  readonly url?: string
}

/**
 * The agenda that favourites make, all going. A name is an identity, an id, or the last part of the session's address, as
 * pretalx' codes are; without one that is known, the address decides, or else a title that only one session has. Of a talk
 * in several slots the first is meant.
 */
export function favouritesAgenda(
  favourites: readonly Favourite[],
  { conference: { slug }, sessions }: Catalogue,
): Recognised & { readonly events: number } {
  const [byUid, byId, byCode, byAddress] = FAVOURITE_KEYS.map((keyOf) => firstBy(sessions, keyOf))
  const byTitle = new Map<string, Session[]>()
  for (const session of sessions) appendTo(byTitle, titleWords(session.title), session)
  const mentions = favourites.map(({ name = '', title = '', url = '' }): Likeness => {
    const named = byUid?.get(name) ?? byId?.get(name) ?? byCode?.get(name) ?? byAddress?.get(addressKey(url))
    const [alike, another] = byTitle.get(titleWords(title)) ?? []
    const session = named ?? (another ? undefined : alike)
    return session ? likenessOf(session) : { id: name, title: title || name }
  })
  const picks = mentions.map(
    (): AgendaPick => ({ session: '', stage: 'going', priority: DEFAULT_PRIORITY, takeaways: [] }),
  )
  return { ...withSessions({ ...emptyAgenda(slug), picks }, mentions, sessions), events: mentions.length }
}

const FAVOURITE_KEYS: readonly ((session: Session) => string | undefined)[] = [
  ({ uid }) => uid,
  ({ id }) => id,
  ({ url = '' }) => /([^/]+?)(?:\.html)?\/?$/.exec(parseUrl(url)?.pathname ?? '')?.[1],
  ({ url = '' }) => addressKey(url),
]

function firstBy(
  sessions: readonly Session[],
  keyOf: (session: Session) => string | undefined,
): ReadonlyMap<string | undefined, Session> {
  const first = new Map<string | undefined, Session>()
  for (const session of sessions.toReversed()) first.set(keyOf(session), session)
  first.delete(undefined)
  return first
}

function mentionOfEvent({ uid, title, room, when }: TheirEvent, conference: string): Likeness {
  const own = ownIdentity(uid)
  return {
    // kubeplan's UID contains the session's id if the publisher gave none. It is only valid within its conference.
    id: own?.slug === conference ? own.name : undefined,
    uid: own?.name ?? uid,
    title,
    room,
    start: startOf(when),
  }
}

/** As written by `blockEvents`. */
const BLOCK = /^block-\d{9,}-/

function blockOf({ uid, title, room, when }: TheirEvent): Block | undefined {
  const own = ownIdentity(uid)
  if (!own || !BLOCK.test(own.name) || when.kind !== 'timed') return undefined
  return definedFields({ ...when, title, room })
}

/**
 * The session that each mention refers to, or undefined: by the publisher's identity, then by id, then by title (as
 * cleaned by an import) and start; of several of these the one in that room, or else the first. Linear.
 */
export function recognise(
  mentions: readonly Likeness[],
  sessions: readonly Session[],
): readonly (Session | undefined)[] {
  const plain = asNamed(mentions, sessions)
  if (plain) return plain
  const named = mentions.map(({ id, uid, title }) => ({ id, uid, title }))
  const found = pairLikenesses(named, sessions.map(likenessOf), { byIdentity: true })
  const alike = sessionFinder(sessions)
  return mentions.map((mention, index) => {
    const known = sessions[found.get(index) ?? -1]
    if (known) return known
    const same = alike(mention)
    const { room } = mention
    return same.find((session) => room !== undefined && fold(session.room ?? '') === fold(room)) ?? same[0]
  })
}

const indexes = new WeakMap<readonly Session[], ReadonlyMap<string, Session>>()

/** The sessions that all mentions name, each another one, as it is known now: that needs no comparison with all others. */
function asNamed(mentions: readonly Likeness[], sessions: readonly Session[]): readonly Session[] | undefined {
  const known = indexes.get(sessions) ?? byId(sessions)
  indexes.set(sessions, known)
  const found = new Set<Session>()
  const agrees = (said: unknown, one: unknown) => said === undefined || said === one
  for (const { id = '', uid, title, start, room } of mentions) {
    const session = known.get(id)
    if (!session || found.has(session)) return undefined
    const is = likenessOf(session)
    if (!agrees(uid, is.uid) || !agrees(title, is.title) || !agrees(start, is.start) || !agrees(room, is.room))
      return undefined
    found.add(session)
  }
  return [...found]
}

/** Finds the sessions with a title, as cleaned by an import, and a start or day. */
export function sessionFinder(
  sessions: readonly Session[],
): (mention: Pick<Likeness, 'title' | 'start'>) => readonly Session[] {
  const keyOf = ({ title, start }: Pick<Likeness, 'title' | 'start'>) =>
    title === undefined || start === undefined ? undefined : `${start} ${fold(cleanTitle(title).title)}`
  const alike = new Map<string | undefined, Session[]>()
  for (const session of sessions) appendTo(alike, keyOf(likenessOf(session)), session)
  alike.delete(undefined)
  return (mention) => alike.get(keyOf(mention)) ?? []
}
