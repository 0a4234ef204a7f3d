import { appendTo, type TimeReason } from '../../model/index.js'
import {
  addDays,
  DAY_MINUTES,
  type Day,
  daysBetween,
  HOUR,
  MINUTE,
  type Minutes,
  minuteOfDay,
} from '../../model/time.js'
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

/** Why a time is missing or cannot be read, and the text that says so. */
interface Lost {
  readonly lost: TimeReason
  readonly text?: string | undefined
}

/** What is known of an event's time, and what was lost of it. */
export interface EventTime {
  readonly time: PublishedTime
  readonly lost?: Lost | undefined
  /** A `date` that cannot be read, where the day and the clock time were used instead. */
  readonly unread?: string | undefined
}

export interface Placing {
  readonly timeOf: (event: FrabTime) => EventTime
  /** The same moment on the clock of the schedule's `start` times, if the events show its offset from UTC. */
  readonly localOf: (time: WrittenTime) => WrittenTime
  /** Undefined if the schedule does not say, or if its days contradict each other. */
  readonly dayChange: Minutes | undefined
}

/** A schedule's words on time. */
export interface FrabTimes {
  readonly days: readonly FrabDay[]
  readonly events: readonly FrabTime[]
  /** When the publisher's days begin. */
  readonly dayChange?: Minutes | undefined
  /** The program that wrote the schedule. */
  readonly generator?: string | undefined
}

/**
 * The times of events in a frab schedule. A `date` with an offset is the instant, whatever the day and clock time say.
 * Without it, an event starts on its day at `start`, or on the next calendar date if that is before the day's change. If
 * the schedule does not say when its days change, the next date is taken if that is within the publisher's day or nearer
 * to it: a day from 10:00 to 04:00 has 00:30 at its end. If days have no hours either, `smallHours` decides. Without a
 * length or an end, the end is unknown.
 */
export function placeEvents({ days, events, dayChange, generator }: FrabTimes): Placing {
  // Some programs always write 00:00, even beside days that begin at another hour.
  const change = dayChange === 0 && days.some(({ start }) => start) ? undefined : dayChange
  const lengthOf = lengthsIn(
    events.flatMap(({ duration }) => duration ?? []),
    generator,
  )
  const { offset, isLocal } = revealedOffset(events)
  const localOf = (time: WrittenTime): WrittenTime =>
    time.offset === undefined || offset === undefined || isLocal(time.offset)
      ? time
      : { shown: time.shown + (offset - time.offset) * MINUTE, offset }
  // Some programs date a day by the UTC date of its first hour.
  const dateOf = (day: FrabDay | undefined): Day | undefined => {
    const isKnown = day?.date === undefined || (day.start?.offset !== undefined && offset !== undefined)
    return day?.start && isKnown ? dateShown(localOf(day.start)).day : day?.date
  }
  const isLate = smallHours(events, lengthOf)
  const hours = new Map(days.map((day) => [day, hoursOf(day, dateOf(day), localOf)]))
  const startOf = (event: FrabTime) =>
    startTime(event, dateOf(event.day), (clock, day) => {
      if (change !== undefined) return clock < change ? addDays(day, 1) : day
      return dateWithin(clock, event, day, hours, isLate)
    })
  return {
    localOf,
    dayChange:
      change ||
      dayChangeOf(
        change ?? statedChange(days, localOf),
        events.flatMap((event) => evidence(event, startOf(event), localOf)),
      ),
    timeOf(event) {
      const start = startOf(event)
      if ('lost' in start) return { time: withoutStart(event, dateOf(event.day)), lost: start }
      const end = endTime(event, start, lengthOf)
      const unread = unreadDate(event)
      if (end && 'lost' in end) return { time: spanOf(start, undefined), lost: end, unread }
      return { time: spanOf(start, end), unread }
    },
  }
}

type LengthReader = (text: string) => number | undefined

/**
 * How the lengths of one schedule are read. `1:06:00` has days in front if pretalx wrote it, which writes `hh:mm` below
 * 24 hours and `d:hh:mm` from there on; others write `h:mm:ss`. Without the program's name, lengths of two digits and two
 * (`00:20`) beside such a one show the former, because a length in hours would have two digits as well.
 */
function lengthsIn(lengths: readonly string[], generator: string | undefined): LengthReader {
  const long = lengths.filter((text) => THREE_PARTS.test(text))
  const short = lengths.filter((text) => /^\d+:\d\d$/.test(text))
  const canBeDays = long.every((text) => /^[1-9]\d?:(?:[01]\d|2[0-3]):/.test(text))
  const isPadded = short.length > 0 && short.every((text) => /^\d\d:/.test(text))
  const hasSeconds = long.some((text) => !text.endsWith(':00'))
  const countsDays = canBeDays && (isPadded || hasSeconds || /^pretalx\b/i.test(generator ?? ''))
  return (text) => readWrittenLength(countsDays && THREE_PARTS.test(text) ? `${text}:00` : text)
}

const THREE_PARTS = /^\d+:\d+:\d+$/

interface Revealed {
  /** The venue's, mostly; it may change during the conference. */
  readonly offset?: Minutes
  /** Whether times with this offset are on the venue's clock already, and not in UTC. */
  readonly isLocal: (offset: Minutes) => boolean
}

function revealedOffset(events: readonly FrabTime[]): Revealed {
  const votes = new Map<Minutes, number>()
  const local: Minutes[] = []
  let count = 0
  for (const { date, start } of events) {
    const written = date === undefined ? undefined : readWritten(date)
    const clock = start === undefined ? undefined : readWrittenClock(start)
    if (written?.offset === undefined || clock === undefined) continue
    const ahead = minuteOfDay(clock - dateShown(written).minute + written.offset)
    // Offsets reach 14 hours ahead in the Pacific; anything more is behind UTC.
    const offset = ahead > 14 * 60 ? ahead - DAY_MINUTES : ahead
    if (offset % 15 !== 0) continue
    votes.set(offset, (votes.get(offset) ?? 0) + 1)
    count++
    if (offset === written.offset) local.push(offset)
  }
  const [most] = [...votes].sort((a, b) => b[1] - a[1])
  const areLocal = local.length * 2 > count
  return {
    ...(most && { offset: most[0] }),
    isLocal: (offset) => areLocal && (offset !== 0 || local.includes(0)),
  }
}

/** In minutes from midnight at the beginning of the day's date. */
interface Hours {
  readonly from: Minutes
  readonly to: Minutes
}

function hoursOf(
  { start, end }: FrabDay,
  date: Day | undefined,
  localOf: (time: WrittenTime) => WrittenTime,
): Hours | undefined {
  if (date === undefined || start === undefined) return undefined
  const since = (time: WrittenTime) => Math.round((localOf(time).shown - Date.parse(date)) / MINUTE)
  const from = since(start)
  const to = end === undefined ? from + DAY_MINUTES : since(end)
  return to > from && from >= 0 && from < DAY_MINUTES ? { from, to } : undefined
}

type ClockDate = (clock: Minutes, day: Day) => Day

function dateWithin(
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

function startTime({ date, start }: FrabTime, ofDay: Day | undefined, clockDate: ClockDate): WrittenTime | Lost {
  const written = date === undefined ? undefined : readWritten(date)
  if (written) return written
  const onDate = date === undefined ? undefined : readWrittenDay(date)
  const whole = start === undefined ? undefined : readWritten(start)
  if (whole) return whole
  const clock = start === undefined ? undefined : readWrittenClock(start)
  if (clock !== undefined && onDate !== undefined) return clockOn(onDate, clock)
  if (clock !== undefined && ofDay !== undefined) return clockOn(clockDate(clock, ofDay), clock)
  const text = onDate === undefined ? (date ?? start) : start
  return text === undefined ? { lost: 'no-start' } : { lost: 'bad-time', text }
}

function withoutStart({ date }: FrabTime, ofDay: Day | undefined): PublishedTime {
  const known = (date === undefined ? undefined : readWrittenDay(date)) ?? ofDay
  return known === undefined ? { kind: 'unscheduled' } : { kind: 'dated', day: known }
}

function unreadDate({ date }: FrabTime): string | undefined {
  return date !== undefined && !readWritten(date) && readWrittenDay(date) === undefined ? date : undefined
}

function endTime(
  { end, duration }: FrabTime,
  start: WrittenTime,
  lengthOf: LengthReader,
): WrittenTime | Lost | undefined {
  const clock = end === undefined ? undefined : readWrittenClock(end)
  if (clock !== undefined) {
    const { day, minute } = dateShown(start)
    return { ...start, ...clockOn(clock < minute ? addDays(day, 1) : day, clock) }
  }
  const written = end === undefined ? undefined : readWritten(end)
  if (written) return written
  const length = duration === undefined ? undefined : lengthOf(duration)
  if (length !== undefined) return laterBy(start, length)
  if (end !== undefined) return { lost: 'bad-time', text: end }
  return duration === undefined ? undefined : { lost: 'bad-length', text: duration }
}

function evidence(
  { day }: FrabTime,
  start: WrittenTime | Lost,
  localOf: (time: WrittenTime) => WrittenTime,
): readonly DayEvidence[] {
  if ('lost' in start || day?.date === undefined) return []
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
export const NOON = 720

/**
 * The minute at which the publisher's days begin: after every event listed under the day before, and not after any
 * listed under its own date. Within these limits it is where the days end, or else the middle of the night. Undefined
 * if no event runs late and the days give no hours. If dates and days contradict each other (days counted in UTC), only
 * the days' own hours count.
 */
function dayChangeOf(stated: Minutes | undefined, events: readonly DayEvidence[]): Minutes | undefined {
  const own = events.filter(({ day, date }) => day === date)
  const late = events.filter(({ day, date }) => daysBetween(day, date) === 1)
  const after = late.reduce((latest, { minute }) => Math.max(latest, minute), -1)
  const until = own.reduce((earliest, { minute }) => Math.min(earliest, minute), DAY_MINUTES)
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
  const first = starts.reduce((earliest, { minute }) => Math.min(earliest, minute), DAY_MINUTES)
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
  if (day > next) return DAY_MINUTES
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
function smallHours(events: readonly FrabTime[], lengthOf: LengthReader): (event: FrabTime) => boolean {
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
    const length = duration === undefined ? undefined : lengthOf(duration)
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
