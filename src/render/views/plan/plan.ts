import { appendTo, type Session } from '../../../model/index.js'
import type { Day } from '../../../model/time.js'
import { roomChanges } from '../../../planning/agenda/agenda-days.js'
import { type Entry, entryOf, isBlock } from '../../../planning/agenda/clashes.js'
import { servedPicks } from '../../../planning/plan/candidates.js'
import { type Chosen, highestPrice, type Plan, type Price } from '../../../planning/plan/problem.js'
import { closing, hanging, headline, type Labelled, labelled, type Part } from '../../layout/paragraph.js'
import {
  type DayRows,
  dayLines,
  type FreeRow,
  freeLine,
  type NumberedLines,
  numberRows,
  withFreeTime,
} from '../../layout/rows.js'
import type { Glyphs, Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { PlanView } from '../../views.js'
import { settingParts } from '../../words/headline.js'
import { count, daysLabel, gainOf, listed, pointsLabel, pointsPhrase, priceLabel } from '../../words/labels.js'
import { runTitle, titleOf, unknownWalks } from '../../words/session-rows.js'
import type { Suggest } from '../../words/shell.js'
import {
  type LeftOutRows,
  leftOutColumns,
  leftOutRows,
  MORE_TIME,
  proofPart,
  repairLines,
  swapLines,
  unmetLine,
  unplacedLines,
} from './plan-findings.js'
import {
  type Cell,
  daysAmong,
  daysWithoutBreak,
  freeRows,
  insteadOf,
  type Names,
  namesIn,
  noonTyped,
  type PlanColumn,
  type PlanRow,
  roomColumn,
  tableFor,
} from './plan-table.js'

/** A plan for a person: whether it is the best, its days with the price of each session, what is left out and why. */
export function planLines(view: PlanView, sheet: Sheet): NumberedLines {
  const { glyphs } = sheet
  const names = namesIn(view, sheet.times)
  const entries = entriesIn(view, names)
  const timed = view.plan.leftOut.flatMap(({ id }) => names.sessionOf(id)?.when ?? [])
  const known = daysAmong([...entries, ...timed.filter((when) => when.kind === 'timed')])
  const left = leftOutRows(view, known, { names, blocks: view.blocks, catalogue: view.catalogue })
  const walks = unknownWalks(roomChanges(entries, view.walks))
  const head = [...headOf(view, known, [...entries, ...timed.filter((when) => when.kind === 'timed')]), walks]
  const others = [...swapLines(view, names), ...view.plan.unmet.map((window) => unmetLine(window, names))]
  const ending = [...(left.yields && !view.plan.repair ? [UNPIN] : []), ...endingOf(view, sheet.suggest)]
  const days = planDays(view, entries, known.length > 1, names, glyphs)
  const planned = days.flatMap((day) => day.rows.flatMap((row) => ('free' in row ? [] : row)))
  const numbers = numberRows([...planned, ...left.rows], ({ ids = [] }) => ids, sheet)
  const lines = [
    ...headline(head, sheet),
    ...conflictLines(view, names, sheet),
    ...planDayLines(days, planned, numbers),
    ...leftOutLines(left, numbers),
    ...others.flatMap((text) => hanging(text, sheet)),
    ...labelledLines('Not planned', unplacedLines(view, names, sheet.suggest), sheet),
    ...labelledLines('Your picks', repairLines(view, names, glyphs), sheet),
    ...closing(breakHint(view, entries, names, sheet.suggest), sheet),
    ...closing(ending, sheet),
  ]
  return { lines, rows: numbers.rows }
}

type PlanNumbers = ReturnType<typeof numberRows<PlanRow>>

const AFTER_CHANGES = ' after the price of the changes'

function headOf(view: PlanView, days: readonly Day[], timed: readonly { readonly offset: number }[]): readonly Part[] {
  const { plan, competing } = view
  return [
    isEmpty(view)
      ? { text: emptyLabel(view), tone: 'strong' }
      : proofPart(
          plan,
          'plan',
          plan.chosen.map(({ score }) => score),
          plan.repair && plan.repair.swapped.length + plan.repair.lost.length > 0 ? AFTER_CHANGES : '',
        ),
    { text: competing.length === 0 ? '' : competingLabel(view) },
    ...settingParts(view, days, timed),
  ]
}

/** Says that going picks clash with each other, with blocks or with must-sees, or that limits leave no room for all. */
function competingLabel({ competing, limited }: PlanView): string {
  const how = limited ? ['does not fit', 'do not all fit'] : ['clashes', 'clash']
  const end = competing.length === 1 ? `${how[0]}, so it competes here` : `${how[1]}, so they compete here`
  return `${count(competing.length, 'going pick')} ${end}`
}

function emptyLabel({ agenda: { picks }, unplaced }: PlanView): string {
  if (picks.length === 0) return 'Nothing to plan'
  if (unplaced.length === 0) return 'Your going picks stay as they are; nothing else to plan here'
  return picks.length === 1 ? "Your pick can't be planned here" : 'None of your picks can be planned here'
}

const UNPIN = 'Let going picks compete: --unpin'

function isEmpty({ plan }: PlanView): boolean {
  return plan.chosen.length + plan.leftOut.length === 0
}

function conflictLines({ plan: { conflicts } }: PlanView, { nameOf }: Names, sheet: Sheet): readonly string[] {
  if (conflicts.length === 0) return []
  const ways = conflicts.map(({ drop, value }, index) => {
    const then = `then worth ${pointsPhrase(value)}${index === 0 ? ', as planned here' : ''}`
    return `drop ${listed(drop.map(nameOf), 'and')}: ${then}`
  })
  return [
    ...sheet.wrapTo('These cannot all be kept. Ways out:', sheet.width).map(sheet.ink.bad),
    ...ways.flatMap((text) => hanging(text, sheet, 2)),
  ]
}

function planDayLines(
  days: readonly DayRows<PlanRow | FreeRow>[],
  rows: readonly PlanRow[],
  { sheet, before, indented }: PlanNumbers,
): readonly string[] {
  const { rowLines, indent } = tableFor(rows, dayColumns(rows, sheet), sheet)
  const linesOf = (row: PlanRow | FreeRow) =>
    'free' in row ? indented([freeLine(row, indent, sheet)]) : before(row, rowLines(row))
  return dayLines(days, linesOf, sheet)
}

function breakHint(view: PlanView, entries: readonly Entry[], names: Names, suggest: Suggest): readonly string[] {
  const days = daysWithoutBreak(entries, view, names)
  if (days.length === 0) return []
  const flags = [...view.called.flags, ['--break', noonTyped(entries, names)] as const]
  return [`No break on ${daysLabel(days)}: ${suggest('plan', view.called.words, flags)}`]
}

function leftOutLines({ rows, counted }: LeftOutRows, { sheet, before, indented }: PlanNumbers): readonly string[] {
  if (rows.length === 0) return []
  const { rowLines, headLine } = tableFor(rows, leftOutColumns(sheet.width), sheet)
  return [
    ...indented([headLine('Left out')]),
    ...rows.flatMap((row) => before(row, rowLines(row))),
    ...indented(counted.flatMap((text) => hanging(text, sheet, 2))),
  ]
}

function labelledLines(heading: string, lines: readonly Labelled[], sheet: Sheet): readonly string[] {
  return lines.length === 0 ? [] : [sheet.ink.heading(heading), ...labelled(lines, sheet, { indent: 2 })]
}

function endingOf(view: PlanView, suggest: Suggest): readonly string[] {
  const { plan, agenda, saved } = view
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const going = plan.chosen.length === 1 ? 'this one going' : `these ${plan.chosen.length} going`
  const late = view.unplaced.filter(({ because }) => because === 'outside-hours').map(({ session }) => session)
  const isRest = [...plan.leftOut.map(({ id }) => id), ...late].some((id) => picked.has(id))
  const stages = isRest ? `${going}, the rest maybe` : going
  if (isEmpty(view)) {
    if (view.unplaced.length > 0) return []
    return [
      `Pick what you might like: ${suggest('add --maybe', ['WORDS-OF-A-TITLE'])}`,
      `Or by interest: ${suggest('plan', [], [['--like', 'WORDS']])}`,
    ]
  }
  const unproven = isOpen(plan) ? [MORE_TIME] : []
  if (saved) return [...unproven, `Saved: ${stages}. ${suggest('undo')} takes it back.`]
  if (plan.chosen.length === 0) return [...unproven, 'Nothing saved.']
  return [...unproven, `Nothing saved. --save: ${stages}; ${suggest('undo')} takes it back.`]
}

function isOpen({ proven, chosen, leftOut }: Plan): boolean {
  return !proven || [...chosen, ...leftOut].some(({ regret }) => Array.isArray(regret))
}

/** After the title: the room, the worth, the matching interest, and the alternative. */
function dayColumns(rows: readonly PlanRow[], sheet: Sheet): readonly PlanColumn[] {
  const { width } = sheet
  return [
    roomColumn(rows, Math.floor(width * 0.15), sheet),
    { least: 2, rank: 3 },
    { least: Math.floor(width * 0.18), rank: 1 },
    { least: Math.floor(width * 0.25), rank: 1, apart: true },
  ]
}

/** Entries that take my time in the plan, by start. A run is one entry with the id of its first session. */
function entriesIn({ plan, blocks }: Pick<PlanView, 'plan' | 'blocks'>, { sessionOf }: Names): readonly Entry[] {
  const entries = new Map<string, Entry>()
  for (const { id, run = id } of plan.chosen) {
    const session = sessionOf(id)
    if (session?.when.kind !== 'timed') continue
    const entry = entryOf(session, session.when)
    const first = entries.get(run)
    entries.set(run, first ? { ...first, end: entry.end, endOffset: entry.endOffset } : entry)
  }
  return [...entries.values(), ...blocks].sort((a, b) => a.start - b.start || a.end - b.end)
}

function planDays(
  view: PlanView,
  entries: readonly Entry[],
  several: boolean,
  names: Names,
  glyphs: Glyphs,
): readonly DayRows<PlanRow | FreeRow>[] {
  const chosen = new Map<string, Chosen[]>()
  for (const one of view.plan.chosen) appendTo(chosen, one.run ?? one.id, one)
  const served = servedPicks(view.agenda, view.catalogue.sessions)
  return [...new Set(entries.map(({ day }) => day))].sort().map((day) => {
    const own = entries
      .filter((entry) => entry.day === day)
      .map((entry) => ({
        at: entry.start,
        isOver: entry.end === entry.start,
        row: rowOf(entry, chosen.get(entry.id) ?? [], { ...view, served }, names, glyphs),
      }))
    return { heading: several ? day : undefined, rows: withFreeTime(own, freeRows(day, entries, view, names.times)) }
  })
}

interface Served extends PlanView {
  readonly served: ReturnType<typeof servedPicks>
}

function rowOf(entry: Entry, run: readonly Chosen[], view: Served, names: Names, glyphs: Glyphs): PlanRow {
  const [chosen] = run
  const session = isBlock(entry.id) ? undefined : names.sessionOf(entry.id)
  const room = safe(entry.room ?? '')
  const worth = worthIn(run, view)
  const like = chosen ? likeLabel(chosen, view) : ''
  const otherwise = chosen ? otherwiseCell(chosen, names, glyphs) : { text: '' }
  return {
    ids: run.map(({ id }) => id),
    start: names.times.span(entry, entry.day),
    title: run.length > 1 ? runTitle(run.length) : session ? titleOf(session) : `[block] ${safe(entry.title)}`,
    ...(session && run.length === 1 && { url: session.url, tail: insteadLabel(session, view, names) }),
    cells: [{ text: room, tone: 'faint' }, { text: worth }, { text: like }, { ...otherwise, tone: 'faint' }],
  }
}

/** `p5` for a pick, at whatever sitting it is attended, or else the score. */
export function worthOf({ id, score }: Pick<Chosen, 'id' | 'score'>, served: ReturnType<typeof servedPicks>): string {
  const pick = served(id)
  return pick ? `p${pick.priority}` : pointsLabel(score)
}

function worthIn(run: readonly Chosen[], { served }: Served): string {
  const [first, ...others] = run
  if (!first) return ''
  return others.length === 0 ? worthOf(first, served) : pointsLabel(run.reduce((sum, { score }) => sum + score, 0))
}

function insteadLabel(session: Session, { served }: Served, { sessionOf, times }: Names): string {
  const pick = served(session.id)?.session
  return pick === undefined || pick === session.id ? '' : insteadOf(sessionOf(pick), session, times)
}

/** `like track:security`: the interest for which a session is in the plan, if it is not picked. */
function likeLabel({ id }: Chosen, { served, interests }: Served): string {
  const [first, ...others] = served(id) ? [] : (interests?.get(id) ?? [])
  if (first === undefined) return ''
  return `like ${safe(first)}${others.length > 0 ? ` +${others.length}` : ''}`
}

/**
 * The alternative in the best plan without the session, and its difference in points: `or −1 Gateway API`. Empty if
 * nothing competes with it.
 */
function otherwiseCell({ regret, swap }: Chosen, { namesOf }: Names, { minus }: Glyphs): Cell {
  if (regret === null || !swap) return { text: '' }
  const [first, ...others] = namesOf(swap.gain)
  if (first === undefined && highestPrice(regret) > 0) return { text: '' }
  return {
    text: `or ${distanceLabel(regret, minus)} ${first ?? 'nothing'}`,
    tail: others.length > 0 ? ` +${others.length}` : '',
  }
}

function distanceLabel(regret: Price, minus: string): string {
  const most = highestPrice(regret)
  if (typeof regret === 'number' && Math.abs(regret) < 0.05) return regret === 0 ? 'equally' : 'about equally'
  if (typeof regret !== 'number' && regret[0] < 0 && most > 0)
    return `${minus}${pointsLabel(most)} to +${pointsLabel(-regret[0])}`
  return most > 0 ? `${minus}${priceLabel(regret)}` : `+${priceLabel(gainOf(regret))}`
}
