import { defined } from '../../model/defined.js'
import { addMinutes, type Day, type Instant, type Minutes } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { fold } from '../fold.js'
import { entriesOfDay, type Hop, hopTo } from '../hop.js'
import { standingOf } from '../standing.js'
import type { Walks } from '../walk.js'
import { takesTime } from './mine.js'

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
export interface WayAhead extends Pick<Hop, 'walk' | 'changes' | 'known'> {
  readonly from: Whereabouts
}

/** The way from the room that a person names. */
export function wayFromRoom(room: string, { entry }: AgendaEntry, walks: Walks): WayAhead | undefined {
  if (entry.room === undefined || entry.walks === false) return undefined
  const walk = walks.between(room, entry.room)
  const changes = fold(room) !== fold(entry.room)
  return {
    from: { room, known: 'said' },
    walk,
    changes,
    known: !changes || walk > 0 || walks.knows(room, entry.room),
  }
}

/**
 * The way to an entry from where its owner, who goes to `going`, is by now (`hopTo`). Undefined if the entry is not `today`:
 * yesterday's rooms say nothing.
 */
export function wayTo(
  { entry }: AgendaEntry,
  going: readonly AgendaEntry[],
  { now, today, walks }: { readonly now: Instant; readonly today: Day; readonly walks: Walks },
): WayAhead | undefined {
  if (entry.day !== today) return undefined
  const mine = entriesOfDay(
    going.filter(takesTime).map((one) => one.entry),
    today,
  )
  const hop = hopTo(entry, mine, now, walks)
  if (!hop) return undefined
  const { room } = hop.from
  const known = standingOf(hop.from, now) === 'on' ? 'current' : 'last'
  return { ...hop, from: defined({ room, known }) }
}

/** When to leave for an entry; undefined if it is in another room and the walk is unknown. */
export function leaveOn({ from, walk, changes }: WayAhead, { entry }: AgendaEntry): Leave | undefined {
  return changes && walk === 0 ? undefined : { from, walk, at: addMinutes(entry.start, -walk) }
}
