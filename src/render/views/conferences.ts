import { ageLabel } from '../../model/time.js'
import { closing, flow } from '../layout/paragraph.js'
import { type Cell, type Column, drawGrid, GUTTER } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import { columnWidths, widestOf } from '../screen/width.js'
import type { ConferencesView, KnownConference } from '../views.js'
import { count } from '../words/labels.js'
import { typed } from '../words/shell.js'

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 72
const MARK = 2

export function conferencesLines(view: ConferencesView, sheet: Sheet): readonly string[] {
  const { conferences } = view
  const ages = conferences.map((conference) => ageOf(conference, view))
  const head = [
    { text: count(conferences.length, 'conference'), tone: 'strong' as const },
    { text: conferences.some(({ inUse }) => inUse) ? `${sheet.glyphs.going} in use` : '' },
  ]
  const set = sheet.width < TABLE_FROM ? stacked : tableOf
  const body = conferences.length === 0 ? [] : set(conferences, ages, sheet)
  return [...flow(head, sheet), ...body, ...closing(endingOf(view), sheet)]
}

/** Only the slug of such a conference is known. */
const BROKEN = 'cannot be read'

function nameOf({ name, sessions }: KnownConference): string {
  return sessions === undefined ? BROKEN : safe(name)
}

function ageOf({ fetched, shipped }: KnownConference, { now }: ConferencesView): string {
  if (fetched !== undefined) return ageLabel(fetched, now)
  return shipped ? 'came with kubeplan' : ''
}

function tableOf(conferences: readonly KnownConference[], ages: readonly string[], sheet: Sheet): readonly string[] {
  const columns = [
    { head: 'SLUG', texts: conferences.map(({ slug }) => safe(slug)), rank: 2 },
    { head: 'NAME', texts: conferences.map(nameOf), rank: 1 },
    { head: 'SESSIONS', texts: conferences.map(({ sessions }) => String(sessions ?? '')), rank: 3 },
    { head: 'FETCHED', texts: ages, rank: 3 },
  ].filter(({ texts }) => texts.some((text) => text !== ''))
  const widths = columnWidths(
    columns.map(({ head, texts, rank }) => ({
      natural: Math.min(sheet.width, Math.max(head.length, widestOf(texts, sheet))),
      least: 8,
      rank,
    })),
    sheet.width - MARK - GUTTER * (columns.length - 1),
  )
  const specs = columns.map(
    ({ head }, index): Column => ({ head, align: head === 'SESSIONS' ? 'right' : 'left', width: widths[index] ?? 1 }),
  )
  const rows = conferences.map((_, row) => columns.map(({ texts }): Cell => ({ text: texts[row] ?? '' })))
  const [heads = '', ...lines] = drawGrid(specs, rows, sheet)
  return [' '.repeat(MARK) + heads, ...lines.map((line, row) => markOf(conferences[row], sheet) + line)]
}

function stacked(conferences: readonly KnownConference[], ages: readonly string[], sheet: Sheet): readonly string[] {
  const { fitTo, width, glyphs, ink } = sheet
  return conferences.flatMap((conference, row) => {
    const age = conference.fetched === undefined ? ages[row] : `fetched ${ages[row]}`
    const { sessions } = conference
    const details = [sessions === undefined ? '' : count(sessions, 'session'), age]
      .filter(Boolean)
      .join(` ${glyphs.dot} `)
    const below = [nameOf(conference), details]
      .filter(Boolean)
      .map((text) => ' '.repeat(MARK) + ink.faint(fitTo(text, width - MARK)))
    return [markOf(conference, sheet) + fitTo(safe(conference.slug), width - MARK), ...below]
  })
}

function markOf(conference: KnownConference | undefined, { glyphs, ink }: Sheet): string {
  return conference?.inUse ? `${ink.going(glyphs.going)} ` : ' '.repeat(MARK)
}

function endingOf({ conferences }: ConferencesView): readonly string[] {
  const other = conferences.find(({ inUse, sessions }) => !inUse && sessions !== undefined)
  return other
    ? [`Switch: kubeplan use ${typed(other.slug)}`]
    : ['Import one: kubeplan import https://YOUR-CONFERENCE.sched.com --as SLUG']
}
