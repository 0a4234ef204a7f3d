import type { Day, Instant, Minutes } from '../model/time.js'
import type { Entry } from './clash.js'
import { fold } from './fold.js'
import { isOnline } from './places.js'
import { standingOf } from './standing.js'
import type { Walks } from './walk.js'

/** The walk to an entry from its owner's previous place. */
export interface Hop {
  /** The entry that says where the owner was. */
  readonly from: Entry
  /** 0 within a room and where the walk is unknown. */
  readonly walk: Minutes
  readonly changes: boolean
  readonly known: boolean
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
  const isHere = (one: Entry | undefined) => one !== undefined && nameOf(one) === nameOf(to)
  const from = isHere(last)
    ? last
    : latest(
        places.filter((one) => one.walks !== false),
        moment,
      )
  if (!from) return undefined
  const changes = !isHere(from)
  const walk = from.walks === false ? 0 : walks.between(from.room, to.room)
  return { from, walk, changes, known: !changes || walk > 0 || walks.knows(from.room, to.room) }
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
export function hopsAmong(entries: readonly Entry[], walks: Walks): ReadonlyMap<Entry, Hop> {
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

/** The changes of room among hops. */
export function changesIn(hops: readonly Pick<Hop, 'changes' | 'known'>[]): RoomChanges {
  const changes = hops.filter((hop) => hop.changes)
  return { all: changes.length, unknown: changes.filter(({ known }) => !known).length }
}

function latest(entries: readonly Entry[], moment: Instant): Entry | undefined {
  return entries.reduce<Entry | undefined>((before, one) => {
    if (!before) return one
    const [runs, ran] = [one, before].map((entry) => standingOf(entry, moment) === 'on')
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

function nameOf({ room }: Entry): string | undefined {
  return room === undefined ? undefined : fold(room)
}
