import {
  type Agenda,
  type Catalogue,
  type Dated,
  NO_DETAILS,
  type Seen,
  type Session,
  type Timed,
} from '../model/conference.js'
import type { Note } from '../model/note.js'
import { clockAt, instant, parseDay } from '../model/time.js'
import { openTime } from './assume-ends.js'
import { alterationsOf, isSameTime } from './session-changes.js'

/**
 * The programme as the picks of an agenda last saw it, which is the only earlier version known for a file. Facts that a
 * pick does not remember are taken from `catalogue`; sessions that are gone come last.
 */
export function catalogueAsSeen({ picks }: Agenda, catalogue: Catalogue): Catalogue {
  const seen = new Map(picks.flatMap((pick) => (pick.seen ? [[pick.session, pick.seen] as const] : [])))
  const known = new Set(catalogue.sessions.map(({ id }) => id))
  const sessions = catalogue.sessions.map((session) => {
    const last = seen.get(session.id)
    return last ? sessionAsSeen(session, last) : session
  })
  const gone = [...seen].flatMap(([id, last]) => (known.has(id) ? [] : [sessionAsSeen(standIn(id), last)]))
  return { ...catalogue, sessions: [...sessions, ...gone] }
}

/** The sessions of an unknown conference, as remembered by the picks of an agenda. */
export function sessionsSeen({ picks }: Agenda): readonly Session[] {
  return picks.flatMap(({ session: id, seen }) =>
    seen === undefined
      ? []
      : [{ ...sessionAsSeen(standIn(id), seen), ...(seen.uid !== undefined && { uid: seen.uid }) }],
  )
}

function standIn(id: string): Session {
  const when = { kind: 'unscheduled' } as const
  return { id, title: id, kind: 'talk', tracks: [], tags: [], when, speakers: [], status: 'confirmed' }
}

/** A pick that remembers the title remembers everything, so missing fields were empty. */
function sessionAsSeen(session: Session, seen: Seen): Session {
  if (seen.title === undefined) return session
  const { room: _, ...rest } = session
  const when = whenSeen(seen) ?? { kind: 'unscheduled' }
  const same = when.kind === 'timed' && session.when.kind === 'timed' && isSameTime(when, session.when)
  return {
    ...rest,
    title: seen.title,
    when: same ? session.when : when,
    ...(seen.room !== undefined && { room: seen.room }),
  }
}

/** Notes on the picks that have changed since they were last seen and are still in the programme. */
export function sinceSeen(agenda: Agenda, catalogue: Catalogue): readonly Note[] {
  const was = new Map(catalogueAsSeen(agenda, catalogue).sessions.map((session) => [session.id, session]))
  const picked = new Set(agenda.picks.map(({ session }) => session))
  return catalogue.sessions.flatMap((after): Note[] => {
    const before = picked.has(after.id) ? was.get(after.id) : undefined
    if (!before || before === after) return []
    const ways = alterationsOf(
      { session: before, details: NO_DETAILS },
      { session: after, details: NO_DETAILS },
      (id) => id,
    )
    return ways.length === 0 ? [] : [{ code: 'pick-changed', before, after }]
  })
}

/**
 * The time of a session when it was last seen, on the clock of the written offset. Without a written end, the end is
 * unknown.
 */
export function whenSeen(seen: Seen | undefined): Timed | Dated | undefined {
  if (!seen?.start) return undefined
  const day = parseDay(seen.start)
  if (day) return { kind: 'dated', day }
  const [start, end] = [Date.parse(seen.start), Date.parse(seen.end ?? seen.start)]
  if (Number.isNaN(start) || Number.isNaN(end)) return undefined
  const offset = offsetWritten(seen.start)
  const endOffset = offsetWritten(seen.end ?? seen.start)
  const span = { start: instant(start), end: instant(end) }
  const when: Timed = { kind: 'timed', ...span, day: clockAt(span.start, offset).day, offset, endOffset, shift: 0 }
  return seen.end === undefined ? openTime(when) : when
}

function offsetWritten(text: string): number {
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(text)
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0
}
