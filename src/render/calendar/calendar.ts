import { createEvents } from 'ics'
import { addMinutes, DAY_MINUTES, instant, MINUTE, type Span } from '../../model/time.js'
import {
  type CalendarParts,
  type ContentLine,
  composeCalendar,
  type Layout,
  type VenueClock,
  venueClock,
} from './compose-calendar.js'

export interface CalendarView extends CalendarParts {
  /** Local times with TZID and a VTIMEZONE instead of UTC. */
  readonly tzid: boolean
}

/**
 * The view as an iCalendar file (RFC 5545 and RFC 7986): CRLF line ends, no line over 75 octets, events in the order of
 * the view. Equal views give equal bytes everywhere. Linear in the length of the texts.
 */
export async function renderCalendar(view: CalendarView): Promise<string> {
  return composeCalendar(view, calendarLayout(), await venueClockOf(view))
}

async function venueClockOf({ tzid, timezone, events }: CalendarView): Promise<VenueClock | undefined> {
  const [first, ...others] = events.flatMap(({ when }) => (when.kind === 'timed' ? [when] : []))
  if (!tzid || timezone === 'UTC' || timezone === 'Etc/UTC' || first === undefined) return undefined
  const { observancesOf, ruledObservancesOf } = await import('../../clock/transitions.js')
  const { start, end } = others.reduce<Span>(covering, first)
  // One day more, to see the hours that are repeated by a change soon after the last event.
  const span = { start, end: addMinutes(end, DAY_MINUTES) }
  return venueClock(timezone, observancesOf(timezone, span), ruledObservancesOf(timezone, span))
}

function covering(a: Span, b: Span): Span {
  return { start: instant(Math.min(a.start, b.start)), end: instant(Math.max(a.end, b.end)) }
}

/** Epoch milliseconds, so that the process's zone has no effect. The types of ics do not know `timestamp`. */
const STAMPS = { timestamp: MINUTE, lastModified: MINUTE }

/**
 * Lets ics make one event with every property from short placeholders, which are then replaced by the values of each
 * event. ics never sees outside text, so its faults (folding by characters in quadratic time, no escaping of
 * categories, bare CR, refusing a whole calendar for one URL) have no effect.
 */
export function calendarLayout(): Layout {
  const { error, value } = createEvents(
    [
      {
        uid: 'uid',
        title: 'title',
        ...STAMPS,
        start: MINUTE,
        end: 2 * MINUTE,
        sequence: 0,
        description: 'description',
        url: 'https://url',
        location: 'location',
        categories: ['categories'],
        status: 'CONFIRMED',
        transp: 'OPAQUE',
        alarms: [{ action: 'display', description: 'reminder', trigger: { before: true, minutes: 1 } }],
      },
    ],
    { productId: '-//kubeplan//kubeplan//EN', method: '' },
  )
  if (!value) throw new Error(`ics refused its stand-in: ${JSON.stringify(error)}`)
  const lines = value.split('\r\n').filter((line) => line !== '')
  const between = (first: string, end: string) => lines.slice(lines.indexOf(first), lines.indexOf(end)).map(partsOf)
  return {
    header: between('BEGIN:VCALENDAR', 'BEGIN:VEVENT'),
    event: between('BEGIN:VEVENT', 'BEGIN:VALARM'),
    alarm: between('BEGIN:VALARM', 'END:VEVENT'),
  }
}

/** Placeholders are so short that no line is folded. */
function partsOf(line: string): ContentLine {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1)]
}
