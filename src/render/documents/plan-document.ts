import type { Session } from '../../model/session.js'
import { entryOf } from '../../planning/clash.js'
import { roomChanges } from '../../planning/hop.js'
import type { Chosen, LeftOut, Repair } from '../../planning/plan/plan.js'
import { servedPicks } from '../../planning/plan/served-picks.js'
import type { PlanView, WhyView } from '../views.js'
import { type Fields, filled, spanFields } from './fields.js'

/**
 * `plan/1`: points are numbers, a `regret` that is not known exactly is a list of the least and the most that it can be, and one
 * of null cannot be had; times are on the clock shown. `instead_of` is the pick of the same content that a session serves,
 * `unknown_walks` is how often the plan changes to a room that nobody knows the walk to.
 * `unplaced` has the picks that are neither chosen nor left out, each `because` of a word of `Unplaceable`.
 */
export function planDocument({ plan, catalogue, unplaced, blocks, walks, interests, agenda }: PlanView): Fields {
  const served = servedPicks(agenda, catalogue.sessions)
  const sessions = new Map(catalogue.sessions.map((session) => [session.id, session]))
  const attended = plan.chosen.flatMap(({ id }) => {
    const session = sessions.get(id)
    return session?.when.kind === 'timed' ? [entryOf(session, session.when)] : []
  })
  const { unknown } = roomChanges([...attended, ...blocks], walks)
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
    unknown_walks: unknown > 0 ? unknown : undefined,
  })
}

/**
 * `why/1`: one session of a plan; `sitting` is another one of its content that the plan has. `regret` is the price of going, for a chosen one that of not going; `gain` and `lose` say how
 * the best plan then differs.
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
