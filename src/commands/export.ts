import { extname } from 'node:path'
import { readDuration } from '../clock/duration.js'
import type { Agenda } from '../model/agenda.js'
import type { Conference } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import { fail } from '../model/problem.js'
import type { Session } from '../model/session.js'
import type { Minutes } from '../model/time.js'
import { blockEvents, type CalendarContent, type CalendarEvent, calendarEvents } from '../planning/calendar-events.js'
import type { App } from './app.js'
import { type Choice, chooseSessions, stagesOf } from './choosing.js'
import type { Command } from './command.js'
import { type SelectionOptions, selects, withSelection } from './selection.js'

interface ExportOptions extends SelectionOptions {
  readonly all?: true
  readonly blocks?: true
  readonly force?: true
  readonly tzid?: true
  readonly alarm?: string
  readonly rawCsv?: true
}

const FORMATS = ['ics', 'csv', 'json', 'yaml'] as const
type ExportFormat = (typeof FORMATS)[number]

export const exporting: Command<ExportOptions> = {
  configure: (command) =>
    withSelection(
      command
        .argument('[file]', 'its ending says the format: .ics .csv .json .yaml; - or none is stdout')
        .option('--all', 'the whole programme, not only my agenda')
        .option('--blocks', 'ics: my own commitments, too')
        .option('--force', 'replace the file if it exists')
        .option('--alarm <length>', 'ics: ring this long before each session, such as 10m')
        .option('--tzid', "ics: times on the venue's clock with its zone, instead of UTC")
        .option('--raw-csv', 'csv: leave text alone that a spreadsheet would run as a formula'),
    ),

  async run([file = '-'], options, app) {
    const format = formatOf(file, app)
    const agenda = await app.agenda()
    const picked = stagesOf(agenda)
    const choice = await chooseSessions(options, [], app, agenda)
    const sessions = options.all ? choice.sessions : choice.sessions.filter(({ id }) => picked.has(id))
    const content = contentOf(choice, sessions, agenda, options)
    const text =
      format === 'ics'
        ? await calendarText(content.events, choice.catalogue.conference, agenda, options)
        : await rowsText(format, sessions, app, options)
    await put(text, file, options.force ?? false, app)
    await app.note(...remarks(content, sessions, format, file, agenda, choice, options))
    return Exit.done
  },
}

/** Dropped picks go along so that the calendar hears of them, as far as the flags would have chosen the session. */
function contentOf(
  choice: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  options: ExportOptions,
): CalendarContent {
  const chosen = new Set(choice.sessions.map(({ id }) => id))
  const content = calendarEvents(agenda, choice.catalogue, sessions, (id) => chosen.has(id) || !selects(options))
  return options.blocks
    ? { ...content, events: [...content.events, ...blockEvents(agenda, choice.catalogue)] }
    : content
}

async function calendarText(
  events: readonly CalendarEvent[],
  conference: Conference,
  { person }: Agenda,
  options: ExportOptions,
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

async function rowsText(
  format: 'csv' | 'json' | 'yaml',
  sessions: readonly Session[],
  app: App,
  options: ExportOptions,
): Promise<string> {
  const { render } = await import('../render/index.js')
  const catalogue = await app.catalogue()
  const zone = await app.zone()
  const view = { kind: 'sessions', catalogue, zone, sessions, stages: new Map(), fold: false, ranked: false } as const
  const paper = { width: 80, colour: 0, ascii: false } as const
  return render(view, format, paper, { rawCsv: options.rawCsv ?? false })
}

async function put(text: string, file: string, force: boolean, app: App): Promise<void> {
  if (file === '-') return app.write(text)
  const { writeNew } = await import('../store/files/new-file.js')
  const { fromWorking } = await import('../store/files/places.js')
  const own = [await app.agendaPath(), await app.catalogueFile()]
  await writeNew(fromWorking(app.world, file), text, { force, not: own }, app.world)
}

function remarks(
  content: CalendarContent,
  sessions: readonly Session[],
  format: ExportFormat,
  file: string,
  agenda: Agenda,
  { catalogue }: Choice,
  options: ExportOptions,
): readonly Note[] {
  const known = new Set(catalogue.sessions.map(({ id }) => id))
  const lost = agenda.picks.filter(({ session }) => !known.has(session))
  return [
    ...(agenda.picks.length === 0 && !options.all ? [{ code: 'nothing-picked' } as const] : []),
    ...lost.map(({ session, seen }) => ({
      code: 'pick-unknown' as const,
      session,
      ...(seen?.title !== undefined && { title: seen.title }),
    })),
    ...(format === 'ics' && content.unscheduled.length > 0
      ? [{ code: 'left-out-unscheduled' as const, sessions: content.unscheduled }]
      : []),
    ...(file === '-' ? [] : [written(content, sessions.length, format, file)]),
  ]
}

function written({ events }: CalendarContent, sessions: number, format: ExportFormat, file: string): Note {
  if (format !== 'ics') return { code: 'exported', file, count: sessions, what: 'session', cancelled: 0 }
  const cancelled = events.filter(({ status }) => status === 'CANCELLED').length
  return { code: 'exported', file, count: events.length, what: 'event', cancelled }
}

/** `--format` or `--json`, else the file's ending, else a calendar. */
function formatOf(file: string, { globals }: App): ExportFormat {
  const ending = file === '-' ? 'ics' : extname(file).slice(1).toLowerCase().replace(/^yml$/, 'yaml')
  const wanted = globals.format ?? (globals.json ? 'json' : ending)
  return (
    FORMATS.find((format) => format === wanted) ??
    fail(Exit.usage, { code: 'unknown-format', format: wanted, allowed: FORMATS })
  )
}

/** A day ahead at the most: what is meant is minutes or hours. */
function readAlarm(text: string): Minutes {
  const minutes = readDuration(text)
  if (minutes !== undefined && minutes <= 1440) return minutes
  return fail(Exit.usage, { code: 'bad-value', flag: '--alarm', value: text, form: '10m or 1h, at most 24h' })
}
