import { addMinutes, instant, type Span } from '../../model/time.js'
import { type CalendarView, layoutOf } from './calendar-layout.js'
import { composeCalendar, type VenueClock, venueClock } from './compose-calendar.js'

/**
 * The view as an iCalendar file (RFC 5545 and RFC 7986): CRLF line ends, no line over 75 octets, events in the order of
 * the view. Equal views give equal bytes everywhere. Linear in the length of the texts.
 */
export async function renderCalendar(view: CalendarView): Promise<string> {
  const { timezone } = view.conference
  return composeCalendar({ ...view, timezone }, layoutOf, await venueClockOf(view))
}

async function venueClockOf({ tzid, conference, events }: CalendarView): Promise<VenueClock | undefined> {
  const zone = conference.timezone
  const [first, ...others] = events.flatMap(({ when }) => (when.kind === 'timed' ? [when] : []))
  if (!tzid || zone === 'UTC' || zone === 'Etc/UTC' || first === undefined) return undefined
  const { observancesOf, ruledObservancesOf } = await import('../../clock/transitions.js')
  const { start, end } = others.reduce<Span>(covering, first)
  // One day more, to see the hours that are repeated by a change soon after the last event.
  const span = { start, end: addMinutes(end, 1440) }
  return venueClock(zone, observancesOf(zone, span), ruledObservancesOf(zone, span))
}

function covering(a: Span, b: Span): Span {
  return { start: instant(Math.min(a.start, b.start)), end: instant(Math.max(a.end, b.end)) }
}
