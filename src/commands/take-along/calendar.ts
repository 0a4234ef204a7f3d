import type { Agenda, Catalogue, Conference } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { badValue } from '../../model/problem.js'
import { type Instant, instant, type Minutes, readDuration } from '../../model/time.js'
import type { Ledger } from '../../planning/agenda/ledger.js'
import { seenOf } from '../../planning/agenda/picks.js'
import {
  type CalendarContent,
  type CalendarEvent,
  calendarEvents,
  type HandingOut,
} from '../../planning/export/calendar-events.js'
import { handOver } from '../../store/agenda/ledger-file.js'
import { changedAt, fromWorking } from '../../store/files/paths.js'
import type { App } from '../app.js'

export interface CalendarOptions {
  readonly tzid?: true
  readonly alarm?: string
}

/**
 * Hands out events: `make` turns them into the result and returns it with the ledger, which it may extend. The ledger
 * beside the agenda remembers what calendars know.
 */
export async function handOut<T>(
  wish: Omit<HandingOut, 'now' | 'seenOf'>,
  app: App,
  make: (content: CalendarContent, ledger: Ledger) => Promise<{ readonly result: T; readonly ledger: Ledger }>,
): Promise<T> {
  const { conference } = wish.catalogue
  const { result, unusable } = await handOver(
    {
      path: await app.agendaToRead(),
      conference: conference.slug,
      now: await app.now(),
      otherwise: await publishedAt(conference, app),
      make: (before, now) => {
        const { content, ledger } = calendarEvents({ ...wish, now, seenOf }, before)
        return make(content, ledger)
      },
    },
    app.world,
  )
  if (unusable !== undefined) await app.note({ code: 'not-counted', file: unusable })
  return result
}

/** When the programme was fetched or its file written, which is the same moment in every run. */
async function publishedAt({ sources }: Conference, app: App): Promise<Instant> {
  const fetched = sources.flatMap(({ fetched: time }) => (time === undefined ? [] : Date.parse(time)))
  const known = fetched.filter((time) => !Number.isNaN(time))
  if (known.length > 0) return instant(Math.max(...known))
  const file = await app.catalogueFile()
  return (file === '-' ? undefined : changedAt(fromWorking(app.world, file))) ?? app.now()
}

/** For people who keep their own agendas, so that no ledger remembers what was handed out. */
export async function uncounted(
  agenda: Agenda,
  catalogue: Catalogue,
  sessions: HandingOut['sessions'],
  app: App,
): Promise<readonly CalendarEvent[]> {
  const now = await publishedAt(catalogue.conference, app)
  return calendarEvents({ agenda, catalogue, sessions, now, seenOf }, { given: [], files: [] }).content.events
}

export async function calendarText(
  events: readonly CalendarEvent[],
  conference: Conference,
  { person }: Agenda,
  options: CalendarOptions,
): Promise<string> {
  const { renderCalendar } = await import('../../render/calendar/calendar.js')
  const alarm = options.alarm === undefined ? undefined : readAlarm(options.alarm)
  return renderCalendar(
    defined({
      conference,
      name: person === undefined ? conference.name : `${conference.name}: ${person}`,
      events,
      tzid: options.tzid ?? false,
      alarm,
    }),
  )
}

/** A day ahead at the most: what is meant is minutes or hours. */
export function readAlarm(text: string): Minutes {
  const minutes = readDuration(text)
  if (minutes !== undefined && minutes <= 1440) return minutes
  return badValue('--alarm', text, '10m or 1h, at most 24h')
}
