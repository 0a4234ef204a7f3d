import { dayLabel } from '../../../model/time.js'
import { bestSitting } from '../../../planning/agenda/sittings.js'
import { closing, flow } from '../../layout/paragraph.js'
import type { Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { AgendaView } from '../../views.js'
import { fetchedLabel, headlineOf } from '../../words/headline.js'
import { clashCount, tally } from '../../words/labels.js'
import { insteadCommand, typed } from '../../words/shell.js'
import { twiceSentences, unknownWalks } from '../../words/sittings.js'
import { columned, stacked } from './agenda-lines.js'
import { agendaRows, companyParts, companyStep } from './agenda-rows.js'

const COLUMNS_FROM = 72

export function agendaLines(view: AgendaView, sheet: Sheet): readonly string[] {
  const groups = agendaRows(view, sheet.glyphs)
  const age = fetchedLabel(view.catalogue.conference, view.now)
  const stages = [...view.entries, ...view.untimed].map(({ stage }) => stage)
  const counts = [tally(stages).join(', '), clashCount({ length: view.clashes.length + view.unmade })]
  const walks = unknownWalks(view.roomChanges)
  const head = headlineOf(view, view.days, offsetsOf(view), ...counts, age, walks)
  const rows = groups.flatMap((group) => group.rows)
  const set = (sheet.width < COLUMNS_FROM ? stacked : columned)(rows, sheet)
  const body = groups.flatMap(({ heading, rows: own }) => {
    const lines = own.flatMap(set)
    return heading === undefined
      ? lines
      : [sheet.ink.heading(heading === 'unscheduled' ? 'Not scheduled' : dayLabel(heading)), ...lines]
  })
  const ending = closing(endingOf(view, rows.length > 0), sheet)
  return [...flow(head, sheet), ...flow(companyParts(view), sheet), ...body, ...ending]
}

function offsetsOf({ entries }: AgendaView): Parameters<typeof headlineOf>[2] {
  return entries.map(({ entry, day }) => ({
    when: { ...entry, kind: 'timed', day, shift: 0 },
  }))
}

function endingOf(view: AgendaView, any: boolean): readonly string[] {
  const { agenda, missing, likely, clashes, entries } = view
  const [gone] = missing.filter((id) => !likely.has(id))
  const company = companyStep(view)
  const lost = [
    ...missingLines(missing, agenda),
    ...likelyLines(likely),
    ...(gone === undefined ? [] : [`Drop it: kubeplan drop ${typed(gone)}`]),
  ]
  if (agenda.picks.length + agenda.blocks.length === 0) {
    if (company.length > 0) return ['Nothing on your agenda yet.', ...company]
    return ['Nothing on your agenda yet.', 'Look around: kubeplan list', 'Then pick: kubeplan add WORDS-OF-A-TITLE']
  }
  if (!any) return [...lost, 'Nothing on your agenda matches.', 'All of it: kubeplan agenda', ...company]
  const maybes = entries.some(({ stage }) => stage === 'maybe') && entries.some(({ stage }) => stage === 'going')
  const block = entries.find(({ stage }) => stage === 'block')
  const calendar = `For your calendar: kubeplan export my.ics${block ? ' --blocks' : ''}`
  const step = clashes.length > 0 ? 'What clashes: kubeplan clashes' : calendar
  const remove =
    block && agenda.picks.length === 0 ? [`Unblock: kubeplan block --remove ${typed(block.entry.title)}`] : []
  const twice = view.again ? twiceSentences(view.again) : []
  return [
    ...lost,
    ...insteadOfCancelled(view),
    ...twice,
    step,
    ...remove,
    ...company,
    ...(maybes ? ['(only the maybes: --stage maybe)'] : []),
  ]
}

function insteadOfCancelled({ entries, again }: AgendaView): readonly string[] {
  const steps = entries.flatMap(({ session, stage }) => {
    const best =
      session?.status === 'cancelled' && stage === 'going'
        ? bestSitting(again?.sittingsOf(session.id) ?? [])
        : undefined
    return session && best?.free ? [`Go at the other time: ${insteadCommand(best.entry.id, session.id)}`] : []
  })
  return steps.slice(0, 1)
}

/** Enough to answer at once; the others follow next time. */
const MOST_OFFERS = 5

function likelyLines(likely: AgendaView['likely']): readonly string[] {
  return [...likely]
    .slice(0, MOST_OFFERS)
    .map(([old, { id, title }]) => `Perhaps now ${safe(title)}. If so: ${insteadCommand(id, old)}`)
}

/** A session that was never seen in the programme may be a typo in the file. */
function missingLines(missing: readonly string[], { picks }: AgendaView['agenda']): readonly string[] {
  const seen = new Set(picks.flatMap(({ session, seen }) => (seen ? [session] : [])))
  const [were, never] = [missing.filter((id) => seen.has(id)), missing.filter((id) => !seen.has(id))]
  const line = (words: string, ids: readonly string[]) =>
    ids.length > 0 ? [`${words}: ${ids.map(safe).join(', ')}.`] : []
  return [...line('Not in the programme any more', were), ...line('Not in the programme', never)]
}
