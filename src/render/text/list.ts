import { isInPassing, type Session } from '../../model/conference.js'
import { dayLabel } from '../../model/time.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { safe } from '../terminal.js'
import type { Screen, SessionsView } from '../views.js'
import { count } from './count.js'
import { closing, flow } from './flow.js'
import { foldedSentence } from './folded.js'
import { glyphsOf } from './glyphs.js'
import { headlineOf } from './headline.js'
import { stageLegend } from './legend.js'
import { tableRows, twoLineRows } from './list-rows.js'
import { daysIn, groupRows, type RowGroup, type SessionRow } from './session-rows.js'
import { type Sheet, sheetFor } from './sheet.js'
import { typed } from './shell.js'
import { labelTexts } from './speaker-label.js'

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 60

/**
 * A list of sessions for a person: a headline, a table (two lines a session on a narrow screen), counts, the next step.
 */
export async function listText(view: SessionsView, screen: Screen): Promise<string> {
  const folding: Folding = view.fold
    ? foldAway(view.sessions, ({ id }) => view.stages.has(id))
    : { shown: view.sessions, folded: new Map() }
  const shown = folding.shown.slice(0, view.limit)
  const place = shown.some(({ room }) => room !== undefined) ? 'room' : 'track'
  const groups = groupRows(view, shown, place)
  const headline = headlineOf(
    view,
    view.days ?? daysIn(shown),
    shown,
    stageLegend(shown, view.stages, glyphsOf(screen)),
  )
  const rows = groups.flatMap((group) => group.rows)
  const example = nextPick(view, shown, rows)
  const texts = rows.flatMap((row) => [row.title, ...row.speakers.forms, ...labelTexts(row.place)])
  const sheet = await sheetFor(screen, [...headline.map(({ text }) => text), ...texts, safe(example ?? '')])
  const set = screen.width < TABLE_FROM ? twoLineRows : tableRows
  const { heads, lines } = set(rows, { place, stages: view.stages }, sheet)
  const body = [...heads, ...underHeadings(groups, lines, sheet)]
  return [...flow(headline, sheet), ...body, ...ending(view, { ...folding, shown }, example, sheet)]
    .map((line) => `${line}\n`)
    .join('')
}

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

function ending(
  view: SessionsView,
  { shown, folded }: Folding,
  example: string | undefined,
  sheet: Sheet,
): readonly string[] {
  if (shown.length === 0) return ['No sessions.']
  const away = foldedSentence(folded)
  const all = view.sessions.length
  const counts = shown.length === all ? `${count(all, 'session')}.` : `${shown.length} of ${all}. ${away}`.trimEnd()
  const step = example === undefined ? 'Your days: kubeplan agenda' : `Pick: kubeplan add ${typed(example)}`
  return closing([counts, step], sheet)
}

/** The first session that could still be picked, for the example: preferably a talk, and one with its own line. */
function nextPick(
  { stages }: SessionsView,
  shown: readonly Session[],
  rows: readonly SessionRow[],
): string | undefined {
  const open = shown.filter(({ id, status }) => !stages.has(id) && status === 'confirmed')
  const alone = new Set(rows.flatMap(({ session, shorter }) => (shorter ? [] : session.id)))
  const talks = open.filter(({ kind }) => !isInPassing(kind))
  return (talks.find(({ id }) => alone.has(id)) ?? talks[0] ?? open[0])?.id
}
