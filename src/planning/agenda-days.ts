import { type Agenda, type Block, byId, type Catalogue, type Session, type Stage } from '../model/conference.js'
import type { Day } from '../model/time.js'
import { blockEntry, goingEntries } from './attending.js'
import { type Clash, clashesWithin, type Entry, entryKey, entryOf } from './clash.js'
import { likelyNow } from './find-again.js'
import { findGaps, type Gap } from './gaps.js'
import { type RoomChanges, roomChanges } from './hop.js'
import { NO_WALKS, type Walks } from './walk.js'

/** A pick or block on a day's agenda. */
export interface AgendaEntry {
  readonly entry: Entry
  readonly day: Day
  readonly stage: Stage | 'block'
  readonly session?: Session
}

export interface AgendaDays {
  readonly days: readonly Day[]
  /** In order of time; entries that start together keep the agenda's order. */
  readonly entries: readonly AgendaEntry[]
  /** Picks without a time; those with a day come first. */
  readonly untimed: readonly { readonly session: Session; readonly stage: Stage }[]
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
