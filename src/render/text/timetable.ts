import type { Session } from '../../model/conference.js'
import { type Day, dayLabel } from '../../model/time.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { isBanner, layOutDay, type TimetableDay } from '../../planning/timetable/timetable.js'
import { safe } from '../terminal.js'
import type { Screen, TimetableView } from '../views.js'
import { closing, flow } from './flow.js'
import { type Glyphs, glyphsOf } from './glyphs.js'
import { headlineOf } from './headline.js'
import { stageLegend } from './legend.js'
import { titleOf } from './session-rows.js'
import { sheetFor } from './sheet.js'
import { labelTexts, speakerLabel, tracksLabel } from './speaker-label.js'
import { dayLines } from './timetable-day.js'
import { dayEnding, ending, showsClash } from './timetable-ending.js'
import { gutterFor, slotsFitting } from './timetable-measure.js'

/** Below this width boxes would mostly consist of dots. */
const TIMETABLE_FROM = 60

/** Days as timetables for a person, or as lists on a narrow screen. */
export async function timetableText(view: TimetableView, screen: Screen): Promise<string> {
  if (screen.width < TIMETABLE_FROM) return (await import('./timetable-narrow.js')).narrowText(view, screen)
  const shown = new Set(view.days)
  const here = view.sessions.filter(({ when }) => when.kind === 'timed' && shown.has(when.day))
  const folding: Folding = view.fold
    ? foldAway(here, (session) => view.stages.has(session.id) || isBanner(session, view.stages))
    : { shown: here, folded: new Map() }
  const tables = view.days.map((day) => tableOf(day, folding.shown, view, screen.width))
  const days = tables.map(({ table }) => table)
  const head = headlineOf(view, view.days, here, legendOf(view, folding.shown, days, glyphsOf(screen)))
  const below = ending(view, folding, days)
  const besides = tables.map(({ table, gutter }) => dayEnding(table, gutter, view))
  const sheet = await sheetFor(screen, [
    ...head.map(({ text }) => text),
    ...wordsOf(folding.shown, view),
    ...[...besides.flat(), ...below],
  ])
  const body = tables.flatMap(({ table, gutter }, index) => [
    ...(tables.length > 1 ? [sheet.ink.heading(dayLabel(table.day))] : []),
    ...dayLines(table, { gutter, ascii: screen.ascii }, view, sheet),
    ...closing(besides[index] ?? [], sheet),
  ])
  return [...flow(head, sheet), ...body, ...closing(below, sheet)].map((line) => `${line}\n`).join('')
}

interface Table {
  readonly table: TimetableDay
  readonly gutter: number
}

function tableOf(day: Day, sessions: readonly Session[], view: TimetableView, width: number): Table {
  const { stages, blocks, across } = view
  const times = [...sessions.map(({ when }) => when), ...blocks].filter((when) => when.kind === 'timed')
  const gutter = gutterFor(
    times.filter((when) => when.day === day),
    day,
  )
  const input = { sessions, stages, blocks, ...(across && { across }) }
  return { table: layOutDay(day, input, (mine) => slotsFitting(width, gutter, mine)), gutter }
}

function legendOf(
  view: TimetableView,
  shown: readonly Session[],
  tables: readonly TimetableDay[],
  glyphs: Glyphs,
): string {
  const blocks = tables.some(({ boxes }) => boxes.some(({ of }) => of.kind === 'block'))
  const clash = tables.some((table) => showsClash(table, view))
  return [stageLegend(shown, view.stages, glyphs), blocks ? `${glyphs.block} mine` : '', clash ? '! clashes' : '']
    .filter(Boolean)
    .join(' ')
}

function wordsOf(sessions: readonly Session[], { blocks }: TimetableView): readonly string[] {
  return [
    ...sessions.flatMap((session) => [
      titleOf(session),
      ...speakerLabel(session.speakers).forms,
      safe(session.room ?? ''),
      ...labelTexts(tracksLabel(session.tracks)),
    ]),
    ...blocks.flatMap(({ title, room }) => [safe(title), safe(room ?? '')]),
  ]
}
