import type { ShownSpan } from '../../model/conference.js'
import { clockAt, clockLabel, type Day } from '../../model/time.js'
import { findGaps, type Gap } from '../../planning/agenda/agenda-days.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import { breakIn, lacksBreak } from '../../planning/plan/lineup.js'
import type { PlanView } from '../views.js'
import { freeLabel } from './agenda-lines.js'
import { spanLabel } from './moments.js'
import { BLOCK, type Names } from './plan-names.js'

export interface FreeRow {
  readonly at: number
  readonly free: string
}

/** The free time of a day between entries, and the breaks asked for: within it, or else on lines of their own. */
export function freeRows(
  day: Day,
  entries: readonly Entry[],
  { walks, breaks, kept = [] }: Pick<PlanView, 'walks' | 'breaks' | 'kept'>,
): readonly FreeRow[] {
  const own = entries.filter((entry) => entry.day === day)
  const had = breaks
    .filter((window) => window.day === day)
    .flatMap((window) => breakIn(window, [...entries, ...kept]) ?? [])
  const gaps = findGaps([...own, ...kept.filter((entry) => entry.day === day)], walks).filter(({ start, end }) => {
    return own.some((entry) => entry.end <= start) && own.some((entry) => entry.start >= end)
  })
  const holds = (gap: Gap, rest: ShownSpan) => gap.start <= rest.start && rest.end <= gap.end
  const between = gaps.map((gap) => {
    const inside = had.filter((rest) => holds(gap, rest)).map((rest) => restLabel(rest, day))
    return { at: gap.start, free: [freeLabel(gap), ...inside].join(', ') }
  })
  const outside = had
    .filter((rest) => !gaps.some((gap) => holds(gap, rest)))
    .map((rest) => ({ at: rest.start, free: restLabel(rest, day) }))
  return [...between, ...outside]
}

/** In minutes of the day. */
const LUNCH = { from: 11 * 60, to: 15 * 60 }

/** `lunch 12:30-13:15`; a break at other times. */
function restLabel(rest: ShownSpan, day: Day): string {
  const [start, end] = [clockAt(rest.start, rest.offset).minute, clockAt(rest.end, rest.endOffset).minute]
  return `${start >= LUNCH.from && end <= LUNCH.to ? 'lunch' : 'break'} ${spanLabel(rest, day)}`
}

/** The full days of a plan that leave no time to eat, unless breaks were asked for. */
export function daysWithoutBreak(
  entries: readonly Entry[],
  { breaks, kept = [] }: Pick<PlanView, 'breaks' | 'kept'>,
  { sessionOf }: Names,
): readonly Day[] {
  if (breaks.length > 0) return []
  const eaten = ({ id, title }: Entry) =>
    id.startsWith(BLOCK) ? EATEN.test(title) : ['break', 'social'].includes(sessionOf(id)?.kind ?? '')
  const days = [...new Set(entries.map(({ day }) => day))].sort()
  return days.filter((day) => {
    const own = [...entries, ...kept].filter((entry) => entry.day === day)
    const shift = own.flatMap(({ id }) => shiftOf(sessionOf(id)))[0] ?? 0
    const taken = own
      .filter((entry) => !eaten(entry))
      .map(({ start, end, offset }) => {
        const from = clockAt(start, offset - shift).minute
        return { start: from, end: from + (end - start) / 60_000 }
      })
    return lacksBreak(taken)
  })
}

const EATEN = /\b(?:breaks?|lunch|brunch|meal|eat(?:ing)?|rest)\b/i

function shiftOf(session: ReturnType<Names['sessionOf']>): readonly number[] {
  return session?.when.kind === 'timed' ? [session.when.shift] : []
}

export function noonTyped(entries: readonly Entry[], { sessionOf }: Names): string {
  const shift = entries.flatMap(({ id }) => shiftOf(sessionOf(id)))[0] ?? 0
  const clock = (minute: number) => clockLabel((((minute + shift) % 1440) + 1440) % 1440)
  return `${clock(12 * 60)}-${clock(14 * 60)}/45m`
}
