import { type Catalogue, daysOf } from '../model/conference.js'
import { clockAt } from '../model/day.js'
import type { Session, Timed } from '../model/session.js'
import type { Minutes } from '../model/time.js'
import type { Selection } from './selection.js'
import type { Sieve } from './sieve.js'

const DAY = 1440

/**
 * The sieves of --day, --at, --after and --before. Unscheduled sessions pass where no day or time is asked for or the
 * selection wants them in addition; dated ones pass their day, but no time.
 */
export function timeSieves(catalogue: Catalogue, selection: Selection): readonly Sieve[] {
  const { days, at, after, before, unscheduled } = selection
  const change = catalogue.conference.dayChange
  const clock = (flag: string, minutes: readonly Minutes[], passes: (stay: Stay) => boolean): Sieve => ({
    keeps: ({ when }) => (when.kind === 'timed' ? passes(stayOf(when, change)) : when.kind !== 'dated' && unscheduled),
    note: { code: 'nothing-with', flag, value: minutes.map(asClock).join(', ') },
  })
  return [
    ...(days ? [daySieve(catalogue, days, unscheduled)] : []),
    ...(at ? [clock('--at', at, (stay) => at.some((minute) => runsAt(stay, minute)))] : []),
    ...(after !== undefined
      ? [clock('--after', [after], ({ start, dayStart }) => start >= placeOf(after, dayStart))]
      : []),
    ...(before !== undefined ? [clock('--before', [before], (stay) => stay.end <= endPlaceOf(before, stay))] : []),
  ]
}

type Days = NonNullable<Selection['days']>

function daySieve(catalogue: Catalogue, { asked, days, unwanted }: Days, unscheduled: boolean): Sieve {
  const excluded = new Set(unwanted)
  // Days that are only excluded ask for none: what has no day stays.
  const asks = asked !== ''
  const wanted = asks ? new Set(days) : undefined
  return {
    keeps({ when }: Session) {
      if (when.kind === 'unscheduled') return !asks || unscheduled
      return (!wanted || wanted.has(when.day)) && !excluded.has(when.day)
    },
    note: asks
      ? { code: 'nothing-on-days', days, asked, known: daysOf(catalogue) }
      : { code: 'nothing-with', flag: '--not-day', value: unwanted.join(', ') },
  }
}

/** A session within its conference day, in minutes since that day began on the clock shown. */
interface Stay {
  readonly start: Minutes
  /** On the clock shown too: a night in which the clocks change is as long as they say. */
  readonly end: Minutes
  /** What the clock shown shows when the conference day begins. */
  readonly dayStart: Minutes
}

function stayOf({ start, end, offset, endOffset, shift }: Timed, dayChange: Minutes): Stay {
  const dayStart = dayChange + shift
  const place = placeOf(clockAt(start, offset).minute, dayStart)
  const length = Math.floor((end - start) / 60_000) + endOffset - offset
  return { start: place, end: place + length, dayStart }
}

/** Where a clock time lies within the conference day, 0-1439. */
function placeOf(minute: Minutes, dayStart: Minutes): Minutes {
  return (((minute - dayStart) % DAY) + DAY) % DAY
}

/** As a time by which something ends: the moment the day begins is the moment it is over. */
function endPlaceOf(minute: Minutes, { dayStart }: Stay): Minutes {
  return placeOf(minute, dayStart) || DAY
}

/** Half-open; what lasts longer than a day meets the same clock time again. */
function runsAt({ start, end, dayStart }: Stay, minute: Minutes): boolean {
  const place = placeOf(minute, dayStart)
  return (place >= start ? place : place + DAY) < end
}

function asClock(minute: Minutes): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
