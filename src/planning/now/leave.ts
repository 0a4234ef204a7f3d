import type { Day } from '../../model/day.js'
import { addMinutes, type Instant, type Minutes } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { fold } from '../fold.js'
import { entriesOfDay, hopTo } from '../hop.js'
import { standingOf } from '../standing.js'
import type { Walks } from '../walk.js'
import { takesTime } from './mine.js'

/** Where somebody is: in a room they name, or in that of their current or last entry. */
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

/** When to leave the room that a person names; undefined if the walk is unknown. */
export function leaveRoom(room: string, { entry }: AgendaEntry, walks: Walks): Leave | undefined {
  if (entry.room === undefined || entry.walks === false) return undefined
  const walk = walks.between(room, entry.room)
  if (walk === 0 && fold(room) !== fold(entry.room)) return undefined
  return { from: { room, known: 'said' }, walk, at: addMinutes(entry.start, -walk) }
}

/**
 * When to leave for an entry from where its owner, who goes to `going`, is by now (`hopTo`). Undefined if the walk is
 * unknown or the entry is not `today`: yesterday's rooms say nothing.
 */
export function leaveFor(
  { entry }: AgendaEntry,
  going: readonly AgendaEntry[],
  { now, today, walks }: { readonly now: Instant; readonly today: Day; readonly walks: Walks },
): Leave | undefined {
  if (entry.day !== today) return undefined
  const mine = entriesOfDay(
    going.filter(takesTime).map((one) => one.entry),
    today,
  )
  const hop = hopTo(entry, mine, now, walks)
  if (!hop || (hop.changes && hop.walk === 0)) return undefined
  const { room } = hop.from
  const known = standingOf(hop.from, now) === 'on' ? 'current' : 'last'
  return {
    from: { ...(room !== undefined && { room }), known },
    walk: hop.walk,
    at: addMinutes(entry.start, -hop.walk),
  }
}
