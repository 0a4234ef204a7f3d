import type { Agenda, Catalogue, Session } from '../../model/conference.js'
import type { Day } from '../../model/time.js'
import type { AgendaEntry } from '../agenda-days.js'
import { blockEntry } from '../attending.js'
import { entryOf } from '../clash.js'

export interface Mine {
  /** Timed going picks and blocks, by start, then by end. */
  readonly going: readonly AgendaEntry[]
  readonly maybe: readonly AgendaEntry[]
  readonly dated: (day: Day) => readonly Session[]
  readonly cancelled: readonly AgendaEntry[]
}

/** Picks with their times, and blocks. Picks that are not in the programme are left out. O(n log n). */
export function mineOf(agenda: Agenda, catalogue: Pick<Catalogue, 'sessions'>): Mine {
  const stages = new Map(agenda.picks.map(({ session, stage }) => [session, stage]))
  const picked = catalogue.sessions.filter(({ id }) => stages.has(id))
  const timed = picked.flatMap((session): AgendaEntry[] => {
    const { id, when } = session
    const stage = stages.get(id)
    if (when.kind !== 'timed' || stage === undefined) return []
    return [{ entry: entryOf(session, when), day: when.day, stage, session }]
  })
  const blocks = agenda.blocks.map((block): AgendaEntry => {
    return { entry: blockEntry(block), day: block.day, stage: 'block' }
  })
  const takesPlace = ({ session }: AgendaEntry) => session?.status !== 'cancelled'
  const inOrder = (entries: readonly AgendaEntry[]) =>
    [...entries].sort((a, b) => a.entry.start - b.entry.start || a.entry.end - b.entry.end)
  const held = timed.filter(takesPlace)
  return {
    going: inOrder([...held.filter(({ stage }) => stage === 'going'), ...blocks]),
    maybe: inOrder(held.filter(({ stage }) => stage === 'maybe')),
    dated: (day) =>
      picked.filter(({ when, status }) => when.kind === 'dated' && when.day === day && status !== 'cancelled'),
    cancelled: inOrder(timed.filter((entry) => !takesPlace(entry))),
  }
}

/** Whether it takes its owner's time; an umbrella does not. */
export function takesTime({ session }: AgendaEntry): boolean {
  return session?.kind !== 'umbrella'
}
