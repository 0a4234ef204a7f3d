import type { Session } from '../../model/conference.js'
import { clockAt, durationLabel, minutesOf } from '../../model/time.js'
import type { Swap } from '../../planning/plan/problem.js'
import { servedPicks } from '../../planning/plan/served-picks.js'
import { repeatsOf } from '../../planning/sessions/repeats.js'
import { safe } from '../terminal.js'
import type { WhyView } from '../views.js'
import type { Glyphs } from './glyphs.js'
import { dateHint, momentLabel } from './moments.js'
import { worthOf } from './plan-days.js'
import type { Names } from './plan-names.js'
import type { PlanColumn, PlanRow } from './plan-table.js'

/** After the title: the worth, time and place, and whether there is another chance. */
export function whyColumns(width: number): readonly PlanColumn[] {
  return [
    { least: 2, rank: 3 },
    { least: Math.floor(width * 0.2), rank: 1 },
    { least: 12, rank: 3 },
  ]
}

export function swapRows(view: WhyView, swap: Swap, names: Names, glyphs: Glyphs): readonly PlanRow[] {
  return [
    ...swap.gain.map((id, index) => rowOf({ id, start: index === 0 ? 'gain' : '', lost: false }, view, names, glyphs)),
    ...swap.lose.map((id, index) => rowOf({ id, start: index === 0 ? 'lose' : '', lost: true }, view, names, glyphs)),
  ]
}

interface Changed {
  readonly id: string
  readonly start: string
  readonly lost: boolean
}

function rowOf({ id, start, lost }: Changed, view: WhyView, names: Names, glyphs: Glyphs): PlanRow {
  const { plan, session } = view
  const priced = plan.chosen.find((one) => one.id === id) ?? plan.leftOut.find((one) => one.id === id)
  const worth = priced ? worthOf(priced, servedPicks(view.agenda, view.catalogue.sessions)) : ''
  const own = names.sessionOf(id)
  const isThis = id === session.id
  const place = own ? (isThis ? lengthOf(own) : placeOf(own, session)) : ''
  // A loss matters more if there is no other sitting.
  const again = own && !isThis && lost ? againLabel(own, view) : ''
  return {
    start,
    title: names.nameOf(id),
    cells: [{ text: worth }, { text: place, tone: 'faint' }, { text: again }],
    below: [{ text: [worth, place].filter(Boolean).join(` ${glyphs.dot} `), tone: 'faint' }, { text: again }],
  }
}

function lengthOf({ when }: Session): string {
  return when.kind === 'timed' && !when.endAssumed ? durationLabel(minutesOf(when)) : ''
}

/** `16:15 G102-103`, with the weekday if it differs from the session's. */
function placeOf({ when, room }: Session, near: Session): string {
  return [when.kind === 'timed' ? momentNear(when, near) : '', safe(room ?? '')].filter(Boolean).join(' ')
}

/** `16:15`, or `Wed 14:00` if `near` is on another date. */
export function momentNear(
  { start, offset }: { readonly start: Parameters<typeof clockAt>[0]; readonly offset: number },
  near: Session,
): string {
  const { day } = clockAt(start, offset)
  const from = near.when.kind === 'timed' ? clockAt(near.when.start, near.when.offset).day : undefined
  const clock = momentLabel(start, offset)
  return from === day ? clock : `${dateHint(day, from ?? day)} ${clock}`
}

/** Whether there is a later sitting, `repeated Wed 14:00`, or an earlier one, `also Mon 10:00`. */
function againLabel(lost: Session, { catalogue, session }: WhyView): string {
  const others = repeatsOf(lost, catalogue.sessions)
  if (others.some(({ id }) => id === session.id)) return 'the same content'
  if (lost.when.kind !== 'timed') return ''
  const { start } = lost.when
  const times = others.flatMap(({ when, status }) => (when.kind === 'timed' && status !== 'cancelled' ? [when] : []))
  const later = times.filter((when) => when.start > start).sort((a, b) => a.start - b.start)[0]
  if (later) return `repeated ${momentNear(later, session)}`
  const [earlier] = times
  return earlier ? `also ${momentNear(earlier, session)}` : 'not repeated'
}
