import { type Day, dayLabel } from '../../model/time.js'
import { roomChanges } from '../../planning/agenda/agenda-days.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import type { Plan } from '../../planning/plan/problem.js'
import { safe } from '../terminal.js'
import type { PlanView, Screen } from '../views.js'
import { count } from './count.js'
import { closing, flow, type Part } from './flow.js'
import { glyphsOf } from './glyphs.js'
import { daysLabel, zoneLabel } from './moments.js'
import { dayColumns, entriesIn, type PlanDay, planDays } from './plan-days.js'
import { type Findings, findingsOf } from './plan-findings.js'
import { daysWithoutBreak, noonTyped } from './plan-free.js'
import { type LeftOutRows, leftOutColumns, leftOutRows } from './plan-left-out.js'
import { hanging, type Labelled, labelled } from './plan-lines.js'
import { type Names, namesIn } from './plan-names.js'
import { type PlanRow, tableFor } from './plan-table.js'
import { daysAmong } from './plan-times.js'
import { MORE_TIME, proofPart } from './proof.js'
import { type Sheet, sheetFor } from './sheet.js'
import { commandLine } from './shell.js'
import { unknownWalks } from './unknown-walks.js'

/** A plan for a person: whether it is the best, its days with the price of each session, what is left out and why. */
export async function planText(view: PlanView, screen: Screen): Promise<string> {
  const glyphs = glyphsOf(screen)
  const names = namesIn(view)
  const entries = entriesIn(view, names)
  const days = planDays(view, entries, names, glyphs)
  const timed = view.plan.leftOut.flatMap(({ id }) => names.sessionOf(id)?.when ?? [])
  const known = daysAmong([...entries, ...timed.filter((when) => when.kind === 'timed')])
  const left = leftOutRows(view, known, { names, blocks: view.blocks, catalogue: view.catalogue })
  const findings = findingsOf(view, names, glyphs)
  const walks = unknownWalks(roomChanges(entries, view.walks))
  const head = [...headOf(view, known, [...entries, ...timed.filter((when) => when.kind === 'timed')]), { text: walks }]
  const ending = [...(left.yields && !view.plan.repair ? [UNPIN] : []), ...endingOf(view)]
  const hint = breakHint(view, entries, names)
  const texts = textsOf(days, left, findings)
  const sheet = await sheetFor(screen, [...head.map(({ text }) => text), ...texts, ...hint, ...ending])
  const lines = [
    ...flow(head, sheet),
    ...conflictLines(findings, sheet),
    ...dayLines(days, known, sheet),
    ...leftOutLines(left, sheet),
    ...findings.others.flatMap((text) => hanging(text, sheet)),
    ...labelledLines('Not planned', findings.unplaced, sheet),
    ...labelledLines('Your picks', findings.repair, sheet),
    ...closing(hint, sheet),
    ...closing(ending, sheet),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const AFTER_CHANGES = ' after the price of the changes'

function headOf(view: PlanView, days: readonly Day[], timed: readonly { readonly offset: number }[]): readonly Part[] {
  const { plan, competing, catalogue, zone } = view
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
    { text: safe(catalogue.conference.name) },
    { text: daysLabel(days) },
    {
      text: safe(
        zoneLabel(
          zone,
          timed.map(({ offset }) => offset),
        ),
      ),
    },
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

function textsOf(days: readonly PlanDay[], { rows, counted }: LeftOutRows, findings: Findings): readonly string[] {
  const table = [...days.flatMap(rowsOf), ...rows]
  const words = table.flatMap(({ title, cells }) => [title, ...cells.map(({ text }) => text)])
  const listed = [...findings.unplaced, ...findings.repair].map(({ text }) => text)
  return [...words, ...counted, ...findings.conflicts, ...findings.others, ...listed]
}

function conflictLines({ conflicts }: Findings, sheet: Sheet): readonly string[] {
  if (conflicts.length === 0) return []
  const heading = 'These cannot all be kept. Ways out:'
  return [
    ...sheet.wrapTo(heading, sheet.width).map(sheet.ink.bad),
    ...conflicts.flatMap((text, index) => hanging(index === 0 ? `${text}, as planned here` : text, sheet, 2)),
  ]
}

function dayLines(days: readonly PlanDay[], known: readonly Day[], sheet: Sheet): readonly string[] {
  const { rowLines, freeLine } = tableFor(days.flatMap(rowsOf), dayColumns(sheet.width), sheet)
  return days.flatMap((day) => {
    const lines = day.rows.flatMap((row) => ('free' in row ? [freeLine(row.free)] : rowLines(row)))
    return known.length > 1 ? [sheet.ink.heading(dayLabel(day.day)), ...lines] : lines
  })
}

function rowsOf({ rows }: PlanDay): readonly PlanRow[] {
  return rows.flatMap((row) => ('free' in row ? [] : [row]))
}

function breakHint(view: PlanView, entries: readonly Entry[], names: Names): readonly string[] {
  const days = daysWithoutBreak(entries, view, names)
  if (days.length === 0) return []
  const flags = [...view.called.flags, ['--break', noonTyped(entries, names)] as const]
  return [`No break on ${daysLabel(days)}: ${commandLine('plan', { ...view.called, flags })}`]
}

function leftOutLines({ rows, counted }: LeftOutRows, sheet: Sheet): readonly string[] {
  if (rows.length === 0) return []
  const { rowLines, headLine } = tableFor(rows, leftOutColumns(sheet.width), sheet)
  return [headLine('Left out'), ...rows.flatMap(rowLines), ...counted.flatMap((text) => hanging(text, sheet, 2))]
}

function labelledLines(heading: string, lines: readonly Labelled[], sheet: Sheet): readonly string[] {
  return lines.length === 0 ? [] : [sheet.ink.heading(heading), ...labelled(lines, sheet, { indent: 2 })]
}

function endingOf(view: PlanView): readonly string[] {
  const { plan, agenda, saved } = view
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const going = plan.chosen.length === 1 ? 'this one going' : `these ${plan.chosen.length} going`
  const late = view.unplaced.filter(({ because }) => because === 'outside-hours').map(({ session }) => session)
  const isRest = [...plan.leftOut.map(({ id }) => id), ...late].some((id) => picked.has(id))
  const stages = isRest ? `${going}, the rest maybe` : going
  if (isEmpty(view)) {
    if (view.unplaced.length > 0) return []
    return [
      'Pick what you might like: kubeplan add --maybe WORDS-OF-A-TITLE',
      "Or by interest: kubeplan plan --like 'WORDS'",
    ]
  }
  const unproven = isOpen(plan) ? [MORE_TIME] : []
  if (saved) return [...unproven, `Saved: ${stages}. kubeplan undo takes it back.`]
  if (plan.chosen.length === 0) return [...unproven, 'Nothing saved.']
  return [...unproven, `Nothing saved. --save: ${stages}; kubeplan undo takes it back.`]
}

function isOpen({ proven, chosen, leftOut }: Plan): boolean {
  return !proven || [...chosen, ...leftOut].some(({ regret }) => Array.isArray(regret))
}
