import type { Instant } from '../../../model/time.js'
import { bestSitting } from '../../../planning/agenda/sittings.js'
import { type Column, cellOf, columnsFor, GUTTER, toneInTime, widestOf } from '../../layout/columns.js'
import { closing, cutLines, flow, headline, type Part, painted } from '../../layout/paragraph.js'
import {
  type DayRows,
  dayLines,
  type FreeRow,
  firstAhead,
  freeLine,
  type NumberedLines,
  nowLine,
  numberRows,
} from '../../layout/rows.js'
import type { Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { AgendaView } from '../../views.js'
import { fetchedLabel, headlineOf } from '../../words/headline.js'
import { clashCount, tally } from '../../words/labels.js'
import { fitLabel, twiceSentences, unknownWalks } from '../../words/session-rows.js'
import { distinctNames, withoutSharedLabels } from '../../words/shared-parts.js'
import { ifSo, insteadCommand, type Suggest } from '../../words/shell.js'
import { type AgendaRow, agendaRows, companyParts, companyStep, type Remark } from './agenda-rows.js'

export function agendaLines(view: AgendaView, sheet: Sheet): NumberedLines {
  const days = agendaRows(view, sheet)
  const age = fetchedLabel(view.catalogue.conference, view.asked)
  const stages = [...view.entries, ...view.untimed].map(({ stage }) => stage)
  const counts = [tally(stages).join(', '), clashCount({ length: view.clashes.length + view.unmade })]
  const walks = unknownWalks(view.roomChanges)
  const entries = view.entries.map(({ entry }) => entry)
  const body = entryLines(days, view.now, sheet)
  const lines = [
    ...headline(headlineOf(view, view.days, entries, ...counts, legendOf(days, sheet), age, walks), sheet),
    ...flow(companyParts(view), sheet),
    ...body.lines,
    ...closing(endingOf(view, days.length > 0, sheet), sheet),
  ]
  return { lines, rows: body.rows }
}

function endingOf(view: AgendaView, any: boolean, sheet: Sheet): readonly string[] {
  const { suggest } = sheet
  const { agenda, missing, likely, clashes, entries } = view
  const [gone] = missing.filter((id) => !likely.has(id))
  const company = companyStep(view, suggest)
  const lost = [
    ...missingLines(missing, agenda),
    ...likelyLines(view, suggest),
    ...(gone === undefined ? [] : [`Drop it: ${suggest('drop', [gone])}`]),
  ]
  if (agenda.picks.length + agenda.blocks.length === 0) {
    if (company.length > 0) return ['Nothing on your agenda yet.', ...company]
    return [
      'Nothing on your agenda yet.',
      `Look around: ${suggest('list')}`,
      `Then pick: ${suggest('add', ['WORDS-OF-A-TITLE'])}`,
    ]
  }
  if (!any) return [...lost, 'Nothing on your agenda matches.', `All of it: ${suggest('agenda')}`, ...company]
  const maybes = entries.some(({ stage }) => stage === 'maybe') && entries.some(({ stage }) => stage === 'going')
  const block = entries.find(({ stage }) => stage === 'block')
  const calendar = `For your calendar: ${suggest('export', ['my.ics'], block ? [['--blocks']] : [])}`
  const step = clashes.length > 0 ? `What clashes: ${suggest('clashes')}` : calendar
  const remove =
    block && agenda.picks.length === 0 ? [`Unblock: ${suggest('block --remove', [block.entry.title])}`] : []
  const twice = view.again ? twiceSentences(view.again, sheet) : []
  return [
    ...lost,
    ...insteadOfCancelled(view, suggest),
    ...twice,
    step,
    ...remove,
    ...company,
    ...(maybes ? ['(only the maybes: --stage maybe)'] : []),
  ]
}

function insteadOfCancelled({ entries, again, whyNot }: AgendaView, suggest: Suggest): readonly string[] {
  const steps = entries.flatMap(({ session, stage }) => {
    if (session?.status !== 'cancelled' || stage !== 'going') return []
    const best = bestSitting(again?.sittingsOf(session.id) ?? [])
    if (!best?.free || whyNot?.(best.session, session.id) !== undefined) return []
    return [`Go at the other time: ${insteadCommand(best.session.id, session.id, suggest)}`]
  })
  return steps.slice(0, 1)
}

/** Enough to answer at once; the others follow next time. */
const MOST_OFFERS = 5

function likelyLines({ likely, whyNot }: AgendaView, suggest: Suggest): readonly string[] {
  return [...likely]
    .slice(0, MOST_OFFERS)
    .map(([old, now]) => `Perhaps now ${safe(now.title)}. ${ifSo(now, old, whyNot, suggest)}`)
}

/** A session that was never seen in the programme may be a typo in the file. */
function missingLines(missing: readonly string[], { picks }: AgendaView['agenda']): readonly string[] {
  const seen = new Set(picks.flatMap(({ session, seen }) => (seen ? [session] : [])))
  const [were, never] = [missing.filter((id) => seen.has(id)), missing.filter((id) => !seen.has(id))]
  const line = (words: string, ids: readonly string[]) =>
    ids.length > 0 ? [`${words}: ${ids.map(safe).join(', ')}.`] : []
  return [...line('Not in the programme any more', were), ...line('Not in the programme', never)]
}

const COLUMNS_FROM = 72
/** In columns, for the sign of a clash. */
const LEAD = 2
/** The least that is left of a name that is cut, in columns. */
const SHORTEST_NAME = 6
/** The same where titles can be cut instead; enough to recognise the name. */
const TELLING_NAME = 16

function entryLines(
  days: readonly DayRows<AgendaRow | FreeRow>[],
  now: Instant | undefined,
  paper: Sheet,
): NumberedLines {
  const rows = days.flatMap(entriesIn)
  const { sheet, ...numbers } = numberRows(rows, ({ ids }) => ids, paper)
  const { indent, linesOf } = (sheet.width < COLUMNS_FROM ? stacked : columned)(rows, sheet)
  const lines = days.flatMap((day) => {
    const ahead = firstAhead(entriesIn(day))
    const before = (row: AgendaRow) =>
      row === ahead && now !== undefined ? numbers.indented([nowLine(now, row.offset, LEAD, sheet)]) : []
    return dayLines(
      [day],
      (row) =>
        'free' in row
          ? numbers.indented([freeLine(row, indent, sheet)])
          : [...before(row), ...numbers.before(row, linesOf(row))],
      sheet,
    )
  })
  return { lines, rows: numbers.rows }
}

function entriesIn({ rows }: DayRows<AgendaRow | FreeRow>): readonly AgendaRow[] {
  return rows.flatMap((row) => ('free' in row ? [] : row))
}

function legendOf(days: readonly DayRows<AgendaRow | FreeRow>[], { glyphs }: Sheet): Part {
  const isOn = days.some((day) => entriesIn(day).some(({ phase }) => phase === 'on'))
  return { text: isOn ? `${glyphs.cursor} now` : '', brief: '' }
}

const inTime = (column: Column<AgendaRow>) => ({ ...column, tone: toneInTime(column) })

interface SetRows {
  /** Of free time. */
  readonly indent: number
  readonly linesOf: (row: AgendaRow) => readonly string[]
}

/** One line for each row. */
function columned(rows: readonly AgendaRow[], sheet: Sheet): SetRows {
  const { width, padTo, times } = sheet
  const share = (percent: number) => Math.floor((width * percent) / 100)
  const time = Math.min(width, timeWidth(rows, sheet))
  const indent = LEAD + time + 3
  const [rooms, titles] = [
    distinctNames(
      rows.map(({ room }) => room),
      sheet,
    ),
    withoutSharedLabels(rows.map(({ title }) => title)),
  ]
  const title: Column<AgendaRow> = {
    text: hintedTitle,
    within: (row, room) =>
      fitLabel({ forms: row.hint === undefined ? titles(row.title) : [row.title], more: '' }, room, sheet),
    href: ({ url }) => url,
    least: 20,
    rank: 2,
  }
  const place: Column<AgendaRow> = {
    text: ({ room }) => room,
    within: ({ room }, most) => rooms.fit(room, most),
    tone: 'faint',
    snug: true,
    least: Math.min(rooms.compact, Math.max(ROOM, share(18))),
    rank: 1,
  }
  const remarksColumn = (some: (remark: Remark) => boolean): Column<AgendaRow> => {
    const own = ({ remarks }: AgendaRow) => ({ remarks: remarks.filter(some) })
    return {
      text: (row) => remarksText(own(row)),
      within: (row, room) => fitRemarks(own(row), room, sheet),
      tone: ({ clashes }) => (clashes ? 'bad' : 'faint'),
      least: Math.max(share(25), Math.min(share(36), Math.max(0, ...rows.map((row) => telling(own(row), sheet))))),
      rank: 1,
    }
  }
  const company: Column<AgendaRow> = { text: (row) => row.company, least: share(12), rank: 2 }
  const always = [title, place, { text: ({ priority }: AgendaRow) => priority, least: 2 }]
  const [remarks, named] = [remarksColumn(() => true), remarksColumn(({ text }) => text !== '')]
  // What few rows have would cost all of them a column.
  const goesBelow = (column: Column<AgendaRow>) => isBelow(rows, always, column, sheet)
  const last = [
    ...(goesBelow(company) ? [] : [company]),
    ...(goesBelow(remarks) ? [remarksColumn(({ text }) => text === '')] : [remarks]),
  ].map(inTime)
  const below = [...(goesBelow(company) ? [company] : []), ...(goesBelow(remarks) ? [named] : [])].map(inTime)
  const { used, starts, line } = columnsFor(rows, [...always.map(inTime), ...last], width - indent, sheet)
  // My own words begin where remarks do, even if the entry has none.
  const before = starts[used.findIndex(({ column }) => column === last.at(-1))] ?? starts.at(-1) ?? 0
  return {
    indent: LEAD + time + 1,
    linesOf(bare) {
      const row = withHint(bare, used[0]?.width ?? 1, sheet)
      const { text, width: taken } = line(row)
      const gap = Math.max(0, before - GUTTER - taken)
      const own = ownWords(row, width - indent - taken - gap, indent, sheet)
      const start = row.isSameTime ? '' : times.aligned(row.time)
      const shown = painted({ text: padTo(start, time), tone: pastTone(row) }, sheet)
      const first = `${signOf(row, sheet)}${shown} ${markOf(row, sheet)} ${text}`
      return [
        (first + (own.beside && ' '.repeat(gap) + own.beside)).trimEnd(),
        ...below.flatMap((column) => cutLines([cellOf(column, row, width - indent, sheet)], sheet, indent)),
        ...own.below,
        ...cutLines(belowParts(row), sheet, indent),
      ]
    },
  }
}

function timeWidth(rows: readonly AgendaRow[], sheet: Sheet): number {
  return widestOf(
    rows.map((row) => sheet.times.aligned(row.time)),
    sheet,
  )
}

/**
 * Whether a column goes to a second line of the rows that have something in it: where it leaves too little to the columns
 * before it, and the screen is narrow or fewer than half of the rows have something.
 */
function isBelow(
  rows: readonly AgendaRow[],
  before: readonly Column<AgendaRow>[],
  column: Column<AgendaRow>,
  sheet: Sheet,
): boolean {
  const time = timeWidth(rows, sheet)
  const using = rows.filter((row) => column.text(row) !== '')
  const widths = [...before, column].map(({ text }) => widestOf(rows.map(text), sheet)).filter((wide) => wide > 0)
  const taken = widths.reduce((sum, wide) => sum + wide + GUTTER, LEAD + time + 1)
  return (sheet.screen < WIDE || using.length * 2 < rows.length) && taken > sheet.width
}

/** In columns; from this width on most rows may have remarks beside them. */
const WIDE = 100
/** In columns; enough for most rooms. */
const ROOM = 12

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
  if (widthOf(beside) <= room) return { beside: beside && ink.faint(beside), below: [] }
  const label = parts.length === 2 ? `${own} ${glyphs.dot} ` : own
  const quote = note === '' ? '' : `"${fitTo(note, Math.max(1, width - indent - widthOf(label) - 2))}"`
  return { beside: '', below: [' '.repeat(indent) + ink.faint(label + quote)] }
}

/** Several lines for each entry, for screens too narrow for columns. */
function stacked(rows: readonly AgendaRow[], sheet: Sheet): SetRows {
  const { glyphs, fitTo, width } = sheet
  const indent = LEAD + 2
  const room = width - indent
  const rooms = distinctNames(
    rows.map((row) => row.room),
    sheet,
  )
  const titles = withoutSharedLabels(rows.map(({ title }) => title))
  return {
    indent: LEAD,
    linesOf(bare) {
      const row = withHint(bare, room, sheet)
      const { time, priority, remarks, clashes, company, own, note } = row
      const dot = ` ${glyphs.dot} `
      const others = [time, priority].filter(Boolean).join(dot)
      const place = rooms.fit(row.room, Math.max(1, room - (others === '' ? 0 : sheet.widthOf(others + dot))))
      const below: readonly Part[] = [
        { text: [time, place, priority].filter(Boolean).join(dot), tone: 'faint' },
        { text: company },
        ...remarks.map((remark): Part => {
          return {
            text: fitRemarks({ remarks: [remark] }, room, sheet),
            tone: pastTone(row) ?? (clashes ? 'bad' : 'faint'),
          }
        }),
        { text: own, tone: 'faint' },
        { text: note === '' ? '' : `"${fitTo(note, room - 2)}"`, tone: 'faint' },
      ]
      return [
        `${signOf(row, sheet)}${markOf(row, sheet)} ${painted({ text: fitLabel({ forms: titles(row.title), more: '' }, room, sheet), tone: pastTone(row), href: row.url }, sheet)}`,
        ...cutLines([...below, ...belowParts(row)], sheet, indent),
      ]
    },
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

/** Whether it clashes, and whether it is on now. */
function signOf({ clashes, phase }: AgendaRow, { ink, glyphs }: Sheet): string {
  const clash = clashes ? ink[phase === 'over' ? 'faint' : 'bad']('!') : ' '
  return clash + (phase === 'on' ? ink.strong(glyphs.cursor) : ' ')
}

function pastTone({ phase }: AgendaRow): 'faint' | undefined {
  return phase === 'over' ? 'faint' : undefined
}

function markOf(row: AgendaRow, { ink, glyphs }: Sheet): string {
  const { stage } = row
  if (row.phase === 'over') return ink.faint(glyphs[stage])
  return stage === 'block' ? glyphs.block : ink[stage](glyphs[stage])
}

function belowParts({ below }: AgendaRow): readonly Part[] {
  return below.map((text) => ({ text, tone: 'faint' }))
}

function remarksText({ remarks }: Pick<AgendaRow, 'remarks'>): string {
  return remarks.map(({ text, rest }) => text + rest).join('  ')
}

function telling({ remarks }: Pick<AgendaRow, 'remarks'>, { widthOf }: Sheet): number {
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
