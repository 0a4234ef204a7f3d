import { type AgendaPick, byId, severityOf } from '../../model/index.js'
import { eachClash } from '../../planning/agenda/clashes.js'
import type { Chosen, LeftOut } from '../../planning/plan/problem.js'
import { sentenceOf } from '../sentences/sentences.js'
import { fileOf, placeOf } from '../sentences/words.js'
import type {
  AgendaView,
  ClashesView,
  FacetView,
  PlanView,
  ProblemsView,
  SessionsView,
  SessionView,
  TimetableView,
  View,
  WhyView,
} from '../views.js'
import { conferenceCells, momentCells, type Rows, spanCells } from './fields.js'
import { changeCells, nowCells, teamCells } from './view-documents.js'

/** A view other than a list of sessions; times are `HH:MM` on the displayed clock. */
export function viewCells(view: Exclude<View, SessionsView | SessionView | TimetableView>): Rows {
  switch (view.kind) {
    case 'facet':
      return facetCells(view)
    case 'clashes':
      return clashCells(view)
    case 'agenda':
      return agendaCells(view)
    case 'problems':
      return problemCells(view)
    case 'changes':
      return changeCells(view)
    case 'conferences':
      return conferenceCells(view)
    case 'plan':
      return planCells(view)
    case 'team':
      return teamCells(view)
    case 'now':
      return nowCells(view)
    case 'why':
      return whyCells(view)
  }
}

function facetCells({ facet, values }: FacetView): Rows {
  const people = facet === 'speakers'
  const heads = ['name', 'sessions', 'minutes', ...(people ? ['organizations'] : [])]
  const rows = values.map(({ name, sessions, minutes, organizations = [] }) => {
    return [name, String(sessions), String(minutes), ...(people ? [organizations.join('; ')] : [])]
  })
  return [heads, ...rows]
}

function* clashCells({ entries, walks }: ClashesView): Rows {
  yield ['first', 'second', 'date', 'start', 'end', 'minutes', 'reason', 'first_title', 'second_title']
  for (const {
    entries: [first, second],
    reason,
    minutes,
    ...span
  } of eachClash(entries, walks))
    yield [first.id, second.id, ...spanCells(span), String(minutes), reason, first.title, second.title]
}

function agendaCells(view: AgendaView): Rows {
  const rows = ownCells(view)
  if (!view.others) return rows
  const { people, shared } = view.others
  const companies = new Map(shared.map(({ session, company }) => [session.id, company]))
  return rows.map((row, index) => {
    const [id = '', , , , stage] = row
    const company = stage === 'block' ? [] : (companies.get(id) ?? []).filter(({ member }) => member > 0)
    return [...row, index === 0 ? 'with' : company.map(({ member }) => people[member - 1]?.name ?? '').join('; ')]
  })
}

function ownCells({ agenda, entries, untimed, missing }: AgendaView): readonly (readonly string[])[] {
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const priority = (pick: AgendaPick | undefined) => String(pick?.priority ?? '')
  const later = (pick: AgendaPick | undefined) => [String(pick?.rating ?? ''), String(pick?.attended ?? '')]
  return [
    ['id', 'date', 'start', 'end', 'stage', 'priority', 'room', 'title', 'rating', 'attended'],
    ...entries.map(({ entry: { id, room = '', title, ...span }, stage }) => {
      const pick = stage === 'block' ? undefined : picks.get(id)
      return [id, ...spanCells(span), stage, priority(pick), room, title, ...later(pick)]
    }),
    ...untimed.map(({ session: { id, when, room = '', title }, stage }) => {
      const pick = picks.get(id)
      return [id, ...momentCells(when), stage, priority(pick), room, title, ...later(pick)]
    }),
    ...missing.map((id) => {
      const pick = picks.get(id)
      return [id, '', '', '', pick?.stage ?? '', priority(pick), '', pick?.seen?.title ?? '', ...later(pick)]
    }),
  ]
}

const HEADS = ['id', 'what', 'date', 'start', 'end', 'score', 'regret', 'because', 'room', 'title'] as const

function planCells(view: PlanView): Rows {
  const { plan, unplaced } = view
  const row = rowsOf(view)
  return [
    HEADS,
    ...plan.chosen.map((one) => row(one.id, 'chosen', one)),
    ...plan.leftOut.map((one) => row(one.id, 'left_out', one)),
    ...unplaced.map(({ session, because }) => row(session, 'unplaced', { because: [because] })),
  ]
}

/** The session, then what else changes in the plan if one decides otherwise on it. */
function whyCells(view: WhyView): Rows {
  const { plan, session } = view
  const row = rowsOf(view)
  const chosen = plan.chosen.find(({ id }) => id === session.id)
  const found = chosen ?? plan.leftOut.find(({ id }) => id === session.id)
  const { gain = [], lose = [] } = found?.swap ?? {}
  const others = (ids: readonly string[]) => ids.filter((id) => id !== session.id)
  const what = chosen ? 'chosen' : found ? 'left_out' : 'unplaced'
  return [
    HEADS,
    row(session.id, what, found),
    ...others(gain).map((id) => row(id, 'gain')),
    ...others(lose).map((id) => row(id, 'lose')),
  ]
}

function rowsOf({
  catalogue,
}: Pick<PlanView, 'catalogue'>): (id: string, what: string, priced?: Partial<Chosen | LeftOut>) => readonly string[] {
  const sessions = byId(catalogue.sessions)
  return (id, what, priced) => {
    const session = sessions.get(id)
    const because = priced && 'because' in priced ? (priced.because ?? []).join('; ') : ''
    return [
      id,
      what,
      ...momentCells(session?.when ?? { kind: 'unscheduled' }),
      String(priced?.score ?? ''),
      Array.isArray(priced?.regret) ? priced.regret.join('..') : String(priced?.regret ?? ''),
      because,
      session?.room ?? '',
      session?.title ?? '',
    ]
  }
}

function problemCells({ problems, file }: ProblemsView): Rows {
  const rows = problems.map((problem) => {
    const at = placeOf(problem)
    const place = [fileOf(problem, file), String(at?.line ?? ''), String(at?.column ?? '')]
    return [...place, severityOf(problem), problem.code, sentenceOf(problem).message]
  })
  return [['file', 'line', 'column', 'severity', 'code', 'message'], ...rows]
}
