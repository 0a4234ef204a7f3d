import { addDays, type Day, daysBetween, type Minutes } from '../../model/time.js'
import { dateShown, laterBy, type WrittenTime } from '../published/written-time.js'
import type { FrabDay } from './frab.js'

/** An event that the publisher lists under `day` and that starts on `date` at `minute`. */
export interface DayEvidence {
  readonly day: Day
  readonly date: Day
  readonly minute: Minutes
}

/** A night ends by noon at the latest. */
const NOON = 720

/**
 * The minute at which the publisher's days begin: after every event listed under the day before, and not after any
 * listed under its own date. Within these limits it is where the days end, or else the middle of the night. Undefined
 * if no event runs late and the days give no hours. If dates and days contradict each other (days counted in UTC), only
 * the days' own hours count.
 */
export function dayChangeOf(
  days: readonly FrabDay[],
  localOf: (time: WrittenTime) => WrittenTime,
  events: readonly DayEvidence[],
): Minutes | undefined {
  const stated = statedChange(days, localOf)
  const own = events.filter(({ day, date }) => day === date)
  const late = events.filter(({ day, date }) => daysBetween(day, date) === 1)
  const after = late.reduce((latest, { minute }) => Math.max(latest, minute), -1)
  const until = own.reduce((earliest, { minute }) => Math.min(earliest, minute), 1440)
  const contradictory = own.length === 0 || own.length + late.length < events.length || after >= Math.min(until, NOON)
  if (contradictory) return stated
  if (stated !== undefined && stated > after && stated <= until) return stated
  if (after < 0) return stated === undefined ? undefined : 0
  const middle = Math.floor((after + until) / 120) * 60
  return middle > after ? middle : until
}

function statedChange(days: readonly FrabDay[], localOf: (time: WrittenTime) => WrittenTime): Minutes | undefined {
  const starts = days.flatMap(({ start }) => (start ? dateShown(localOf(start)) : []))
  if (starts.length === 0) return undefined
  const first = starts.reduce((earliest, { minute }) => Math.min(earliest, minute), 1440)
  const ends = days.flatMap(({ start, end }) => (start && end ? [overhang(localOf(start), localOf(end))] : []))
  if (ends.length === 0) return first
  const last = ends.reduce((latest, end) => Math.max(latest, end), 0)
  return Math.min(first, last)
}

/** How far a day reaches into the next date, in minutes. `03:59` and `02:59:59` mean the following minute. */
function overhang(start: WrittenTime, end: WrittenTime): Minutes {
  const { day, minute } = dateShown(laterBy(end, 59_999))
  const next = addDays(dateShown(start).day, 1)
  if (day < next) return 0
  if (day > next) return 1440
  return minute % 5 === 4 ? minute + 1 : minute
}
