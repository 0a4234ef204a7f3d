import {
  type Agenda,
  type AgendaPick,
  appendTo,
  type Catalogue,
  daysOf,
  definedFields,
  type Session,
  type Stage,
} from '../model/index.js'
import {
  addMinutes,
  type Day,
  type Instant,
  instant,
  MINUTE,
  type Minutes,
  minutesBetween,
  OFFSET_KEPT,
  overlapOf,
} from '../model/time.js'
import {
  type AgendaEntry,
  changesIn,
  entriesInOrder,
  entriesOfDay,
  hopTo,
  type RoomChanges,
  type Way,
  wayBetween,
} from './agenda/agenda-days.js'
import { collide, type Entry, entryOf, isAttended, timeTakenBy } from './agenda/clashes.js'
import { phaseAt } from './agenda/relative-to-now.js'
import type { Walks } from './agenda/walks.js'
import { fold } from './selection/fold-text.js'
import { matchValues, nearestValues } from './selection/match.js'
import { type InterestScores, pointsFor } from './selection/select.js'
import { inTimeOrder } from './sessions/order.js'
import { contentFinder, repeatFinder } from './sessions/repeats.js'

/** Minutes that two clocks are ahead of UTC: the displayed one and the venue's. */
export interface Offsets {
  readonly shown: Minutes
  readonly venue: Minutes
}

/**
 * The offsets at `moment`, inferred from the sessions around it: if the nearest starts before and after agree and are
 * not far apart, no clock can have changed between them. Undefined before the first session, after the last, and in
 * long breaks. Saves loading the zone library, which takes 15 ms. O(n).
 */
export function knownOffsets(sessions: readonly Session[], moment: Instant): Offsets | undefined {
  let [before, after]: (OffsetsAt | undefined)[] = []
  for (const { when } of sessions) {
    if (when.kind !== 'timed') continue
    const { start, offset: shown, shift } = when
    if (start <= moment && !(before && before.start > start)) before = { start, shown, venue: shown - shift }
    if (start >= moment && !(after && after.start < start)) after = { start, shown, venue: shown - shift }
  }
  if (!before || !after || after.start - before.start > OFFSET_KEPT) return undefined
  const agree = before.shown === after.shown && before.venue === after.venue
  return agree ? { shown: before.shown, venue: before.venue } : undefined
}

interface OffsetsAt extends Offsets {
  readonly start: Instant
}

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

interface Present {
  readonly now: Instant
  readonly today: Day
  readonly walks: Walks
  readonly room?: string
  /** What I wish for: see `InterestScores`. */
  readonly likes?: Likes
}

type Likes = Pick<InterestScores, 'points' | 'met'>

/**
 * The agenda at a moment: current and next entries, when to leave for them, and the alternatives. O(n log n), and each
 * maybe until then against what I am going to.
 */
export function tellNow(
  agenda: Agenda,
  catalogue: Catalogue,
  { now: moment, today, walks, room, likes }: Present,
): Now {
  // People count in whole minutes: at 16:11:30 a start at 16:15 is 4 minutes away.
  const now = instant(Math.floor(moment / MINUTE) * MINUTE)
  const mine = mineOf(agenda, catalogue)
  const { going } = mine
  const on = going.filter(({ entry }) => phaseAt(entry, now) === 'on').reverse()
  const current = [...on.filter(takesTime), ...on.filter((one) => !takesTime(one))]
  const next = soonest(going.filter(({ entry }) => phaseAt(entry, now) === 'ahead'))
  const ways = next.map((one) =>
    room === undefined ? wayTo(one, going, { now, today, walks }) : wayFromRoom(room, one, walks),
  )
  const following = followersOf(next, going, walks)
  const doors = doorsOf(current, next, now, today)
  const busy = current.some(takesTime)
  const [first] = next
  const begun = going.some((one) => takesTime(one) && one.day === today && phaseAt(one.entry, now) === 'over')
  const free = begun && !busy && first?.day === today ? minutesBetween(now, first.entry.start) : undefined
  return definedFields({
    at: now,
    today,
    phase: phaseOf(catalogue, now, today, current.length + next.length > 0),
    current,
    maybe: possible(mine, { now, today, walks, next }),
    next: next.map((one, index) => withLeave(one, ways[index])),
    instead: insteadOf(doors, mine, { catalogue, now, walks, likes }),
    after: following.map(({ hop, ...one }) => ({ ...one, ...(hop && hop.walk > 0 && { walk: hop.walk }) })),
    roomChanges: changesIn([...ways, ...following.map(({ hop }) => hop)].flatMap((way) => way ?? [])),
    free,
    untimed: dayLasts(catalogue, now, today) ? mine.dated(today) : [],
    cancelled: mine.cancelled.filter(({ day, entry }) => day === today && phaseAt(entry, now) !== 'over'),
  })
}

/** Says when to leave, unless it is in another room and the walk is unknown. */
function withLeave(one: AgendaEntry, way: WayAhead | undefined): Ahead {
  if (!way || (way.changes && way.walk === 0)) return one
  return { ...one, leave: { from: way.from, walk: way.walk, at: addMinutes(one.entry.start, -way.walk) } }
}

function soonest(entries: readonly AgendaEntry[]): readonly AgendaEntry[] {
  return entries.filter(({ entry }) => entry.start === entries[0]?.entry.start)
}

function followersOf(
  next: readonly AgendaEntry[],
  going: readonly AgendaEntry[],
  walks: Walks,
): readonly (Follower & { readonly hop?: Way })[] {
  const [first] = next
  if (!first) return []
  const last = next.filter(takesTime).reduce((latest, one) => (one.entry.end > latest.entry.end ? one : latest), first)
  return soonest(going.filter(({ entry }) => entry.start > first.entry.start)).map((one) => {
    if (one.day !== last.day || !takesTime(last)) return one
    const before = going.filter(({ entry }) => entry.start < one.entry.start)
    const hop = hopTo(one.entry, placesOn(one.day, before), one.entry.start, walks)
    return definedFields({ ...one, gap: minutesBetween(last.entry.end, one.entry.start), hop })
  })
}

/** The entries that say where their owner was on a day. */
function placesOn(day: Day, going: readonly AgendaEntry[]): readonly Entry[] {
  const taking = going.filter(takesTime)
  return entriesOfDay(
    taking.map(({ entry }) => entry),
    day,
  )
}

/** Maybes up to what is next or, if nothing is, those of the next day that has any. */
function possible(
  { maybe, going }: Mine,
  { now, today, walks, next }: Omit<Present, 'room'> & { readonly next: readonly AgendaEntry[] },
): readonly AgendaEntry[] {
  const open = maybe.filter(({ entry }) => phaseAt(entry, now) !== 'over')
  const day = next.length > 0 ? today : open.find((one) => one.day >= today)?.day
  const until = next[0]?.entry.start ?? Number.POSITIVE_INFINITY
  const kept = going.filter((one) => takesTime(one) && phaseAt(one.entry, now) !== 'over')
  return open.filter(
    (one) => one.day === day && one.entry.start < until && !kept.some(({ entry }) => collide(entry, one.entry, walks)),
  )
}

/** Whether any session of the day is still to end; true if none of the day has a time. */
function dayLasts({ sessions }: Catalogue, now: Instant, today: Day): boolean {
  const timed = sessions.flatMap(({ when, status }) =>
    when.kind === 'timed' && when.day === today && status !== 'cancelled' ? [when] : [],
  )
  return timed.length === 0 || timed.some((when) => phaseAt(when, now) !== 'over')
}

/** If nothing of mine is left, the programme decides whether all of it is over. */
function phaseOf(catalogue: Catalogue, now: Instant, today: Day, isBusy: boolean): Now['phase'] {
  const days = daysOf(catalogue)
  const [first = today, last = today] = [days[0], days.at(-1)]
  if (today < first) return 'before'
  const isOver = today > last || (days.length > 0 && today === last && !dayLasts(catalogue, now, today))
  return isOver && !isBusy ? 'after' : 'during'
}

export interface Instead {
  readonly of: Entry
  /** A maybe pick at that time, something I wish for that is not picked, or another sitting of the session. */
  readonly why: 'maybe' | 'like' | 'repeat'
  /** The interests that it meets, as typed. */
  readonly likes?: readonly string[]
  readonly entry: Entry
  readonly day: Day
  readonly session: Session
  /** Undefined for a sitting that I did not pick; `going` if I am going to both sittings. */
  readonly stage?: Stage
}

/** In minutes after its start, how long somebody may still be at a closed door. */
const AT_THE_DOOR = 10

/** In minutes after the start of a full session; what starts later is no alternative. */
const SOON = 30

/** The sessions that could be full: those just begun, or else those that are next on this conference day. */
function doorsOf(
  current: readonly AgendaEntry[],
  next: readonly AgendaEntry[],
  now: Instant,
  day: string,
): readonly AgendaEntry[] {
  const doors = ({ session }: AgendaEntry) => session !== undefined && isAttended(session)
  const begun = current.filter((one) => doors(one) && addMinutes(one.entry.start, AT_THE_DOOR) > now)
  return begun.length > 0 ? begun : next.filter((one) => doors(one) && one.day === day)
}

/**
 * The alternatives to each: at that time and not over, what interests me as much as the full session, then maybe picks, then
 * what else I wish for, the nearest starts first, then what is worth most; then later sittings. None may clash with
 * what I am going to afterwards.
 */
function insteadOf(
  doors: readonly AgendaEntry[],
  { going, maybe, pickOf }: Mine,
  {
    catalogue,
    now,
    walks,
    likes,
  }: Pick<Present, 'now' | 'walks'> & {
    readonly catalogue: Catalogue
    readonly likes: Likes | undefined
  },
): readonly Instead[] {
  const offered = new Set(doors.map(({ entry }) => entry.id))
  const repeatsOf = repeatFinder(catalogue.sessions)
  const atDoors = new Set(doors)
  const together = [...maybe.flatMap(asOffer), ...likedBeside(catalogue.sessions, pickOf, likes)]
  const ahead = going.filter((one) => takesTime(one) && !atDoors.has(one) && phaseAt(one.entry, now) === 'ahead')
  const found = doors.flatMap((door) => {
    const { entry: of, session } = door
    const fits = ({ entry, why }: Instead) =>
      !(why === 'repeat' ? besides : kept).some(({ entry: other }) => collide(other, entry, walks))
    const maybes = inOrder(together, door, { now, likes, pickOf })
    const others = session ? repeatsOf(session) : []
    const repeats = others
      .flatMap((other): Instead[] => {
        const { id, when, status } = other
        if (when.kind !== 'timed' || status === 'cancelled' || phaseAt(when, now) !== 'ahead') return []
        const entry = entryOf(other, when)
        return [definedFields({ of, why: 'repeat', entry, day: when.day, session: other, stage: pickOf(id)?.stage })]
      })
      .sort((a, b) => a.entry.start - b.entry.start)
    if (maybes.length === 0 && repeats.length === 0) return []
    // Other entries at that time will be over, or clash with the full session anyway.
    const kept = ahead.filter((other) => !collide(other.entry, of, walks))
    const sittings = new Set(others.map(({ id }) => id))
    const besides = kept.filter(({ entry }) => !sittings.has(entry.id))
    return [...maybes, ...repeats].filter((one) => {
      const isNew = !offered.has(one.entry.id) && fits(one)
      if (isNew) offered.add(one.entry.id)
      return isNew
    })
  })
  return [...found.filter(({ why }) => why !== 'repeat'), ...found.filter(({ why }) => why === 'repeat')]
}

/** A maybe pick, or something I wish for that is not picked. */
interface Offer {
  readonly entry: Entry
  readonly day: Day
  readonly session: Session
  readonly stage?: 'maybe'
}

function asOffer({ entry, day, session }: AgendaEntry): readonly Offer[] {
  return session ? [{ entry, day, session, stage: 'maybe' }] : []
}

/** What I wish for, of which no sitting is picked. O(n). */
function likedBeside(sessions: readonly Session[], pickOf: Mine['pickOf'], likes: Likes | undefined): readonly Offer[] {
  if (!likes) return []
  const contentOf = contentFinder(sessions)
  const picked = new Set(sessions.flatMap(({ id }) => (pickOf(id) ? [contentOf(id)] : [])))
  return sessions.flatMap((session): Offer[] => {
    const { id, when } = session
    const entry = isAttended(session) ? timeTakenBy(session) : undefined
    const isNew = (likes.points.get(id) ?? 0) > 0 && !picked.has(contentOf(id))
    return entry && isNew && when.kind === 'timed' ? [{ entry, day: when.day, session }] : []
  })
}

/** The offers at the time of a full session, the best first. */
function inOrder(
  offers: readonly Offer[],
  { entry: of, session }: AgendaEntry,
  { now, likes, pickOf }: Pick<Present, 'now'> & Pick<Mine, 'pickOf'> & { readonly likes: Likes | undefined },
): readonly Instead[] {
  const pointsOf = ({ id }: Session) => likes?.points.get(id) ?? 0
  const least = session ? pointsOf(session) : 0
  const rank = (one: Offer) => (least > 0 && pointsOf(one.session) >= least ? 0 : one.stage ? 1 : 2)
  const distance = ({ entry }: Offer) => Math.abs(entry.start - of.start)
  const worth = ({ session: one }: Offer) => (pickOf(one.id)?.priority ?? 0) + pointsFor(one, pointsOf(one))
  return offers
    .filter((one) => takesTime(one) && phaseAt(one.entry, now) !== 'over')
    .filter(({ entry }) => overlapOf(entry, of) && entry.start < addMinutes(of.start, SOON))
    .sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b) || worth(b) - worth(a))
    .map((one) => {
      const why = one.stage ?? 'like'
      return definedFields({ ...one, of, why, likes: one.stage ? undefined : likes?.met.get(one.session.id) })
    })
}

/** Somebody's location: a room they name, or that of their current or last entry. */
export interface Whereabouts {
  /** Undefined if one walk applies between all rooms and no room is named. */
  readonly room?: string
  readonly known: 'said' | 'current' | 'last'
}

export interface Leave {
  readonly from: Whereabouts
  readonly walk: Minutes
  readonly at: Instant
}

/** The way to something ahead, whether or not its length is known. */
interface WayAhead extends Way {
  readonly from: Whereabouts
}

/** The way from the room that a person names. */
function wayFromRoom(room: string, { entry }: AgendaEntry, walks: Walks): WayAhead | undefined {
  if (entry.room === undefined || entry.walks === false) return undefined
  return { from: { room, known: 'said' }, ...wayBetween(room, entry.room, walks) }
}

/**
 * The way to an entry from where its owner, who goes to `going`, is by now (`hopTo`). Undefined if the entry is not `today`:
 * yesterday's rooms say nothing.
 */
function wayTo(
  { entry }: AgendaEntry,
  going: readonly AgendaEntry[],
  { now, today, walks }: Present,
): WayAhead | undefined {
  const hop = entry.day === today ? hopTo(entry, placesOn(today, going), now, walks) : undefined
  if (!hop) return undefined
  const known = phaseAt(hop.from, now) === 'on' ? 'current' : 'last'
  return { ...hop, from: definedFields({ room: hop.from.room, known }) }
}

interface Mine {
  /** Timed going picks and blocks, by start, then by end. */
  readonly going: readonly AgendaEntry[]
  readonly maybe: readonly AgendaEntry[]
  readonly dated: (day: Day) => readonly Session[]
  readonly cancelled: readonly AgendaEntry[]
  readonly pickOf: (session: string) => AgendaPick | undefined
}

/** Picks with their times, and blocks. Picks that are not in the programme are left out. O(n log n). */
function mineOf(agenda: Agenda, catalogue: Pick<Catalogue, 'sessions'>): Mine {
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const picked = catalogue.sessions.flatMap((session) => {
    const pick = picks.get(session.id)
    return pick ? [{ session, stage: pick.stage }] : []
  })
  const entries = entriesInOrder(picked, agenda.blocks)
  const isCancelled = ({ session }: { readonly session?: Session }) => session?.status === 'cancelled'
  const held = entries.filter((one) => !isCancelled(one))
  return {
    going: held.filter(({ stage }) => stage !== 'maybe'),
    maybe: held.filter(({ stage }) => stage === 'maybe'),
    dated: (day) =>
      picked.flatMap(({ session }) =>
        session.when.kind === 'dated' && session.when.day === day && session.status !== 'cancelled' ? [session] : [],
      ),
    cancelled: entries.filter(isCancelled),
    pickOf: (id) => picks.get(id),
  }
}

/** Whether it takes its owner's time; an umbrella does not. */
export function takesTime({ session }: Pick<AgendaEntry, 'session'>): boolean {
  return session?.kind !== 'umbrella'
}

export interface ProgrammeNow {
  readonly current: readonly Session[]
  readonly next: readonly Session[]
}

/** In minutes; not all rooms start at exactly the same time. */
const TOGETHER = 15

/**
 * The sessions that are running and those that start next, in order of time, then of the file, without breaks and
 * umbrellas.
 */
export function programmeNow(sessions: readonly Session[], now: Instant): ProgrammeNow {
  const timed = sessions.flatMap((session) => {
    const { when, status } = session
    if (when.kind !== 'timed' || status === 'cancelled' || !isAttended(session)) return []
    return [{ session, when, standing: phaseAt(when, now) }]
  })
  const inOrder = [...timed].sort((a, b) => a.when.start - b.when.start)
  const ahead = inOrder.filter(({ standing }) => standing === 'ahead')
  const [first] = ahead
  const until = first ? addMinutes(first.when.start, TOGETHER) : now
  return {
    current: inOrder.filter(({ standing }) => standing === 'on').map(({ session }) => session),
    next: ahead.filter(({ when }) => when.start < until).map(({ session }) => session),
  }
}

/** The same for each room: what is running there, and what starts there next, on the first day of any. */
export function roomsNow(sessions: readonly Session[], now: Instant): ProgrammeNow {
  const byRoom = new Map<string, Session[]>()
  for (const session of sessions) appendTo(byRoom, session.room ?? '', session)
  const each = [...byRoom.values()].map((one) => programmeNow(one, now))
  const next = inTimeOrder(each.flatMap((one) => one.next))
  return {
    current: inTimeOrder(each.flatMap(({ current }) => current)),
    next: next.filter((session) => dayOf(session) === dayOf(next[0])),
  }
}

function dayOf(session: Session | undefined): Day | undefined {
  return session?.when.kind === 'timed' ? session.when.day : undefined
}

type RoomReading =
  | { readonly ok: true; readonly room: string }
  | { readonly ok: false; readonly nearest: readonly string[] }

/**
 * Reads the name of a place: a room of the programme, of a block or of a walk, by its whole name, the start of a word
 * or a part. A common beginning of several rooms is a part of the venue, which walks may name.
 */
export function readRoom(text: string, agenda: Agenda, { sessions, rooms }: Catalogue): RoomReading {
  const walks = [...agenda.walks, ...rooms.walks]
  const known = new Set([
    ...sessions.flatMap(({ room }) => room ?? []),
    ...agenda.blocks.flatMap(({ room }) => room ?? []),
    ...walks.flatMap((walk) => ('within' in walk ? [walk.within] : [walk.from, walk.to])),
  ])
  const meant = [...matchValues(text, known)]
  const [room, second] = meant
  if (room === undefined) return { ok: false, nearest: nearestValues(text, known) }
  if (second === undefined) return { ok: true, room }
  const part = fold(text)
  return meant.every((one) => fold(one).startsWith(part))
    ? { ok: true, room: text }
    : { ok: false, nearest: meant.slice(0, 3) }
}
