import { blockEntry } from '../../planning/agenda/clashes.js'
import { whyUnplaceable } from '../../planning/plan/candidates.js'
import { mostOf, type Swap } from '../../planning/plan/problem.js'
import { safe } from '../terminal.js'
import type { Screen, WhyView } from '../views.js'
import { closing, flow, type Part } from './flow.js'
import { glyphsOf } from './glyphs.js'
import { whenLabel, zoneLabel } from './moments.js'
import { labelled } from './plan-lines.js'
import { namesIn } from './plan-names.js'
import { tableFor } from './plan-table.js'
import { titleOf } from './session-rows.js'
import { sheetFor } from './sheet.js'
import { typed } from './shell.js'
import { whyFacts } from './why-facts.js'
import { swapRows, whyColumns } from './why-rows.js'
import { isUnpicked, verdictOf } from './why-verdict.js'

/** Wide enough for every label, so that the texts are aligned. */
const LABELS = 6

/**
 * The price of going to a session or of not going, for a person: the price, gains and losses, the walk, the recordings.
 */
export async function whyText(view: WhyView, screen: Screen): Promise<string> {
  const glyphs = glyphsOf(screen)
  const names = namesIn(view)
  const swap = swapOf(view)
  const verdict = verdictOf(view, {
    names,
    blocks: view.agenda.blocks.map(blockEntry),
    catalogue: view.catalogue,
  })
  const title = titleOf(view.session)
  const facts = factsOf(view)
  const rows = swapRows(view, swap, names, glyphs)
  const more = whyFacts(view, swap, names, glyphs)
  const ending = endingOf(view)
  const words = rows.flatMap((row) => [row.title, ...row.cells.map(({ text }) => text)])
  const texts = [title, verdict.text, ...facts.map(({ text }) => text), ...words, ...more.map(({ text }) => text)]
  const sheet = await sheetFor(screen, [...texts, ...ending])
  const { rowLines } = tableFor(rows, whyColumns(screen.width), sheet)
  const lines = [
    ...sheet.wrapTo(title, sheet.width).map(sheet.ink.strong),
    ...flow(facts, sheet),
    ...sheet.wrapTo(verdict.text, sheet.width).map(sheet.ink[verdict.tone]),
    ...rows.flatMap(rowLines),
    ...labelled(more, sheet, { column: LABELS }),
    ...closing(ending, sheet),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const NO_SWAP: Swap = { gain: [], lose: [] }

/** How the best plan changes with the opposite decision on the session or, for a new session, with taking it in. */
function swapOf(view: WhyView): Swap {
  const { plan, session } = view
  const found = [...plan.chosen, ...plan.leftOut].find(({ id }) => id === session.id)
  const swap = found?.swap ?? NO_SWAP
  return isNew(view) ? { gain: swap.lose, lose: swap.gain } : swap
}

function isNew(view: WhyView): boolean {
  return isUnpicked(view) && view.plan.chosen.some(({ id }) => id === view.session.id)
}

function factsOf({ session: { id, when, room }, agenda, zone }: WhyView): readonly Part[] {
  const pick = agenda.picks.find(({ session }) => session === id)
  return [
    { text: whenLabel(when) },
    { text: safe(room ?? '') },
    ...(pick ? [{ text: pick.stage, tone: pick.stage }, { text: `p${pick.priority}` }] : []),
    { text: when.kind === 'timed' ? safe(zoneLabel(zone, [when.offset])) : '' },
  ]
}

function addCommand({ session: { id }, repeats, agenda }: WhyView): string {
  const others = new Set(repeats.map((other) => other.id))
  const going = agenda.picks.find(({ session, stage }) => others.has(session) && stage === 'going')
  return `kubeplan add ${typed(id)}${going ? ` --instead-of ${typed(going.session)}` : ''}`
}

function endingOf(view: WhyView): readonly string[] {
  const { plan, session, repeats } = view
  const { id } = session
  if (isNew(view)) return [`Pick it: kubeplan add ${typed(id)}`]
  const regret = plan.leftOut.find((one) => one.id === id)?.regret ?? null
  if (regret === null) return []
  // For a must, any sitting would do.
  if (repeats.some((one) => whyUnplaceable(one) === undefined)) return [`Go at this time: ${addCommand(view)}`]
  return [`${mostOf(regret) > 0 ? 'Go anyway' : 'Go there'}: kubeplan plan --must ${typed(id)}`]
}
