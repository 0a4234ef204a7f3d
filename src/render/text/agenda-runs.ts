import type { Instant } from '../../model/time.js'
import { backToBack, type Line } from '../../planning/back-to-back.js'
import { timeTakenBy } from '../../planning/clash.js'
import type { AgendaView } from '../views.js'
import type { AgendaRow } from './agenda-rows.js'
import { spanLabel } from './moments.js'
import { RUN_HINT, runTitle } from './run-title.js'

/** An entry of a day and its row. */
export interface EntryRow {
  readonly placed: AgendaView['entries'][number]
  readonly row: AgendaRow
}

/** A row and when it begins. */
export interface TimedRow {
  readonly at: Instant
  readonly row: AgendaRow
  /** Whether I am there for no longer than that moment: it bounds what is free before it and after it. */
  readonly isOver?: boolean
  /** When what else it stands for begins, where I go there. */
  readonly inside: readonly Instant[]
}

/** The rows of a day in time order, with a run of keynotes as one where none of its rows tells more than that it is there. */
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
  /** What the rows of a run share. */
  readonly trait: string | undefined
}

/** Nothing else that takes my time stands inside a run: how much did so before tells each side of it from the other. */
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

/** Whether a row says nothing but what the row of a run says, too: neither clashes nor maybes, nothing of others or of mine. */
function isPlain({ remarks, below = [], own, note }: AgendaRow): boolean {
  return remarks.length + below.length === 0 && own + note === ''
}
