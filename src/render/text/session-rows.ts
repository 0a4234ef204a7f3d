import type { Session, Timed, When } from '../../model/conference.js'
import { clockAt, type Day } from '../../model/time.js'
import { backToBack, type Line } from '../../planning/agenda/walks.js'
import { safe } from '../terminal.js'
import type { SessionsView } from '../views.js'
import { dateHint, spanLabel } from './moments.js'
import { listedRunTitles } from './run-title.js'
import { type Label, speakerLabel, tracksLabel, wholeOf } from './speaker-label.js'

/** A session, or a run of keynotes, as one row. All texts are safe. */
export interface SessionRow {
  /** The first of a run; all of them have the same stage. */
  readonly session: Session
  readonly time: string
  readonly title: string
  readonly shorter?: readonly string[]
  readonly speakers: Label
  /** The room, or the track if no session of the list has a room. */
  readonly place: Label
}

export interface RowGroup {
  readonly heading: 'unscheduled' | Day | undefined
  readonly rows: readonly SessionRow[]
}

/** The rows of a list in order, under headings if it is ordered by day. */
export function groupRows(
  view: SessionsView,
  sessions: readonly Session[],
  place: 'room' | 'track',
): readonly RowGroup[] {
  const byDay = !view.ranked && inDayOrder(sessions)
  const days = daysIn(sessions)
  const groups: { heading: RowGroup['heading']; rows: SessionRow[] }[] = []
  for (const line of linesOf(sessions, view, byDay)) {
    const heading = byDay ? headingOf(line.items[0], days.length > 1) : undefined
    const row = rowOf(line, place, { byDay, days })
    const last = groups.at(-1)
    if (last && last.heading === heading) last.rows.push(row)
    else groups.push({ heading, rows: [row] })
  }
  return groups
}

export function daysIn(sessions: readonly Session[]): readonly Day[] {
  return [...new Set(sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [when.day])))].sort()
}

/** The title, marked if the session is cancelled. */
export function titleOf({ title, status }: Session): string {
  return status === 'cancelled' ? `[cancelled] ${safe(title)}` : safe(title)
}

interface Order {
  readonly byDay: boolean
  readonly days: readonly Day[]
}

function linesOf(
  sessions: readonly Session[],
  { runs = false, stages }: SessionsView,
  byDay: boolean,
): readonly Line<Session>[] {
  if (!runs || !byDay) return sessions.map((session) => ({ items: [session] }))
  return backToBack(sessions, (session) => ({ session, trait: stages.get(session.id) ?? '' }))
}

function rowOf({ items, run }: Line<Session>, place: 'room' | 'track', order: Order): SessionRow {
  const [session] = items
  const [title, ...shorter] = run ? listedRunTitles(items.length) : [titleOf(session)]
  return {
    session,
    time: timeOf(run ?? session.when, order),
    title,
    ...(run && { shorter }),
    speakers: speakerLabel(run ? [] : session.speakers),
    place: placeLabel(items, place),
  }
}

/** The common place of a run; empty if there is none. */
export function placeLabel(items: Line<Session>['items'], place: 'room' | 'track'): Label {
  const [first, ...others] = items.map((one) =>
    place === 'track' ? tracksLabel(one.tracks) : { forms: [safe(one.room ?? '')], more: '' },
  )
  const one = first && others.every((other) => wholeOf(other) === wholeOf(first))
  return one ? first : { forms: [''], more: '' }
}

/** Without headings a row names its day, unless all have the same. */
function timeOf(when: Exclude<When, Timed> | NonNullable<Line<Session>['run']>, { byDay, days }: Order): string {
  if (when.kind === 'unscheduled') return byDay ? '' : 'unscheduled'
  const alone = byDay || days.length < 2
  const hint = (day: Day) => dateHint(day, (day === days[0] ? days.at(-1) : days[0]) ?? day)
  if (when.kind === 'dated') return alone ? 'day only' : `${hint(when.day)} day only`
  if (alone) return spanLabel(when, when.day)
  const { day } = clockAt(when.start, when.offset)
  return `${hint(day)} ${spanLabel(when, day)}`
}

function headingOf({ when }: Session, several: boolean): RowGroup['heading'] {
  if (when.kind === 'unscheduled') return 'unscheduled'
  return several ? when.day : undefined
}

/** `--sort title` mixes the days. */
function inDayOrder(sessions: readonly Session[]): boolean {
  let before = ''
  for (const { when } of sessions) {
    const day = when.kind === 'unscheduled' ? '~' : when.day
    if (day < before) return false
    before = day
  }
  return true
}
