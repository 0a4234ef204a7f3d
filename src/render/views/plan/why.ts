import type { Session, Timed } from '../../../model/index.js'
import { clockAt, durationLabel, minutesBetween, minutesOf } from '../../../model/time.js'
import { hopTo } from '../../../planning/agenda/agenda-days.js'
import { blockEntry, type Entry, entryOf, isBlock } from '../../../planning/agenda/clashes.js'
import { servedPicks, whyUnplaceable } from '../../../planning/plan/candidates.js'
import {
  type Chosen,
  highestPrice,
  type LeftOut,
  type Plan,
  type Price,
  type Swap,
} from '../../../planning/plan/problem.js'
import { repeatsOf } from '../../../planning/sessions/repeats.js'
import { closing, flow, type Labelled, labelled, type Part, painted } from '../../layout/paragraph.js'
import type { Glyphs, Sheet, Tone } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { WhyView } from '../../views.js'
import { listed, pointsCount, pointsPhrase, priceLabel, type Times, zoneLabel } from '../../words/labels.js'
import { titleOf } from '../../words/session-rows.js'
import { insteadCommand, type Suggest } from '../../words/shell.js'
import { worthOf } from './plan.js'
import { type Ground, isImpossible, isKeptOut, reasonLabel } from './plan-findings.js'
import { type Names, namesIn, type PlanColumn, type PlanRow, tableFor } from './plan-table.js'

/** Wide enough for every label, so that the texts are aligned. */
const LABELS = 6

/**
 * The price of going to a session or of not going, for a person: the price, gains and losses, the walk, the recordings.
 */
export function whyLines(view: WhyView, sheet: Sheet): readonly string[] {
  const { glyphs } = sheet
  const names = namesIn(view, sheet.times)
  const swap = swapOf(view)
  const verdict = verdictOf(view, {
    names,
    blocks: view.agenda.blocks.map(blockEntry),
    catalogue: view.catalogue,
  })
  const rows = swapRows(view, swap, names)
  const { rowLines } = tableFor(rows, whyColumns(sheet.width), sheet)
  return [
    ...sheet
      .wrapTo(titleOf(view.session), sheet.width)
      .map((text) => painted({ text, tone: 'strong', href: view.session.url }, sheet)),
    ...flow(factsOf(view, sheet.times), sheet),
    ...sheet.wrapTo(verdict.text, sheet.width).map(sheet.ink[verdict.tone]),
    ...rows.flatMap(rowLines),
    ...labelled(whyFacts(view, swap, names, glyphs), sheet, { column: LABELS }),
    ...closing(endingOf(view, sheet.suggest), sheet),
  ]
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

function factsOf({ session: { id, when, room }, agenda, zone }: WhyView, times: Times): readonly Part[] {
  const pick = agenda.picks.find(({ session }) => session === id)
  return [
    { text: times.when(when) },
    { text: safe(room ?? '') },
    ...(pick ? [{ text: pick.stage, tone: pick.stage }, { text: `p${pick.priority}` }] : []),
    { text: when.kind === 'timed' ? safe(zoneLabel(zone, [when.offset])) : '' },
  ]
}

/** To go to this session; undefined if something else on the agenda is in the way. */
function addCommand({ session, repeats, agenda, whyNot }: WhyView, suggest: Suggest): string | undefined {
  const others = new Set(repeats.map((other) => other.id))
  const going = agenda.picks.find((pick) => others.has(pick.session) && pick.stage === 'going')
  if (whyNot(session, going?.session) !== undefined) return undefined
  return going ? insteadCommand(session.id, going.session, suggest) : suggest('add', [session.id])
}

function endingOf(view: WhyView, suggest: Suggest): readonly string[] {
  const { plan, session, repeats } = view
  const { id } = session
  const must = suggest('plan', [], [['--must', id]])
  if (isNew(view)) {
    const add = addCommand(view, suggest)
    return [add === undefined ? `Go there: ${must}` : `Pick it: ${add}`]
  }
  const regret = plan.leftOut.find((one) => one.id === id)?.regret ?? null
  if (regret === null) return []
  // For a must, any sitting would do.
  if (repeats.some((one) => whyUnplaceable(one) === undefined)) {
    const add = addCommand(view, suggest)
    return add === undefined ? [] : [`Go at this time: ${add}`]
  }
  return [`${highestPrice(regret) > 0 ? 'Go anyway' : 'Go there'}: ${must}`]
}

function whyFacts(view: WhyView, swap: Swap, names: Names, glyphs: Glyphs): readonly Labelled[] {
  return [
    ...againFacts(view, names.times, glyphs),
    ...walkFacts(view, swap, names, glyphs),
    videoFact(view, swap, names),
  ]
}

function againFacts({ session, repeats, plan, agenda }: WhyView, times: Times, { dot }: Glyphs): readonly Labelled[] {
  return repeats.map(({ id, when, room, status }, index) => {
    const leftOut = plan.leftOut.find((one) => one.id === id)
    const chosen = plan.chosen.some((one) => one.id === id)
    const regret = leftOut?.regret ?? null
    const price = chosen ? 'in the plan' : regret === null ? '' : `costs ${priceLabel(regret, pointsPhrase)}`
    const moment = when.kind === 'timed' ? momentNear(when, session, times) : 'time not known'
    const stage = agenda.picks.find((pick) => pick.session === id)?.stage
    const facts = [moment, safe(room ?? ''), stage, status === 'cancelled' ? 'cancelled' : price]
    return { label: index === 0 ? 'Again' : '', text: facts.filter(Boolean).join(` ${dot} `) }
  })
}

/** The walks from the previous entry of a plan with this session, and to the next one; empty without walks. */
function walkFacts(view: WhyView, swap: Swap, names: Names, { arrow }: Glyphs): readonly Labelled[] {
  const { session, walks } = view
  if (session.when.kind !== 'timed') return []
  const own = entryOf(session, session.when)
  const around = planWith(view, swap, names).filter(({ id, day }) => id !== own.id && day === own.day)
  const before = around.filter(({ end }) => end <= own.start)
  const after = around.filter(({ start }) => start >= own.end).sort((a, b) => a.start - b.start)[0]
  const name = ({ id, title }: Entry) => (isBlock(id) ? safe(title) : names.nameOf(id))
  const unknown: string[] = []
  const way = (to: Entry, mine: readonly Entry[], other: (from: Entry) => string) => {
    const hop = hopTo(to, mine, to.start, walks)
    if (!hop?.changes || (hop.known && hop.walk === 0)) return []
    const { from, walk } = hop
    const rooms = `${safe(from.room ?? 'an unknown room')} ${arrow} ${safe(to.room ?? 'an unknown room')}`
    if (!hop.known) {
      unknown.push(rooms)
      return []
    }
    const have = minutesBetween(from.end, to.start)
    const short = walk > have ? `, ${durationLabel(walk - have)} short` : ''
    return [`${rooms} takes ${durationLabel(walk)}, you have ${durationLabel(have)}${short} (${other(from)})`]
  }
  const ends = (from: Entry) => `${name(from)} ends ${names.times.end(from, from.day)}`
  const known = [
    ...way(own, before, ends),
    ...(after
      ? way(after, [...before, own], (from) =>
          from === own ? `${name(after)} starts ${names.times.moment(after.start, after.offset)}` : ends(from),
        )
      : []),
  ]
  const are = unknown.length === 1 ? 'is not known and counts' : 'are not known and count'
  const taken = unknown.length === 0 ? [] : [`${listed(unknown, 'and')} ${are} as 0: --walk 5m`]
  return [...known, ...taken].map((text, index) => ({ label: index === 0 ? 'Walk' : '', text }))
}

function planWith({ plan, agenda, session }: WhyView, { gain, lose }: Swap, { sessionOf }: Names): readonly Entry[] {
  const chosen = plan.chosen.map(({ id }) => id)
  const ids = chosen.includes(session.id) ? chosen : [...chosen.filter((id) => !lose.includes(id)), ...gain]
  const sessions = ids.flatMap((id) => {
    const own = sessionOf(id)
    return own?.when.kind === 'timed' ? [entryOf(own, own.when)] : []
  })
  return [...sessions, ...agenda.blocks.map(blockEntry)]
}

/** Whether what I miss will be recorded, if anybody says so. */
function videoFact({ session }: WhyView, { gain, lose }: Swap, names: Names): Labelled {
  const ids = [...new Set([session.id, ...gain, ...lose])]
  const known = ids.filter((id) => names.sessionOf(id)?.video !== undefined)
  const unknown = ids.filter((id) => !known.includes(id))
  return { label: 'Video', text: videoText(known.map(names.nameOf), unknown.map(names.nameOf)) }
}

const NUMBERS = ['none', 'it', 'two', 'three', 'four', 'five', 'six'] as const

function videoText(known: readonly string[], unknown: readonly string[]): string {
  const all = known.length + unknown.length
  if (all === 1) return known.length === 1 ? 'known' : 'not known'
  const number = NUMBERS[all] ?? String(all)
  if (known.length === 0) return all === 2 ? 'not known for either' : `not known for any of the ${number}`
  if (unknown.length === 0) return all === 2 ? 'known for both' : `known for all ${number}`
  return `known for ${listed(known, 'and')}; not for ${listed(unknown, 'and')}`
}

/** After the title: the worth, time and place, and whether there is another chance. */
function whyColumns(width: number): readonly PlanColumn[] {
  return [
    { least: 2, rank: 3 },
    { least: Math.floor(width * 0.3), rank: 1 },
    { least: 12, rank: 3, apart: true },
  ]
}

function swapRows(view: WhyView, { gain, lose }: Swap, names: Names): readonly PlanRow[] {
  const { plan, session, agenda, catalogue } = view
  const served = servedPicks(agenda, catalogue.sessions)
  const rowOf = (id: string, start: string, isLost: boolean): PlanRow => {
    const priced = [...plan.chosen, ...plan.leftOut].find((one) => one.id === id)
    const own = names.sessionOf(id)
    const isThis = id === session.id
    const place = own ? (isThis ? lengthOf(own) : placeOf(own, session, names.times)) : ''
    // A loss matters more if there is no other sitting.
    const again = own && !isThis && isLost ? againLabel(own, view, names.times) : ''
    return {
      start,
      title: names.nameOf(id),
      url: own?.url,
      cells: [{ text: priced ? worthOf(priced, served) : '' }, { text: place, tone: 'faint' }, { text: again }],
    }
  }
  return [
    ...gain.map((id, index) => rowOf(id, index === 0 ? 'gain' : '', false)),
    ...lose.map((id, index) => rowOf(id, index === 0 ? 'lose' : '', true)),
  ]
}

function lengthOf({ when }: Session): string {
  return when.kind === 'timed' && !when.endAssumed ? durationLabel(minutesOf(when)) : ''
}

/** `16:15 G102-103`, with the weekday if it differs from the session's. */
function placeOf({ when, room }: Session, near: Session, times: Times): string {
  return [when.kind === 'timed' ? momentNear(when, near, times) : '', safe(room ?? '')].filter(Boolean).join(' ')
}

/** `16:15`, or `Wed 14:00` if `near` is on another date. */
function momentNear({ start, offset }: Pick<Timed, 'start' | 'offset'>, { when: near }: Session, times: Times): string {
  if (near.kind === 'timed') return times.time(start, offset, clockAt(near.start, near.offset).day)
  return times.dayTime(start, offset, clockAt(start, offset).day)
}

/** Whether there is a later sitting, `repeated Wed 14:00`, or an earlier one, `also Mon 10:00`. */
function againLabel(lost: Session, { catalogue, session }: WhyView, times: Times): string {
  const others = repeatsOf(lost, catalogue.sessions)
  if (others.some(({ id }) => id === session.id)) return 'the same content'
  if (lost.when.kind !== 'timed') return ''
  const { start } = lost.when
  const known = others.flatMap(({ when, status }) => (when.kind === 'timed' && status !== 'cancelled' ? [when] : []))
  const later = known.filter((when) => when.start > start).sort((a, b) => a.start - b.start)[0]
  if (later) return `repeated ${momentNear(later, session, times)}`
  const [earlier] = known
  return earlier ? `also ${momentNear(earlier, session, times)}` : 'not repeated'
}

interface Verdict {
  readonly text: string
  readonly tone: Tone
}

function verdictOf(view: WhyView, ground: Ground): Verdict {
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
  const tone = leftOut.regret !== null && highestPrice(leftOut.regret) <= 0 ? 'going' : 'warning'
  return { text: [onGoing(leftOut.regret, plan), givingWay(leftOut, view, ground)].filter(Boolean).join(' '), tone }
}

/** Whether no sitting of it is picked, so that a plan has it only because it was asked about or wanted by a flag. */
function isUnpicked({ agenda, session, repeats }: Pick<WhyView, 'agenda' | 'session' | 'repeats'>): boolean {
  const sittings = new Set([session.id, ...repeats.map(({ id }) => id)])
  return agenda.picks.every((pick) => !sittings.has(pick.session))
}

/** The gain of the best plan, compared with the plan without the session, because it is not picked yet. */
function onAdding({ regret, swap }: Chosen, { value }: Plan): string {
  if (regret === null) return 'No plan can do without it.'
  if (typeof regret !== 'number') return `Going adds ${inBounds(regret)}`
  const before = value - regret
  if (regret < 0) return `Going ${changeOf(before, value)}.`
  const adds =
    regret === 0
      ? `costs nothing (${pointsPhrase(before)} either way)`
      : `adds ${pointsCount(regret)} (${pointsPhrase(before)} to ${pointsPhrase(value)})`
  return swap?.gain.length === 0 ? `Nothing of yours is in the way: going ${adds}.` : `Going ${adds}.`
}

function onStaying(regret: Price | null, { value, proven }: Plan): string {
  const best = proven ? 'the best plan' : 'the plan, which is not proven best'
  const free = `Going is free: it is in ${best}.`
  if (regret === null) return free
  if (typeof regret !== 'number') return `${free} Not going costs ${priceLabel(regret, pointsPhrase)} points.`
  if (regret === 0) return `${free} Not going costs nothing either: another plan is also worth ${pointsPhrase(value)}.`
  const stays = regret > 0 ? free : `It is in ${best} because it must be.`
  return `${stays} Not going ${changeOf(value, value - regret)}.`
}

function onGoing(regret: Price | null, { value }: Plan): string {
  if (regret === null) return ''
  if (typeof regret !== 'number') return `Going costs ${inBounds(regret)}`
  if (regret === 0) return `Going costs nothing: the best plan with it is also worth ${pointsPhrase(value)}.`
  return `Going ${changeOf(value, value - regret)}.`
}

function inBounds(price: Price): string {
  return `${priceLabel(price, pointsPhrase)} points; more time may give the exact price.`
}

/** `costs 5 points: the best plan falls from 25 to 20`. */
function changeOf(before: number, after: number): string {
  const span = `from ${pointsPhrase(before)} to ${pointsPhrase(after)}`
  return after < before
    ? `costs ${pointsCount(before - after)}: the best plan falls ${span}`
    : `gains ${pointsCount(after - before)}: the best plan rises ${span}`
}

function onOtherSitting(leftOut: LeftOut, other: Session, { session }: WhyView, ground: Ground): string {
  const momentOf = ({ when }: Session, near: Session) =>
    when.kind === 'timed' ? momentNear(when, near, ground.names.times) : ''
  const [here, there] = [momentOf(session, other), momentOf(other, session)]
  const held = `The plan has it at ${there}.`
  const { regret } = leftOut
  if (regret === null) return `${held} Not at ${here}: ${reasonLabel(leftOut, ground, Number.POSITIVE_INFINITY)}.`
  if (typeof regret !== 'number') return `${held} Going at ${here} costs ${inBounds(regret)}`
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
