import { byId } from '../../model/conference.js'
import type { Chosen, LeftOut } from '../../planning/plan/problem.js'
import type { PlanView, WhyView } from '../views.js'
import { momentCells } from './session-cells.js'

type Rows = readonly (readonly string[])[]

const HEADS = ['id', 'what', 'date', 'start', 'end', 'score', 'regret', 'because', 'room', 'title'] as const

/** Chosen, left-out and untimed sessions as rows of cells, with heads. The cells are not escaped yet. */
export function planCells(view: PlanView): Rows {
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
export function whyCells(view: WhyView): Rows {
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
