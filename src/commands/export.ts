import type { Agenda } from '../model/agenda.js'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import type { Session } from '../model/session.js'
import { unknownPicks } from '../planning/attending.js'
import type { CalendarContent } from '../planning/calendar-events.js'
import { agendaHeard } from '../store/agenda/file.js'
import type { App } from './app.js'
import { type CalendarOptions, calendarContent, calendarText } from './calendar.js'
import { type Choice, chooseSessions, stagesOf } from './choosing.js'
import type { Command } from './command.js'
import { outputFormat, putOut, rowsText } from './output.js'
import { type SelectionOptions, selects, withSelection } from './selection.js'
import { agendaText, named, type SharingOptions, withSharing } from './sharing.js'

interface ExportOptions extends SelectionOptions, SharingOptions, CalendarOptions {
  readonly force?: true
  readonly rawCsv?: true
}

const FORMATS = ['ics', 'html', 'md', 'csv', 'json', 'yaml', 'agenda'] as const
type ExportFormat = (typeof FORMATS)[number]

export const exporting: Command<ExportOptions> = {
  formats: FORMATS,

  configure: (command) =>
    withSelection(
      withSharing(command)
        .argument('[file]', 'its ending says the format: .ics .html .md .csv .json .yaml .agenda; - or none is stdout')
        .option('--all', 'the whole programme, not only my agenda')
        .option('--blocks', 'ics, md, agenda: my own commitments, too')
        .option('--force', 'replace the file if it exists')
        .option('--alarm <length>', 'ics: ring this long before each session, such as 10m')
        .option('--tzid', "ics: times on the venue's clock with its zone, instead of UTC")
        .option('--raw-csv', 'csv: leave text alone that a spreadsheet would run as a formula'),
    ),

  async run([file = '-'], options, app) {
    const format = outputFormat(file, FORMATS, app)
    const agenda = named(await app.agenda(), options)
    const picked = stagesOf(agenda)
    const choice = await chooseSessions(options, [], app, agenda)
    const sessions = options.all ? choice.sessions : choice.sessions.filter(({ id }) => picked.has(id))
    const content = contentOf(choice, sessions, agenda, options)
    const text = await textOf(format, choice, sessions, content, agenda, options, app)
    if (format === 'ics' || format === 'html') await agendaHeard(await app.agendaToRead(), app.world)
    await putOut(text, file, options.force ?? false, app)
    await app.note(...remarks(content, sessions, format, file, agenda, choice, options))
    return Exit.done
  },
}

async function textOf(
  format: ExportFormat,
  choice: Choice,
  sessions: readonly Session[],
  content: CalendarContent,
  agenda: Agenda,
  options: ExportOptions,
  app: App,
): Promise<string> {
  switch (format) {
    case 'ics':
      return calendarText(content.events, choice.catalogue.conference, agenda, options)
    case 'html':
      return (await import('./exporting/page.js')).pageText(choice, sessions, agenda, options, app)
    case 'md':
      return (await import('./exporting/day-tables.js')).dayTablesText(choice, sessions, agenda, options, app)
    case 'agenda':
      return agendaText(agenda, sessions, options, app)
    default:
      return rowsText(format, { catalogue: choice.catalogue, zone: await app.zone(), sessions }, options)
  }
}

/** Dropped picks go along so that the calendar hears of them, as far as the flags would have chosen the session. */
function contentOf(
  choice: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  options: ExportOptions,
): CalendarContent {
  const chosen = new Set(choice.sessions.map(({ id }) => id))
  return calendarContent(agenda, choice.catalogue, sessions, (id) => chosen.has(id) || !selects(options), options)
}

function remarks(
  content: CalendarContent,
  sessions: readonly Session[],
  format: ExportFormat,
  file: string,
  agenda: Agenda,
  choice: Choice,
  options: ExportOptions,
): readonly Note[] {
  // Why the flags choose nothing of the programme was told before.
  const noneOfMine = sessions.length === 0 && choice.sessions.length > 0 && agenda.picks.length > 0 && selects(options)
  return [
    ...(agenda.picks.length === 0 && !options.all ? [{ code: 'nothing-picked' } as const] : []),
    ...(noneOfMine ? [{ code: 'nothing-of-mine' } as const] : []),
    ...unknownPicks(agenda, choice.catalogue),
    ...(format === 'ics' && content.unscheduled.length > 0
      ? [{ code: 'left-out-unscheduled' as const, sessions: content.unscheduled }]
      : []),
    ...(file === '-' ? [] : [written(content, sessions.length, format, file)]),
  ]
}

function written({ events, takenOff }: CalendarContent, sessions: number, format: ExportFormat, file: string): Note {
  if (format !== 'ics') return { code: 'exported', file, count: sessions, what: 'session', cancelled: 0, takenOff: 0 }
  const cancelled = events.filter(({ status }) => status === 'CANCELLED').length - takenOff
  return { code: 'exported', file, count: events.length - takenOff, what: 'event', cancelled, takenOff }
}
