import type { Conference } from '../model/conference.js'
import type { Dated, Details, Session, Timed } from '../model/session.js'
import type { Instant, Minutes } from '../model/time.js'

/** One event of an exported calendar. */
export interface CalendarEvent {
  /** Stable from run to run; globally unique. */
  readonly uid: string
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** DTSTAMP and LAST-MODIFIED. */
  readonly stamp: Instant
  readonly sequence: number
  readonly when: Timed | Dated
  readonly title: string
  readonly room?: string
  readonly session?: Session
  readonly details: Details
  readonly note?: string
  /** An umbrella does not make its visitor busy. */
  readonly transparent: boolean
}

export interface CalendarView {
  readonly conference: Conference
  readonly name: string
  readonly events: readonly CalendarEvent[]
  /** Minutes before the start at which a calendar should ring. */
  readonly alarm?: Minutes
  /** Local times with TZID and a VTIMEZONE instead of UTC. */
  readonly tzid: boolean
}
