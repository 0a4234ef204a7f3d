import { DEFAULT_PRIORITY, type Stage } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { appendTo } from '../../model/multimap.js'
import { type Day, durationLabel, overlapOf } from '../../model/time.js'
import type { Gap } from '../../planning/agenda/agenda-days.js'
import { type Clash, type Entry, entryKey } from '../../planning/agenda/clashes.js'
import { safe } from '../terminal.js'
import type { AgendaView } from '../views.js'
import { companyWords } from './agenda-company.js'
import { type EntryRow, joinKeynotes, singleRow } from './agenda-runs.js'
import type { Glyphs } from './glyphs.js'
import { listed } from './listed.js'
import { spanLabel } from './moments.js'
import { firstLine, ownLabel } from './own-words.js'
import { remarkTitle } from './remark-title.js'
import { titleOf } from './session-rows.js'
import { givenAgain, timesOf } from './sittings.js'

export interface AgendaRow {
  readonly time: string
  readonly stage: Stage | 'block'
  readonly title: string
  /** How to list the sessions, if the row stands for several. */
  readonly hint?: string
  readonly room: string
  /** `p5`; empty for the default. */
  readonly priority: string
  readonly remarks: readonly Remark[]
  readonly clashes: boolean
  readonly company?: string
  readonly below?: readonly string[]
  /** My rating, attendance and the first line of my note: beside the entry if they fit, or else below it. */
  readonly own: string
  readonly note: string
  readonly free?: globalThis.Pick<Gap, 'minutes' | 'walk'>
}

export interface Remark {
  readonly text: string
  readonly rest: string
}

export interface AgendaGroup {
  readonly heading: Day | 'unscheduled' | undefined
  readonly rows: readonly AgendaRow[]
}

type Placed = AgendaView['entries'][number]
type Company = ReturnType<typeof companyWords>

/**
 * The rows of each day in order of time, with free time between them, then rows without a time; those without a day
 * come last.
 */
export function agendaRows(view: AgendaView, glyphs: Glyphs): readonly AgendaGroup[] {
  const company = companyWords(view, glyphs)
  const clashing = new Map<string, Clash[]>()
  for (const clash of view.clashes) {
    for (const key of new Set(clash.entries.map(entryKey))) {
      appendTo(clashing, key, clash)
    }
  }
  const days = view.days.map((day): AgendaGroup => {
    const entries = view.entries.filter((entry) => entry.day === day)
    const behind = countBehind(entries, (id) => company(id).with === '')
    const shown = entries.filter(({ entry, stage }) => stage !== 'maybe' || !behind.hidden.has(entry.id))
    const own = shown.map((placed): EntryRow => {
      return {
        placed,
        row: entryRow(placed, clashing.get(entryKey(placed.entry)) ?? [], behind.counts, view, company, glyphs),
      }
    })
    const timed = view.runs ? joinKeynotes(own) : own.map(singleRow)
    const inside = new Set(timed.flatMap((row) => row.inside))
    const gaps = gapsOf(entries, view.gaps).filter(({ end }) => !inside.has(end))
    const free = gaps.map((gap) => ({ at: gap.start, rank: 1, row: freeRow(gap) }))
    // Free time comes before what starts at its beginning, and after what is over at that moment.
    const placed = timed.map(({ at, isOver, row }) => ({ at, rank: isOver ? 0 : 2, row }))
    const rows = [...free, ...placed].sort((a, b) => a.at - b.at || a.rank - b.rank).map(({ row }) => row)
    const dated = view.untimed.filter(({ session: { when } }) => when.kind === 'dated' && when.day === day)
    return {
      heading: view.days.length > 1 ? day : undefined,
      rows: [...rows, ...dated.map((pick) => untimedRow(pick, view, company))],
    }
  })
  const unscheduled = view.untimed.filter(({ session }) => session.when.kind === 'unscheduled')
  const last: AgendaGroup = {
    heading: 'unscheduled',
    rows: unscheduled.map((pick) => untimedRow(pick, view, company)),
  }
  return [...days, last].filter(({ rows }) => rows.length > 0)
}

/**
 * A maybe that only I have and that runs while I am going to something is only counted there, to keep the day readable.
 */
function countBehind(
  entries: readonly Placed[],
  isMineAlone: (id: string) => boolean,
): {
  readonly hidden: ReadonlySet<string>
  readonly counts: ReadonlyMap<string, number>
} {
  const hidden = new Set<string>()
  const counts = new Map<string, number>()
  const going = entries.filter(({ stage }) => stage === 'going')
  for (const { entry, stage } of entries) {
    const over =
      stage === 'maybe' && isMineAlone(entry.id) ? going.find((other) => overlapOf(entry, other.entry)) : undefined
    if (!over) continue
    hidden.add(entry.id)
    counts.set(over.entry.id, (counts.get(over.entry.id) ?? 0) + 1)
  }
  return { hidden, counts }
}

function entryRow(
  placed: Placed,
  clashes: readonly Clash[],
  behind: ReadonlyMap<string, number>,
  view: AgendaView,
  company: Company,
  glyphs: Glyphs,
): AgendaRow {
  const { entry, day, stage, session } = placed
  const maybes = behind.get(entry.id) ?? 0
  const { with: whom, instead } = company(session ? entry.id : '')
  return {
    time: spanLabel(entry, day),
    stage,
    title: session ? titleOf(session) : safe(entry.title),
    room: safe(entry.room ?? ''),
    ...ownOf(entry.id, view),
    remarks: [...clashRemark(entry, clashes, glyphs), ...(maybes > 0 ? [{ text: '', rest: `+${maybes} maybe` }] : [])],
    clashes: clashes.length > 0,
    company: whom,
    below: [...againLines(placed, clashes, view), ...instead],
  }
}

function againLines(
  { entry, day, stage, session }: Placed,
  clashes: readonly Clash[],
  { again }: AgendaView,
): readonly string[] {
  if (!again || !session || stage !== 'going') return []
  const twice = again.twice.find(({ sittings }) => sittings.some(({ id }) => id === entry.id))
  if (twice) {
    const others = twice.sittings.filter(({ id }) => id !== entry.id)
    return [`also ${listed(timesOf(others, day), 'and')}: attend one`]
  }
  const given = clashes.length > 0 || session.status === 'cancelled' ? givenAgain(again.sittingsOf(entry.id), day) : ''
  return given === '' ? [] : [given]
}

function clashRemark(entry: Entry, clashes: readonly Clash[], { clash: sign }: Glyphs): readonly Remark[] {
  const [first, ...others] = clashes
  if (!first) return []
  if (others.length > 0) return [{ text: '', rest: `${sign} ${clashes.length} others` }]
  const [a, b] = first.entries
  const length = durationLabel(first.minutes)
  const extent = first.reason === 'walk' ? `, walk ${length} short` : `, ${length}`
  const other = entryKey(a) === entryKey(entry) ? b.title : a.title
  return [{ text: `${sign} ${remarkTitle(safe(other))}`, rest: first.endAssumed ? '' : extent }]
}

function untimedRow({ session, stage }: AgendaView['untimed'][number], view: AgendaView, company: Company): AgendaRow {
  const { with: whom } = company(session.id)
  return {
    time: session.when.kind === 'dated' ? 'day only' : '',
    stage,
    title: titleOf(session),
    room: safe(session.room ?? ''),
    ...ownOf(session.id, view),
    remarks: [],
    company: whom,
    clashes: false,
  }
}

function freeRow({ minutes, walk }: Gap): AgendaRow {
  return {
    time: '',
    stage: 'block',
    title: '',
    room: '',
    priority: '',
    remarks: [],
    clashes: false,
    own: '',
    note: '',
    free: defined({ minutes, walk }),
  }
}

function ownOf(id: string, { agenda }: AgendaView): Pick<AgendaRow, 'priority' | 'own' | 'note'> {
  const pick = agenda.picks.find(({ session }) => session === id)
  const { priority = DEFAULT_PRIORITY, note = '' } = pick ?? {}
  return {
    priority: priority === DEFAULT_PRIORITY ? '' : `p${priority}`,
    own: pick ? ownLabel(pick) : '',
    note: firstLine(note),
  }
}

/** Each gap of a day ends where one of the day's entries starts. */
function gapsOf(entries: readonly Placed[], gaps: readonly Gap[]): readonly Gap[] {
  const starts = new Set(entries.filter(({ stage }) => stage !== 'maybe').map(({ entry }) => entry.start))
  return gaps.filter(({ end }) => starts.has(end))
}
