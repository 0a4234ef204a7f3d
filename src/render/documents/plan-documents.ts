import { byId } from '../../model/index.js'
import { roomChanges } from '../../planning/agenda/agenda-days.js'
import { entryOf } from '../../planning/agenda/clashes.js'
import { servedPicks } from '../../planning/plan/candidates.js'
import type { Chosen, LeftOut, Repair } from '../../planning/plan/problem.js'
import type { DemandView, PlanView, TeamView, WhyView } from '../views.js'
import { type Fields, filled, momentCells, type Row, type Rows, spanFields, unknownWalkFields } from './fields.js'

/**
 * `plan/1`: points are numbers. A `regret` that is not known exactly is a list of its bounds, and null is impossible.
 * Times are on the displayed clock. `instead_of` is the pick of another sitting that a session serves; `unknown_walks`
 * counts changes of room without a known walk. `unplaced` has the picks that are neither chosen nor left out, each with
 * `because`, one of `Unplaceable`.
 */
export function planDocument({ plan, catalogue, unplaced, blocks, walks, interests, agenda }: PlanView): Fields {
  const served = servedPicks(agenda, catalogue.sessions)
  const sessions = byId(catalogue.sessions)
  const attended = plan.chosen.flatMap(({ id }) => {
    const session = sessions.get(id)
    return session?.when.kind === 'timed' ? [entryOf(session, session.when)] : []
  })
  return filled({
    kubeplan: 'plan/1',
    value: plan.value,
    bound: plan.bound,
    proven: plan.proven,
    chosen: plan.chosen.map(({ id, score, regret }) => {
      const when = sessions.get(id)?.when
      const pick = served(id)?.session
      return filled({
        session: id,
        instead_of: pick === id ? undefined : pick,
        score,
        regret,
        ...(when?.kind === 'timed' && spanFields(when)),
        interests: interests?.get(id),
      })
    }),
    left_out: plan.leftOut.map(({ id, score, regret, because }) => {
      return filled({ session: id, score, regret, because, interests: interests?.get(id) })
    }),
    unplaced: unplaced.map(({ session, because }) => ({ session, because })),
    conflicts: plan.conflicts.map(({ drop, value }) => ({ drop, value })),
    repair: plan.repair && repairFields(plan.repair),
    ...unknownWalkFields(roomChanges([...attended, ...blocks], walks)),
  })
}

/**
 * `why/1`: one session of a plan; `sitting` is another sitting of it in the plan. `regret` is the price of going or,
 * for a chosen session, of not going; `gain` and `lose` are how the best plan then differs.
 */
export function whyDocument({ plan, session: { id }, repeats }: WhyView): Fields {
  const chosen = plan.chosen.find((one) => one.id === id)
  const leftOut = plan.leftOut.find((one) => one.id === id)
  const found = chosen ?? leftOut
  return filled({
    kubeplan: 'why/1',
    session: id,
    chosen: chosen !== undefined,
    sitting: repeats.find((other) => plan.chosen.some((one) => one.id === other.id))?.id,
    score: found?.score,
    regret: found?.regret ?? null,
    gain: found?.swap?.gain ?? [],
    lose: found?.swap?.lose ?? [],
    because: leftOut?.because ?? [],
  })
}

function repairFields({ kept, swapped, lost, gained }: Repair): Fields {
  return { kept, swapped: swapped.map((swap) => ({ lost: swap.lost, gained: swap.gained })), lost, gained }
}

/** `team/1`: who attends what; `uncovered` sessions are wanted or must be attended, and nobody attends them. */
export function teamDocument({ team, roomChanges }: TeamView): Fields {
  const { value, bound, proven, members, uncovered } = team
  return {
    kubeplan: 'team/1',
    value,
    bound,
    proven,
    members: members.map(({ name, sessions }) => ({ name, sessions: sessions.map(({ id }) => id) })),
    uncovered,
    ...unknownWalkFields(roomChanges),
  }
}

/** Each member's sessions, what they give up or cannot attend, and what nobody attends. */
export function teamCells({ team, catalogue, unplaced, unattendable }: TeamView): Rows {
  const sessions = byId(catalogue.sessions)
  const row = (what: string, member: string, id: string, score?: number): Row => {
    const { when, room, title } = sessions.get(id) ?? {}
    return [id, what, member, ...momentCells(when), score, room, title]
  }
  return [
    ['id', 'what', 'member', 'date', 'start', 'end', 'score', 'room', 'title'],
    ...team.members.flatMap((one) => one.sessions.map(({ id, score }) => row('attended', one.name, id, score))),
    ...team.members.flatMap(({ name, givenUp }) => givenUp.map((id) => row('given-up', name, id))),
    ...unattendable.map(({ member, session, because }) => row(because, team.members[member]?.name ?? '', session.id)),
    ...team.uncovered.map((id) => row(team.missed.includes(id) ? 'missed' : 'uncovered', '', id)),
    ...unplaced.map(({ id }) => row('unplaced', '', id)),
  ]
}

/** `demand/1`: what anybody wants, the most wanted first; and which sessions at one time the same people want. */
export function demandDocument({ demand: { agendas, wanted, torn } }: DemandView): Fields {
  return {
    kubeplan: 'demand/1',
    agendas,
    sessions: wanted.map(({ session: { id, capacity }, going, maybe, over }) =>
      filled({ session: id, going, maybe, capacity, over: over === 0 ? undefined : over }),
    ),
    overlaps: torn.map(({ sessions: [one, other], people, minutes }) => ({
      sessions: [one.id, other.id],
      people,
      minutes,
    })),
  }
}

export function demandCells({ demand: { wanted } }: DemandView): Rows {
  return [
    ['id', 'going', 'maybe', 'capacity', 'over', 'date', 'start', 'end', 'room', 'title'],
    ...wanted.map(({ session: { id, capacity, when, room, title }, going, maybe, over }) => {
      return [id, going, maybe, capacity, over === 0 ? undefined : over, ...momentCells(when), room, title]
    }),
  ]
}

const HEADS = ['id', 'what', 'date', 'start', 'end', 'score', 'regret', 'because', 'room', 'title'] as const

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

function rowsOf({ catalogue }: PlanView | WhyView) {
  const sessions = byId(catalogue.sessions)
  return (id: string, what: string, { score, regret, because }: Partial<Chosen & LeftOut> = {}): Row => {
    const { when, room, title } = sessions.get(id) ?? {}
    const price = typeof regret === 'object' ? regret?.join('..') : regret
    return [id, what, ...momentCells(when), score, price, because?.join('; '), room, title]
  }
}
