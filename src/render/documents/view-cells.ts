import type { AgendaPick } from '../../model/conference.js'
import { type Clash, eachClash } from '../../planning/agenda/clashes.js'
import type { AgendaView, FacetView, SessionsView, SessionView, TimetableView, View } from '../views.js'
import { changeCells } from './change-values.js'
import { conferenceCells } from './conference-fields.js'
import { nowCells } from './now-document.js'
import { planCells, whyCells } from './plan-cells.js'
import { momentCells, spanCells } from './session-cells.js'
import { teamCells } from './team-document.js'

type Rows = readonly (readonly string[])[]

/**
 * A view other than a list of sessions as rows of cells, with heads; times are `HH:MM` on the displayed clock. The
 * cells are not escaped yet.
 */
export async function viewCells(view: Exclude<View, SessionsView | SessionView | TimetableView>): Promise<Rows> {
  switch (view.kind) {
    case 'facet':
      return facetCells(view)
    case 'clashes':
      return [clashHeads, ...Array.from(eachClash(view.entries, view.walks), clashCells)]
    case 'agenda':
      return agendaCells(view)
    case 'problems':
      // Loads the sentences of all problems, which no other view needs.
      return (await import('./problem-cells.js')).problemCells(view)
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

export const clashHeads: readonly string[] = [
  ...['first', 'second', 'date', 'start', 'end', 'minutes', 'reason', 'first_title', 'second_title'],
]

export function clashCells({ entries: [first, second], reason, minutes, ...span }: Clash): readonly string[] {
  return [first.id, second.id, ...spanCells(span), String(minutes), reason, first.title, second.title]
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

function ownCells({ agenda, entries, untimed, missing }: AgendaView): Rows {
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
