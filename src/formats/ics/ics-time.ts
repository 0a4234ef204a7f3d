import { readWall } from '../../clock/wall.js'
import { definedFields, type TimeReason } from '../../model/index.js'
import {
  addDays,
  clockAt,
  DAY,
  type Day,
  dayOf,
  daysBetween,
  type Instant,
  instant,
  MINUTE,
  shownAt,
} from '../../model/time.js'
import type { PublishedTime } from '../published/published.js'
import { readWrittenLength, wallText } from '../published/written-time.js'
import type { Clock, Clocks } from './ics-zones.js'

/** DTSTART or DTEND as written; `date` means VALUE=DATE, a day. */
export interface IcsMoment {
  readonly value: string
  readonly tzid?: string
  readonly date: boolean
}

export interface IcsTimes {
  readonly start?: IcsMoment
  readonly end?: IcsMoment
  readonly length?: string
}

/** A clock time in milliseconds as if it were UTC, or a whole day. */
export type Shown =
  | { readonly kind: 'time'; readonly shown: number; readonly clock: Clock }
  | { readonly kind: 'day'; readonly day: Day }
type ShownTime = Extract<Shown, { kind: 'time' }>

/** When an event starts and ends, as the clocks show it. */
export interface IcsSpan {
  readonly from?: Shown
  readonly to?: Shown
}

/** A part of a time that cannot be used, and why. `text` quotes it. */
export interface IcsFault {
  readonly part: keyof IcsTimes
  readonly reason: TimeReason
  readonly text?: string
}

interface SpanReading {
  readonly span: IcsSpan
  readonly faults: readonly IcsFault[]
  /** The name of a zone that is unknown: its times are read without it. */
  readonly unknownZone?: string
}

interface TimeReading {
  readonly time: PublishedTime
  /** The last of several whole days. */
  readonly until?: Day
  readonly fault?: IcsFault
}

const END_OF_YEARS = Date.UTC(10_000, 0)
/** RFC 5545 writes `20260602T090000Z`; hyphens, colons, no seconds and offsets leave no doubt either. */
const FORM =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(?:(Z)|([+-]\d{2}):?(\d{2})?)?)?$/i

/**
 * Reads the start and end of an event by RFC 5545 section 3.6.1: with an end, a length, or neither, which means one day
 * if the start is a day. If it is a moment the RFC has the event end at once, but publishers mean that the end is
 * unknown. What cannot be read is left out.
 */
export function readSpan(times: IcsTimes, clocks: Clocks): SpanReading {
  const faults: IcsFault[] = []
  const unknown = new Set<string>()
  const read = (part: 'start' | 'end') => {
    const moment = times[part]
    const reading = moment && readMoment(moment, clocks)
    if (reading?.unknownZone !== undefined) unknown.add(reading.unknownZone)
    if (reading?.isFaulty) faults.push({ part, reason: 'bad-time', text: moment?.value ?? '' })
    return reading
  }
  const from = read('start')?.shown
  if (!times.start) faults.push({ part: 'start', reason: 'no-start' })
  const end = from && times.end ? read('end') : undefined
  let to = end?.isFaulty ? undefined : end?.shown
  if (from && !to && times.length !== undefined) {
    to = afterLength(from, times.length)
    if (!to) faults.push({ part: 'length', reason: 'bad-length', text: times.length })
  }
  if (from && to && from.kind !== to.kind) {
    faults.push({ part: 'end', reason: 'bad-time', text: times.end?.value ?? '' })
    to = undefined
  }
  const [unknownZone] = unknown
  return { span: definedFields({ from, to }), faults, ...(unknownZone !== undefined && { unknownZone }) }
}

interface MomentReading {
  readonly shown?: Shown
  /** It could not be read, or only its day. */
  readonly isFaulty?: true
  readonly unknownZone?: string
}

/** A moment on its clock; without a zone, or with an unknown one, on the floating clock. */
export function readMoment({ value, tzid, date }: IcsMoment, clocks: Clocks): MomentReading {
  // A leap second is read as the second before it (RFC 5545 section 3.3.12).
  const match = FORM.exec(value.trim().replace(/60(Z?)$/i, '59$1'))
  const [, year, month, dayOfMonth] = match ?? /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(value) ?? []
  const day = dayOf(Number(year), Number(month), Number(dayOfMonth))
  if (day === undefined) return { isFaulty: true }
  if (match && (date || match[4] === undefined)) return { shown: { kind: 'day', day } }
  const shown = shownAt(match?.slice(1, 7) ?? [])
  if (!match || typeof shown === 'string') return { shown: { kind: 'day', day }, isFaulty: true }
  if (match[7] !== undefined) return { shown: { kind: 'time', shown, clock: { kind: 'utc' } } }
  if (match[8] !== undefined) {
    const ahead = Number(match[8]) * 60 + Number(`${match[8].slice(0, 1)}${match[9] ?? 0}`)
    return { shown: { kind: 'time', shown: shown - ahead * MINUTE, clock: { kind: 'utc' } } }
  }
  const clock = tzid === undefined ? clocks.floating : clocks.of(tzid)
  if (clock) return { shown: { kind: 'time', shown, clock } }
  return definedFields({ shown: { kind: 'time', shown, clock: clocks.floating } as const, unknownZone: tzid })
}

/** A length is added on the clock: no session runs for hours across a change of the clocks. */
function afterLength(from: Shown, length: string): Shown | undefined {
  const milliseconds = readWrittenLength(length.replace('+', ''))
  const begins = from.kind === 'time' ? from.shown : Date.parse(from.day)
  if (milliseconds === undefined || begins + milliseconds >= END_OF_YEARS) return undefined
  if (from.kind === 'time') return { ...from, shown: from.shown + milliseconds }
  const whole = milliseconds / DAY
  return Number.isInteger(whole) ? { kind: 'day', day: addDays(from.day, whole) } : undefined
}

/** The time of a span. An end that cannot be, or is before the start, is left out. The end of whole days is the day after the last. */
export function timeOf({ from, to }: IcsSpan): TimeReading {
  if (!from) return { time: { kind: 'unscheduled' } }
  if (from.kind === 'day') {
    const time = { kind: 'dated', day: from.day } as const
    const count = to?.kind === 'day' ? daysBetween(from.day, to.day) : 0
    if (count < 0 && to?.kind === 'day') return { time, fault: backwards(from.day, to.day) }
    return count > 1 ? { time, until: addDays(from.day, count - 1) } : { time }
  }
  return spanOf(from, to?.kind === 'time' ? to : undefined)
}

function spanOf(from: ShownTime, to: ShownTime | undefined): TimeReading {
  const clock = settled(from)
  const end = to && { shown: to.shown, clock: to.clock.kind === 'floating' ? clock : settled(to) }
  if ((clock.kind === 'zone' || clock.kind === 'floating') && (!end || sameClock(clock, end.clock))) {
    const zone = clock.kind === 'zone' ? { zone: clock.zone } : {}
    const isBackwards = end !== undefined && end.shown < from.shown
    const until = end && !isBackwards && { end: wallText(end) }
    const time = { kind: 'wall', start: wallText(from), ...until, ...zone } as const
    return isBackwards ? { time, fault: backwards(wallText(from), wallText(end)) } : { time }
  }
  const starts = momentOf(from.shown, clock)
  if (starts === undefined) {
    const start = { part: 'start', reason: 'bad-time', text: wallText(from) } as const
    if (clock.kind === 'own') return { time: { kind: 'dated', day: dayShown(from.shown) }, fault: start }
    return end
      ? { ...spanOf(from, undefined), fault: badEnd(end.shown) }
      : { time: { kind: 'unscheduled' }, fault: start }
  }
  const ends = end && momentOf(end.shown, end.clock)
  const open = { kind: 'instants', start: starts } as const
  if (!end) return { time: open }
  if (ends === undefined) return { time: open, fault: badEnd(end.shown) }
  if (ends < starts) return { time: open, fault: backwards(wallText(from), wallText(end)) }
  return { time: { ...open, end: ends } }
}

/** Where the file's own definition of a zone agrees with what its name means, that zone is meant. */
function settled({ shown, clock }: ShownTime): Clock {
  if (clock.kind !== 'own' || !clock.named) return clock
  const moment = clock.instantOf(shown)
  return moment === undefined || moment === momentOf(shown, clock.named) ? clock.named : clock
}

function sameClock(one: Clock, other: Clock): boolean {
  return one.kind === other.kind && (one.kind !== 'zone' || other.kind !== 'zone' || one.zone === other.zone)
}

function momentOf(shown: number, clock: Clock): Instant | undefined {
  if (clock.kind === 'utc') return instant(shown)
  if (clock.kind === 'own') return clock.instantOf(shown)
  if (clock.kind === 'floating') return undefined
  const reading = readWall(wallText({ shown }), clock.zone)
  return reading.ok ? reading.instant : undefined
}

/** Tells moments apart, on whatever clocks; a floating time is none of the others. */
export function momentKey(shown: Shown): string {
  if (shown.kind === 'day') return shown.day
  const moment = momentOf(shown.shown, settled(shown))
  return moment === undefined ? wallText(shown) : `@${moment}`
}

/** Whether a moment is after another; after a day, if that one is a day. */
export function isAfter(one: Shown, other: Shown): boolean {
  const day = (moment: Shown) => (moment.kind === 'day' ? moment.day : dayShown(moment.shown))
  if (one.kind === 'day' || other.kind === 'day') return day(one) > day(other)
  const [first, second] = [momentOf(one.shown, settled(one)), momentOf(other.shown, settled(other))]
  return first === undefined || second === undefined ? one.shown > other.shown : first > second
}

export function dayShown(shown: number): Day {
  return clockAt(instant(shown), 0).day
}

/** The same time so many milliseconds later on its clock. */
export function shiftedBy<T extends Shown>(moment: T, milliseconds: number): T {
  return moment.kind === 'time'
    ? { ...moment, shown: moment.shown + milliseconds }
    : { ...moment, day: addDays(moment.day, Math.round(milliseconds / DAY)) }
}

/** Its end on the clock of its start. */
export function onOneClock({ from, to }: IcsSpan): IcsSpan {
  if (from?.kind !== 'time' || to?.kind !== 'time') return definedFields({ from, to })
  const [starts, ends] = [momentOf(from.shown, settled(from)), momentOf(to.shown, settled(to))]
  if (starts === undefined || ends === undefined) return { from, to }
  return { from, to: { ...from, shown: from.shown + ends - starts } }
}

function backwards(start: string, end: string): IcsFault {
  return { part: 'end', reason: 'ends-before-start', text: `${start} to ${end}` }
}

function badEnd(shown: number): IcsFault {
  return { part: 'end', reason: 'bad-time', text: wallText({ shown }) }
}
