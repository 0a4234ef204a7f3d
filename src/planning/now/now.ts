import { type Agenda, type Catalogue, daysOf, type Session } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { type Day, type Instant, instant, MINUTE, type Minutes, minutesBetween } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { collide } from '../clash.js'
import { changesIn, entriesOfDay, type Hop, hopTo, type RoomChanges } from '../hop.js'
import { standingOf } from '../standing.js'
import type { Walks } from '../walk.js'
import { doorsOf, type Instead, insteadOf } from './instead.js'
import { type Leave, leaveOn, type WayAhead, wayFromRoom, wayTo } from './leave.js'
import { type Mine, mineOf, takesTime } from './mine.js'

export interface Ahead extends AgendaEntry {
  readonly leave?: Leave
}

/** An entry after the next one: the time in between (negative if they overlap) and the walk, on the same day. */
export interface Follower extends AgendaEntry {
  readonly gap?: Minutes
  readonly walk?: Minutes
}

export interface Now {
  /** In whole minutes. */
  readonly at: Instant
  readonly today: Day
  readonly phase: 'before' | 'during' | 'after'
  /** Entries I am in: the latest to begin first, with umbrellas at the end. */
  readonly current: readonly AgendaEntry[]
  /** Maybe picks that are running or start before what is next, and that clash with nothing I am going to. */
  readonly maybe: readonly AgendaEntry[]
  readonly next: readonly Ahead[]
  readonly instead: readonly Instead[]
  readonly after: readonly Follower[]
  /** On the way to what is next, and from there to what follows. */
  readonly roomChanges: RoomChanges
  readonly free?: Minutes
  /** Today's picks without a time, until the day's last session is over. */
  readonly untimed: readonly Session[]
  /** Today's cancelled picks, unless their time is over. */
  readonly cancelled: readonly AgendaEntry[]
}

export interface Present {
  readonly now: Instant
  readonly today: Day
  readonly walks: Walks
  readonly room?: string
}

/**
 * The agenda at a moment: current and next entries, when to leave for them, and the alternatives. O(n log n), and each
 * maybe until then against what I am going to.
 */
export function tellNow(agenda: Agenda, catalogue: Catalogue, { now: moment, today, walks, room }: Present): Now {
  const now = minuteOf(moment)
  const mine = mineOf(agenda, catalogue)
  const { going } = mine
  const on = going.filter(({ entry }) => standingOf(entry, now) === 'on').reverse()
  const current = [...on.filter(takesTime), ...on.filter((one) => !takesTime(one))]
  const next = soonest(going.filter(({ entry }) => standingOf(entry, now) === 'ahead'))
  const ways = next.map((one) =>
    room === undefined ? wayTo(one, going, { now, today, walks }) : wayFromRoom(room, one, walks),
  )
  const following = followersOf(next, going, walks)
  const doors = doorsOf(current, next, now, today)
  const busy = current.some(takesTime)
  const [first] = next
  const begun = going.some((one) => takesTime(one) && one.day === today && standingOf(one.entry, now) === 'over')
  const free = begun && !busy && first?.day === today ? minutesBetween(now, first.entry.start) : undefined
  return defined({
    at: now,
    today,
    phase: current.length + next.length === 0 ? phaseOf(catalogue, now, today) : during(catalogue, today),
    current,
    maybe: possible(mine, { now, today, walks, next }),
    next: next.map((one, index) => withLeave(one, ways[index])),
    instead: insteadOf(doors, mine, { agenda, catalogue, now, walks }),
    after: following.map(({ hop, ...one }) => ({ ...one, ...(hop && hop.walk > 0 && { walk: hop.walk }) })),
    roomChanges: changesIn([...ways, ...following.map(({ hop }) => hop)].flatMap((way) => way ?? [])),
    free,
    untimed: dayLasts(catalogue, now, today) ? mine.dated(today) : [],
    cancelled: mine.cancelled.filter(({ day, entry }) => day === today && standingOf(entry, now) !== 'over'),
  })
}

/** People count in whole minutes: at 16:11:30 a start at 16:15 is 4 minutes away. */
function minuteOf(moment: Instant): Instant {
  return instant(Math.floor(moment / MINUTE) * MINUTE)
}

function withLeave(one: AgendaEntry, way: WayAhead | undefined): Ahead {
  const leave = way && leaveOn(way, one)
  return leave ? { ...one, leave } : one
}

function soonest(entries: readonly AgendaEntry[]): readonly AgendaEntry[] {
  return entries.filter(({ entry }) => entry.start === entries[0]?.entry.start)
}

function followersOf(
  next: readonly AgendaEntry[],
  going: readonly AgendaEntry[],
  walks: Walks,
): readonly (Follower & { readonly hop?: Hop })[] {
  const [first] = next
  if (!first) return []
  const last = next.filter(takesTime).reduce((latest, one) => (one.entry.end > latest.entry.end ? one : latest), first)
  return soonest(going.filter(({ entry }) => entry.start > first.entry.start)).map((one) => {
    if (one.day !== last.day || !takesTime(last)) return one
    const before = going.filter((other) => takesTime(other) && other.entry.start < one.entry.start)
    const mine = entriesOfDay(
      before.map(({ entry }) => entry),
      one.day,
    )
    const hop = hopTo(one.entry, mine, one.entry.start, walks)
    return { ...one, gap: minutesBetween(last.entry.end, one.entry.start), ...(hop && { hop }) }
  })
}

/** Maybes up to what is next or, if nothing is, those of the next day that has any. */
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

/** Whether any session of the day is still to end; true if none of the day has a time. */
function dayLasts({ sessions }: Catalogue, now: Instant, today: Day): boolean {
  const timed = sessions.flatMap(({ when, status }) =>
    when.kind === 'timed' && when.day === today && status !== 'cancelled' ? [when] : [],
  )
  return timed.length === 0 || timed.some((when) => standingOf(when, now) !== 'over')
}

/** If nothing of mine is left, the programme decides whether all of it is over. */
function phaseOf(catalogue: Catalogue, now: Instant, today: Day): Now['phase'] {
  const last = daysOf(catalogue).at(-1)
  if (last === undefined || today < last) return during(catalogue, today)
  if (today > last) return 'after'
  return dayLasts(catalogue, now, today) ? 'during' : 'after'
}
