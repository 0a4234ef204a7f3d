import {
  type Agenda,
  type AgendaPick,
  appendTo,
  type Block,
  type Session,
  type Stage,
  type When,
} from '../../model/index.js'
import type { Day } from '../../model/time.js'
import { blockEntry, type Clash, type Entry, findClashes, goingEntries } from '../agenda/clashes.js'
import { NO_WALKS, type Walks } from '../agenda/walks.js'
import { compareText } from '../sessions/order.js'

/** A session or a block as a row, and what else in the tables clashes with it. */
export interface DayRow {
  readonly what: Session | Block
  readonly when: When
  readonly stage?: Stage | 'block'
  readonly pick?: AgendaPick
  readonly clashes: readonly { readonly with: Entry; readonly clash: Clash }[]
}

interface DayTable {
  readonly day: Day
  readonly rows: readonly DayRow[]
}

export interface DayTables {
  readonly days: readonly DayTable[]
  readonly unscheduled: readonly DayRow[]
  readonly clashes: readonly Clash[]
}

/**
 * Lays out sessions (in order of time) and all blocks of the agenda; entries that start together keep that order. Only
 * clashes within the tables count. O(n log n + clashes).
 */
export function layOutDayTables(sessions: readonly Session[], agenda: Agenda, walks: Walks = NO_WALKS): DayTables {
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const clashes = findClashes(goingEntries(agenda, { sessions }, { maybe: false }), walks)
  const around = clashesByEntry(clashes)
  const rows: readonly DayRow[] = [
    ...sessions.map((session): DayRow => {
      const { id, when } = session
      const pick = picks.get(id)
      const own = when.kind === 'timed' ? around.get(keyOf({ id, start: when.start })) : undefined
      return { what: session, when, ...(pick && { stage: pick.stage, pick }), clashes: own ?? [] }
    }),
    ...agenda.blocks.map((block): DayRow => {
      return { what: block, when: block, stage: 'block', clashes: around.get(keyOf(blockEntry(block))) ?? [] }
    }),
  ]
  const days = new Map<Day, DayRow[]>()
  for (const row of rows) {
    if (row.when.kind === 'unscheduled') continue
    const { day } = row.when
    appendTo(days, day, row)
  }
  return {
    days: [...days].sort(([a], [b]) => compareText(a, b)).map(([day, own]) => ({ day, rows: own.sort(byStart) })),
    unscheduled: rows.filter(({ when }) => when.kind === 'unscheduled'),
    clashes,
  }
}

function clashesByEntry(clashes: readonly Clash[]): ReadonlyMap<string, DayRow['clashes']> {
  const found = new Map<string, DayRow['clashes'][number][]>()
  for (const clash of clashes) {
    const [a, b] = clash.entries
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      appendTo(found, keyOf(own), { with: other, clash })
    }
  }
  return found
}

/** The id alone is not unique: two blocks may have the same title. */
function keyOf({ id, start }: { readonly id: string; readonly start: number }): string {
  return `${start} ${id}`
}

function byStart({ when: a }: DayRow, { when: b }: DayRow): number {
  if (a.kind === 'timed' && b.kind === 'timed') return a.start - b.start
  return Number(a.kind !== 'timed') - Number(b.kind !== 'timed')
}
