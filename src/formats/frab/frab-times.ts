import { appendTo, type LeftOutReason } from '../../model/index.js'
import { addDays, type Day, daysBetween, HOUR, MINUTE, type Minutes } from '../../model/time.js'
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

/** A publisher's day, which may begin and end at any hour. */
export interface FrabDay {
  readonly date?: Day | undefined
  readonly start?: WrittenTime | undefined
  readonly end?: WrittenTime | undefined
}

/** A day by its date and hours as written, each where it is given. */
export function frabDay(date: string | undefined, start: string | undefined, end: string | undefined): FrabDay {
  const [from, to] = [start, end].map((text) => (text === undefined ? undefined : readWritten(text)))
  return { date: date === undefined ? undefined : readWrittenDay(date), start: from, end: to }
}

/** When an event is, as written. */
export interface FrabTime {
  readonly day?: FrabDay | undefined
  /** Events of a room are listed in order of time. */
  readonly room?: string | undefined
  readonly date?: string | undefined
  readonly start?: string | undefined
  readonly end?: string | undefined
  readonly duration?: string | undefined
}

type EventTime =
  | { readonly ok: true; readonly time: PublishedTime }
  | { readonly ok: false; readonly reason: LeftOutReason; readonly text: string }

export interface Placing {
  readonly timeOf: (event: FrabTime) => EventTime
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
export function placeEvents(days: readonly FrabDay[], events: readonly FrabTime[]): Placing {
  const offset = revealedOffset(events)
  const localOf = (time: WrittenTime): WrittenTime =>
    time.offset === undefined || offset === undefined
      ? time
      : { shown: time.shown + (offset - time.offset) * MINUTE, offset }
  const isLate = smallHours(events)
  const hours = new Map(days.map((day) => [day, hoursOf(day, localOf)]))
  const startOf = (event: FrabTime) => startTime(event, (clock, day) => dateOf(clock, event, day, hours, isLate))
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

function revealedOffset(events: readonly FrabTime[]): Minutes | undefined {
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
  const since = (time: WrittenTime) => Math.round((localOf(time).shown - Date.parse(date)) / MINUTE)
  const from = since(start)
  const to = end === undefined ? from + DAY_MINUTES : since(end)
  return to > from && from >= 0 && from < DAY_MINUTES ? { from, to } : undefined
}

type ClockDate = (clock: Minutes, day: Day) => Day

function dateOf(
  clock: Minutes,
  event: FrabTime,
  date: Day,
  hours: ReadonlyMap<FrabDay, Hours | undefined>,
  isLate: (event: FrabTime) => boolean,
): Day {
  const open = event.day && hours.get(event.day)
  const late = open ? clock < open.from && open.from - clock > clock + DAY_MINUTES - open.to : isLate(event)
  return late ? addDays(date, 1) : date
}

function startTime({ date, start, day }: FrabTime, clockDate: ClockDate): WrittenTime | 'bad' | undefined {
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

function withoutStart({ date, day }: FrabTime): PublishedTime {
  const known = (date === undefined ? undefined : readWrittenDay(date)) ?? day?.date
  return known === undefined ? { kind: 'unscheduled' } : { kind: 'dated', day: known }
}

function endTime({ end, duration }: FrabTime, start: WrittenTime): WrittenTime | LeftOutReason | undefined {
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
  { day }: FrabTime,
  start: WrittenTime | 'bad' | undefined,
  localOf: (time: WrittenTime) => WrittenTime,
): readonly DayEvidence[] {
  if (start === 'bad' || start === undefined || day?.date === undefined) return []
  const shown = dateShown(localOf(start))
  return [{ day: day.date, date: shown.day, minute: shown.minute }]
}

/** An event that the publisher lists under `day` and that starts on `date` at `minute`. */
interface DayEvidence {
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
function dayChangeOf(
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

/** No programme begins before this minute of the day. */
const MORNING = 5 * 60
/** In milliseconds. Longer events are open all day and may well begin at 00:00. */
const ALL_DAY = 12 * HOUR

/**
 * Whether an event is past midnight, where its day has no hours. Clock times before 05:00 are, unless most rooms list
 * them before the day's other events: publishers list the events of a room in order of time.
 */
function smallHours(events: readonly FrabTime[]): (event: FrabTime) => boolean {
  let [first, last] = [0, 0]
  for (const minutes of byDayAndRoom(events)) {
    const small = minutes.findIndex((minute) => minute < MORNING)
    const large = minutes.findIndex((minute) => minute >= MORNING)
    if (small === -1 || large === -1) continue
    if (small < large) first++
    else last++
  }
  const atTheEnd = first <= last
  return ({ start, duration }) => {
    const minute = start === undefined ? undefined : readWrittenClock(start)
    const length = duration === undefined ? undefined : readWrittenLength(duration)
    return atTheEnd && minute !== undefined && minute < MORNING && (length ?? 0) < ALL_DAY
  }
}

function byDayAndRoom(events: readonly FrabTime[]): readonly (readonly number[])[] {
  const days = new Map<FrabDay | undefined, Map<string | undefined, number[]>>()
  for (const { day, room, start } of events) {
    const minute = start === undefined ? undefined : readWrittenClock(start)
    const rooms = days.get(day) ?? new Map<string | undefined, number[]>()
    if (minute !== undefined) appendTo(rooms, room, minute)
    days.set(day, rooms)
  }
  return [...days.values()].flatMap((rooms) => [...rooms.values()])
}
