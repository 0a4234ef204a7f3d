import { type Catalogue, daysOf, type Session, type Timed, type When } from '../../model/index.js'
import {
  addDays,
  clockAt,
  clockLabel,
  conferenceDay,
  type Day,
  daysBetween,
  type Instant,
  MINUTE,
  type Minutes,
} from '../../model/time.js'
import { phaseAt } from '../agenda/relative-to-now.js'
import type { Selection, Sieve, Times, TypedTime } from './selection.js'

const DAY = 1440

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
  const { days, at, after, before, unscheduled = false, notUnscheduled = false } = selection
  const change = catalogue.conference.dayChange
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
    const asked = wanted.length > 0
    const value = (asked ? wanted : unwanted).map(labelOf).join(', ')
    return [{ keeps, note: { code: 'nothing-with', flag: asked ? `--${flag}` : `--not-${flag}`, value } }]
  }
  const asksWhen = days?.asked || [at, after, before].some((times) => times && times.wanted.length > 0)
  return [
    ...(days ? [daySieve(catalogue, days, { unscheduled, running: at !== undefined && at.wanted.length > 0 })] : []),
    ...sieve('at', at, {
      clock: (stay, minute) => runsAt(stay, minute, days),
      moment: (when, now) => {
        const day = conferenceDay(now, when.offset - when.shift, change)
        const isMeant = !days || ((days.asked === '' || days.days.includes(day)) && !days.unwanted.includes(day))
        return isMeant && phaseAt(when, now) === 'on'
      },
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

type Days = NonNullable<Selection['days']>

/** With `running`, sessions that began on an earlier day and still run are included. */
function daySieve(
  catalogue: Catalogue,
  { asked, days, unwanted }: Days,
  { unscheduled, running }: { readonly unscheduled: boolean; readonly running: boolean },
): TimeSieve {
  const excluded = new Set(unwanted)
  // Days that are only excluded do not ask for a day, so sessions without a day pass.
  const asks = asked !== ''
  const wanted = asks ? new Set(days) : undefined
  const change = catalogue.conference.dayChange
  return {
    keeps({ when }) {
      if (when.kind === 'unscheduled') return !asks || unscheduled
      if (running && when.kind === 'timed') {
        return !wanted || days.some((one) => !excluded.has(one) && reaches(when, change, one))
      }
      return (!wanted || wanted.has(when.day)) && !excluded.has(when.day)
    },
    note: asks
      ? { code: 'nothing-on-days', days, asked, known: daysOf(catalogue) }
      : { code: 'nothing-with', flag: '--not-day', value: unwanted.join(', ') },
  }
}

function reaches(when: Timed, dayChange: Minutes, day: Day): boolean {
  return when.day === day || (when.day < day && daysBetween(when.day, day) * DAY < stayOf(when, dayChange).end)
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
  return (((minute - dayStart) % DAY) + DAY) % DAY
}

/** For ends, the moment at which the day begins is the moment at which it is over. */
function endPlaceOf(minute: Minutes, { dayStart }: Stay): Minutes {
  return placeOf(minute, dayStart) || DAY
}

/** Half-open. A session of more than a day passes the same clock time again, and only the selected days count. */
function runsAt({ day, start, end, dayStart }: Stay, minute: Minutes, meant: Selection['days']): boolean {
  const place = placeOf(minute, dayStart)
  const runs = (later: number) => place + later * DAY >= start && place + later * DAY < end
  const unwanted = new Set(meant?.unwanted)
  if (meant && meant.asked !== '')
    return meant.days.some((one) => one >= day && !unwanted.has(one) && runs(daysBetween(day, one)))
  const first = place >= start ? 0 : 1
  // Of this many days at least one is not excluded.
  const tried = Array.from({ length: unwanted.size + 1 }, (_, index) => first + index)
  return tried.some((later) => runs(later) && !unwanted.has(addDays(day, later)))
}

function labelOf(time: TypedTime): string {
  return typeof time === 'number' ? clockLabel(time) : 'now'
}
