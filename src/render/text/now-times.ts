import { type Day, daysBetween, durationLabel, type Instant, minutesBetween } from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda/agenda-days.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import type { Leave, Now, Whereabouts } from '../../planning/now.js'
import { safe } from '../terminal.js'
import { count } from './count.js'
import { timeLabel } from './moments.js'

const DAY = 1440

/** `in 4 min`, `in 1 h 30`; from a day on in conference days: `in 3 days`. */
export function untilLabel({ entry, day }: AgendaEntry, { at, today }: Pick<Now, 'at' | 'today'>): string {
  const minutes = minutesBetween(at, entry.start)
  return minutes < DAY ? `in ${durationLabel(minutes)}` : `in ${count(Math.max(1, daysBetween(today, day)), 'day')}`
}

/** `34 min left, until 16:45`. */
export function leftLabel({ end, endOffset, endAssumed }: Entry, now: Instant, date: Day): string {
  if (endAssumed) return 'end not known'
  return `${durationLabel(minutesBetween(now, end))} left, until ${timeLabel(end, endOffset, date)}`
}

const WHERE: Readonly<Record<Whereabouts['known'], string>> = {
  said: '',
  current: ' (where you are)',
  last: ' (your last room)',
}

/** `6 min from Amtrium 1+2 (your last room): leave at 16:09`, or `go now, 2 min late`. */
export function leaveLabel({ from, walk, at }: Leave, entry: Entry, now: Instant, date: Day): string {
  if (walk === 0) return 'same room'
  const left = minutesBetween(now, at)
  const late = left < 0 ? `, ${durationLabel(-left)} late` : ''
  const when = left > 0 ? `leave at ${timeLabel(at, entry.offset, date)}` : `go now${late}`
  const where = from.room === undefined ? 'away' : `from ${safe(from.room)}${WHERE[from.known]}`
  return `${durationLabel(walk)} ${where}: ${when}`
}
