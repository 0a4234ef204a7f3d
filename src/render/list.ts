import { dayLabel } from '../clock/iso.js'
import type { Kind, Session } from '../model/session.js'
import { type Folding, type FoldLabel, foldAway } from '../planning/foldable.js'
import { columnWidths, widestOf } from './columns.js'
import { count } from './count.js'
import { closing, flow } from './flow.js'
import type { Glyphs } from './glyphs.js'
import { glyphsOf } from './glyphs.js'
import { type Cell, type Column, drawGrid, GUTTER } from './grid.js'
import { headlineOf } from './headline.js'
import { daysIn, groupRows, type RowGroup, type SessionRow } from './session-rows.js'
import { type Sheet, sheetFor } from './sheet.js'
import { typed } from './shell.js'
import { safe } from './terminal.js'
import type { Screen, SessionsView } from './views.js'

/** Below this many columns a table would hold more dots than words. */
const TABLE_FROM = 60
/** Room for a mark in front of every row. */
const MARK = 2

/** A list of sessions for a person: a headline, a table (two lines a session on a narrow screen), counts, the next step. */
export async function listText(view: SessionsView, screen: Screen): Promise<string> {
  const folding: Folding = view.fold
    ? foldAway(view.sessions, ({ id }) => view.stages.has(id))
    : { shown: view.sessions, folded: new Map() }
  const { shown } = folding
  const place = shown.some(({ room }) => room !== undefined) ? 'room' : 'track'
  const groups = groupRows(view, shown, place)
  const headline = headlineOf(view, view.days ?? daysIn(shown), shown, legend(view, shown, glyphsOf(screen)))
  const rows = groups.flatMap((group) => group.rows)
  const texts = rows.flatMap((row) => [row.title, ...row.speakers, row.place])
  const sheet = await sheetFor(screen, [
    ...headline.map(({ text }) => text),
    ...texts,
    safe(nextPick(view, shown) ?? ''),
  ])
  const body = screen.width < TABLE_FROM ? twoLineRows(groups, view, sheet) : table(groups, place, view, sheet)
  return [...flow(headline, sheet), ...body, ...ending(view, folding, sheet)].map((line) => `${line}\n`).join('')
}

/** What the marks mean, as far as there are any. */
function legend(view: SessionsView, shown: readonly Session[], glyphs: Glyphs): string {
  const stages = new Set(shown.map(({ id }) => view.stages.get(id)))
  return (['going', 'maybe'] as const)
    .filter((stage) => stages.has(stage))
    .map((stage) => `${glyphs[stage]} ${stage}`)
    .join(' ')
}

function table(
  groups: readonly RowGroup[],
  place: 'room' | 'track',
  view: SessionsView,
  sheet: Sheet,
): readonly string[] {
  const rows = groups.flatMap((group) => group.rows)
  if (rows.length === 0) return []
  const widest = (text: (row: SessionRow) => string) => widestOf(rows.map(text), sheet)
  const share = (percent: number) => Math.floor((sheet.width * percent) / 100)
  const specs = [
    { key: 'time', head: 'TIME', natural: widest(({ time }) => time), least: sheet.width, rank: 3, lead: MARK },
    { key: 'title', head: 'TITLE', natural: widest(({ title }) => title), least: 20, rank: 2, lead: 0 },
    {
      key: 'speakers',
      head: 'SPEAKERS',
      natural: widest((row) => row.speakers[0] ?? ''),
      least: share(20),
      rank: 1,
      lead: 0,
    },
    {
      key: 'place',
      head: place.toUpperCase(),
      natural: widest((row) => row.place),
      least: share(15),
      rank: 1,
      lead: 0,
    },
  ] as const
  const used = specs.filter(({ natural }) => natural > 0)
  const wants = used.map(({ natural, head, least, rank, lead }) => ({
    natural: Math.min(sheet.width, lead + Math.max(natural, head.length)),
    least,
    rank,
  }))
  const widths = columnWidths(wants, sheet.width - GUTTER * (used.length - 1))
  const columns = used.map(({ head, lead }, index): Column => {
    return { head: ' '.repeat(lead) + head, align: 'left', width: widths[index] ?? 1 }
  })
  const timed = used.some(({ key }) => key === 'time')
  const cellOf = (row: SessionRow, key: (typeof specs)[number]['key'], width: number): Cell => {
    if (key === 'time') return marked(row, view, sheet, row.time)
    if (key === 'title') return timed ? { text: row.title } : marked(row, view, sheet, row.title)
    if (key === 'place') return { text: row.place, tone: 'faint' }
    return { text: row.speakers.find((form) => sheet.widthOf(form) <= width) ?? row.speakers.at(-1) ?? '' }
  }
  const cells = rows.map((row) => used.map(({ key }, index) => cellOf(row, key, widths[index] ?? 1)))
  const [heads = '', ...lines] = drawGrid(columns, cells, sheet)
  return [
    heads,
    ...underHeadings(
      groups,
      lines.map((line) => [line]),
      sheet,
    ),
  ]
}

function marked({ session }: SessionRow, view: SessionsView, { glyphs }: Sheet, text: string): Cell {
  const stage = view.stages.get(session.id)
  return stage ? { sign: `${glyphs[stage]} `, signTone: stage, text } : { sign: ' '.repeat(MARK), text }
}

/** Title, then time, people and place, for screens too narrow for columns. */
function twoLineRows(groups: readonly RowGroup[], view: SessionsView, sheet: Sheet): readonly string[] {
  const { ink, glyphs } = sheet
  const blocks = groups
    .flatMap((group) => group.rows)
    .map(({ session, title, time, speakers, place }) => {
      const stage = view.stages.get(session.id)
      const mark = stage ? `${ink[stage](glyphs[stage])} ` : ' '.repeat(MARK)
      const details = [time, speakers[0] ?? '', place].filter(Boolean).join(` ${glyphs.dot} `)
      const second =
        details === '' ? [] : [' '.repeat(2 * MARK) + ink.faint(sheet.fitTo(details, sheet.width - 2 * MARK))]
      return [mark + sheet.fitTo(title, sheet.width - MARK), ...second]
    })
  return underHeadings(groups, blocks, sheet)
}

/** The lines of each row, in order, with the headings of their groups between them. */
function underHeadings(
  groups: readonly RowGroup[],
  rows: readonly (readonly string[])[],
  { ink }: Sheet,
): readonly string[] {
  let next = 0
  return groups.flatMap(({ heading, rows: { length } }) => {
    const lines = rows.slice(next, next + length).flat()
    next += length
    if (heading === undefined) return lines
    return [ink.heading(heading === 'unscheduled' ? 'Not scheduled' : dayLabel(heading)), ...lines]
  })
}

const FOLDED: Readonly<Record<FoldLabel, readonly [one: string, many: string]>> = {
  sponsored: ['sponsored demo', 'sponsored demos'],
  umbrella: ['umbrella', 'umbrellas'],
  social: ['social event', 'social events'],
  break: ['break', 'breaks'],
  other: ['other', 'other'],
}

function ending(view: SessionsView, { shown, folded }: Folding, sheet: Sheet): readonly string[] {
  if (shown.length === 0) return ['No sessions.']
  const away = [...folded].map(([label, number]) => count(number, ...FOLDED[label])).join(', ')
  const counts =
    away === ''
      ? `${count(shown.length, 'session')}.`
      : `${shown.length} of ${view.sessions.length}. Folded: ${away} (--kind all).`
  const id = nextPick(view, shown)
  const step = id === undefined ? 'Your days: kubeplan agenda' : `Pick: kubeplan add ${typed(id)}`
  return closing([counts, step], sheet)
}

/** The first session that one could still pick, for the example: rather a talk than a coffee. */
function nextPick({ stages }: SessionsView, shown: readonly Session[]): string | undefined {
  const open = shown.filter(({ id, status }) => !stages.has(id) && status === 'confirmed')
  return (open.find(({ kind }) => !PASSING.has(kind)) ?? open[0])?.id
}

const PASSING: ReadonlySet<Kind> = new Set<Kind>(['break', 'social', 'umbrella', 'other'])
