import {
  type Agenda,
  type AgendaPick,
  type Block,
  byId,
  type Catalogue,
  type Dated,
  type Details,
  definedFields,
  NO_DETAILS,
  type Seen,
  type Session,
  type Timed,
} from '../../model/index.js'
import { type Instant, instant } from '../../model/time.js'
import {
  calendarIdentities,
  contentOf,
  contentOff,
  type Form,
  type Given,
  givenBlocks,
  givenSessions,
  type Ledger,
  nextRevision,
  ownUid,
  type Revision,
  withGiven,
} from '../agenda/ledger.js'
import { lastDrops, revisionOf, seenOf } from '../agenda/picks.js'
import { sessionFinder } from '../agenda/recognise.js'
import { addressOf } from '../agenda/walks.js'
import { likenessSeen, whenSeen } from '../sessions/find-again.js'

export interface CalendarEvent {
  /** Globally unique and the same in every run. */
  readonly uid: string
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** DTSTAMP and LAST-MODIFIED. */
  readonly stamp: Instant
  readonly sequence: number
  readonly when: Timed | Dated
  readonly title: string
  readonly room?: string
  /** Where to find the room, so that a phone can lead there: the venue and its address. */
  readonly address?: string
  readonly session?: Session
  readonly details: Details
  readonly note?: string
  /** Does not make its owner busy: an umbrella, a day without a time, or a session that I did not pick. */
  readonly transparent: boolean
}

/** The events of a calendar, and what could not be included. */
export interface CalendarContent {
  readonly events: readonly CalendarEvent[]
  readonly takenOff: number
  readonly unscheduled: readonly Session[]
}

export interface HandingOut {
  /** Its contents go out as mine, everything else as the programme. */
  readonly agenda: Agenda
  readonly catalogue: Catalogue
  readonly sessions: readonly Session[]
  /** Selects blocks of the agenda by time; without it there are none. */
  readonly blocks?: (when: Timed | Dated) => boolean
  /**
   * Selects, by id, the sessions and blocks that are cancelled in calendars if they have left my agenda. Undefined
   * cancels nothing: a feed replaces what calendars have, and a programme knows nothing of my agenda.
   */
  readonly cancels?: (id: string) => boolean
  readonly now: Instant
}

export interface HandedOut {
  readonly content: CalendarContent
  readonly ledger: Ledger
}

/**
 * The events of sessions in their order, then of my blocks, then cancellations. Each has the revision in the ledger, or
 * the next one if calendars have not seen this content. Sessions without a day are listed instead, because an event
 * must have a DTSTART (RFC 5545 section 3.6.1).
 */
export function calendarEvents(wish: HandingOut, ledger: Ledger): HandedOut {
  const { agenda, catalogue, sessions, now } = wish
  const known = withCountedBefore(ledger, wish)
  const places = givenSessions(known, catalogue.sessions)
  const identityOf = calendarIdentities(agenda, catalogue)
  const makeUid = uidMaker(known, catalogue.conference.slug)
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const drops = lastDrops(agenda)
  const handed: Given[] = []

  const give = (event: Uncounted, form: Form, before: Given | undefined, floor: number, id?: string): CalendarEvent => {
    const told = before?.forms.programme?.sequence ?? 0
    // A calendar that has the programme accepts my own event only if its sequence is not lower.
    const least = Math.max(floor, form === 'mine' ? told : 0)
    const revision = nextRevision(before?.forms[form], contentOf(factsOf(event)), least, now)
    const { uid, title, when, room, session } = event
    const seen = seenOf(definedFields({ uid: session?.uid, title, when, room }))
    const isKnown =
      before !== undefined && before.forms[form] === revision && isSame(before, { uid, session: id, seen })
    handed.push(
      isKnown ? before : definedFields({ uid, session: id, seen, forms: { ...before?.forms, [form]: revision } }),
    )
    return counted(event, revision)
  }

  const attended = sessions.flatMap((session): CalendarEvent[] => {
    const { id, when } = session
    if (when.kind === 'unscheduled') return []
    const [pick, before] = [picks.get(id), places.of(id)]
    const uid = before?.uid ?? makeUid(id, identityOf(id))
    const floor = pick ? revisionOf(pick, drops.get(id)) : 0
    const event = sessionEvent(session, when, pick, uid, catalogue)
    return [give(event, pick ? 'mine' : 'programme', before, floor, id)]
  })

  const blocks = givenBlocks(known, agenda.blocks)
  const { cancels, blocks: isMeant = () => false } = wish
  const own = agenda.blocks.filter(isMeant).map((block) => {
    const before = blocks.of.get(block)
    const uid = before?.uid ?? makeUid(`block-${block.start}-${encodeURIComponent(block.title)}`)
    return give(blockEvent(block, uid), 'block', before, 0)
  })

  const cancel = (entry: Given, form: 'mine' | 'block'): CalendarEvent[] => {
    const before = entry.forms[form]
    const when = whenSeen(entry.seen)
    if (!before || !when) return []
    const revision = nextRevision(before, contentOff(entry.seen), 0, now)
    handed.push({ ...entry, forms: { ...entry.forms, [form]: revision } })
    const { title = entry.session ?? '', room } = entry.seen
    const event = { uid: entry.uid, status: 'CANCELLED', when, title, details: NO_DETAILS, transparent: true } as const
    return [counted({ ...event, ...(room !== undefined && { room }) }, revision)]
  }

  const off = cancels
    ? [
        ...leftMine(wish, known, places).flatMap(({ entry, id }) => (cancels(id) ? cancel(entry, 'mine') : [])),
        ...blocks.lost.flatMap((entry) => {
          const when = whenSeen(entry.seen)
          return when && isMeant(when) ? cancel(entry, 'block') : []
        }),
      ]
    : []
  return {
    content: {
      events: [...attended, ...own, ...off],
      takenOff: off.length,
      unscheduled: sessions.filter(({ when }) => when.kind === 'unscheduled'),
    },
    ledger: withGiven(ledger, handed),
  }
}

/** Whether two entries of a ledger are about the same, apart from their revisions. */
function isSame(a: Given, b: { readonly uid: string; readonly session: string | undefined; readonly seen: Seen }) {
  const keys = ['uid', 'title', 'start', 'end', 'room'] as const
  return a.uid === b.uid && a.session === b.session && keys.every((key) => a.seen[key] === b.seen[key])
}

type Uncounted = Omit<CalendarEvent, 'sequence' | 'stamp'>

function counted(event: Uncounted, { sequence, changed }: Revision): CalendarEvent {
  return { ...event, stamp: changed, sequence }
}

function sessionEvent(
  session: Session,
  when: Timed | Dated,
  pick: AgendaPick | undefined,
  uid: string,
  { rooms, details }: Catalogue,
): Uncounted {
  return definedFields({
    uid,
    status: session.status === 'cancelled' ? 'CANCELLED' : pick?.stage === 'maybe' ? 'TENTATIVE' : 'CONFIRMED',
    when,
    title: session.title,
    session,
    details: details(session.id),
    transparent: !pick || session.kind === 'umbrella' || when.kind === 'dated',
    room: session.room,
    address: addressOf(session.room, rooms),
    note: pick?.note,
  })
}

/** Blocks are private and always confirmed. */
function blockEvent(block: Block, uid: string): Uncounted {
  return definedFields({
    uid,
    status: 'CONFIRMED',
    when: block,
    title: block.title,
    details: NO_DETAILS,
    transparent: false,
    room: block.room,
  })
}

/** The facts whose change is a change of the event: not my note, and not the formatting. */
function factsOf({ status, when, title, room, address, session, details, transparent }: Uncounted): readonly unknown[] {
  const { kind, speakers = [], url, tracks = [], tags = [] } = session ?? {}
  const time = when.kind === 'dated' ? [when.day] : [when.start, when.endAssumed ? 'unknown' : when.end]
  const where = address === undefined ? [] : [address]
  const texts = [details.abstract, details.takes, ...where]
  return [status, transparent, kind, ...time, title, room, url, tracks, tags, speakers, ...texts]
}

/** Makes UIDs that no event of the ledger has and that were not made before: the preferred one, or one of the name. */
function uidMaker({ given }: Ledger, slug: string): (name: string, preferred?: string) => string {
  const taken = new Set(given.map(({ uid }) => uid))
  return (name, preferred = ownUid(name, slug)) => {
    let uid = preferred
    for (let number = 1; taken.has(uid); number++) uid = ownUid(number === 1 ? name : `${name}-${number}`, slug)
    taken.add(uid)
    return uid
  }
}

/**
 * Events that calendars have as mine and that are mine no longer, because I dropped the session or it is gone. A
 * session on my agenda under another id is not gone as long as the programme has that title at that start.
 */
function leftMine(
  { agenda, catalogue }: HandingOut,
  { given }: Ledger,
  places: ReturnType<typeof givenSessions>,
): readonly { readonly entry: Given; readonly id: string }[] {
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const lost = new Set(places.lost)
  const known = new Set(catalogue.sessions.map(({ id }) => id))
  const now = new Map(
    catalogue.sessions.flatMap(({ id }) => {
      const entry = places.of(id)
      return entry ? [[entry, id] as const] : []
    }),
  )
  const still = sessionFinder(catalogue.sessions)
  return given.flatMap((entry) => {
    if (entry.session === undefined || entry.forms.mine === undefined) return []
    const id = now.get(entry) ?? entry.session
    const isMine = picked.has(id) || (picked.has(entry.session) && !known.has(entry.session))
    if (!lost.has(entry)) return isMine ? [] : [{ entry, id }]
    const same = still(likenessSeen({ session: entry.session, seen: entry.seen }))
    return same.some((session) => picked.has(entry.session ?? '') || picked.has(session.id)) ? [] : [{ entry, id }]
  })
}

/**
 * Adds what an earlier version may have given to calendars: it counted in the agenda itself, and cancelled dropped
 * picks.
 */
function withCountedBefore(ledger: Ledger, { agenda, catalogue, now }: HandingOut): Ledger {
  const known = byId(catalogue.sessions)
  const drops = [...lastDrops(agenda).values()]
  const gone = agenda.picks.filter(({ session, sequence }) => sequence !== undefined && !known.has(session))
  if (drops.length + gone.length === 0) return ledger
  const identityOf = calendarIdentities(agenda, catalogue)
  const counted = new Set(ledger.given.map(({ session }) => session))
  const taken = new Set(ledger.given.map(({ uid }) => uid))
  const entries = [...drops, ...gone].flatMap((one): Given[] => {
    const { session: id, sequence = 0, changed } = one
    const uid = identityOf(id)
    if (counted.has(id) || taken.has(uid)) return []
    counted.add(id)
    taken.add(uid)
    const session = known.get(id)
    const seen = session && session.when.kind !== 'unscheduled' ? seenOf(session) : one.seen
    if (!seen?.start) return []
    const at = changed === undefined ? now : instant(Date.parse(changed))
    return [{ uid, session: id, seen, forms: { mine: { content: contentOff(seen), sequence, changed: at } } }]
  })
  return entries.length === 0 ? ledger : { ...ledger, given: [...ledger.given, ...entries] }
}
