import { createEvents, type EventAttributes } from 'ics'
import type { Minutes } from '../../model/time.js'
import type { CalendarEvent } from './view.js'

/** What two events must share to be laid out alike; their texts and times may differ. */
export interface Shape {
  readonly allDay: boolean
  readonly status: CalendarEvent['status']
  readonly transparent: boolean
  /** Minutes before the start; nothing for an event that does not ring. */
  readonly alarm: Minutes | undefined
}

const MINUTE = 60_000

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

/** What differs from event to event. */
export type Field = (typeof FIELDS)[keyof typeof FIELDS]

const fieldOf: ReadonlyMap<string, Field> = new Map(Object.entries(FIELDS))

/** One content line as ics wrote it: `DTSTART;VALUE=DATE` before the colon, the value after it, and whose value is to stand there. */
export interface Slot {
  readonly head: string
  readonly value: string
  readonly field: Field | undefined
}

/** A calendar with one event. */
export interface Layout {
  readonly header: readonly Slot[]
  readonly event: readonly Slot[]
  readonly footer: readonly Slot[]
}

/**
 * ics makes the event of a shape once, around short stand-ins for every text and time, and each event of that shape is this
 * one with its own values. So ics never sees outside text, and what it does badly with it (folding by characters in quadratic
 * time, no escaping of categories, bare CR, refusing a whole calendar for one URL) cannot happen.
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

// Times in epoch milliseconds, dates of three numbers: neither meets the zone of the process.
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

/** Every stand-in is so short that no line is folded. */
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
