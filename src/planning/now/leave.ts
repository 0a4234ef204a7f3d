import type { Day } from '../../model/day.js'
import { addMinutes, type Instant, type Minutes } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { fold } from '../fold.js'
import { entriesOfDay, hopTo } from '../hop.js'
import { standingOf } from '../standing.js'
import type { Walks } from '../walk.js'
import { takesTime } from './mine.js'

/** Where somebody is: a room that they say themselves, or that of what they are or were in. */
export interface Whereabouts {
  /** Absent where only one walk between all rooms is known, and none is named. */
  readonly room?: string
  readonly known: 'said' | 'current' | 'last'
}

/** The way to something that is ahead. */
export interface Leave {
  readonly from: Whereabouts
  /** 0 where it is in the same room. */
  readonly walk: Minutes
  /** When to go at the latest, to be there when it starts. */
  readonly at: Instant
}

/** When to leave the room that somebody says to be in; nothing where no walk is known. */
export function leaveRoom(room: string, { entry }: AgendaEntry, walks: Walks): Leave | undefined {
  if (entry.room === undefined || entry.walks === false) return undefined
  const walk = walks.between(room, entry.room)
  if (walk === 0 && fold(room) !== fold(entry.room)) return undefined
  return { from: { room, known: 'said' }, walk, at: addMinutes(entry.start, -walk) }
}

/**
 * When to leave for an entry from where its owner, who goes to `going`, is by now (`hopTo`); nothing where no walk is known, or
 * where it is on another day than `today`: yesterday's rooms tell nothing.
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
