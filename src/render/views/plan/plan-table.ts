import { appendTo, byId, type Session, type ShownSpan, type Timed } from '../../../model/index.js'
import { clockAt, clockLabel, type Day, MINUTE, minuteOfDay } from '../../../model/time.js'
import { findGaps, type Gap } from '../../../planning/agenda/agenda-days.js'
import { blockId, type Entry, isBlock } from '../../../planning/agenda/clashes.js'
import { breakIn, lacksBreak } from '../../../planning/plan/lineup.js'
import type { Plan } from '../../../planning/plan/problem.js'
import { type Column, columnsFor, GUTTER, widestOf } from '../../layout/columns.js'
import { type Part, painted } from '../../layout/paragraph.js'
import { type FreeRow, freeLabel, type Placed } from '../../layout/rows.js'
import type { Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { PlanView } from '../../views.js'
import { dateHint, type Times } from '../../words/labels.js'
import { runTitle } from '../../words/session-rows.js'
import { type DistinctNames, distinctNames } from '../../words/shared-parts.js'

/** A row of a plan. All texts are safe. It is set in columns if there is room, or else with its details below. */
export interface PlanRow {
  /** Of the sessions that it stands for; missing for a block. */
  readonly ids?: readonly string[]
  /** The time, or whatever else distinguishes rows; never cut. */
  readonly start: string
  readonly title: string
  /** Of the session. */
  readonly url?: string | undefined
  /** After the title; never cut. */
  readonly tail?: string
  readonly cells: readonly Cell[]
  /** For narrow screens, if joining the cells would not read well: one or more lines. */
  readonly below?: Part
}

/** `tail` follows the text and is never cut. */
export interface Cell extends Part {
  readonly tail?: string
}

export interface PlanColumn extends Pick<Column<PlanRow>, 'head' | 'least' | 'rank' | 'snug'> {
  /** How its texts are shortened; without it, they are cut at their end. */
  readonly fit?: DistinctNames['fit']
  /** On a narrow screen its cells have lines of their own below the others. */
  readonly apart?: true
}

interface SetTable {
  readonly rowLines: (row: PlanRow) => readonly string[]
  readonly headLine: (title: string) => string
  /** Where titles begin, for lines between rows. */
  readonly indent: number
}

const COLUMNS_FROM = 72
const INDENT = 2
const LEAST_TITLE = 20

/** Chooses how to set all these rows. */
export function tableFor(rows: readonly PlanRow[], columns: readonly PlanColumn[], sheet: Sheet): SetTable {
  return sheet.width < COLUMNS_FROM ? stacked(rows, columns, sheet) : columned(rows, columns, sheet)
}

function columned(rows: readonly PlanRow[], columns: readonly PlanColumn[], sheet: Sheet): SetTable {
  const { used, starts, line, lineOf } = columnsFor<PlanRow, Column<PlanRow>>(
    rows,
    [
      { text: ({ start }) => ' '.repeat(INDENT) + sheet.times.aligned(start) },
      {
        text: ({ title, tail = '' }) => title + tail,
        within: ({ title, tail }, room) => fitBeside(title, tail, room, sheet),
        href: ({ url }) => url,
        least: LEAST_TITLE,
        rank: 2,
      },
      ...columns.map((column, index) => ({
        ...column,
        text: ({ cells }: PlanRow) => (cells[index]?.text ?? '') + (cells[index]?.tail ?? ''),
        within: ({ cells }: PlanRow, room: number) =>
          column.fit?.(cells[index]?.text ?? '', room) ??
          fitBeside(cells[index]?.text ?? '', cells[index]?.tail, room, sheet),
        tone: ({ cells }: PlanRow) => cells[index]?.tone,
      })),
    ],
    sheet.width,
    sheet,
  )
  const [, indent = 0, beside = 0] = starts
  return {
    rowLines: (row) => [line(row).text],
    indent,
    headLine: (name) =>
      lineOf([
        { text: sheet.fitTo(name, beside - GUTTER), tone: 'heading' },
        { text: '' },
        ...used.slice(2).map(({ column: { head = '' } }) => ({ text: head, tone: 'faint' as const })),
      ]).text,
  }
}

function fitBeside(text: string, tail: string | undefined, room: number, { fitTo, widthOf }: Sheet): string {
  return fitTo(fitTo(text, Math.max(1, room - widthOf(tail ?? ''))) + (tail ?? ''), room)
}

/** How much of a line a name may take that has a shorter form. */
const FIRST = 0.7

function stacked(rows: readonly PlanRow[], columns: readonly PlanColumn[], sheet: Sheet): SetTable {
  const { width, ink, glyphs, padTo, fitTo, wrapTo, times } = sheet
  const starts = rows.map((row) => times.aligned(row.start))
  const start = widestOf(starts, sheet)
  const lead = INDENT + start + GUTTER
  // Below the title, unless that is indented too far.
  const indent = lead * 4 <= width ? lead : INDENT + GUTTER
  const below = ({ cells }: PlanRow): readonly Part[] => {
    const joined = cells.flatMap(({ text }, index) => {
      const column = columns[index]
      if (column?.apart || text === '') return []
      return column?.fit?.(text, Math.floor((width - indent) * FIRST)) ?? text
    })
    const apart = cells.filter((_, index) => columns[index]?.apart)
    return [
      { text: joined.join(` ${glyphs.dot} `), tone: 'faint' },
      ...apart.map(({ text, tail = '', tone }) => ({ text: text + tail, tone })),
    ]
  }
  return {
    rowLines: (row) => [
      ' '.repeat(INDENT) +
        padTo(times.aligned(row.start), start) +
        ' '.repeat(GUTTER) +
        painted({ text: fitBeside(row.title, row.tail, width - lead, sheet), href: row.url }, sheet),
      ...(row.below ? [row.below] : below(row)).flatMap(({ text, tone }) =>
        text === ''
          ? []
          : wrapTo(text, width - indent).map((part) => ' '.repeat(indent) + painted({ text: part, tone }, sheet)),
      ),
    ],
    indent,
    headLine: (name) => ink.heading(fitTo(name, width)),
  }
}

/** Where the rooms of these rows are, in their first cell; it yields to the title. `least`: in columns. */
export function roomColumn(rows: readonly PlanRow[], least: number, sheet: Sheet): PlanColumn {
  const { fit, compact } = distinctNames(
    rows.map(({ cells: [room] }) => room?.text ?? ''),
    sheet,
  )
  return { fit, snug: true, least: Math.min(compact, least), rank: 1 }
}

export interface Names {
  readonly times: Times
  readonly sessionOf: (id: string) => Session | undefined
  /**
   * Safe: the beginning of a title if it is unique, the last known title of a pick that is gone, or the title of a
   * block.
   */
  readonly nameOf: (id: string) => string
  /** The names of several sessions to exchange, with one name for a run of keynotes; those of one title with their start. */
  readonly namesOf: (ids: readonly string[]) => readonly string[]
}

type NamedIn = Pick<PlanView, 'catalogue' | 'agenda'> & { readonly plan?: Pick<Plan, 'chosen' | 'leftOut'> }
const NO_PLAN = { chosen: [], leftOut: [] }

/** The names in a programme and of a plan's runs. O(sessions). */
export function namesIn({ catalogue, agenda, plan = NO_PLAN }: NamedIn, times: Times): Names {
  const sessions = byId(catalogue.sessions)
  const seen = new Map(agenda.picks.map(({ session, seen: last }) => [session, last?.title]))
  const owners = new Map<string, Set<string>>()
  const byTitle = new Map<string, Session[]>()
  for (const session of catalogue.sessions) {
    const { title } = session
    appendTo(byTitle, title, session)
    const beginning = beginningOf(title)
    owners.set(beginning, (owners.get(beginning) ?? new Set()).add(title))
  }
  const shortOf = (title: string) => {
    const beginning = beginningOf(title)
    return owners.get(beginning)?.size === 1 ? beginning : title
  }
  const nameOf = (id: string) => {
    const session = sessions.get(id)
    if (session) return safe(shortOf(session.title))
    return safe(isBlock(id) ? id.slice(blockId('').length) : (seen.get(id) ?? id))
  }
  const toldApart = (id: string) => {
    const session = sessions.get(id)
    const alike = byTitle.get(session?.title ?? '') ?? []
    if (session?.when.kind !== 'timed' || alike.length < 2) return nameOf(id)
    const days = daysAmong(alike.flatMap(({ when }) => (when.kind === 'timed' ? [when] : [])))
    return `${nameOf(id)} (${startAmong(session, days, times)})`
  }
  const runs = new Map(
    [...plan.chosen, ...plan.leftOut].flatMap(({ id, run }) => (run === undefined ? [] : [[id, run]])),
  )
  return {
    times,
    sessionOf: (id) => sessions.get(id),
    nameOf,
    namesOf(ids) {
      const sizes = new Map<string, number>()
      for (const id of ids) sizes.set(runs.get(id) ?? id, (sizes.get(runs.get(id) ?? id) ?? 0) + 1)
      return [...sizes].map(([id, size]) => (size > 1 ? runTitle(size) : toldApart(id)))
    },
  }
}

const BREAK = /: |：| [-–—|] /

/**
 * `Tutorial: Attack Defense` of `Tutorial: Attack Defense: Leverage...`: up to the first break after the first word.
 */
function beginningOf(title: string): string {
  const second = title.indexOf(' ') + 1
  const length = title.slice(second).search(BREAK)
  return second === 0 || length < 0 ? title : title.slice(0, second + length).trimEnd()
}

/** The start of a session in a list of these days (sorted), with the day if there are several. */
export function startAmong({ when }: Pick<Session, 'when'>, days: readonly Day[], times: Times): string {
  if (when.kind !== 'timed') return ''
  const { hint, day } = dayAmong(when, days)
  return hint + times.time(when.start, when.offset, day)
}

/** `startAmong` with the end. */
export function spanAmong({ when }: Pick<Session, 'when'>, days: readonly Day[], times: Times): string {
  if (when.kind !== 'timed') return ''
  const { hint, day } = dayAmong(when, days)
  return hint + times.span(when, day)
}

function dayAmong(when: Timed, days: readonly Day[]): { readonly hint: string; readonly day: Day } {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || first === last) return { hint: '', day: when.day }
  const { day } = clockAt(when.start, when.offset)
  return { hint: `${dateHint(day, day === first ? last : first)} `, day }
}

/** `, not Tue 11:00`: the time of the sitting that was picked, beside the one that is attended instead. */
export function insteadOf(picked: Session | undefined, { when }: Session, times: Times): string {
  if (picked?.when.kind !== 'timed' || when.kind !== 'timed') return ''
  return `, not ${startAmong(picked, daysAmong([when, picked.when]), times)}`
}

export function daysAmong(entries: readonly Pick<Entry, 'day'>[]): readonly Day[] {
  return [...new Set(entries.map(({ day }) => day))].sort()
}

/** The free time of a day between entries, and the breaks asked for: within it, or else on lines of their own. */
export function freeRows(
  day: Day,
  entries: readonly Entry[],
  { walks, breaks, kept = [] }: Pick<PlanView, 'walks' | 'breaks' | 'kept'>,
  times: Times,
): readonly Placed<FreeRow>[] {
  const own = entries.filter((entry) => entry.day === day)
  const had = breaks
    .filter((window) => window.day === day)
    .flatMap((window) => breakIn(window, [...entries, ...kept]) ?? [])
  const gaps = findGaps([...own, ...kept.filter((entry) => entry.day === day)], walks).filter(({ start, end }) => {
    return own.some((entry) => entry.end <= start) && own.some((entry) => entry.start >= end)
  })
  const holds = (gap: Gap, rest: ShownSpan) => gap.start <= rest.start && rest.end <= gap.end
  const between = gaps.map((gap) => {
    const inside = had.filter((rest) => holds(gap, rest)).map((rest) => restLabel(rest, day, times))
    return { at: gap.start, row: { free: [freeLabel(gap), ...inside].join(', ') } }
  })
  const outside = had
    .filter((rest) => !gaps.some((gap) => holds(gap, rest)))
    .map((rest) => ({ at: rest.start, row: { free: restLabel(rest, day, times) } }))
  return [...between, ...outside]
}

/** In minutes of the day. */
const LUNCH = { from: 11 * 60, to: 15 * 60 }

/** `lunch 12:30-13:15`; a break at other times. */
function restLabel(rest: ShownSpan, day: Day, times: Times): string {
  const [start, end] = [clockAt(rest.start, rest.offset).minute, clockAt(rest.end, rest.endOffset).minute]
  return `${start >= LUNCH.from && end <= LUNCH.to ? 'lunch' : 'break'} ${times.span(rest, day)}`
}

/** The full days of a plan that leave no time to eat, unless breaks were asked for. */
export function daysWithoutBreak(
  entries: readonly Entry[],
  { breaks, kept = [] }: Pick<PlanView, 'breaks' | 'kept'>,
  { sessionOf }: Names,
): readonly Day[] {
  if (breaks.length > 0) return []
  const eaten = ({ id, title }: Entry) =>
    isBlock(id) ? EATEN.test(title) : ['break', 'social'].includes(sessionOf(id)?.kind ?? '')
  const days = [...new Set(entries.map(({ day }) => day))].sort()
  return days.filter((day) => {
    const own = [...entries, ...kept].filter((entry) => entry.day === day)
    const shift = own.flatMap(({ id }) => shiftOf(sessionOf(id)))[0] ?? 0
    const taken = own
      .filter((entry) => !eaten(entry))
      .map(({ start, end, offset }) => {
        const from = clockAt(start, offset - shift).minute
        return { start: from, end: from + (end - start) / MINUTE }
      })
    return lacksBreak(taken)
  })
}

const EATEN = /\b(?:breaks?|lunch|brunch|meal|eat(?:ing)?|rest)\b/i

function shiftOf(session: ReturnType<Names['sessionOf']>): readonly number[] {
  return session?.when.kind === 'timed' ? [session.when.shift] : []
}

export function noonTyped(entries: readonly Entry[], { sessionOf }: Names): string {
  const shift = entries.flatMap(({ id }) => shiftOf(sessionOf(id)))[0] ?? 0
  const clock = (minute: number) => clockLabel(minuteOfDay(minute + shift))
  return `${clock(12 * 60)}-${clock(14 * 60)}/45m`
}
