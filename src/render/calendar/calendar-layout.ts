import { createEvents, type EventAttributes } from 'ics'
import type { Conference } from '../../model/index.js'
import { MINUTE, type Minutes } from '../../model/time.js'
import type { CalendarEvent } from '../../planning/export/calendar-events.js'

/** The properties shared by events with the same layout; their texts and times may differ. */
export interface Shape {
  readonly allDay: boolean
  readonly status: CalendarEvent['status']
  readonly transparent: boolean
  /** Minutes before the start; undefined without an alarm. */
  readonly alarm: Minutes | undefined
}

const FIELDS = {
  'VEVENT UID': 'uid',
  'VEVENT SUMMARY': 'title',
  'VEVENT DTSTAMP': 'stamp',
  'VEVENT DTSTART': 'start',
  'VEVENT DTEND': 'end',
  'VEVENT SEQUENCE': 'sequence',
  'VEVENT DESCRIPTION': 'description',
  'VEVENT URL': 'url',
  'VEVENT LOCATION': 'location',
  'VEVENT CATEGORIES': 'categories',
  'VEVENT LAST-MODIFIED': 'stamp',
  'VALARM DESCRIPTION': 'reminder',
  'VALARM TRIGGER': 'trigger',
} as const

export type Field = (typeof FIELDS)[keyof typeof FIELDS]

const fieldOf: ReadonlyMap<string, Field> = new Map(Object.entries(FIELDS))

/**
 * One content line as written by ics, with the text before the colon (`DTSTART;VALUE=DATE`), the value, and the field
 * that replaces the value.
 */
export interface Slot {
  readonly head: string
  readonly value: string
  readonly field: Field | undefined
}

export interface Layout {
  readonly header: readonly Slot[]
  readonly event: readonly Slot[]
  readonly footer: readonly Slot[]
}

/**
 * Lets ics make one event of each shape from short placeholders, which are then replaced by the values of each event.
 * ics never sees outside text, so its faults (folding by characters in quadratic time, no escaping of categories, bare
 * CR, refusing a whole calendar for one URL) have no effect.
 */
export function layoutOf(shape: Shape): Layout {
  const header = { productId: '-//kubeplan//kubeplan//EN', method: '' }
  const { error, value } = createEvents([standIn(shape)], header)
  if (value === null) throw new Error(`ics refused its stand-in: ${JSON.stringify(error)}`)
  const slots = slotsOf(value)
  const begin = slots.findIndex(({ head, value }) => head === 'BEGIN' && value === 'VEVENT')
  const end = slots.findIndex(({ head, value }) => head === 'END' && value === 'VEVENT') + 1
  return { header: slots.slice(0, begin), event: slots.slice(begin, end), footer: slots.slice(end) }
}

// Times are epoch milliseconds and dates three numbers, so that the process's zone has no effect.
function standIn({ allDay, status, transparent, alarm }: Shape): EventAttributes {
  const stamps = { timestamp: MINUTE, lastModified: MINUTE }
  return {
    ...stamps,
    uid: 'uid',
    title: 'title',
    start: allDay ? [2020, 11, 20] : MINUTE,
    end: allDay ? [2020, 11, 21] : 2 * MINUTE,
    sequence: 0,
    description: 'description',
    url: 'https://url',
    location: 'location',
    categories: ['categories'],
    status,
    transp: transparent ? 'TRANSPARENT' : 'OPAQUE',
    ...(alarm !== undefined && {
      alarms: [{ action: 'display', description: 'reminder', trigger: { before: true, minutes: alarm } }],
    }),
  }
}

/** Placeholders are so short that no line is folded. */
function slotsOf(calendar: string): readonly Slot[] {
  const open: string[] = []
  return calendar
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      const head = line.slice(0, colon)
      const value = line.slice(colon + 1)
      if (head === 'BEGIN') open.push(value)
      const field = fieldOf.get(`${open.at(-1)} ${head.split(';', 1)[0]}`)
      if (head === 'END') open.pop()
      return { head, value, field }
    })
}

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
