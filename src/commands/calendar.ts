import { readDuration } from '../clock/duration.js'
import type { Agenda } from '../model/agenda.js'
import type { Catalogue, Conference } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import { fail } from '../model/problem.js'
import type { Session } from '../model/session.js'
import type { Minutes } from '../model/time.js'
import { blockEvents, type CalendarContent, type CalendarEvent, calendarEvents } from '../planning/calendar-events.js'

/** The flags that say what a calendar is like. */
export interface CalendarOptions {
  readonly blocks?: true
  readonly tzid?: true
  readonly alarm?: string
}

/** What goes into a calendar of `sessions`; dropped picks go along as far as `isChosen` accepts them. */
export function calendarContent(
  agenda: Agenda,
  catalogue: Catalogue,
  sessions: readonly Session[],
  isChosen: (id: string) => boolean,
  { blocks }: Pick<CalendarOptions, 'blocks'>,
): CalendarContent {
  const content = calendarEvents(agenda, catalogue, sessions, isChosen)
  return blocks ? { ...content, events: [...content.events, ...blockEvents(agenda, catalogue)] } : content
}

/** The events as an iCalendar file that is named after the conference and the person. */
export async function calendarText(
  events: readonly CalendarEvent[],
  conference: Conference,
  { person }: Agenda,
  options: Pick<CalendarOptions, 'tzid' | 'alarm'>,
): Promise<string> {
  const { renderCalendar } = await import('../render/calendar/calendar.js')
  const alarm = options.alarm === undefined ? undefined : readAlarm(options.alarm)
  return renderCalendar({
    conference,
    name: person === undefined ? conference.name : `${conference.name}: ${person}`,
    events,
    tzid: options.tzid ?? false,
    ...(alarm !== undefined && { alarm }),
  })
}

/** A day ahead at the most: what is meant is minutes or hours. */
export function readAlarm(text: string): Minutes {
  const minutes = readDuration(text)
  if (minutes !== undefined && minutes <= 1440) return minutes
  return fail(Exit.usage, { code: 'bad-value', flag: '--alarm', value: text, form: '10m or 1h, at most 24h' })
}
