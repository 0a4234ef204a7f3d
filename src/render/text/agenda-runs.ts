import type { Instant } from '../../model/time.js'
import { timeTakenBy } from '../../planning/agenda/clashes.js'
import { backToBack, type Line } from '../../planning/agenda/walks.js'
import type { AgendaView } from '../views.js'
import type { AgendaRow } from './agenda-rows.js'
import { spanLabel } from './moments.js'
import { RUN_HINT, runTitle } from './run-title.js'

export interface EntryRow {
  readonly placed: AgendaView['entries'][number]
  readonly row: AgendaRow
}

export interface TimedRow {
  readonly at: Instant
  readonly row: AgendaRow
  /** Set for an entry of length zero that I attend: it ends the free time before it. */
  readonly isOver?: boolean
  /** The starts of the other entries it stands for, if I am going. */
  readonly inside: readonly Instant[]
}

/** The rows of a day in order of time. A run of keynotes is one row if none of its rows says more. */
export function joinKeynotes(entries: readonly EntryRow[]): readonly TimedRow[] {
  return backToBack(withTraits(entries), ({ placed: { session }, trait }) => session && { session, trait }).map(rowOf)
}

export function singleRow({ placed, row }: EntryRow): TimedRow {
  const { entry, stage } = placed
  return { at: entry.start, isOver: stage !== 'maybe' && entry.end === entry.start, row, inside: [] }
}

function rowOf({ items, run }: Line<EntryRow>): TimedRow {
  const [first, ...others] = items
  if (!run) return singleRow(first)
  const row = { ...first.row, title: runTitle(items.length), hint: RUN_HINT, time: spanLabel(run, run.day) }
  const inside = others.flatMap(({ placed: { entry, stage } }) => (stage === 'going' ? entry.start : []))
  return { at: run.start, row, inside }
}

interface Entered extends EntryRow {
  readonly trait: string | undefined
}

/** Anything else that takes my time splits a run. Its parts differ in the number of such entries before them. */
function withTraits(entries: readonly EntryRow[]): readonly Entered[] {
  let taken = 0
  const keynotes = new Map<string | undefined, number>()
  return entries.map((one) => {
    const { stage, session } = one.placed
    const ofRoom = session?.kind === 'keynote' ? (keynotes.get(session.room) ?? 0) : 0
    const { priority, company } = one.row
    const trait = isPlain(one.row) ? JSON.stringify([stage, priority, company, taken - ofRoom]) : undefined
    if (stage !== 'maybe' && (!session || timeTakenBy(session))) {
      taken++
      if (session?.kind === 'keynote') keynotes.set(session.room, ofRoom + 1)
    }
    return { ...one, trait }
  })
}

/** Whether a row shows nothing that would be lost in a run: no clashes or maybes, nothing of others or mine. */
function isPlain({ remarks, below = [], own, note }: AgendaRow): boolean {
  return remarks.length + below.length === 0 && own + note === ''
}
