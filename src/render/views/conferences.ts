import { ageLabel } from '../../model/time.js'
import { closing, cutLines, flow } from '../layout/paragraph.js'
import { drawTable, type TableColumn } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { ConferencesView, KnownConference } from '../views.js'
import { count } from '../words/labels.js'
import type { Suggest } from '../words/shell.js'

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 72
const MARK = 2

export function conferencesLines(view: ConferencesView, sheet: Sheet): readonly string[] {
  const { conferences } = view
  const head = [
    { text: count(conferences.length, 'conference'), tone: 'strong' as const },
    { text: conferences.some(({ inUse }) => inUse) ? `${sheet.glyphs.going} in use` : '' },
  ]
  const set = sheet.width < TABLE_FROM ? stacked : tableOf
  const body = conferences.length === 0 ? [] : set(conferences, view, sheet)
  return [...flow(head, sheet), ...body, ...closing(endingOf(view, sheet.suggest), sheet)]
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

function tableOf(conferences: readonly KnownConference[], view: ConferencesView, sheet: Sheet): readonly string[] {
  const columns: readonly TableColumn<KnownConference>[] = [
    { head: 'SLUG', text: ({ slug }) => safe(slug), least: 8, rank: 2 },
    { head: 'NAME', text: nameOf, least: 8, rank: 1 },
    { head: 'SESSIONS', text: ({ sessions }) => String(sessions ?? ''), align: 'right', least: 8 },
    { head: 'FETCHED', text: (conference) => ageOf(conference, view), least: 8 },
  ]
  const [heads = '', ...lines] = drawTable(conferences, columns, sheet.width - MARK, sheet)
  return [' '.repeat(MARK) + heads, ...lines.map((line, row) => markOf(conferences[row], sheet) + line)]
}

function stacked(conferences: readonly KnownConference[], view: ConferencesView, sheet: Sheet): readonly string[] {
  const { fitTo, width, glyphs } = sheet
  return conferences.flatMap((conference) => {
    const { slug, sessions, fetched } = conference
    const age = (fetched === undefined ? '' : 'fetched ') + ageOf(conference, view)
    const details = [sessions === undefined ? '' : count(sessions, 'session'), age]
    const below = [nameOf(conference), details.filter(Boolean).join(` ${glyphs.dot} `)]
    return [
      markOf(conference, sheet) + fitTo(safe(slug), width - MARK),
      ...cutLines(
        below.map((text) => ({ text, tone: 'faint' })),
        sheet,
        MARK,
      ),
    ]
  })
}

function markOf(conference: KnownConference | undefined, { glyphs, ink }: Sheet): string {
  return conference?.inUse ? `${ink.going(glyphs.going)} ` : ' '.repeat(MARK)
}

function endingOf({ conferences }: ConferencesView, suggest: Suggest): readonly string[] {
  const other = conferences.find(({ inUse, sessions }) => !inUse && sessions !== undefined)
  return other
    ? [`Switch: ${suggest('use', [other.slug])}`]
    : [`Import one: ${suggest('import', ['https://YOUR-CONFERENCE.sched.com'], [['--as', 'SLUG']])}`]
}
