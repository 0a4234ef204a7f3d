import type { LeftOutReason } from '../../model/problem.js'
import { addDays, type Day, type Minutes } from '../../model/time.js'
import type { PublishedTime } from '../published/published.js'
import {
  clockOn,
  dateShown,
  laterBy,
  readWritten,
  readWrittenClock,
  readWrittenDay,
  readWrittenLength,
  spanOf,
  type WrittenTime,
} from '../published/written-time.js'
import { type DayEvidence, dayChangeOf } from './day-change.js'
import type { FrabDay, FrabEvent } from './frab.js'
import { smallHours } from './small-hours.js'

export type EventTime =
  | { readonly ok: true; readonly time: PublishedTime }
  | { readonly ok: false; readonly reason: LeftOutReason; readonly text: string }

export interface Placing {
  readonly timeOf: (event: FrabEvent) => EventTime
  /** The same moment on the clock of the schedule's `start` times, if the events show its offset from UTC. */
  readonly localOf: (time: WrittenTime) => WrittenTime
  /** Undefined if the schedule does not say, or contradicts itself. */
  readonly dayChange: Minutes | undefined
}

const DAY_MINUTES = 1440

/**
 * The times of events in a frab schedule. A `date` with an offset is the instant, whatever the day and clock time say.
 * Without it, an event starts on its day at `start`, or on the next calendar date if that is within the publisher's day
 * or nearer to it: a day from 10:00 to 04:00 has 00:30 at its end. If days have no hours, `smallHours` decides. Without
 * a length or an end, the end is unknown.
 */
export function placeEvents(days: readonly FrabDay[], events: readonly FrabEvent[]): Placing {
  const offset = revealedOffset(events)
  const localOf = (time: WrittenTime): WrittenTime =>
    time.offset === undefined || offset === undefined
      ? time
      : { shown: time.shown + (offset - time.offset) * 60_000, offset }
  const isLate = smallHours(events)
  const hours = new Map(days.map((day) => [day, hoursOf(day, localOf)]))
  const startOf = (event: FrabEvent) => startTime(event, (clock, day) => dateOf(clock, event, day, hours, isLate))
  return {
    localOf,
    dayChange: dayChangeOf(
      days,
      localOf,
      events.flatMap((event) => evidence(event, startOf(event), localOf)),
    ),
    timeOf(event) {
      const start = startOf(event)
      if (start === 'bad') return { ok: false, reason: 'bad-time', text: event.date ?? event.start ?? '' }
      if (start === undefined) return { ok: true, time: withoutStart(event) }
      const end = endTime(event, start)
      if (typeof end === 'string') return { ok: false, reason: end, text: event.end ?? event.duration ?? '' }
      return { ok: true, time: spanOf(start, end) }
    },
  }
}

function revealedOffset(events: readonly FrabEvent[]): Minutes | undefined {
  const votes = new Map<Minutes, number>()
  for (const { date, start } of events) {
    const written = date === undefined ? undefined : readWritten(date)
    const clock = start === undefined ? undefined : readWrittenClock(start)
    if (written?.offset === undefined || clock === undefined) continue
    const ahead = (((clock - dateShown(written).minute + written.offset) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
    // Offsets reach 14 hours ahead in the Pacific; anything more is behind UTC.
    const offset = ahead > 14 * 60 ? ahead - DAY_MINUTES : ahead
    if (offset % 15 === 0) votes.set(offset, (votes.get(offset) ?? 0) + 1)
  }
  const [most] = [...votes].sort((a, b) => b[1] - a[1])
  return most?.[0]
}

/** In minutes from midnight at the beginning of the day's date. */
interface Hours {
  readonly from: Minutes
  readonly to: Minutes
}

function hoursOf({ date, start, end }: FrabDay, localOf: (time: WrittenTime) => WrittenTime): Hours | undefined {
  if (date === undefined || start === undefined) return undefined
  const since = (time: WrittenTime) => Math.round((localOf(time).shown - Date.parse(date)) / 60_000)
  const from = since(start)
  const to = end === undefined ? from + DAY_MINUTES : since(end)
  return to > from && from >= 0 && from < DAY_MINUTES ? { from, to } : undefined
}

type ClockDate = (clock: Minutes, day: Day) => Day

function dateOf(
  clock: Minutes,
  event: FrabEvent,
  date: Day,
  hours: ReadonlyMap<FrabDay, Hours | undefined>,
  isLate: (event: FrabEvent) => boolean,
): Day {
  const open = event.day && hours.get(event.day)
  const late = open ? clock < open.from && open.from - clock > clock + DAY_MINUTES - open.to : isLate(event)
  return late ? addDays(date, 1) : date
}

function startTime({ date, start, day }: FrabEvent, clockDate: ClockDate): WrittenTime | 'bad' | undefined {
  const written = date === undefined ? undefined : readWritten(date)
  if (written) return written
  const onDate = date === undefined ? undefined : readWrittenDay(date)
  if (date !== undefined && onDate === undefined) return 'bad'
  if (start === undefined) return undefined
  const whole = readWritten(start)
  if (whole) return whole
  const clock = readWrittenClock(start)
  if (clock === undefined) return 'bad'
  if (onDate !== undefined) return clockOn(onDate, clock)
  const ofDay = day?.date ?? (day?.start && dateShown(day.start).day)
  return ofDay === undefined ? 'bad' : clockOn(clockDate(clock, ofDay), clock)
}

function withoutStart({ date, day }: FrabEvent): PublishedTime {
  const known = (date === undefined ? undefined : readWrittenDay(date)) ?? day?.date
  return known === undefined ? { kind: 'unscheduled' } : { kind: 'dated', day: known }
}

function endTime({ end, duration }: FrabEvent, start: WrittenTime): WrittenTime | LeftOutReason | undefined {
  if (end !== undefined) {
    const clock = readWrittenClock(end)
    if (clock === undefined) return readWritten(end) ?? 'bad-time'
    const { day, minute } = dateShown(start)
    return { ...start, ...clockOn(clock < minute ? addDays(day, 1) : day, clock) }
  }
  if (duration === undefined) return undefined
  const length = readWrittenLength(duration)
  return length === undefined ? 'bad-length' : laterBy(start, length)
}

function evidence(
  { day }: FrabEvent,
  start: WrittenTime | 'bad' | undefined,
  localOf: (time: WrittenTime) => WrittenTime,
): readonly DayEvidence[] {
  if (start === 'bad' || start === undefined || day?.date === undefined) return []
  const shown = dateShown(localOf(start))
  return [{ day: day.date, date: shown.day, minute: shown.minute }]
}
