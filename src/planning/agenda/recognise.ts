import {
  type Agenda,
  type AgendaPick,
  type Block,
  type Catalogue,
  DEFAULT_PRIORITY,
  type Details,
  emptyAgenda,
  NO_DETAILS,
  type Seen,
  type Session,
  type When,
} from '../../model/conference.js'
import { appendTo } from '../../model/multimap.js'
import { parseDay } from '../../model/time.js'
import { fold } from '../selection/fold-text.js'
import { cleanTitle } from '../sessions/kind.js'
import { likenessOf, pairLikenesses } from '../sessions/same-sessions.js'
import { addPick } from './picks.js'

/** Somebody's agenda with this programme's ids, and what the programme does not have. */
export interface Recognised {
  readonly agenda: Agenda
  readonly unknown: readonly Mention[]
}

export interface TheirEvent extends globalThis.Pick<Session, 'title' | 'room' | 'when'> {
  readonly uid: string
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
}

/**
 * An agenda with this programme's ids; `mentions` are its picks, in their order. Of several picks of one session the
 * first is kept, as going if any of them is.
 */
export function withSessions(agenda: Agenda, mentions: readonly Mention[], sessions: readonly Session[]): Recognised {
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
  const agenda = { ...emptyAgenda(slug), ...(person !== undefined && { person }), picks, blocks }
  const mentions = others.map((event) => mentionOfEvent(event, slug))
  return { ...withSessions(agenda, mentions, sessions), events: others.length }
}

function mentionOfEvent({ uid, title, room, when }: TheirEvent, conference: string): Mention {
  const own = ownIdentity(uid)
  return {
    // kubeplan's UID contains the session's id if the publisher gave none. It is only valid within its conference.
    ...(own?.slug === conference && { id: own.name }),
    uid: own?.name ?? uid,
    title,
    ...(room !== undefined && { room }),
    ...(when.kind !== 'unscheduled' && { start: startOf(when) }),
  }
}

/** As written by `blockEvents`. */
const BLOCK = /^block-\d{9,}-/

function blockOf({ uid, title, room, when }: TheirEvent): Block | undefined {
  const own = ownIdentity(uid)
  if (!own || !BLOCK.test(own.name) || when.kind !== 'timed') return undefined
  return { ...when, title, ...(room !== undefined && { room }) }
}

interface Offer {
  readonly name: string
  readonly sessions: readonly Session[]
}

export interface TakenOver {
  readonly name: string
  readonly added: number
  readonly had: readonly Session[]
  /** How many came with an earlier offer. */
  readonly too: number
}

/** Adds what others offer to my agenda as maybe, in their order. My own picks do not change. */
export function takeOver(
  agenda: Agenda,
  offers: readonly Offer[],
  { priority, seenOf }: { priority: number | undefined; seenOf: (session: Session) => Seen },
): { readonly agenda: Agenda; readonly taken: readonly TakenOver[] } {
  const mine = new Set(agenda.picks.map(({ session }) => session))
  const added = new Set<string>()
  let grown = agenda
  const taken = offers.map(({ name, sessions }): TakenOver => {
    const unseen = sessions.filter(({ id }) => !mine.has(id))
    const fresh = unseen.filter(({ id }) => !added.has(id))
    for (const session of fresh) {
      const wish = { session, stage: 'maybe', seen: seenOf(session) } as const
      grown = addPick(grown, priority === undefined ? wish : { ...wish, priority }).agenda
      added.add(session.id)
    }
    const had = sessions.filter(({ id }) => mine.has(id))
    return { name, added: fresh.length, had, too: unseen.length - fresh.length }
  })
  return { agenda: grown, taken }
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

/** A session as mentioned in somebody's file. */
export interface Mention {
  /** Set only if the file's ids are those of this programme. */
  readonly id?: string
  readonly uid?: string
  readonly title?: string
  readonly room?: string
  readonly start?: number | string
}

/**
 * The session that each mention refers to, or undefined: by the publisher's identity, then by id, then by title (as
 * cleaned by an import) and start; of several of these the one in that room, or else the first. Linear.
 */
export function recognise(
  mentions: readonly Mention[],
  sessions: readonly Session[],
): readonly (Session | undefined)[] {
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

export function sessionFinder(
  sessions: readonly Session[],
): (mention: globalThis.Pick<Mention, 'title' | 'start'>) => readonly Session[] {
  const alike = new Map<string, Session[]>()
  for (const session of sessions) {
    const key = keyOf(session.title, startOf(session.when))
    appendTo(alike, key, session)
  }
  return ({ title, start }) =>
    title === undefined || start === undefined ? [] : (alike.get(keyOf(title, start)) ?? [])
}

export function mentionOf(id: string, seen: Seen = {}): Mention {
  const { uid, title, room, start } = seen
  const day = parseDay(start ?? '')
  const moment = start === undefined ? Number.NaN : Date.parse(start)
  return {
    id,
    ...(uid !== undefined && { uid }),
    ...(title !== undefined && { title }),
    ...(room !== undefined && { room }),
    ...(day !== undefined ? { start: day } : !Number.isNaN(moment) && { start: moment }),
  }
}

/** The start of a session as in a mention; the empty string, which matches nothing, without a day. */
export function startOf(when: When): number | string {
  if (when.kind === 'unscheduled') return ''
  return when.kind === 'dated' ? when.day : when.start
}

function keyOf(title: string, start: number | string): string {
  return `${start} ${fold(cleanTitle(title).title)}`
}

/**
 * The identities of sessions in a calendar, by id: the publisher's own (from the session, or else from my pick or drop
 * of it), or else the id. If several claim one identity, the first in the catalogue has it, whatever is exported, so
 * that two events never become one. The conference is added to the id, because identities must be globally unique (RFC
 * 7986 section 5.3).
 */
export function calendarIdentities(agenda: Agenda, { conference, sessions }: Catalogue): (id: string) => string {
  const seen = new Map([...agenda.dropped, ...agenda.picks].map((one) => [one.session, one.seen?.uid]))
  const published = new Map(sessions.map(({ id, uid }) => [id, uid ?? seen.get(id)]))
  for (const [id, uid] of seen) if (!published.has(id)) published.set(id, uid)
  // An identity that is also an id belongs to the session of that id.
  const owners = new Map<string, string>()
  for (const [id, uid] of published) {
    if (uid !== undefined && !owners.has(uid)) owners.set(uid, published.has(uid) ? uid : id)
  }
  return (id) => {
    const uid = published.get(id)
    return ownUid(uid !== undefined && owners.get(uid) === id ? uid : id, conference.slug)
  }
}

/** The UID of a session without a publisher's identity. */
export function ownUid(id: string, slug: string): string {
  return `${id}@${slug}.kubeplan`
}

/** The name and the conference slug in a UID that kubeplan made. */
export function ownIdentity(uid: string): { readonly name: string; readonly slug: string } | undefined {
  const [, name, slug] = /^(.+)@([^@]+)\.kubeplan$/s.exec(uid) ?? []
  return name === undefined || slug === undefined ? undefined : { name, slug }
}
