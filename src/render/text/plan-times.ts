import { clockAt, type Day } from '../../model/day.js'
import type { Session } from '../../model/session.js'
import type { Entry } from '../../planning/clash.js'
import { dateHint, spanLabel } from './moments.js'

/** When something starts, below the heading of its day. */
export function startLabel({ start, offset, day }: Pick<Entry, 'start' | 'offset' | 'day'>): string {
  return spanLabel({ start, end: start, offset, endOffset: offset }, day)
}

/** When a session starts, in a list that knows these days (sorted): it names the day where there are several. */
export function startAmong({ when }: Pick<Session, 'when'>, days: readonly Day[]): string {
  if (when.kind !== 'timed') return ''
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || first === last) return startLabel(when)
  const { day } = clockAt(when.start, when.offset)
  return `${dateHint(day, day === first ? last : first)} ${startLabel({ ...when, day })}`
}

/** The days of these, sorted. */
export function daysAmong(entries: readonly Pick<Entry, 'day'>[]): readonly Day[] {
  return [...new Set(entries.map(({ day }) => day))].sort()
}
