import type { Conference } from '../../model/conference.js'
import type { Minutes } from '../../model/time.js'
import type { CalendarEvent } from '../../planning/export/calendar-events.js'

export type { CalendarEvent }

export interface CalendarView {
  readonly conference: Conference
  readonly name: string
  readonly events: readonly CalendarEvent[]
  /** Minutes before the start. */
  readonly alarm?: Minutes
  /** Local times with TZID and a VTIMEZONE instead of UTC. */
  readonly tzid: boolean
}
