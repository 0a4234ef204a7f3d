import { readWall } from '../../clock/wall.js'
import { defined } from '../../model/defined.js'
import type { LeftOutReason } from '../../model/problem.js'
import { addDays, DAY, type Day, dayOf, daysBetween, type Instant, instant } from '../../model/time.js'
import type { PublishedTime } from '../published/published.js'
import { readWrittenLength } from '../published/written-time.js'
import type { Clock } from './zones.js'

/** DTSTART or DTEND as written; `date` means VALUE=DATE, a day. */
export interface IcsMoment {
  readonly value: string
  readonly tzid?: string
  readonly date: boolean
}

export interface IcsTimes {
  readonly start: IcsMoment
  readonly end?: IcsMoment
  readonly length?: string
}

/** When an event takes place, or why that is unclear. `until` is the last of several whole days. */
export type IcsTime = { readonly ok: true; readonly time: PublishedTime; readonly until?: Day } | Refused

export interface Refused {
  readonly ok: false
  readonly part: keyof IcsTimes
  readonly reason: LeftOutReason
  readonly text: string
}

/** A clock time in milliseconds as if it were UTC, or a whole day. */
type Shown =
  | { readonly kind: 'time'; readonly shown: number; readonly clock: Clock }
  | { readonly kind: 'day'; readonly day: Day }
type ShownTime = Extract<Shown, { kind: 'time' }>
const END_OF_YEARS = Date.UTC(10_000, 0)
const FORM = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/i

/**
 * The time of an event by RFC 5545 section 3.6.1: with an end, a length, or neither, which means one day if the start
 * is a day. If it is a moment the RFC has the event end at once, but publishers mean that the end is unknown. The end
 * of whole days is the day after the last.
 */
export function icsTime(times: IcsTimes, clockOf: (tzid: string) => Clock | undefined): IcsTime {
  const from = shownOf('start', times.start, clockOf)
  if (!('kind' in from)) return from
  const to = endOf(from, times, clockOf)
  if (to && !('kind' in to)) return to
  if (from.kind === 'day' && to?.kind === 'day') return days(from.day, to.day, times)
  if (from.kind === 'time' && to?.kind !== 'day') return span(from, to, times)
  return refused('end', 'bad-time', times.end?.value)
}

function shownOf(
  part: 'start' | 'end',
  { value, tzid, date }: IcsMoment,
  clockOf: (tzid: string) => Clock | undefined,
): Shown | Refused {
  const match = FORM.exec(date ? value.replace(/T000000Z?$/i, '') : value)
  const [year, month, dayOfMonth, hour, minute, second] = (match ?? []).slice(1).map(Number)
  const day = dayOf(year ?? 0, month ?? 0, dayOfMonth ?? 0)
  if (!match || day === undefined) return refused(part, 'bad-time', value)
  if (match[4] === undefined) return { kind: 'day', day }
  if (date || hour === undefined || minute === undefined || second === undefined)
    return refused(part, 'bad-time', value)
  if (hour > 23 || minute > 59 || second > 60) return refused(part, 'bad-time', value)
  const clock: Clock | undefined =
    match[7] !== undefined ? { kind: 'utc' } : tzid === undefined ? { kind: 'floating' } : clockOf(tzid)
  if (!clock) return refused(part, 'unknown-zone', tzid)
  // A leap second is read as the second before it (RFC 5545 section 3.3.12).
  return { kind: 'time', shown: Date.parse(day) + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000, clock }
}

/** A length is added on the clock: no session runs for hours across a change of the clocks. */
function endOf(
  from: Shown,
  { end, length }: IcsTimes,
  clockOf: (tzid: string) => Clock | undefined,
): Shown | Refused | undefined {
  if (end !== undefined) return shownOf('end', end, clockOf)
  if (length === undefined) return from.kind === 'day' ? from : undefined
  const milliseconds = /^\+?P/i.test(length) ? readWrittenLength(length.replace('+', '')) : undefined
  const begins = from.kind === 'time' ? from.shown : Date.parse(from.day)
  if (milliseconds === undefined || begins + milliseconds >= END_OF_YEARS)
    return refused('length', 'bad-length', length)
  if (from.kind === 'time') return { ...from, shown: from.shown + milliseconds }
  const whole = milliseconds / DAY
  return Number.isInteger(whole)
    ? { kind: 'day', day: addDays(from.day, whole) }
    : refused('length', 'bad-length', length)
}

function days(first: Day, end: Day, times: IcsTimes): IcsTime {
  const count = daysBetween(first, end)
  if (count < 0) return backwards(times)
  return { ok: true, time: { kind: 'dated', day: first }, ...(count > 1 && { until: addDays(end, -1) }) }
}

function span(from: ShownTime, to: ShownTime | undefined, times: IcsTimes): IcsTime {
  const { clock } = from
  const end = to?.clock.kind === 'floating' ? { ...to, clock } : to
  if ((clock.kind === 'zone' || clock.kind === 'floating') && (!end || sameClock(clock, end.clock))) {
    if (end && end.shown < from.shown) return backwards(times)
    const zone = clock.kind === 'zone' ? { zone: clock.zone } : {}
    const until = end && { end: wallText(end.shown) }
    return { ok: true, time: { kind: 'wall', start: wallText(from.shown), ...until, ...zone } }
  }
  const [starts, ends] = [momentOf(from), end && momentOf(end)]
  if (starts === undefined) return refused('start', 'bad-time', times.start.value)
  if (end && ends === undefined) return refused('end', 'bad-time', times.end?.value)
  if (ends !== undefined && ends < starts) return backwards(times)
  return { ok: true, time: defined({ kind: 'instants', start: starts, end: ends }) }
}

function sameClock(one: Clock, other: Clock): boolean {
  return one.kind === other.kind && (one.kind !== 'zone' || other.kind !== 'zone' || one.zone === other.zone)
}

function momentOf({ shown, clock }: ShownTime): Instant | undefined {
  if (clock.kind === 'utc') return instant(shown)
  if (clock.kind === 'own') return clock.instantOf(shown)
  if (clock.kind === 'floating') return undefined
  const reading = readWall(wallText(shown), clock.zone)
  return reading.ok ? reading.instant : undefined
}

function wallText(shown: number): string {
  return new Date(shown).toISOString().slice(0, 19)
}

function backwards({ start, end }: IcsTimes): Refused {
  return refused('end', 'ends-before-start', `${start.value} to ${end?.value}`)
}

function refused(part: keyof IcsTimes, reason: LeftOutReason, text = ''): Refused {
  return { ok: false, part, reason, text }
}
