import type { Agenda, Block, Stage } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import type { Day } from '../model/day.js'
import type { Session } from '../model/session.js'
import { blockEntry, goingEntries } from './attending.js'
import { type Clash, clashesWithin, type Entry, entryKey, entryOf } from './clash.js'
import { likelyNow } from './find-again.js'
import { findGaps, type Gap } from './gaps.js'
import { type RoomChanges, roomChanges } from './hop.js'
import { NO_WALKS, type Walks } from './walk.js'

/** A pick or block in the order of the day. */
export interface AgendaEntry {
  readonly entry: Entry
  readonly day: Day
  readonly stage: Stage | 'block'
  readonly session?: Session
}

/** An agenda laid out over its days. */
export interface AgendaDays {
  /** The days that hold something, in order. */
  readonly days: readonly Day[]
  /** Timed entries in time order; what starts together keeps the agenda's order. */
  readonly entries: readonly AgendaEntry[]
  /** Picks of which no time is known: first those with a day. */
  readonly untimed: readonly { readonly session: Session; readonly stage: Stage }[]
  /** Ids of picks that the catalogue does not know. */
  readonly missing: readonly string[]
  /** What these may be now, by their ids. */
  readonly likely: ReadonlyMap<string, Session>
  /** Among going picks and blocks, as far as they touch what is shown. */
  readonly clashes: readonly Clash[]
  /** How many more there are: thousands of entries at one moment clash millions of times. */
  readonly unmade: number
  /** What my going picks and blocks leave free, as far as it lies between two of them that are shown. */
  readonly gaps: readonly Gap[]
  /** How often what is shown and takes my time is in another room; absent where every walk is known. */
  readonly roomChanges?: RoomChanges
}

/**
 * Lays out the picks whose ids are in `chosen`, and the blocks that are `meant` (all of them, where nothing is said).
 * O(n log n + clashes made).
 */
export function layOutAgenda(
  agenda: Agenda,
  catalogue: Catalogue,
  chosen: ReadonlySet<string>,
  { meant = () => true, walks = NO_WALKS }: { readonly meant?: (block: Block) => boolean; readonly walks?: Walks } = {},
): AgendaDays {
  const sessions = new Map(catalogue.sessions.map((session) => [session.id, session]))
  const picked = agenda.picks.flatMap(({ session: id, stage }) => {
    const session = sessions.get(id)
    return session && chosen.has(id) ? [{ session, stage }] : []
  })
  const blocks = agenda.blocks
    .filter(meant)
    .map((block): AgendaEntry => ({ entry: blockEntry(block), day: block.day, stage: 'block' }))
  const timed = picked.flatMap(({ session, stage }): AgendaEntry[] =>
    session.when.kind === 'timed'
      ? [{ entry: entryOf(session, session.when), day: session.when.day, stage, session }]
      : [],
  )
  const entries = [...timed, ...blocks].sort((a, b) => a.entry.start - b.entry.start || a.entry.end - b.entry.end)
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

function dayOfUntimed({ session: { when } }: { readonly session: Session }): { readonly day: Day }[] {
  return when.kind === 'dated' ? [{ day: when.day }] : []
}
