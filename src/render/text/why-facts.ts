import { durationLabel, minutesBetween } from '../../model/time.js'
import { hopTo } from '../../planning/agenda/agenda-days.js'
import { blockEntry, type Entry, entryOf } from '../../planning/agenda/clashes.js'
import type { Swap } from '../../planning/plan/problem.js'
import { safe } from '../terminal.js'
import type { WhyView } from '../views.js'
import type { Glyphs } from './glyphs.js'
import { listed } from './listed.js'
import { endLabel, momentLabel } from './moments.js'
import type { Labelled } from './plan-lines.js'
import { BLOCK, type Names } from './plan-names.js'
import { pointsTold, priceLabel } from './points.js'
import { momentNear } from './why-rows.js'

export function whyFacts(view: WhyView, swap: Swap, names: Names, glyphs: Glyphs): readonly Labelled[] {
  return [...againFacts(view, glyphs), ...walkFacts(view, swap, names, glyphs), videoFact(view, swap, names)]
}

function againFacts({ session, repeats, plan, agenda }: WhyView, { dot }: Glyphs): readonly Labelled[] {
  return repeats.map(({ id, when, room, status }, index) => {
    const leftOut = plan.leftOut.find((one) => one.id === id)
    const chosen = plan.chosen.some((one) => one.id === id)
    const regret = leftOut?.regret ?? null
    const price = chosen ? 'in the plan' : regret === null ? '' : `costs ${priceLabel(regret, pointsTold)}`
    const moment = when.kind === 'timed' ? momentNear(when, session) : 'time not known'
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
  const name = ({ id, title }: Entry) => (id.startsWith(BLOCK) ? safe(title) : names.nameOf(id))
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
  const ends = (from: Entry) => `${name(from)} ends ${endLabel(from, from.day)}`
  const known = [
    ...way(own, before, ends),
    ...(after
      ? way(after, [...before, own], (from) =>
          from === own ? `${name(after)} starts ${momentLabel(after.start, after.offset)}` : ends(from),
        )
      : []),
  ]
  const are = unknown.length === 1 ? 'is' : 'are'
  const taken = unknown.length === 0 ? [] : [`${listed(unknown, 'and')} ${are} not known and count as 0: --walk 5m`]
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
