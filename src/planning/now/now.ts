import type { Agenda } from '../../model/agenda.js'
import { type Catalogue, daysOf } from '../../model/conference.js'
import type { Day } from '../../model/day.js'
import type { Session } from '../../model/session.js'
import { type Instant, instant, type Minutes, minutesBetween } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { collide } from '../clash.js'
import { entriesOfDay, hopTo } from '../hop.js'
import { standingOf } from '../standing.js'
import type { Walks } from '../walk.js'
import { doorsOf, type Instead, insteadOf } from './instead.js'
import { type Leave, leaveFor, leaveRoom } from './leave.js'
import { type Mine, mineOf, takesTime } from './mine.js'

/** Something ahead, and how to be there in time. */
export interface Ahead extends AgendaEntry {
  readonly leave?: Leave
}

/** What follows on what is next: the time in between (negative where they overlap) and the walk, on one day. */
export interface Follower extends AgendaEntry {
  readonly gap?: Minutes
  readonly walk?: Minutes
}

const MINUTE = 60_000

/** What an agenda says about one moment. */
export interface Now {
  /** To the minute. */
  readonly at: Instant
  /** The conference day that is running. */
  readonly today: Day
  readonly phase: 'before' | 'during' | 'after'
  /** What I am in: what began last first, and shells around other sessions at the end. */
  readonly current: readonly AgendaEntry[]
  /** Maybe picks that run or start before what is next, and that clash with nothing I am going to. */
  readonly maybe: readonly AgendaEntry[]
  /** What starts soonest; several where they start together. */
  readonly next: readonly Ahead[]
  /** What to do if what I stand before is full. */
  readonly instead: readonly Instead[]
  /** What follows on what is next. */
  readonly after: readonly Follower[]
  /** How long nothing takes my time between two things of this day. */
  readonly free?: Minutes
  /** Picks of today of which no time is known, until the day's last session is over. */
  readonly untimed: readonly Session[]
  /** Picks of today that will not take place, unless their time is over. */
  readonly cancelled: readonly AgendaEntry[]
}

/** The moment that is asked about, and what only the clock and the person know of it. */
export interface Present {
  readonly now: Instant
  readonly today: Day
  readonly walks: Walks
  /** Where the person says to be. */
  readonly room?: string
}

/**
 * What an agenda says about a moment: what runs, what comes, when to leave for it, and what there is instead. O(n log n),
 * and each maybe of the time until then against what I am going to.
 */
export function tellNow(agenda: Agenda, catalogue: Catalogue, { now: moment, today, walks, room }: Present): Now {
  const now = minuteOf(moment)
  const mine = mineOf(agenda, catalogue)
  const { going } = mine
  const on = going.filter(({ entry }) => standingOf(entry, now) === 'on').reverse()
  const current = [...on.filter(takesTime), ...on.filter((one) => !takesTime(one))]
  const next = soonest(going.filter(({ entry }) => standingOf(entry, now) === 'ahead'))
  const doors = doorsOf(current, next, now, today)
  const busy = current.some(takesTime)
  const [first] = next
  const begun = going.some((one) => takesTime(one) && one.day === today && standingOf(one.entry, now) === 'over')
  const free = begun && !busy && first?.day === today ? minutesBetween(now, first.entry.start) : undefined
  return {
    at: now,
    today,
    phase: current.length + next.length === 0 ? phaseOf(catalogue, now, today) : during(catalogue, today),
    current,
    maybe: possible(mine, { now, today, walks, next }),
    next: next.map((one) =>
      withLeave(one, room === undefined ? leaveFor(one, going, { now, today, walks }) : leaveRoom(room, one, walks)),
    ),
    instead: insteadOf(doors, mine, { agenda, catalogue, now, walks }),
    after: followersOf(next, going, walks),
    ...(free !== undefined && { free }),
    untimed: dayLasts(catalogue, now, today) ? mine.dated(today) : [],
    cancelled: mine.cancelled.filter(({ day, entry }) => day === today && standingOf(entry, now) !== 'over'),
  }
}

/** People count on clocks without seconds: at 16:11:30 a start at 16:15 is 4 minutes away. */
function minuteOf(moment: Instant): Instant {
  return instant(Math.floor(moment / MINUTE) * MINUTE)
}

function withLeave(one: AgendaEntry, leave: Leave | undefined): Ahead {
  return leave ? { ...one, leave } : one
}

/** The first of entries in time order, and all that start together with it. */
function soonest(entries: readonly AgendaEntry[]): readonly AgendaEntry[] {
  return entries.filter(({ entry }) => entry.start === entries[0]?.entry.start)
}

function followersOf(next: readonly AgendaEntry[], going: readonly AgendaEntry[], walks: Walks): readonly Follower[] {
  const [first] = next
  if (!first) return []
  const last = next.filter(takesTime).reduce((latest, one) => (one.entry.end > latest.entry.end ? one : latest), first)
  return soonest(going.filter(({ entry }) => entry.start > first.entry.start)).map((one): Follower => {
    if (one.day !== last.day || !takesTime(last)) return one
    const before = going.filter((other) => takesTime(other) && other.entry.start < one.entry.start)
    const mine = entriesOfDay(
      before.map(({ entry }) => entry),
      one.day,
    )
    const { walk = 0 } = hopTo(one.entry, mine, one.entry.start, walks) ?? {}
    return { ...one, gap: minutesBetween(last.entry.end, one.entry.start), ...(walk > 0 && { walk }) }
  })
}

/** Of the maybes only those of the time up to what is next; where nothing is, those of the next day that has any. */
function possible(
  { maybe, going }: Mine,
  { now, today, walks, next }: Omit<Present, 'room'> & { readonly next: readonly AgendaEntry[] },
): readonly AgendaEntry[] {
  const open = maybe.filter(({ entry }) => standingOf(entry, now) !== 'over')
  const day = next.length > 0 ? today : open.find((one) => one.day >= today)?.day
  const until = next[0]?.entry.start ?? Number.POSITIVE_INFINITY
  const kept = going.filter((one) => takesTime(one) && standingOf(one.entry, now) !== 'over')
  return open.filter(
    (one) => one.day === day && one.entry.start < until && !kept.some(({ entry }) => collide(entry, one.entry, walks)),
  )
}

function during(catalogue: Catalogue, today: Day): Now['phase'] {
  const first = daysOf(catalogue)[0]
  return first !== undefined && today < first ? 'before' : 'during'
}

/** Whether any session of the day is still to end; true where the day has none with a time. */
function dayLasts({ sessions }: Catalogue, now: Instant, today: Day): boolean {
  const timed = sessions.flatMap(({ when, status }) =>
    when.kind === 'timed' && when.day === today && status !== 'cancelled' ? [when] : [],
  )
  return timed.length === 0 || timed.some((when) => standingOf(when, now) !== 'over')
}

/** Where nothing of mine is left, the programme says whether all of it is over. */
function phaseOf(catalogue: Catalogue, now: Instant, today: Day): Now['phase'] {
  const last = daysOf(catalogue).at(-1)
  if (last === undefined || today < last) return during(catalogue, today)
  if (today > last) return 'after'
  return dayLasts(catalogue, now, today) ? 'during' : 'after'
}
