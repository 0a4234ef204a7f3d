import { durationLabel } from '../../../model/time.js'
import { columnWidths, widestOf } from '../../layout/columns.js'
import type { Sheet } from '../../screen/sheet.js'
import type { AgendaRow } from './agenda-rows.js'

export type SetRow = (row: AgendaRow) => readonly string[]

const LEAD = 2
/** The least that is left of a name that is cut, in columns. */
const SHORTEST_NAME = 6
/** The same where titles can be cut instead; enough to recognise the name. */
const TELLING_NAME = 16

interface EntryColumn {
  readonly text: (row: AgendaRow) => string
  readonly shown: (row: AgendaRow, width: number) => string
  readonly paint: (text: string, row: AgendaRow) => string
  readonly least: number
  readonly rank: number
}

/** One line for each row. Columns that are empty in every row are left out. */
export function columned(rows: readonly AgendaRow[], sheet: Sheet): SetRow {
  const { width, ink, padTo, fitTo } = sheet
  const entries = rows.filter((row) => row.free === undefined)
  const widest = (text: (row: AgendaRow) => string) => Math.min(width, widestOf(entries.map(text), sheet))
  const share = (percent: number) => Math.floor((width * percent) / 100)
  const time = widest((row) => row.time)
  const columns: readonly EntryColumn[] = [
    {
      text: hintedTitle,
      shown: (row, room) => fitTo(row.title, room),
      paint: (text) => text,
      least: 20,
      rank: 2,
    },
    {
      text: (row) => row.room,
      shown: (row, room) => fitTo(row.room, room),
      paint: ink.faint,
      least: share(15),
      rank: 1,
    },
    { text: (row) => row.priority, shown: (row) => row.priority, paint: (text) => text, least: 2, rank: 3 },
    {
      text: companyOf,
      shown: (row, room) => fitTo(companyOf(row), room),
      paint: (text) => text,
      least: share(12),
      rank: 2,
    },
    {
      text: remarksText,
      shown: (row, room) => fitRemarks(row, room, sheet),
      paint: (text, { clashes }) => (clashes ? ink.bad(text) : ink.faint(text)),
      least: Math.max(share(25), Math.min(share(36), Math.max(0, ...entries.map((row) => telling(row, sheet))))),
      rank: 1,
    },
  ]
  const used = columns.filter(({ text }) => entries.some((row) => text(row) !== ''))
  const widths = columnWidths(
    used.map(({ text, least, rank }) => ({ natural: widest(text), least, rank })),
    width - LEAD - time - 3 - 2 * (used.length - 1),
  )
  return (bare) => {
    if (bare.free !== undefined) return [freeLine(bare.free, LEAD + time + 1, sheet)]
    const row = withHint(bare, widths[0] ?? 1, sheet)
    const texts = used.map(({ shown }, column) => shown(row, widths[column] ?? 1))
    // My own words begin where remarks do, even if the entry has none.
    const first = row.own + row.note === '' ? 0 : used.length - (used.at(-1)?.text === remarksText ? 1 : 0)
    const count = Math.max(first, texts.findLastIndex((text) => text !== '') + 1)
    const cells = texts.slice(0, count).map((text, column) => {
      const own = sheet.widthOf(text)
      const room = column === count - 1 && text !== '' && count > first ? own : (widths[column] ?? 1)
      return { text: (used[column]?.paint(text, row) ?? text) + padTo('', room - own), room }
    })
    const indent = LEAD + time + 3
    const taken = cells.reduce((sum, { room }) => sum + room, indent + 2 * (cells.length - 1))
    const { beside, below } = ownWords(row, width - taken, indent, sheet)
    const line = `${signOf(row, sheet)}${padTo(row.time, time)} ${markOf(row, sheet)} ${cells.map(({ text }) => text).join('  ')}`
    return [(line + beside).trimEnd(), ...below, ...belowLines(row, indent, sheet)]
  }
}

/** My own words, beside the entry if they fit into `room` columns, or else on a line below. */
function ownWords(
  { own, note }: AgendaRow,
  room: number,
  indent: number,
  sheet: Sheet,
): { readonly beside: string; readonly below: readonly string[] } {
  const { ink, glyphs, fitTo, widthOf, width } = sheet
  const parts = [own, note === '' ? '' : `"${note}"`].filter((part) => part !== '')
  const beside = parts.map((part) => `  ${part}`).join('')
  if (widthOf(beside) <= room) return { beside: ink.faint(beside), below: [] }
  const label = parts.length === 2 ? `${own} ${glyphs.dot} ` : own
  const quote = note === '' ? '' : `"${fitTo(note, Math.max(1, width - indent - widthOf(label) - 2))}"`
  return { beside: '', below: [' '.repeat(indent) + ink.faint(label + quote)] }
}

/** Several lines for each entry, for screens too narrow for columns. */
export function stacked(_: readonly AgendaRow[], sheet: Sheet): SetRow {
  const { ink, glyphs, fitTo, width } = sheet
  const indent = LEAD + 2
  const room = width - indent
  const below = (text: string, paint: (text: string) => string) =>
    text === '' ? [] : [' '.repeat(indent) + paint(fitTo(text, room))]
  return (bare) => {
    if (bare.free !== undefined) return [freeLine(bare.free, LEAD, sheet)]
    const row = withHint(bare, room, sheet)
    const details = [row.time, row.room, row.priority].filter(Boolean).join(` ${glyphs.dot} `)
    return [
      `${signOf(row, sheet)}${markOf(row, sheet)} ${fitTo(row.title, room)}`,
      ...below(details, ink.faint),
      ...below(companyOf(row), (text) => text),
      ...row.remarks.flatMap((remark) =>
        below(fitRemarks({ remarks: [remark] }, room, sheet), row.clashes ? ink.bad : ink.faint),
      ),
      ...below(row.own, ink.faint),
      ...below(row.note === '' ? '' : `"${fitTo(row.note, room - 2)}"`, ink.faint),
      ...belowLines(row, indent, sheet),
    ]
  }
}

function hintedTitle({ title, hint }: AgendaRow): string {
  return hint === undefined ? title : `${title} ${hint}`
}

/** The hint goes after the title if both fit into `width` columns, or else in place of my own words. */
function withHint(row: AgendaRow, width: number, { widthOf }: Sheet): AgendaRow {
  const title = hintedTitle(row)
  return widthOf(title) <= width ? { ...row, title } : { ...row, own: row.own || (row.hint ?? '') }
}

function signOf({ clashes }: AgendaRow, { ink }: Sheet): string {
  return clashes ? `${ink.bad('!')} ` : ' '.repeat(LEAD)
}

function markOf({ stage }: AgendaRow, { ink, glyphs }: Sheet): string {
  return stage === 'block' ? glyphs.block : ink[stage](glyphs[stage])
}

function companyOf({ company = '' }: AgendaRow): string {
  return company
}

function belowLines({ below = [] }: AgendaRow, indent: number, { ink, fitTo, width }: Sheet): readonly string[] {
  return below.map((text) => ' '.repeat(indent) + ink.faint(fitTo(text, Math.max(1, width - indent))))
}

type Free = NonNullable<AgendaRow['free']>

function freeLine(free: Free, indent: number, { ink, glyphs }: Sheet): string {
  return ' '.repeat(indent) + ink.faint(`${glyphs.dot} ${freeLabel(free)}`)
}

/** `free 1 h 30`, `15 min, walk 6`. A gap of up to a quarter of an hour is not called free. */
export function freeLabel({ minutes, walk }: Free): string {
  const length = durationLabel(minutes)
  const way = walk === undefined ? '' : `, walk ${walk}`
  return `${minutes > 15 ? `free ${length}` : length}${way}`
}

function remarksText({ remarks }: Pick<AgendaRow, 'remarks'>): string {
  return remarks.map(({ text, rest }) => text + rest).join('  ')
}

function telling({ remarks }: AgendaRow, { widthOf }: Sheet): number {
  const widths = remarks.map(({ text, rest }) => Math.min(widthOf(text), TELLING_NAME) + widthOf(rest))
  return widths.reduce((sum, width) => sum + width + 2, -2)
}

function fitRemarks({ remarks }: Pick<AgendaRow, 'remarks'>, width: number, { widthOf, fitTo }: Sheet): string {
  const over = widthOf(remarksText({ remarks })) - width
  if (over <= 0) return remarksText({ remarks })
  const shorter = remarks.map(({ text, rest }) => {
    return { text: fitTo(text, Math.max(SHORTEST_NAME, widthOf(text) - over)), rest }
  })
  return fitTo(remarksText({ remarks: shorter }), width)
}
