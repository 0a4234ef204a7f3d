import type { Agenda, Session } from '../../model/conference.js'
import type { Note } from '../../model/note.js'
import { Exit } from '../../model/problem.js'
import { unknownPicks } from '../../planning/agenda/clashes.js'
import { withFile } from '../../planning/agenda/ledger.js'
import type { CalendarContent } from '../../planning/export/calendar-events.js'
import { disclosed, disclosureOf } from '../../planning/export/privacy.js'
import { keepsTime } from '../../planning/selection/time-filters.js'
import { markOf, markOfGiven } from '../../store/agenda/ledger-file.js'
import type { Output } from '../../store/files/new-file.js'
import { fromWorking } from '../../store/files/paths.js'
import type { App } from '../app.js'
import type { Command } from '../command.js'
import {
  agendaFor,
  type Choice,
  chooseSessions,
  type SelectionOptions,
  selects,
  stagesOf,
  withSelection,
} from '../flags/selection.js'
import { openOut, outputFormat, putOut, rowsText } from '../output.js'
import { agendaText, named, privacyNotes, type SharingOptions, withSharing } from './agenda-file.js'
import { type CalendarOptions, calendarText, handOut } from './calendar.js'

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
        .argument('[file]', 'write to this .ics, .html, .md, .csv, .json, .yaml or .agenda file; without one, print')
        .option('--all', 'export the whole programme, not only your agenda')
        .option('--force', 'overwrite the file if it exists (not needed for a calendar written from this agenda)')
        .option('--alarm <length>', 'ics: remind me this long before each session, such as 10m')
        .option('--tzid', "ics: write times in the venue's zone instead of UTC")
        .option('--raw-csv', 'csv: do not guard text that a spreadsheet would run as a formula'),
    ),

  async run([file = '-'], options, app) {
    const format = outputFormat(file, FORMATS, app)
    // A programme page without my picks needs no agenda, unless flags refer to it.
    const mine = await (disclosureOf(options).picks ? app.agenda() : agendaFor(options, app))
    const picked = stagesOf(mine)
    const choice = await chooseSessions(options, [], app, mine)
    const sessions = options.all ? choice.sessions : choice.sessions.filter(({ id }) => picked.has(id))
    const agenda = named(disclosed(mine, disclosureOf(options)), options)
    if (format === 'ics') {
      const content = await putCalendar(file, choice, sessions, agenda, options, app)
      await app.note(...remarks(sessions, mine, choice, options), ...calendarRemarks(content, file))
      return Exit.done
    }
    const put = format === 'html' ? await openOut(file, options.force ?? false, app) : undefined
    const text = await textOf(format, choice, sessions, agenda, options, app)
    await (put ? put(text) : putOut(text, file, options.force ?? false, app))
    await app.note(...remarks(sessions, mine, choice, options), ...written(sessions.length, 'session', file))
    return Exit.done
  },
}

async function textOf(
  format: Exclude<ExportFormat, 'ics'>,
  choice: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  options: ExportOptions,
  app: App,
): Promise<Output> {
  switch (format) {
    case 'html':
      return (await import('./page.js')).pageOf(choice, sessions, agenda, options, app)
    case 'md':
      return (await import('./day-tables.js')).dayTablesText(choice, sessions, agenda, options, app)
    case 'agenda': {
      const blocks = agenda.blocks.filter(keepsTime(choice.catalogue, choice.selection))
      return agendaText({ ...agenda, blocks }, sessions, options, app)
    }
    default:
      return rowsText(format, { catalogue: choice.catalogue, zone: await app.zone(), sessions }, options)
  }
}

/**
 * Hands out a calendar. Sessions that left my agenda are included as cancelled if the flags would have selected them. A
 * file written in this way and not changed since is replaced without --force.
 */
async function putCalendar(
  file: string,
  { catalogue, sessions: chosen, selection }: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  options: ExportOptions,
  app: App,
): Promise<CalendarContent> {
  const { slug } = catalogue.conference
  const isFile = file !== '-'
  const path = isFile ? await app.agendaToRead() : undefined
  const last = path === undefined ? undefined : markOfGiven(fromWorking(app.world, file), path, slug)
  const put = await openOut(file, options.force ?? last !== undefined, app)
  const ids = new Set(chosen.map(({ id }) => id))
  const wish = {
    agenda,
    catalogue,
    sessions,
    // Without --blocks nothing is said about blocks, not even that they are gone.
    ...(disclosureOf(options).blocks && { blocks: keepsTime(catalogue, selection) }),
    ...(!options.all && { cancels: (id: string) => ids.has(id) || !selects(options) }),
  }
  const { text, content } = await handOut(wish, app, async (made, ledger) => {
    const drawn = await calendarText(made.events, catalogue.conference, agenda, options)
    return { result: { text: drawn, content: made }, ledger: isFile ? withFile(ledger, markOf(drawn), last) : ledger }
  })
  await put(text)
  return content
}

function remarks(sessions: readonly Session[], mine: Agenda, choice: Choice, options: ExportOptions): readonly Note[] {
  // Already reported: why the flags select nothing of the programme.
  const noneOfMine = sessions.length === 0 && choice.sessions.length > 0 && mine.picks.length > 0 && selects(options)
  return [
    ...privacyNotes(options),
    ...(mine.picks.length === 0 && !options.all ? [{ code: 'nothing-picked' } as const] : []),
    ...(noneOfMine ? [{ code: 'nothing-of-mine' } as const] : []),
    ...unknownPicks(mine, choice.catalogue),
  ]
}

function calendarRemarks({ events, takenOff, unscheduled }: CalendarContent, file: string): readonly Note[] {
  const cancelled = events.filter(({ status }) => status === 'CANCELLED').length - takenOff
  return [
    ...(unscheduled.length > 0 ? [{ code: 'left-out-unscheduled' as const, sessions: unscheduled }] : []),
    ...written(events.length - takenOff, 'event', file, { cancelled, takenOff }),
  ]
}

function written(
  count: number,
  what: 'session' | 'event',
  file: string,
  { cancelled, takenOff } = { cancelled: 0, takenOff: 0 },
): readonly Note[] {
  return file === '-' ? [] : [{ code: 'exported', file, count, what, cancelled, takenOff }]
}
