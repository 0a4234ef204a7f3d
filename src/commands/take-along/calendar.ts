import {
  type Agenda,
  type Catalogue,
  type Conference,
  definedFields,
  fetchTimes,
  type Note,
} from '../../model/index.js'
import type { Instant, Minutes } from '../../model/time.js'
import { type Ledger, NOTHING_GIVEN, withFile } from '../../planning/agenda/ledger.js'
import {
  type CalendarContent,
  type CalendarEvent,
  calendarEvents,
  type HandingOut,
} from '../../planning/export/calendar-events.js'
import { disclosureOf } from '../../planning/export/privacy.js'
import { handOver, markOf, markOfGiven } from '../../store/agenda/ledger-file.js'
import { changedAt, fromWorking } from '../../store/files/paths.js'
import type { App } from '../app.js'
import { type SelectionOptions, selects } from '../flags/selection.js'
import { typedLength } from '../flags/values.js'
import { openOut } from '../output.js'
import type { SharedContent, SharingOptions } from './shared-content.js'

export interface CalendarOptions {
  readonly tzid?: true
  readonly alarm?: string
}

export interface Rehearsed {
  readonly rehearsal?: boolean
}

interface PutOptions extends CalendarOptions, SelectionOptions, SharingOptions {
  readonly force?: true
}

/**
 * Writes a calendar, and returns what there is to say of it. Sessions that left my agenda are included as cancelled if
 * the flags would have selected them. A file written in this way and not changed since is replaced without --force.
 */
export async function putCalendar(
  file: string,
  { catalogue, sessions, selected, excludes, agenda, meant, all }: SharedContent,
  options: PutOptions,
  app: App,
): Promise<readonly Note[]> {
  const { slug } = catalogue.conference
  const isFile = file !== '-'
  const path = isFile ? await app.agendaToRead() : undefined
  const last = path === undefined ? undefined : markOfGiven(fromWorking(app.world, file), path, slug)
  const put = await openOut(file, options.force ?? last !== undefined, app)
  const wish = {
    agenda,
    catalogue,
    sessions,
    // Without --blocks nothing is said about blocks, not even that they are gone.
    ...(disclosureOf(options).blocks && { blocks: meant }),
    ...(!all && { cancels: (id: string) => selected.has(id) || !(selects(options) || excludes) }),
  }
  const { text, content } = await handOut(wish, app, async (made, ledger) => {
    const drawn = await calendarText(made.events, catalogue.conference, agenda, options)
    return { result: { text: drawn, content: made }, ledger: isFile ? withFile(ledger, markOf(drawn), last) : ledger }
  })
  await put(text)
  const { events, takenOff, unscheduled } = content
  const [count, cancelled] = [events.length, events.filter(({ status }) => status === 'CANCELLED').length]
  const counts = { count: count - takenOff, what: 'event', cancelled: cancelled - takenOff, takenOff } as const
  return [
    ...(unscheduled.length > 0 ? [{ code: 'left-out-unscheduled' as const, sessions: unscheduled }] : []),
    ...(isFile ? [{ code: 'exported' as const, file, ...counts }] : []),
  ]
}

/**
 * Hands out events: `make` turns them into the result and returns it with the ledger, which it may extend. The ledger
 * beside the agenda remembers what calendars know, unless this is only a `rehearsal`.
 */
export async function handOut<T>(
  { rehearsal, ...wish }: Omit<HandingOut, 'now'> & Rehearsed,
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
      make: async (before, now) => {
        const { content, ledger } = calendarEvents({ ...wish, now }, before)
        const made = await make(content, ledger)
        return rehearsal ? { ...made, ledger: before } : made
      },
    },
    app.world,
  )
  if (unusable !== undefined) await app.note({ code: 'not-counted', file: unusable })
  return result
}

/** When the programme was fetched or its file written, which is the same moment in every run. */
async function publishedAt(
  conference: Conference,
  app: Pick<App, 'catalogueFile' | 'now' | 'world'>,
): Promise<Instant> {
  const fetched = fetchTimes(conference).at(-1)
  if (fetched !== undefined) return fetched
  const file = await app.catalogueFile()
  return (file === '-' ? undefined : changedAt(fromWorking(app.world, file))) ?? app.now()
}

/** For people who keep their own agendas, so that no ledger remembers what was handed out. */
export async function uncounted(
  agenda: Agenda,
  catalogue: Catalogue,
  sessions: HandingOut['sessions'],
  app: Pick<App, 'catalogueFile' | 'now' | 'world'>,
): Promise<readonly CalendarEvent[]> {
  const now = await publishedAt(catalogue.conference, app)
  return calendarEvents({ agenda, catalogue, sessions, now }, NOTHING_GIVEN).content.events
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
    definedFields({
      timezone: conference.timezone,
      name: person === undefined ? conference.name : `${conference.name}: ${person}`,
      events,
      tzid: options.tzid ?? false,
      alarm,
    }),
  )
}

export function readAlarm(text: string): Minutes {
  return typedLength('--alarm', text, '10m or 1h')
}
