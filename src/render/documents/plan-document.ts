import { byId, type Session } from '../../model/conference.js'
import { roomChanges } from '../../planning/agenda/agenda-days.js'
import { entryOf } from '../../planning/agenda/clashes.js'
import type { Chosen, LeftOut, Repair } from '../../planning/plan/problem.js'
import { servedPicks } from '../../planning/plan/served-picks.js'
import type { PlanView, WhyView } from '../views.js'
import { type Fields, filled, spanFields, unknownWalkFields } from './fields.js'

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
    chosen: plan.chosen.map((chosen) => {
      return chosenFields(chosen, sessions.get(chosen.id), served(chosen.id)?.session, interests)
    }),
    left_out: plan.leftOut.map((leftOut) => leftOutFields(leftOut, interests)),
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

function chosenFields(
  { id, score, regret }: Chosen,
  session: Session | undefined,
  pick: string | undefined,
  interests: PlanView['interests'],
): Fields {
  const when = session?.when.kind === 'timed' ? session.when : undefined
  return filled({
    session: id,
    instead_of: pick === id ? undefined : pick,
    score,
    regret,
    ...(when && spanFields(when)),
    interests: interests?.get(id),
  })
}

function leftOutFields({ id, score, regret, because }: LeftOut, interests: PlanView['interests']): Fields {
  return filled({ session: id, score, regret, because, interests: interests?.get(id) })
}

function repairFields({ kept, swapped, lost, gained }: Repair): Fields {
  return { kept, swapped: swapped.map((swap) => ({ lost: swap.lost, gained: swap.gained })), lost, gained }
}
