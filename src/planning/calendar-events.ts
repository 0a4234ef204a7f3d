import type { Agenda, Dropped, Pick, Seen } from '../model/agenda.js'
import { type Catalogue, daysOf } from '../model/conference.js'
import { clockAt, parseDay } from '../model/day.js'
import { type Dated, type Details, NO_DETAILS, type Session, type Timed } from '../model/session.js'
import { type Instant, instant } from '../model/time.js'
import { calendarIdentities } from './calendar-identity.js'
import { lastDrops, revisionOf } from './picks.js'

/** One event of an exported calendar. */
export interface CalendarEvent {
  /** Stable from run to run; globally unique. */
  readonly uid: string
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** DTSTAMP and LAST-MODIFIED. */
  readonly stamp: Instant
  readonly sequence: number
  readonly when: Timed | Dated
  readonly title: string
  readonly room?: string
  readonly session?: Session
  readonly details: Details
  readonly note?: string
  /** It does not make its owner busy: an umbrella, a day without a time, a session of the programme that I did not pick. */
  readonly transparent: boolean
}

/** Blocks as events; they are mine alone, and as certain as what I am going to. */
export function blockEvents({ blocks }: Agenda, { conference }: Catalogue): readonly CalendarEvent[] {
  const first = conference.firstDay
  return blocks.map((block) => ({
    uid: `block-${block.start}-${encodeURIComponent(block.title)}@${conference.slug}.kubeplan`,
    status: 'CONFIRMED',
    stamp: instant(first ? Date.parse(first) : 0),
    sequence: 0,
    when: block,
    title: block.title,
    details: NO_DETAILS,
    transparent: false,
    ...(block.room !== undefined && { room: block.room }),
  }))
}

/** What a calendar is made of, and what could not go into it. */
export interface CalendarContent {
  readonly events: readonly CalendarEvent[]
  /** How many of the events only take off what calendars may have. */
  readonly takenOff: number
  readonly unscheduled: readonly Session[]
}

/**
 * The events of `sessions` in their order, then of the dropped picks whose ids `isChosen` accepts. What is among the
 * sessions is not taken off, and tells calendars so that heard of the drop: its revision is the later one. Sessions without
 * day and time make no event (RFC 5545 section 3.6.1 wants a DTSTART) and are named instead.
 */
export function calendarEvents(
  agenda: Agenda,
  catalogue: Catalogue,
  sessions: readonly Session[],
  isChosen: (id: string) => boolean,
): CalendarContent {
  const identityOf = calendarIdentities(agenda, catalogue)
  const first = daysOf(catalogue)[0]
  const unchanged = instant(first ? Date.parse(first) : 0)
  const stampOf = ({ changed }: { readonly changed?: string }) => (changed ? instant(Date.parse(changed)) : unchanged)
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const drops = lastDrops(agenda)
  const known = new Map(catalogue.sessions.map((session) => [session.id, session]))

  const attended = sessions.flatMap((session): CalendarEvent[] => {
    const pick = picks.get(session.id)
    const drop = drops.get(session.id)
    const { when } = session
    if (when.kind === 'unscheduled') return []
    const event = {
      uid: identityOf(session.id),
      status: session.status === 'cancelled' ? ('CANCELLED' as const) : statusOf(pick),
      stamp: stampOf(pick ?? drop ?? {}),
      sequence: revisionOf(pick, drop),
      when,
      title: session.title,
      session,
      details: catalogue.details(session.id),
      transparent: !pick || session.kind === 'umbrella' || when.kind === 'dated',
      ...(session.room !== undefined && { room: session.room }),
      ...(pick?.note !== undefined && { note: pick.note }),
    }
    return [event]
  })

  // What left the programme cannot be attended, whatever the agenda says.
  const vanished = agenda.picks.filter(({ session }) => !known.has(session))
  const told = new Set(sessions.flatMap(({ id, when }) => (when.kind === 'unscheduled' ? [] : [id])))
  const gone = [...drops.values()].filter(({ session }) => !picks.has(session))
  const dropped = [...gone, ...vanished].flatMap((drop): CalendarEvent[] => {
    if (told.has(drop.session) || !isChosen(drop.session)) return []
    const session = known.get(drop.session)
    const when = session && session.when.kind !== 'unscheduled' ? session.when : whenSeen(drop.seen)
    if (!when) return []
    const room = session?.room ?? drop.seen?.room
    const event = {
      uid: identityOf(drop.session),
      status: 'CANCELLED' as const,
      stamp: stampOf(drop),
      sequence: drop.sequence,
      when,
      title: titleOf(drop, session),
      details: NO_DETAILS,
      transparent: true,
      ...(session && { session }),
      ...(room !== undefined && { room }),
    }
    return [event]
  })

  return {
    events: [...attended, ...dropped],
    takenOff: dropped.length,
    unscheduled: sessions.filter(({ when }) => when.kind === 'unscheduled'),
  }
}

function statusOf(pick: Pick | undefined): CalendarEvent['status'] {
  return pick?.stage === 'maybe' ? 'TENTATIVE' : 'CONFIRMED'
}

function titleOf(drop: Dropped, session: Session | undefined): string {
  return session?.title ?? drop.seen?.title ?? drop.session
}

/** When a session was when it was last seen; the offset that its start is written with is the clock it is shown on. */
function whenSeen(seen: Seen | undefined): Timed | Dated | undefined {
  if (!seen?.start) return undefined
  const day = parseDay(seen.start)
  if (day) return { kind: 'dated', day }
  const [start, end] = [Date.parse(seen.start), Date.parse(seen.end ?? seen.start)]
  if (Number.isNaN(start) || Number.isNaN(end)) return undefined
  const offset = offsetWritten(seen.start)
  const endOffset = offsetWritten(seen.end ?? seen.start)
  const span = { start: instant(start), end: instant(end) }
  return { kind: 'timed', ...span, day: clockAt(span.start, offset).day, offset, endOffset, shift: 0 }
}

function offsetWritten(text: string): number {
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(text)
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0
}
