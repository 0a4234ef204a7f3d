import { addMinutes, type Instant, type Minutes } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { walkBetween } from '../clash.js'
import { fold } from '../fold.js'
import { standingOf } from '../standing.js'
import type { Walks } from '../walk.js'

/** Where somebody is: a room that they say themselves, or that of what they are or were in. */
export interface Whereabouts {
  readonly room: string
  readonly known: 'said' | 'current' | 'last'
  /** What they are or were in, for walks that it does not ask of anybody. */
  readonly entry?: AgendaEntry
}

/** The way to something that is ahead. */
export interface Leave {
  readonly from: Whereabouts
  /** 0 where it is in the same room. */
  readonly walk: Minutes
  /** When to go at the latest, to be there when it starts. */
  readonly at: Instant
}

/**
 * Where the owner of these entries (in time order) is: in the room of what runs and began last, else of what ended last
 * on this conference day. Yesterday's rooms tell nothing, nor does what is everywhere and nowhere in particular.
 */
export function whereabouts(going: readonly AgendaEntry[], now: Instant, day: string): Whereabouts | undefined {
  const placed = going.filter(({ entry }) => entry.room !== undefined && entry.walks !== false)
  const current = placed.findLast(({ entry }) => standingOf(entry, now) === 'on')
  const over = placed.filter((one) => one.day === day && standingOf(one.entry, now) === 'over')
  const last = over.reduce<AgendaEntry | undefined>(
    (latest, one) => (latest && latest.entry.end > one.entry.end ? latest : one),
    undefined,
  )
  const entry = current ?? last
  const room = entry?.entry.room
  return entry && room !== undefined ? { room, known: current ? 'current' : 'last', entry } : undefined
}

/** When to leave for an entry; nothing where no walk is known. */
export function leaveFor({ entry }: AgendaEntry, from: Whereabouts | undefined, walks: Walks): Leave | undefined {
  if (!from || entry.room === undefined || entry.walks === false) return undefined
  const walk = from.entry ? walkBetween(from.entry.entry, entry, walks) : walks.between(from.room, entry.room)
  if (walk === 0 && fold(from.room) !== fold(entry.room)) return undefined
  return { from, walk, at: addMinutes(entry.start, -walk) }
}
