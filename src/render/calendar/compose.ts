import { eventLines, shapeOf } from './event.js'
import type { Layout, Shape, Slot } from './layout.js'
import { contentLine, escapeHeading, escapeText } from './text.js'
import type { CalendarView } from './view.js'
import type { VenueClock } from './zone.js'

/** Header and footer are the same for every shape of event. */
const PLAIN: Shape = { allDay: false, status: 'CONFIRMED', transparent: false, alarm: undefined }

export type CalendarParts = Pick<CalendarView, 'name' | 'events' | 'alarm'> & { readonly timezone: string }

/** A calendar as text. `layoutFor` is called once for each shape; without a clock, times are in UTC. */
export function composeCalendar(
  parts: CalendarParts,
  layoutFor: (shape: Shape) => Layout,
  clock: VenueClock | undefined,
): string {
  const layouts = new Map<string, Layout>()
  const events = parts.events.map((event) => {
    const shape = shapeOf(event, parts.alarm)
    const key = keyOf(shape)
    const layout = layouts.get(key) ?? layoutFor(shape)
    layouts.set(key, layout)
    return eventLines(event, layout.event, parts.alarm, clock)
  })
  const { header, footer } = layoutFor(PLAIN)
  return [literal(header), calendarLines(parts), clock?.lines ?? '', ...events, literal(footer)].join('')
}

export function keyOf({ allDay, status, transparent, alarm }: Shape): string {
  return `${allDay} ${status} ${transparent} ${alarm}`
}

function literal(slots: readonly Slot[]): string {
  return slots.map(({ head, value }) => contentLine(head, value)).join('')
}

/**
 * Properties that ics does not support: the calendar's name (both the property of RFC 7986 and the common one), its
 * zone, and how often to refresh.
 */
function calendarLines({ name, timezone }: CalendarParts): string {
  const shown = escapeHeading(name)
  const names = shown === '' ? '' : contentLine('NAME', shown) + contentLine('X-WR-CALNAME', shown)
  const zone = contentLine('X-WR-TIMEZONE', escapeText(timezone))
  return names + zone + contentLine('REFRESH-INTERVAL;VALUE=DURATION', 'PT1H')
}
