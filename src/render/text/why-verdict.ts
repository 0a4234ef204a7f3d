import type { Session } from '../../model/conference.js'
import { type Chosen, type LeftOut, mostOf, type Plan, type Price } from '../../planning/plan/problem.js'
import type { WhyView } from '../views.js'
import type { Tone } from './ink.js'
import { listed } from './listed.js'
import { type Ground, isImpossible, isKeptOut, reasonLabel } from './plan-reasons.js'
import { pointsCount, pointsTold, priceLabel } from './points.js'
import { momentNear } from './why-rows.js'

export interface Verdict {
  readonly text: string
  readonly tone: Tone
}

export function verdictOf(view: WhyView, ground: Ground): Verdict {
  const { plan, session } = view
  const chosen = plan.chosen.find(({ id }) => id === session.id)
  if (chosen && isUnpicked(view)) return { text: `Not on your agenda. ${onAdding(chosen, plan)}`, tone: 'going' }
  if (chosen) return { text: onStaying(chosen.regret, plan), tone: 'going' }
  const leftOut = plan.leftOut.find(({ id }) => id === session.id)
  if (!leftOut) return { text: noCandidate(view), tone: 'warning' }
  const instead = view.repeats.find(({ id }) => plan.chosen.some((one) => one.id === id))
  if (instead) return { text: onOtherSitting(leftOut, instead, view, ground), tone: 'going' }
  if (isImpossible(leftOut)) {
    const reason = reasonLabel(leftOut, ground, Number.POSITIVE_INFINITY)
    const stays = isKeptOut(leftOut, ground) ? (leftOut.because.length === 1 ? ' stays' : ' stay') : ''
    return { text: `Going is impossible: ${reason}${stays}.`, tone: 'bad' }
  }
  const tone = leftOut.regret !== null && mostOf(leftOut.regret) <= 0 ? 'going' : 'warning'
  return { text: [onGoing(leftOut.regret, plan), givingWay(leftOut, view, ground)].filter(Boolean).join(' '), tone }
}

/** Whether no sitting of it is picked, so that a plan has it only because it was asked about or wanted by a flag. */
export function isUnpicked({ agenda, session, repeats }: Pick<WhyView, 'agenda' | 'session' | 'repeats'>): boolean {
  const sittings = new Set([session.id, ...repeats.map(({ id }) => id)])
  return agenda.picks.every((pick) => !sittings.has(pick.session))
}

/** The gain of the best plan, compared with the plan without the session, because it is not picked yet. */
function onAdding({ regret, swap }: Chosen, { value }: Plan): string {
  if (regret === null) return 'No plan can do without it.'
  if (typeof regret !== 'number')
    return `Going adds ${priceLabel(regret, pointsTold)} points; more time may give the exact price.`
  const before = pointsTold(value - regret)
  if (regret < 0)
    return `Going costs ${pointsCount(-regret)}: the best plan falls from ${before} to ${pointsTold(value)}.`
  const adds =
    regret === 0
      ? `costs nothing (${before} either way)`
      : `adds ${pointsCount(regret)} (${before} to ${pointsTold(value)})`
  return swap?.gain.length === 0 ? `Nothing of yours is in the way: going ${adds}.` : `Going ${adds}.`
}

function onStaying(regret: Price | null, { value, proven }: Plan): string {
  const best = proven ? 'the best plan' : 'the plan, which is not proven best'
  const free = `Going is free: it is in ${best}.`
  if (regret === null) return free
  if (typeof regret !== 'number') return `${free} Not going costs ${priceLabel(regret, pointsTold)} points.`
  if (regret === 0) return `${free} Not going costs nothing either: another plan is also worth ${pointsTold(value)}.`
  const other = pointsTold(value - regret)
  return regret > 0
    ? `${free} Not going costs ${pointsCount(regret)}: the best plan falls from ${pointsTold(value)} to ${other}.`
    : `It is in ${best} because it must be. Not going gains ${pointsCount(-regret)}: the best plan rises from ${pointsTold(value)} to ${other}.`
}

function onGoing(regret: Price | null, { value }: Plan): string {
  if (regret === null) return ''
  if (typeof regret !== 'number')
    return `Going costs ${priceLabel(regret, pointsTold)} points; more time may give the exact price.`
  if (regret === 0) return `Going costs nothing: the best plan with it is also worth ${pointsTold(value)}.`
  const other = pointsTold(value - regret)
  return regret > 0
    ? `Going costs ${pointsCount(regret)}: the best plan falls from ${pointsTold(value)} to ${other}.`
    : `Going gains ${pointsCount(-regret)}: the best plan rises from ${pointsTold(value)} to ${other}.`
}

function onOtherSitting(leftOut: LeftOut, other: Session, { session }: WhyView, ground: Ground): string {
  const momentOf = ({ when }: Session, near: Session) => (when.kind === 'timed' ? momentNear(when, near) : '')
  const [here, there] = [momentOf(session, other), momentOf(other, session)]
  const held = `The plan has it at ${there}.`
  const { regret } = leftOut
  if (regret === null) return `${held} Not at ${here}: ${reasonLabel(leftOut, ground, Number.POSITIVE_INFINITY)}.`
  if (typeof regret !== 'number')
    return `${held} Going at ${here} costs ${priceLabel(regret, pointsTold)} points; more time may give the exact price.`
  return `${held} Going at ${here} costs ${regret === 0 ? 'nothing' : pointsCount(regret)}.`
}

/** Picks that a plan would keep, and that have to be given up here. */
function givingWay({ swap }: LeftOut, { agenda, competing }: WhyView, { names }: Ground): string {
  const own = (swap?.lose ?? []).filter(
    (id) =>
      agenda.picks.some(({ session, stage }) => session === id && stage === 'going') &&
      !competing.some((session) => session.id === id),
  )
  if (own.length === 0) return ''
  return `Your going ${own.length === 1 ? 'pick' : 'picks'} ${listed(own.map(names.nameOf), 'and')} would give way.`
}

function noCandidate({ session: { when, status, kind } }: WhyView): string {
  if (status === 'cancelled') return 'Going is impossible: it is cancelled.'
  if (when.kind !== 'timed') return 'No plan can place it: its time is not known.'
  if (kind === 'umbrella') return 'It takes no time itself: other sessions happen inside it.'
  return 'This plan does not consider it.'
}
