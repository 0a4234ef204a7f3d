import type { Torn, Wanted } from '../../planning/team/demand.js'
import { closing, flow, type Part } from '../layout/paragraph.js'
import { drawTable, type TableColumn } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { DemandView } from '../views.js'
import { zonePart } from '../words/headline.js'
import { count } from '../words/labels.js'
import { titleOf } from '../words/session-rows.js'

const INDENT = 2

/** What most people want, what they want at the same time, and which rooms have too few seats. */
export function demandLines({ catalogue, zone, demand, limit }: DemandView, sheet: Sheet): readonly string[] {
  const { agendas, wanted, torn } = demand
  const over = wanted.filter((one) => one.over > 0).sort((a, b) => b.over - a.over)
  const offsets = wanted.flatMap(({ session: { when } }) => (when.kind === 'timed' ? [when.offset] : []))
  const head: readonly Part[] = [
    { text: count(agendas, 'agenda'), tone: 'strong' },
    { text: `${wanted.length} of ${count(catalogue.sessions.length, 'session')} wanted` },
    { text: safe(catalogue.conference.name) },
    zonePart(zone, offsets),
  ]
  const lists = [
    listLines('More going than seats', over, seatColumns(sheet), limit, sheet),
    listLines('Wanted together, at one time', torn, tornColumns(sheet), limit, sheet),
    listLines('Most wanted', wanted, wantedColumns(sheet), limit, sheet),
  ]
  return [
    ...flow(head, sheet),
    ...lists.flatMap(({ lines }) => lines),
    ...closing(
      lists.some(({ isCut }) => isCut) ? [`More of them: ${sheet.suggest('demand', [], [['--limit', '100']])}`] : [],
      sheet,
    ),
  ]
}

function listLines<Row>(
  heading: string,
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  limit: number,
  sheet: Sheet,
): { readonly lines: readonly string[]; readonly isCut: boolean } {
  const shown = rows.slice(0, limit)
  if (shown.length === 0) return { lines: [], isCut: false }
  const table = drawTable(shown, columns, sheet.width - INDENT, sheet).map((line) => ' '.repeat(INDENT) + line)
  return { lines: [sheet.ink.heading(heading), ...table], isCut: shown.length < rows.length }
}

function whenOf({ session: { when } }: Pick<Wanted, 'session'>, { times }: Sheet): string {
  return when.kind === 'timed' ? times.dayTime(when.start, when.offset, when.day) : ''
}

function seatColumns(sheet: Sheet): readonly TableColumn<Wanted>[] {
  return [
    { head: 'GOING', text: ({ going }) => String(going), align: 'right' },
    { head: 'SEATS', text: ({ session }) => String(session.capacity ?? ''), align: 'right' },
    ...sessionColumns(sheet),
  ]
}

function tornColumns(sheet: Sheet): readonly TableColumn<Torn>[] {
  return [
    { head: 'PEOPLE', text: ({ people }) => String(people), align: 'right' },
    { head: 'WHEN', text: ({ sessions: [, second] }) => whenOf({ session: second }, sheet), rank: 2 },
    { head: 'ONE', text: ({ sessions: [first] }) => safe(titleOf(first)), rank: 1, least: 12 },
    { head: 'THE OTHER', text: ({ sessions: [, second] }) => safe(titleOf(second)), rank: 1, least: 12 },
  ]
}

function wantedColumns(sheet: Sheet): readonly TableColumn<Wanted>[] {
  return [
    { head: 'GOING', text: ({ going }) => String(going), align: 'right' },
    { head: 'MAYBE', text: ({ maybe }) => String(maybe), align: 'right' },
    ...sessionColumns(sheet),
  ]
}

function sessionColumns(sheet: Sheet): readonly TableColumn<Wanted>[] {
  return [
    { head: 'WHEN', text: (one) => whenOf(one, sheet), rank: 2 },
    { head: 'TITLE', text: ({ session }) => safe(titleOf(session)), rank: 1, least: 16 },
    { head: 'ROOM', text: ({ session: { room = '' } }) => safe(room), rank: 1, tone: 'faint' },
  ]
}
