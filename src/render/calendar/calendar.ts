import { addMinutes, instant, type Span } from '../../model/time.js'
import { eventLines, shapeOf } from './event.js'
import { type Layout, layoutOf, type Shape, type Slot } from './layout.js'
import { contentLine, escapeHeading, escapeText } from './text.js'
import type { CalendarView } from './view.js'
import { type VenueClock, venueClock, zoneLines } from './zone.js'

// Header and footer are the same around every event.
const PLAIN: Shape = { allDay: false, status: 'CONFIRMED', transparent: false, alarm: undefined }

/**
 * The view as an iCalendar file (RFC 5545, with the names of RFC 7986): CRLF line ends, no line over 75 octets, events in the
 * order of the view. The same view gives the same bytes anywhere. Linear in the length of its texts.
 */
export async function renderCalendar(view: CalendarView): Promise<string> {
  const clock = await venueClockOf(view)
  const layouts = new Map<string, Layout>()
  const events = view.events.map((event) => {
    const shape = shapeOf(event, view.alarm)
    const key = Object.values(shape).join(' ')
    const layout = layouts.get(key) ?? layoutOf(shape)
    layouts.set(key, layout)
    return eventLines(event, layout.event, view.alarm, clock)
  })
  const { header, footer } = layoutOf(PLAIN)
  return [literal(header), calendarLines(view), clock ? zoneLines(clock) : '', ...events, literal(footer)].join('')
}

function literal(slots: readonly Slot[]): string {
  return slots.map(({ head, value }) => contentLine(head, value)).join('')
}

/** What ics does not know of: the calendar's name as RFC 7986 and as everybody else calls it, its zone, how often to look again. */
function calendarLines({ name, conference }: CalendarView): string {
  const shown = escapeHeading(name)
  const names = shown === '' ? '' : contentLine('NAME', shown) + contentLine('X-WR-CALNAME', shown)
  const zone = contentLine('X-WR-TIMEZONE', escapeText(conference.timezone))
  return names + zone + contentLine('REFRESH-INTERVAL;VALUE=DURATION', 'PT1H')
}

/** The venue's clock over all timed events, where the view asks for local times; UTC needs none. */
async function venueClockOf({ tzid, conference, events }: CalendarView): Promise<VenueClock | undefined> {
  const zone = conference.timezone
  const [first, ...others] = events.flatMap(({ when }) => (when.kind === 'timed' ? [when] : []))
  if (!tzid || zone === 'UTC' || zone === 'Etc/UTC' || first === undefined) return undefined
  // luxon comes with it.
  const { observancesOf } = await import('../../clock/transitions.js')
  const { start, end } = others.reduce<Span>(covering, first)
  // A day more, to see the hours that a change soon after the last event repeats.
  return venueClock(zone, observancesOf(zone, { start, end: addMinutes(end, 1440) }))
}

function covering(a: Span, b: Span): Span {
  return { start: instant(Math.min(a.start, b.start)), end: instant(Math.max(a.end, b.end)) }
}
