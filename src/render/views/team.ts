import type { Session, Timed } from '../../model/index.js'
import type { Day } from '../../model/time.js'
import type { MemberPlan, Unattendable } from '../../planning/team/team-problem.js'
import { closing, hanging, headline, type Part } from '../layout/paragraph.js'
import { type DayRows, dayLines, type NumberedLines, numberRows } from '../layout/rows.js'
import type { Glyphs, Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { TeamView } from '../views.js'
import { settingParts } from '../words/headline.js'
import { count, pointsCount, pointsLabel, type Times } from '../words/labels.js'
import { titleOf, unknownWalks } from '../words/session-rows.js'
import type { Suggest } from '../words/shell.js'
import { MORE_TIME, proofPart } from './plan/plan-findings.js'
import {
  insteadOf,
  type PlanColumn,
  type PlanRow,
  roomColumn,
  spanAmong,
  startAmong,
  tableFor,
} from './plan/plan-table.js'

type TimedSession = Session & { readonly when: Timed }

/** A split for people: whether it is the best, everybody's days, then what nobody attends. */
export function teamLines(view: TeamView, sheet: Sheet): NumberedLines {
  const { glyphs, times } = sheet
  const sessionOf = timedSessions(view)
  const attended = view.team.members.flatMap(({ sessions }) => sessions.flatMap(({ id }) => sessionOf(id) ?? []))
  const left = view.team.uncovered.flatMap((id) => sessionOf(id) ?? [])
  const days = [...new Set([...attended, ...left].map(({ when }) => when.day))].sort()
  const members = view.team.members.map((member, place) => {
    const moved = new Map(view.moved.filter((one) => one.member === place).map((one) => [one.session, one.picked]))
    return { member, days: memberDays(member, moved, sessionOf, days.length > 1, times) }
  })
  const uncovered = left.map((session) => leftRow(session, view.team.missed.includes(session.id), days, times))
  const attendedRows = members.flatMap((one) => one.days.flatMap((day) => day.rows))
  const { before, ...numbers } = numberRows([...attendedRows, ...uncovered], ({ ids = [] }) => ids, sheet)
  const columns = teamColumns([...attendedRows, ...uncovered], numbers.sheet)
  const { rowLines } = tableFor(attendedRows, columns, numbers.sheet)
  const leftTable = tableFor(uncovered, columns, numbers.sheet)
  const lines = [
    ...headline(headOf(view, days, [...attended, ...left]), sheet),
    ...members.flatMap(({ member, days: own }, place) => [
      sheet.ink.strong(sheet.fitTo(memberLabel(member, glyphs), sheet.width)),
      ...dayLines(own, (row) => before(row, rowLines(row)), sheet),
      ...givenUpLines(member, sessionOf, days, sheet),
      ...unattendableLines(
        view.unattendable.filter((one) => one.member === place),
        sheet,
      ),
    ]),
    ...(uncovered.length > 0 ? numbers.indented([leftTable.headLine('Nobody attends')]) : []),
    ...uncovered.flatMap((row) => before(row, leftTable.rowLines(row))),
    ...unplacedLines(view, sheet),
    ...closing(endingOf(view, sheet.suggest), sheet),
  ]
  return { lines, rows: numbers.rows }
}

function timedSessions({ catalogue }: TeamView): (id: string) => TimedSession | undefined {
  const sessions = new Map<string, TimedSession>()
  for (const session of catalogue.sessions) {
    const { when } = session
    if (when.kind === 'timed') sessions.set(session.id, { ...session, when })
  }
  return (id) => sessions.get(id)
}

function headOf(view: TeamView, days: readonly Day[], timed: readonly TimedSession[]): readonly Part[] {
  const { team, roomChanges } = view
  return [
    timed.length === 0
      ? { text: 'Nothing to split', tone: 'strong' }
      : proofPart(team, 'split', scoresOf(team.members.flatMap(({ sessions }) => sessions))),
    team.missed.length > 0
      ? { text: `${team.missed.length} that must be attended cannot be`, tone: 'bad' }
      : { text: '' },
    ...settingParts(view, days, timed),
    unknownWalks(roomChanges),
  ]
}

/** After the title: the room and the worth to the member. */
function teamColumns(rows: readonly PlanRow[], sheet: Sheet): readonly PlanColumn[] {
  return [roomColumn(rows, Math.floor(sheet.width * 0.2), sheet), { least: 2, rank: 3 }]
}

function memberLabel({ name, sessions }: MemberPlan, { dot }: Glyphs): string {
  if (sessions.length === 0) return `${safe(name)} ${dot} nothing`
  const scores = scoresOf(sessions)
  const worth = scores.reduce((sum, score) => sum + score, 0)
  return `${safe(name)} ${dot} ${count(sessions.length, 'session')}, ${pointsCount(worth, scores)}`
}

function scoresOf(sessions: MemberPlan['sessions']): readonly number[] {
  return sessions.map(({ score }) => score)
}

function givenUpLines(
  { givenUp }: MemberPlan,
  sessionOf: (id: string) => TimedSession | undefined,
  days: readonly Day[],
  sheet: Sheet,
): readonly string[] {
  const lost = givenUp.flatMap((id) => sessionOf(id) ?? [])
  if (lost.length === 0) return []
  const named = lost.map((session) => `${titleOf(session)} (${startAmong(session, days, sheet.times)})`)
  return hanging(`Gives up: ${named.join('; ')}`, sheet, 2)
}

/** Picks of one member that take no time, and how to reserve the time of an umbrella. */
function unattendableLines(picks: readonly Unattendable[], sheet: Sheet): readonly string[] {
  const named = (wanted: Unattendable['because']) =>
    picks.filter(({ because }) => because === wanted).map(({ session }) => session)
  const [cancelled, shells] = [named('cancelled'), named('umbrella')]
  return [
    ...(cancelled.length > 0 ? [`Cancelled: ${cancelled.map(({ title }) => safe(title)).join('; ')}`] : []),
    ...shells.map(
      (session) => `Takes no time: ${titleOf(session)}; to keep the time free: ${sheet.suggest('block', [session.id])}`,
    ),
  ].flatMap((text) => hanging(text, sheet, 2))
}

function memberDays(
  { sessions }: MemberPlan,
  moved: ReadonlyMap<string, string>,
  sessionOf: (id: string) => TimedSession | undefined,
  several: boolean,
  times: Times,
): readonly DayRows<PlanRow>[] {
  const known = sessions.flatMap(({ id, score }) => {
    const session = sessionOf(id)
    return session ? [{ session, score }] : []
  })
  return [...new Set(known.map(({ session }) => session.when.day))].map((day) => ({
    heading: several ? day : undefined,
    rows: known
      .filter(({ session }) => session.when.day === day)
      .map(({ session, score }) => ({
        ...rowOf(session, times.span(session.when, session.when.day), pointsLabel(score)),
        tail: insteadOf(sessionOf(moved.get(session.id) ?? ''), session, times),
      })),
  }))
}

function leftRow(session: TimedSession, isMissed: boolean, days: readonly Day[], times: Times): PlanRow {
  return rowOf(session, spanAmong(session, days, times), isMissed ? 'somebody must' : '')
}

function rowOf(session: Session, start: string, worth: string): PlanRow {
  return {
    ids: [session.id],
    start,
    title: titleOf(session),
    url: session.url,
    cells: [{ text: safe(session.room ?? ''), tone: 'faint' }, { text: worth }],
  }
}

/** More are counted, because interests may match many. */
const NAMED = 5

function unplacedLines({ unplaced }: TeamView, sheet: Sheet): readonly string[] {
  if (unplaced.length === 0) return []
  const shown = unplaced.slice(0, NAMED).map(titleOf)
  const more = unplaced.length - shown.length
  return hanging(`No time known: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}`, sheet)
}

function endingOf({ team: { members, proven }, exported }: TeamView, suggest: Suggest): readonly string[] {
  if (members.every(({ sessions }) => sessions.length === 0)) {
    return [`Pick what you might like: ${suggest('add --maybe', ['WORDS-OF-A-TITLE'])}`]
  }
  return [
    ...(proven ? [] : [MORE_TIME]),
    "Nobody's agenda was changed.",
    ...(exported ? [] : ['A calendar for each: --export FOLDER']),
  ]
}
