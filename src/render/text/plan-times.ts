import type { Session } from '../../model/conference.js'
import { clockAt, type Day } from '../../model/time.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import { dateHint, endLabel, momentLabel, timeLabel } from './moments.js'

/** The start of a session in a list of these days (sorted), with the day if there are several. */
export function startAmong({ when }: Pick<Session, 'when'>, days: readonly Day[]): string {
  if (when.kind !== 'timed') return ''
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || first === last) return timeLabel(when.start, when.offset, when.day)
  const { day } = clockAt(when.start, when.offset)
  return `${dateHint(day, day === first ? last : first)} ${momentLabel(when.start, when.offset)}`
}

/** `startAmong` with the end. */
export function spanAmong(session: Pick<Session, 'when'>, days: readonly Day[]): string {
  const { when } = session
  if (when.kind !== 'timed') return ''
  const isMoment = when.start === when.end && !when.endAssumed
  return isMoment ? startAmong(session, days) : `${startAmong(session, days)}-${endLabel(when, when.day)}`
}

export function daysAmong(entries: readonly Pick<Entry, 'day'>[]): readonly Day[] {
  return [...new Set(entries.map(({ day }) => day))].sort()
}
