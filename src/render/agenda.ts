import { dayLabel, durationLabel } from '../clock/iso.js'
import { type AgendaRow, agendaRows } from './agenda-rows.js'
import { columnWidths, widestOf } from './columns.js'
import { count } from './count.js'
import { closing, flow } from './flow.js'
import { glyphsOf } from './glyphs.js'
import { headlineOf } from './headline.js'
import { type Sheet, sheetFor } from './sheet.js'
import { typed } from './shell.js'
import { safe } from './terminal.js'
import type { AgendaView, Screen } from './views.js'

const COLUMNS_FROM = 72
/** Columns for the sign of a clash in front. */
const LEAD = 2

/** My days for a person: what I go to, in time order, with the free time and the clashes. */
export async function agendaText(view: AgendaView, screen: Screen): Promise<string> {
  const groups = agendaRows(view, glyphsOf(screen))
  const head = headlineOf(view, view.days, offsetsOf(view), countsOf(view), clashCount(view))
  const rows = groups.flatMap((group) => group.rows)
  const ending = endingOf(view, rows.length > 0)
  const words = rows.flatMap((row) => [row.title, row.room, ...row.remarks.map(({ text }) => text)])
  const sheet = await sheetFor(screen, [...head.map(({ text }) => text), ...words, ...ending])
  const set = screen.width < COLUMNS_FROM ? stacked : columned(rows, sheet)
  const body = groups.flatMap(({ heading, rows: own }) => {
    const lines = own.flatMap((row) => set(row, sheet))
    return heading === undefined
      ? lines
      : [sheet.ink.heading(heading === 'unscheduled' ? 'Not scheduled' : dayLabel(heading)), ...lines]
  })
  const lines = [...flow(head, sheet), ...body, ...closing(ending, sheet)]
  return lines.map((line) => `${line}\n`).join('')
}

function offsetsOf({ entries }: AgendaView): Parameters<typeof headlineOf>[2] {
  return entries.map(({ entry, day }) => ({
    when: { ...entry, kind: 'timed', day, endOffset: entry.offset, shift: 0 },
  }))
}

/** `17 going, 1 block, 9 maybe`. */
function countsOf({ entries, untimed }: AgendaView): string {
  const stages = [...entries, ...untimed].map(({ stage }) => stage)
  const number = (stage: 'going' | 'block' | 'maybe') => stages.filter((own) => own === stage).length
  const blocks = number('block')
  return [
    number('going') > 0 ? `${number('going')} going` : '',
    blocks > 0 ? count(blocks, 'block') : '',
    number('maybe') > 0 ? `${number('maybe')} maybe` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function clashCount({ clashes }: AgendaView): string {
  return clashes.length === 0 ? '' : count(clashes.length, 'clash', 'clashes')
}

type SetRow = (row: AgendaRow, sheet: Sheet) => readonly string[]

function columned(rows: readonly AgendaRow[], sheet: Sheet): SetRow {
  const { width, widthOf } = sheet
  const entries = rows.filter((row) => row.free === undefined)
  const widest = (text: (row: AgendaRow) => string) => Math.min(width, widestOf(entries.map(text), { widthOf }))
  const natural = {
    time: widest((row) => row.time),
    title: widest((row) => row.title),
    room: widest((row) => row.room),
    priority: widest((row) => row.priority),
    remarks: widest((row) => remarksText(row)),
  }
  const share = (percent: number) => Math.floor((width * percent) / 100)
  const taken = LEAD + natural.time + 3 + spaced(natural.room) + spaced(natural.priority) + spaced(natural.remarks)
  const gaps = taken - natural.time - natural.room - natural.priority - natural.remarks
  const [time = 1, title = 1, room = 0, priority = 0, remarks = 0] = columnWidths(
    [
      { natural: natural.time, least: natural.time, rank: 3 },
      { natural: natural.title, least: 20, rank: 2 },
      { natural: natural.room, least: Math.min(natural.room, share(15)), rank: 1 },
      { natural: natural.priority, least: natural.priority, rank: 3 },
      { natural: natural.remarks, least: Math.min(natural.remarks, share(25)), rank: 1 },
    ],
    width - gaps,
  )
  return (row, { ink, glyphs, padTo }) => {
    const before = row.clashes ? `${ink.bad('!')} ` : ' '.repeat(LEAD)
    if (row.free !== undefined) {
      return [ink.faint(`${' '.repeat(LEAD + time + 1)}${glyphs.dot} ${freeLabel(row.free)}`)]
    }
    const mark = row.stage === 'block' ? glyphs.block : ink[row.stage](glyphs[row.stage])
    const cells = [
      natural.room > 0 ? ink.faint(padTo(row.room, room)) : undefined,
      natural.priority > 0 ? padTo(row.priority, priority) : undefined,
      row.remarks.length > 0 ? paintRemark(fitRemarks(row, remarks, sheet), row, sheet) : undefined,
    ].filter((cell) => cell !== undefined)
    return [[`${before}${padTo(row.time, time)} ${mark} ${padTo(row.title, title)}`, ...cells].join('  ').trimEnd()]
  }
}

function spaced(width: number): number {
  return width > 0 ? width + 2 : 0
}

function remarksText({ remarks }: Pick<AgendaRow, 'remarks'>): string {
  return remarks.map(({ text, rest }) => text + rest).join('  ')
}

/** Cuts the name of what clashes rather than how long it does. */
function fitRemarks({ remarks }: Pick<AgendaRow, 'remarks'>, width: number, { widthOf, fitTo }: Sheet): string {
  const over = widthOf(remarksText({ remarks })) - width
  if (over <= 0) return remarksText({ remarks })
  const shorter = remarks.map(({ text, rest }) => ({
    text: fitTo(text, Math.max(MIN_NAME, widthOf(text) - over)),
    rest,
  }))
  return fitTo(remarksText({ remarks: shorter }), width)
}

const MIN_NAME = 6

function paintRemark(text: string, { clashes }: AgendaRow, { ink }: Sheet): string {
  return clashes ? ink.bad(text) : ink.faint(text)
}

function stacked(row: AgendaRow, sheet: Sheet): readonly string[] {
  const { ink, glyphs, fitTo, width } = sheet
  const indent = LEAD + 2
  if (row.free !== undefined) return [ink.faint(`${' '.repeat(LEAD)}${glyphs.dot} ${freeLabel(row.free)}`)]
  const before = row.clashes ? `${ink.bad('!')} ` : ' '.repeat(LEAD)
  const mark = row.stage === 'block' ? glyphs.block : ink[row.stage](glyphs[row.stage])
  const details = [row.time, row.room, row.priority].filter(Boolean).join(` ${glyphs.dot} `)
  const below = (text: string, paint: (text: string) => string) =>
    text === '' ? [] : [' '.repeat(indent) + paint(fitTo(text, width - indent))]
  return [
    `${before}${mark} ${fitTo(row.title, width - indent)}`,
    ...below(details, ink.faint),
    ...row.remarks.flatMap((remark) =>
      below(fitRemarks({ remarks: [remark] }, width - indent, sheet), (text) =>
        row.clashes ? ink.bad(text) : ink.faint(text),
      ),
    ),
  ]
}

/** Below this a gap is for walking, not for living. */
const FREE_FROM = 16

function freeLabel(minutes: number): string {
  return minutes < FREE_FROM ? durationLabel(minutes) : `free ${durationLabel(minutes)}`
}

function endingOf({ agenda, missing, clashes, entries }: AgendaView, any: boolean): readonly string[] {
  const [gone] = missing
  const lost =
    gone === undefined
      ? []
      : [`Not in the programme any more: ${missing.map(safe).join(', ')}.`, `Take off: kubeplan drop ${typed(gone)}`]
  if (agenda.picks.length + agenda.blocks.length === 0) {
    return ['Nothing on your agenda yet.', 'Look around: kubeplan list', 'Then pick: kubeplan add WORDS-OF-A-TITLE']
  }
  if (!any) return [...lost, 'Nothing of yours here.', 'All of it: kubeplan agenda']
  const maybes = entries.some(({ stage }) => stage === 'maybe') && entries.some(({ stage }) => stage === 'going')
  const step = clashes.length > 0 ? 'What clashes: kubeplan clashes' : 'Into your calendar: kubeplan export my.ics'
  return [...lost, step, ...(maybes ? ['(only the maybes: --stage maybe)'] : [])]
}
