import type { Day } from '../model/day.js'
import type { Instant, Minutes } from '../model/time.js'
import type { Entry } from './clash.js'
import { fold } from './fold.js'
import { isOnline } from './places.js'
import { standingOf } from './standing.js'
import type { Walks } from './walk.js'

/** The way to an entry from where its owner was before. */
export interface Hop {
  /** What the owner was in: it says where. */
  readonly from: Entry
  /** 0 where it is in the same room, and where no walk is known. */
  readonly walk: Minutes
  /** Whether it is in another room. */
  readonly changes: boolean
  /** Whether anybody said how long the walk takes. */
  readonly known: boolean
}

/**
 * The hop to `to` of somebody whose entries are `before` (of its day, see `entriesOfDay`), as it is at `moment`: from what runs
 * and began last, else from what ended last. What has no place (no room, online) says nothing of where somebody is; nor does
 * what nobody walks to (a break, a party), unless it is in that very room. The same rule for plan, agenda and now. O(n).
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

/** The entries of a conference day, and those of an earlier one that have not ended when its first begins. */
export function entriesOfDay(entries: readonly Entry[], day: Day): readonly Entry[] {
  const own = entries.filter((entry) => entry.day === day)
  const first = own.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)
  return entries.filter((entry) => entry.day === day || (entry.start <= first && entry.end > first))
}

/** How often somebody changes rooms, and how often nobody said how long that takes. */
export interface RoomChanges {
  readonly all: number
  readonly unknown: number
}

/**
 * The hops of somebody who attends all of these, each to an entry of a day that begins while nothing else runs, and that is not the
 * first of its day. O(n log n).
 */
export function hopsAmong(entries: readonly Entry[], walks: Walks): ReadonlyMap<Entry, Hop> {
  const hops = new Map<Entry, Hop>()
  let busy = Number.NEGATIVE_INFINITY
  let day: Day | undefined
  // Of all that has ended, what `hopTo` could ask for: the last place, and the last that one walks from.
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
  const changes = [...hopsAmong(entries, walks).values()].filter((hop) => hop.changes)
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

/** Whether one knows where somebody is who is there; with one walk for all rooms, no room is a room as well. */
function isPlace({ room }: Entry, walks: Walks): boolean {
  return walks.reach(room) > 0 || (room !== undefined && !isOnline(room))
}

function nameOf({ room }: Entry): string | undefined {
  return room === undefined ? undefined : fold(room)
}
