import type { Block as OwnTime, Session } from '../../model/index.js'
import { dayLabel, durationLabel } from '../../model/time.js'
import type { DayRow, DayTables } from '../../planning/export/day-tables.js'
import type { Setting } from '../views.js'
import { headlineOf } from '../words/headline.js'
import { type ClockHours, clashCount, count, type Times, tally, timesOn } from '../words/labels.js'
import { titleOf } from '../words/session-rows.js'
import {
  type Block,
  facts,
  heading,
  type Line,
  link,
  type Prose,
  paragraph,
  part,
  passages,
  speakersTogether,
  whose,
} from './prose.js'

export interface DayTablesView extends Setting {
  readonly clock?: ClockHours | undefined
  readonly tables: DayTables
  readonly all: boolean
  readonly person?: string
}

interface Column {
  readonly head: string
  readonly cell: (row: DayRow, times: Times) => Line
}

/** A timetable: one table for each day, and one for what has no day. Columns that would be empty are left out. */
export function dayTablesProse(view: DayTablesView): Prose {
  const { tables, catalogue, all, person } = view
  const { name, url } = catalogue.conference
  const times = timesOn(view.clock)
  const rows = [...tables.days.flatMap((day) => day.rows), ...tables.unscheduled]
  const columns = COLUMNS.filter(({ cell }) => rows.some((row) => cell(row, times).length > 0))
  const table = (own: readonly DayRow[], shown: readonly Column[]): Block => ({
    kind: 'table',
    heads: shown.map(({ head }) => head),
    rows: own.map((row) => shown.map(({ cell }) => cell(row, times))),
  })
  const untimed = columns.filter(({ head }) => head !== TIME.head)
  return {
    title: all ? name : `${whose(person, 'agenda for')} ${name}`,
    parts: [
      ...part('about', paragraph([headline(view, rows), ...(url === undefined ? [] : [' · ', link('website', url)])])),
      ...tables.days.flatMap(({ day, rows: own }) =>
        part(`day/${day}`, heading(2, [dayLabel(day)]), table(own, columns)),
      ),
      ...(tables.unscheduled.length === 0
        ? []
        : part('unscheduled', heading(2, ['Not scheduled']), table(tables.unscheduled, untimed))),
    ],
  }
}

function headline(view: DayTablesView, rows: readonly DayRow[]): string {
  const { days, clashes } = view.tables
  const sessions = rows.filter(({ stage }) => stage !== 'block').length
  const [, ...parts] = headlineOf(
    view,
    days.map(({ day }) => day),
    rows,
    ...(view.all || sessions === 0 ? [count(sessions, 'session')] : []),
    ...tally(rows.map(({ stage }) => stage)),
    clashCount(clashes),
  )
  return facts(...parts.map(({ text }) => text))
}

const TIME: Column = {
  head: 'Time',
  cell: ({ when }, times) => [when.kind === 'timed' ? times.span(when, when.day) : 'day only'],
}

const COLUMNS: readonly Column[] = [
  TIME,
  {
    head: 'Session',
    cell: ({ what }) => (isSession(what) ? [link(titleOf(what), what.url)] : [what.title]),
  },
  { head: 'Room', cell: ({ what }) => (what.room === undefined ? [] : [what.room]) },
  { head: 'Track', cell: ({ what }) => (isSession(what) && what.tracks.length > 0 ? [what.tracks.join(', ')] : []) },
  {
    head: 'Speakers',
    cell: ({ what }) => (isSession(what) && what.speakers.length > 0 ? [speakersTogether(what.speakers)] : []),
  },
  { head: 'Stage', cell: stageCell },
  { head: 'Notes', cell: notesCell },
]

/** Note, takeaways, rating and attendance on one line, because a cell has only one. */
function notesCell({ pick }: DayRow): Line {
  if (!pick) return []
  const { note = '', rating, attended, takeaways } = pick
  const text = facts(
    ...[note, ...takeaways].map((words) => passages(words).flat().join(' ')),
    rating === undefined ? '' : `rated ${rating} of 5`,
    attended === undefined ? '' : attended ? 'attended' : 'missed',
  )
  return text === '' ? [] : [text]
}

function isSession(what: Session | OwnTime): what is Session {
  return what.kind !== 'timed'
}

function stageCell({ stage, clashes }: DayRow): Line {
  const told = clashes.map(({ with: { title }, clash: { reason, minutes, endAssumed } }) => {
    const [words, short] = reason === 'walk' ? ['too far from', ' short'] : ['clashes with', '']
    return `${words} ${title}${endAssumed ? '' : `, ${durationLabel(minutes)}${short}`}`
  })
  return stage === undefined ? [] : [[stage, ...told].join('; ')]
}
