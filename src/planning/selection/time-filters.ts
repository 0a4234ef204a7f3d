import { type Catalogue, daysOf, type Note, type Session, type Timed, type When } from '../../model/index.js'
import {
  addDays,
  clockAt,
  clockLabel,
  conferenceDay,
  DAY_MINUTES,
  type Day,
  daysBetween,
  type Instant,
  MINUTE,
  type Minutes,
  minuteOfDay,
} from '../../model/time.js'
import { phaseAt } from '../agenda/relative-to-now.js'
import type { Selection, Sieve, Times, TypedTime } from './selection.js'

interface TimeSieve extends Sieve {
  readonly keeps: (one: Pick<Session, 'when'>) => boolean
}

interface Meeting {
  readonly clock: (stay: Stay, minute: Minutes) => boolean
  readonly moment: (when: Timed, now: Instant) => boolean
}

/**
 * The sieves of --day, --at, --after, --before and --unscheduled, and of their --not- flags. A day alone selects what
 * begins on it; with --at, what is running, whatever day it began. Unscheduled sessions pass if no day or time is asked
 * for or if they are asked for in addition; dated ones pass their day, but no time.
 */
export function timeSieves(catalogue: Catalogue, selection: Selection): readonly TimeSieve[] {
  const { at, after, before, unscheduled = false, notUnscheduled = false } = selection
  const { asked, days, unwanted } = selection.days ?? NO_DAYS
  const change = catalogue.conference.dayChange
  // Days that are only excluded do not ask for a day, so sessions without a day pass.
  const asksDay = asked !== ''
  const isMeant = (day: Day) => (!asksDay || days.includes(day)) && !unwanted.includes(day)
  const running = at !== undefined && at.wanted.length > 0
  const keepsDay = ({ when }: Pick<Session, 'when'>) => {
    if (when.kind === 'unscheduled') return !asksDay || unscheduled
    if (!running || when.kind === 'dated') return isMeant(when.day)
    return !asksDay || days.some((day) => isMeant(day) && reaches(when, change, day))
  }
  const sieve = (flag: string, times: Times | undefined, { clock, moment }: Meeting): readonly TimeSieve[] => {
    if (!times) return []
    const { wanted, unwanted } = times
    const keeps = ({ when }: Pick<Session, 'when'>) => {
      if (when.kind !== 'timed') return wanted.length === 0 || (when.kind === 'unscheduled' && unscheduled)
      const stay = stayOf(when, change)
      const some = (typed: readonly TypedTime[]) =>
        typed.some((time) => (typeof time === 'number' ? clock(stay, time) : moment(when, time.now)))
      return (wanted.length === 0 || some(wanted)) && !some(unwanted)
    }
    const asks = wanted.length > 0
    const value = (asks ? wanted : unwanted).map(labelOf).join(', ')
    return [{ keeps, note: { code: 'nothing-with', flag: asks ? `--${flag}` : `--not-${flag}`, value } }]
  }
  const dayNote: Note = asksDay
    ? { code: 'nothing-on-days', days, asked, known: daysOf(catalogue) }
    : { code: 'nothing-with', flag: '--not-day', value: unwanted.join(', ') }
  const asksWhen = asksDay || [at, after, before].some((times) => times && times.wanted.length > 0)
  return [
    ...(selection.days ? [{ keeps: keepsDay, note: dayNote }] : []),
    ...sieve('at', at, {
      clock: (stay, minute) => {
        const runs = runsAt(stay, minute)
        // Of this many days at least one is not excluded.
        const tried = Array.from({ length: unwanted.length + 2 }, (_, later) => addDays(stay.day, later))
        return (asksDay ? days : tried).some((day) => isMeant(day) && runs(day))
      },
      moment: (when, now) =>
        isMeant(conferenceDay(now, when.offset - when.shift, change)) && phaseAt(when, now) === 'on',
    }),
    ...sieve('after', after, {
      clock: ({ start, dayStart }, minute) => start >= placeOf(minute, dayStart),
      moment: ({ start }, now) => start >= now,
    }),
    ...sieve('before', before, {
      clock: (stay, minute) => stay.end <= endPlaceOf(minute, stay),
      moment: ({ end }, now) => end <= now,
    }),
    ...(unscheduled && !asksWhen ? [unscheduledSieve(true)] : []),
    ...(notUnscheduled ? [unscheduledSieve(false)] : []),
  ]
}

const NO_DAYS = { asked: '', days: [], unwanted: [] } satisfies Selection['days']

/** Whether the flags about days and times keep that time. Only these flags apply to blocks. */
export function keepsTime(catalogue: Catalogue, selection: Selection): (when: When) => boolean {
  const sieves = timeSieves(catalogue, selection)
  return (when) => sieves.every(({ keeps }) => keeps({ when }))
}

function unscheduledSieve(wanted: boolean): TimeSieve {
  return {
    keeps: ({ when }) => (when.kind === 'unscheduled') === wanted,
    note: { code: 'nothing-with', flag: wanted ? '--unscheduled' : '--not-unscheduled' },
  }
}

function reaches(when: Timed, dayChange: Minutes, day: Day): boolean {
  return when.day === day || (when.day < day && daysBetween(when.day, day) * DAY_MINUTES < stayOf(when, dayChange).end)
}

/** A session in minutes since its conference day began, on the displayed clock. */
interface Stay {
  readonly day: Day
  readonly start: Minutes
  /** By the displayed clock, even in a night when the clocks change. */
  readonly end: Minutes
  readonly dayStart: Minutes
}

function stayOf({ day, start, end, offset, endOffset, shift }: Timed, dayChange: Minutes): Stay {
  const dayStart = dayChange + shift
  const place = placeOf(clockAt(start, offset).minute, dayStart)
  const length = Math.floor((end - start) / MINUTE) + endOffset - offset
  return { day, start: place, end: place + length, dayStart }
}

/** The position of a clock time within the conference day, 0-1439. */
function placeOf(minute: Minutes, dayStart: Minutes): Minutes {
  return minuteOfDay(minute - dayStart)
}

/** For ends, the moment at which the day begins is the moment at which it is over. */
function endPlaceOf(minute: Minutes, { dayStart }: Stay): Minutes {
  return placeOf(minute, dayStart) || DAY_MINUTES
}

/** Half-open. A session of more than a day passes the same clock time again on its later days. */
function runsAt({ day: first, start, end, dayStart }: Stay, minute: Minutes): (day: Day) => boolean {
  const place = placeOf(minute, dayStart)
  return (day) => {
    const then = place + daysBetween(first, day) * DAY_MINUTES
    return then >= start && then < end
  }
}

function labelOf(time: TypedTime): string {
  return typeof time === 'number' ? clockLabel(time) : 'now'
}
