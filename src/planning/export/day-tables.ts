import {
  type Agenda,
  type AgendaPick,
  appendTo,
  type Block,
  type Session,
  type Stage,
  type When,
} from '../../model/index.js'
import { type Day, type Instant, instant, type Span } from '../../model/time.js'
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

export interface GridEntry extends Span {
  readonly id: string
  readonly column: string
}

/** The cell of an entry. Rows and lanes count from 0, and the second of each is exclusive. */
interface GridCell {
  readonly id: string
  readonly rows: readonly [from: number, until: number]
  readonly lanes: readonly [from: number, until: number]
}

/** A timetable without a clock, with rows between the moments at which anything begins or ends. */
export interface MomentGrid {
  readonly lines: readonly Instant[]
  /** The columns in order. A column has as many lanes as entries at the same time. */
  readonly columns: readonly { readonly name: string; readonly lanes: number }[]
  /** In the order of the entries. Lanes count across all columns. */
  readonly cells: readonly GridCell[]
}

/** In milliseconds, so that an entry of length zero is visible. */
const LEAST_MS = 300_000

/**
 * Lays entries out by time and by the columns in `order`, leaving out empty columns. Entries at the same time in one
 * column are side by side; an entry alone has the whole width. O(n log n + n lanes).
 */
export function momentGrid(entries: readonly GridEntry[], order: readonly string[]): MomentGrid {
  const spans = entries.map((entry) => ({ id: entry.id, column: entry.column, start: entry.start, end: endOf(entry) }))
  const lines = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b)
  const rowOf = new Map(lines.map((line, row) => [line, row]))
  const places = new Map<GridEntry, Place>()
  const inColumn = new Map<string, GridEntry[]>()
  for (const span of spans) {
    appendTo(inColumn, span.column, span)
  }
  const columns = order.flatMap((name) => {
    const lanes = spread(inColumn.get(name) ?? [], places)
    return lanes === 0 ? [] : [{ name, lanes }]
  })
  const widths = new Map<string, { readonly first: number; readonly lanes: number }>()
  let first = 0
  for (const { name, lanes } of columns) {
    widths.set(name, { first, lanes })
    first += lanes
  }
  const cells = spans.flatMap((span): GridCell[] => {
    const [width, place] = [widths.get(span.column), places.get(span)]
    const [from, until] = [rowOf.get(span.start), rowOf.get(span.end)]
    if (!width || !place || from === undefined || until === undefined) return []
    const edge = (lane: number) => width.first + Math.floor((lane * width.lanes) / place.group.lanes)
    return [{ id: span.id, rows: [from, until], lanes: [edge(place.lane), edge(place.lane + 1)] }]
  })
  return { lines, columns, cells }
}

function endOf({ start, end }: Span): Instant {
  return start < end ? end : instant(start + LEAST_MS)
}

interface Place {
  readonly lane: number
  readonly group: { lanes: number }
}

function spread(entries: readonly GridEntry[], places: Map<GridEntry, Place>): number {
  let group = { lanes: 0 }
  let ends: Instant[] = []
  let most = 0
  for (const entry of [...entries].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (ends.every((end) => end <= entry.start)) {
      group = { lanes: 0 }
      ends = []
    }
    const free = ends.findIndex((end) => end <= entry.start)
    const lane = free < 0 ? ends.length : free
    ends[lane] = entry.end
    group.lanes = ends.length
    most = Math.max(most, ends.length)
    places.set(entry, { lane, group })
  }
  return most
}
