import {
  type Agenda,
  type Block,
  byId,
  type Catalogue,
  type Session,
  type ShownSpan,
  type Stage,
} from '../../model/index.js'
import { type Day, type Instant, type Minutes, minutesBetween } from '../../model/time.js'
import { fold } from '../selection/fold-text.js'
import { likelyNow } from '../sessions/find-again.js'
import { contentFinder } from '../sessions/repeats.js'
import {
  blockEntry,
  type Clash,
  clashesWithin,
  collide,
  type Entry,
  entryKey,
  entryOf,
  goingEntries,
  timeTakenBy,
} from './clashes.js'
import { phaseAt } from './relative-to-now.js'
import type { SittingQuery } from './sittings.js'
import { isOnline, NO_WALKS, type Walks } from './walks.js'

/** A pick or block on a day's agenda. */
export interface AgendaEntry {
  readonly entry: Entry
  readonly day: Day
  readonly stage: Stage | 'block'
  readonly session?: Session
}

interface PickedSession {
  readonly session: Session
  readonly stage: Stage
}

export interface AgendaDays {
  readonly days: readonly Day[]
  /** In order of time; entries that start together keep the agenda's order. */
  readonly entries: readonly AgendaEntry[]
  /** Picks without a time; those with a day come first. */
  readonly untimed: readonly PickedSession[]
  readonly missing: readonly string[]
  /** The sessions that missing picks may have become, by the picks' ids. */
  readonly likely: ReadonlyMap<string, Session>
  readonly clashes: readonly Clash[]
  /** How many clashes are not listed: thousands of entries at one time have millions. */
  readonly unmade: number
  /** Free time between my going picks and blocks, if both its neighbours are shown. */
  readonly gaps: readonly Gap[]
  /** How often consecutive entries are in different rooms; undefined if every walk is known. */
  readonly roomChanges?: RoomChanges
}

/** Lays out the picks in `chosen` and the blocks that pass `meant` (by default all). O(n log n + clashes listed). */
export function layOutAgenda(
  agenda: Agenda,
  catalogue: Catalogue,
  chosen: ReadonlySet<string>,
  { meant = () => true, walks = NO_WALKS }: { readonly meant?: (block: Block) => boolean; readonly walks?: Walks } = {},
): AgendaDays {
  const sessions = byId(catalogue.sessions)
  const picked = agenda.picks.flatMap(({ session: id, stage }) => {
    const session = sessions.get(id)
    return session && chosen.has(id) ? [{ session, stage }] : []
  })
  const entries = entriesInOrder(picked, agenda.blocks.filter(meant))
  const untimed = picked.filter(({ session }) => session.when.kind !== 'timed')
  const shown = new Set(entries.map(({ entry }) => entryKey(entry)))
  const going = goingEntries(agenda, catalogue, { maybe: false })
  const bounds = going.filter((entry) => shown.has(entryKey(entry)))
  const [starts, ends] = [new Set(bounds.map(({ start }) => start)), new Set(bounds.map(({ end }) => end))]
  const { clashes, unmade } = clashesWithin(going, walks)
  const changes = roomChanges(bounds, walks)
  const lost = agenda.picks.filter(({ session }) => !sessions.has(session))
  return {
    days: [...new Set([...entries, ...untimed.flatMap(dayOfUntimed)].map(({ day }) => day))].sort(),
    entries,
    untimed: [...untimed].sort(
      (a, b) => Number(b.session.when.kind === 'dated') - Number(a.session.when.kind === 'dated'),
    ),
    missing: lost.map(({ session }) => session),
    likely: likelyNow(lost, agenda.picks, [], catalogue.sessions),
    clashes: clashes.filter(({ entries: [a, b] }) => [a, b].some((entry) => shown.has(entryKey(entry)))),
    unmade,
    gaps: findGaps(going, walks).filter(({ start, end }) => ends.has(start) && starts.has(end)),
    ...(changes.unknown > 0 && { roomChanges: changes }),
  }
}

/** The picks that have a time, and the blocks, by start, then by end, then as given. */
export function entriesInOrder(picks: readonly PickedSession[], blocks: readonly Block[]): readonly AgendaEntry[] {
  const timed = picks.flatMap(({ session, stage }): AgendaEntry[] => {
    const { when } = session
    return when.kind === 'timed' ? [{ entry: entryOf(session, when), day: when.day, stage, session }] : []
  })
  const own = blocks.map((block): AgendaEntry => ({ entry: blockEntry(block), day: block.day, stage: 'block' }))
  return [...timed, ...own].sort((a, b) => a.entry.start - b.entry.start || a.entry.end - b.entry.end)
}

function dayOfUntimed({ session: { when } }: PickedSession): { readonly day: Day }[] {
  return when.kind === 'dated' ? [{ day: when.day }] : []
}

export interface Gap extends ShownSpan {
  readonly minutes: Minutes
  /** The walk to the next entry (`hopTo`); undefined if there is none. */
  readonly walk?: Minutes
}

/**
 * The free time between entries of each conference day, in order: whole minutes, at least one. An entry that lasts into
 * the next day counts there as well. The time before the first entry of a day and after the last is not a gap. O(n log
 * n).
 */
export function findGaps(entries: readonly Entry[], walks: Walks = NO_WALKS): readonly Gap[] {
  const gaps: Gap[] = []
  let day: Day | undefined
  let last: Entry | undefined
  const hops = hopsAmong(entries, walks)
  for (const entry of [...entries].sort((a, b) => a.start - b.start)) {
    if (last && day === entry.day) {
      const minutes = minutesBetween(last.end, entry.start)
      const span = { start: last.end, end: entry.start, offset: last.endOffset, endOffset: entry.offset }
      if (minutes > 0) {
        const { walk = 0 } = hops.get(entry) ?? {}
        gaps.push({ ...span, minutes, ...(walk > 0 && { walk }) })
      }
    }
    day = entry.day
    if (last === undefined || entry.end > last.end) last = entry
  }
  return gaps
}

/**
 * The timed sessions that clash with nothing I am going to, including the walks. Other sittings of what I am going to
 * are left out, unless the one I chose clashes: then another time is just what I need.
 */
export function freeAmong(
  sessions: readonly Session[],
  { sessions: programme, going, walks }: Pick<SittingQuery, 'sessions' | 'going' | 'walks'>,
): readonly Session[] {
  const contentOf = contentFinder(programme)
  const mine = new Set(going.map(({ id }) => contentOf(id)))
  return sessions.filter((session) => {
    const entry = timeTakenBy(session)
    if (!entry) return false
    const content = contentOf(entry.id)
    const isSame = ({ id }: Entry) => contentOf(id) === content
    const others = mine.has(content) ? going.filter((one) => !isSame(one)) : going
    const fits = (one: Entry) => !others.some((other) => collide(one, other, walks))
    if (!fits(entry)) return false
    return !mine.has(content) || going.every((one) => !isSame(one) || (one.id !== entry.id && !fits(one)))
  })
}

/** A way from one room to another. */
export interface Way {
  /** 0 within a room and where the walk is unknown. */
  readonly walk: Minutes
  readonly changes: boolean
  readonly known: boolean
}

/** The way to an entry from its owner's previous place. */
export interface Hop extends Way {
  /** The entry that says where the owner was. */
  readonly from: Entry
}

export function wayBetween(from: string | undefined, to: string | undefined, walks: Walks): Way {
  const changes = nameOf(from) !== nameOf(to)
  const walk = walks.between(from, to)
  return { walk, changes, known: !changes || walk > 0 || walks.knows(from, to) }
}

/**
 * The hop to `to` at `moment`, for somebody whose entries are `before` (of its day, see `entriesOfDay`): from the
 * running entry that began last, or else from the one that ended last. Entries without a place (no room, online) do not
 * count, nor do those without a walk (a break, a party), unless they are in the same room. Plan, agenda and now share
 * this rule. O(n).
 */
export function hopTo(to: Entry, before: readonly Entry[], moment: Instant, walks: Walks): Hop | undefined {
  if (to.walks === false || !isPlace(to, walks)) return undefined
  const places = before.filter((one) => one !== to && one.start <= moment && isPlace(one, walks))
  const last = latest(places, moment)
  const isHere = last && nameOf(last.room) === nameOf(to.room)
  const walked = places.filter((one) => one.walks !== false)
  const from = isHere ? last : latest(walked, moment)
  return from && { from, ...wayBetween(from.room, to.room, walks) }
}

/** The entries of a conference day, and those of an earlier day that are still running when it begins. */
export function entriesOfDay(entries: readonly Entry[], day: Day): readonly Entry[] {
  const own = entries.filter((entry) => entry.day === day)
  const first = own.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)
  return entries.filter((entry) => entry.day === day || (entry.start <= first && entry.end > first))
}

export interface RoomChanges {
  readonly all: number
  readonly unknown: number
}

/**
 * The hops of somebody who attends all of these: to each entry of a day but the first, if nothing else is running when
 * it begins. O(n log n).
 */
function hopsAmong(entries: readonly Entry[], walks: Walks): ReadonlyMap<Entry, Hop> {
  const hops = new Map<Entry, Hop>()
  let busy = Number.NEGATIVE_INFINITY
  let day: Day | undefined
  // All that `hopTo` needs of past entries: the last place, and the last entry with a walk.
  let [last, left]: (Entry | undefined)[] = []
  for (const to of [...entries].sort((a, b) => a.start - b.start)) {
    if (to.day !== day && busy <= to.start) [last, left] = [undefined, undefined]
    day = to.day
    const before = [...(last ? [last] : []), ...(left ? [left] : [])]
    const hop = busy <= to.start ? hopTo(to, before, to.start, walks) : undefined
    if (hop) hops.set(to, hop)
    busy = Math.max(busy, to.end)
    if (!isPlace(to, walks)) continue
    if (!last || to.end >= last.end) last = to
    if (to.walks !== false && (!left || to.end >= left.end)) left = to
  }
  return hops
}

/** The changes of room of somebody who attends all of these. O(n log n). */
export function roomChanges(entries: readonly Entry[], walks: Walks): RoomChanges {
  return changesIn([...hopsAmong(entries, walks).values()])
}

export function changesIn(ways: readonly Way[]): RoomChanges {
  const changes = ways.filter((way) => way.changes)
  return { all: changes.length, unknown: changes.filter(({ known }) => !known).length }
}

function latest(entries: readonly Entry[], moment: Instant): Entry | undefined {
  return entries.reduce<Entry | undefined>((before, one) => {
    if (!before) return one
    const [runs, ran] = [one, before].map((entry) => phaseAt(entry, moment) === 'on')
    if (runs !== ran) return runs ? one : before
    return (runs ? one.start >= before.start : one.end >= before.end) ? one : before
  }, undefined)
}

/**
 * Whether an entry says where its owner is. If one walk applies to all rooms, an entry without a room counts as well.
 */
function isPlace({ room }: Entry, walks: Walks): boolean {
  return walks.reach(room) > 0 || (room !== undefined && !isOnline(room))
}

function nameOf(room: string | undefined): string | undefined {
  return room === undefined ? undefined : fold(room)
}
