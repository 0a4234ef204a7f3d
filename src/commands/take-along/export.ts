import { basename, extname, join } from 'node:path'
import { definedFields, Exit, fail, type Note } from '../../model/index.js'
import { disclosureOf } from '../../planning/export/privacy.js'
import { excludedBy } from '../../planning/selection/selection.js'
import { unknownPicks } from '../../planning/sessions/find-again.js'
import type { Prose } from '../../render/prose/prose.js'
import type { Output } from '../../store/files/new-file.js'
import { namesFolder } from '../../store/files/paths.js'
import type { App, Command } from '../app.js'
import { clockOf } from '../flags/globals.js'
import {
  agendaFor,
  chooseSessions,
  type SelectionOptions,
  selects,
  walksFor,
  withSelection,
} from '../flags/selection.js'
import { openOut, outputFormat, putMarkdown, putOut, rowsText } from '../output.js'
import type { CalendarOptions } from './calendar.js'
import { privacyNotes, type SharedContent, type SharingOptions, sharedContent, withSharing } from './shared-content.js'

interface ExportOptions extends SelectionOptions, SharingOptions, CalendarOptions {
  readonly force?: true
  readonly rawCsv?: true
  readonly excel?: true
}

const SCHEDULES = ['schedule-xml', 'schedule-json'] as const
type ScheduleFormat = (typeof SCHEDULES)[number]

const FORMATS = ['ics', 'html', 'md', 'csv', 'json', 'yaml', 'agenda', ...SCHEDULES] as const
type ExportFormat = (typeof FORMATS)[number]

export const command: Command<ExportOptions> = {
  formats: FORMATS,

  configure: (command) =>
    withSelection(
      withSharing(command)
        .argument(
          '[file]',
          'write to this .ics, .html, .md, .csv, .json, .yaml or .agenda file, to schedule.xml or schedule.json for conference apps, or each of your notes to a file in this folder (notes/); without one, print',
        )
        .argument('[!words...]', 'leave out sessions with this word')
        .option('--all', 'export the whole programme, not only your agenda')
        .option(
          '--force',
          'overwrite the file if it exists (not needed for a calendar or .md file written from this agenda)',
        )
        .option('--alarm <length>', 'ics: remind me this long before each session, such as 10m')
        .option('--tzid', "ics: write times in the venue's zone instead of UTC")
        .option('--excel', 'csv: write it for spreadsheets, with dates and times in columns of their own')
        .option('--raw-csv', 'csv: do not guard text that a spreadsheet would run as a formula'),
    ),

  async run(args, options, app) {
    const excluding = args.filter((word) => excludedBy(word) !== undefined)
    const [file = '-', ...others] = args.filter((word) => !excluding.includes(word))
    if (others.length > 0) return fail(Exit.usage, { code: 'bad-arguments', detail: MANY_FILES, command: 'export' })
    const isFolder = !isFormatAsked(app) && namesFolder(file, app.world)
    const format = isFolder ? 'md' : options.excel && file === '-' && !isFormatAsked(app) ? 'csv' : formatOf(file, app)
    if (isFolder && !options.withNotes)
      return fail(Exit.usage, { code: 'bad-arguments', detail: UNDISCLOSED, command: 'export' })
    if (options.excel && format !== 'csv')
      return fail(Exit.usage, { code: 'bad-arguments', detail: '--excel is only for CSV', command: 'export' })
    // A programme page without my picks needs no agenda, unless flags refer to it.
    const mine = await (disclosureOf(options).picks ? app.agenda() : agendaFor(options, app))
    const choice = await chooseSessions(options, excluding, app, mine)
    const going = sharedContent(choice, mine, options)
    const count = going.sessions.length
    // Already reported: why the flags select nothing of the programme.
    const narrowed = selects(options) || excluding.length > 0
    const noneOfMine = count === 0 && choice.sessions.length > 0 && mine.picks.length > 0 && narrowed
    const remarks: readonly Note[] = [
      ...(isSchedule(format) ? withoutPlace(format, options) : privacyNotes(options)),
      ...(mine.picks.length === 0 && !options.all ? [{ code: 'nothing-picked' } as const] : []),
      ...(noneOfMine ? [{ code: 'nothing-of-mine' } as const] : []),
      ...unknownPicks(mine, choice.catalogue),
    ]
    if (isFolder) {
      await app.note(...remarks, ...(await putNotes(file, going, options.force ?? false, app)))
      return Exit.done
    }
    if (format === 'ics') {
      const { putCalendar } = await import('./calendar.js')
      await app.note(...remarks, ...(await putCalendar(file, going, options, app)))
      return Exit.done
    }
    if (isSchedule(format)) {
      await app.note(...remarks, ...(await putSchedule(format, file, going, options, app)))
      return Exit.done
    }
    if (format === 'md') {
      const { slug } = going.catalogue.conference
      const document = going.all ? 'programme' : 'agenda'
      await putMarkdown(await dayTables(going, app), file, definedFields({ document, slug, force: options.force }), app)
    } else {
      const put = format === 'html' ? await openOut(file, options.force ?? false, app) : undefined
      const text = await textOf(format, going, options, app)
      await (put ? put(text) : putOut(text, file, options.force ?? false, app))
    }
    const exported = { code: 'exported', file, count, what: 'session', cancelled: 0, takenOff: 0 } as const
    await app.note(...remarks, ...(file === '-' ? [] : [exported]))
    return Exit.done
  },
}

const UNDISCLOSED = 'a folder is for your notes: add --with-notes'
const MANY_FILES = 'only one file can be written at a time'

/** Only these two names mean a schedule: any other JSON is kubeplan's own, and any other XML is refused. */
function formatOf(file: string, app: Pick<App, 'globals'>): ExportFormat {
  const named = SCHEDULES.find((format) => basename(file).toLowerCase() === format.replace('-', '.'))
  if (named && !isFormatAsked(app)) return named
  const isXml = (app.globals.format ?? extname(file).slice(1)).toLowerCase() === 'xml' && !app.globals.json
  return isXml ? fail(Exit.usage, { code: 'unnamed-xml' }) : outputFormat(file, FORMATS, app)
}

function isFormatAsked({ globals }: Pick<App, 'globals'>): boolean {
  return globals.format !== undefined || globals.json === true
}

function isSchedule(format: ExportFormat): format is ScheduleFormat {
  return SCHEDULES.some((known) => known === format)
}

/** A schedule has only the facts of the programme. */
function withoutPlace(format: ScheduleFormat, { withNotes, blocks, withPicks }: SharingOptions): readonly Note[] {
  const asked = { '--with-notes': withNotes, '--blocks': blocks, '--with-picks': withPicks }
  const flags = Object.entries(asked).flatMap(([flag, isAsked]) => (isAsked ? [flag] : []))
  return flags.length > 0 ? [{ code: 'not-in-schedule', format, flags }] : []
}

/** Writes a schedule for conference apps, and returns what there is to say of it. */
async function putSchedule(
  format: ScheduleFormat,
  file: string,
  { catalogue, sessions }: SharedContent,
  { force }: ExportOptions,
  app: App,
): Promise<readonly Note[]> {
  const put = await openOut(file, force ?? false, app)
  const { dayStart } = await import('../../clock/wall.js')
  const { layOutFrab } = await import('../../planning/export/frab-schedule.js')
  const { uuidOf } = await import('../../store/uuid.js')
  const schedule = layOutFrab(catalogue, sessions, {
    dayStart: (day) => dayStart(day, catalogue.conference),
    uuid: (name) => uuidOf(`kubeplan:${name}`),
  })
  // Neither format can be without a day.
  if (schedule.days.length === 0) fail(Exit.usage, { code: 'no-days' })
  await put(
    format === 'schedule-xml'
      ? (await import('../../render/documents/frab-xml.js')).frabXml(schedule)
      : (await import('../../render/documents/frab-json.js')).frabJson(schedule),
  )
  const { untimed, assumed } = schedule
  const exported = { what: 'session', count: sessions.length - untimed.length, cancelled: 0, takenOff: 0 } as const
  return [
    ...(untimed.length > 0 ? [{ code: 'left-out-untimed', sessions: untimed } as const] : []),
    ...(assumed > 0 ? [{ code: 'ends-assumed', count: assumed } as const] : []),
    ...(file === '-' ? [] : [{ code: 'exported', file, ...exported } as const]),
  ]
}

/** Writes a file for each session that I noted something about, and returns what there is to say of them. */
async function putNotes(
  folder: string,
  { catalogue, sessions, agenda }: SharedContent,
  force: boolean,
  app: App,
): Promise<readonly Note[]> {
  const { hasNotes, noteFile, noteFileNames } = await import('../../render/prose/note-files.js')
  const { prepareFolder, readEarlier } = await import('../../store/files/new-file.js')
  const names = noteFileNames(catalogue.sessions)
  const picks = new Map(agenda.picks.filter(hasNotes).map((pick) => [pick.session, pick]))
  const kept: Extract<Note, { code: 'edits-kept' }>['kept'][number][] = []
  let count = 0
  for (const session of sessions) {
    const pick = picks.get(session.id)
    if (!pick) continue
    if (count++ === 0) prepareFolder(folder, app.world)
    const file = join(folder, names.get(session.id) ?? '')
    const earlier = force ? undefined : readEarlier(file, app.world)
    const written = noteFile(session, pick, catalogue.conference.slug, earlier)
    if (written.text !== undefined) await putOut(written.text, file, force || earlier !== undefined, app)
    if (written.kept) kept.push({ heading: written.kept === 'foreign' ? file : session.title, why: written.kept })
  }
  if (count === 0) return sessions.length > 0 ? [{ code: 'no-notes' }] : []
  const exported = { code: 'exported', file: folder, count, what: 'note', cancelled: 0, takenOff: 0 } as const
  return [exported, ...(kept.length > 0 ? [{ code: 'edits-kept', file: folder, kept } as const] : [])]
}

async function textOf(
  format: Exclude<ExportFormat, 'ics' | 'md' | ScheduleFormat>,
  going: SharedContent,
  options: ExportOptions,
  app: App,
): Promise<Output> {
  switch (format) {
    case 'html':
      return (await import('./page.js')).pageOf(going, app)
    case 'agenda':
      return agendaText(going, app)
    default:
      return rowsText(format, { ...going, zone: await app.zone() }, options)
  }
}

async function dayTables(
  { catalogue, sessions, agenda, meant, all }: SharedContent,
  app: Pick<App, 'zone' | 'globals'>,
): Promise<Prose> {
  const { layOutDayTables } = await import('../../planning/export/day-tables.js')
  const { dayTablesProse } = await import('../../render/prose/day-tables.js')
  const zone = await app.zone()
  const blocks = agenda.blocks.filter(meant)
  const tables = layOutDayTables(sessions, { ...agenda, blocks }, walksFor({}, agenda, catalogue))
  return dayTablesProse(
    definedFields({ catalogue, zone, clock: clockOf(app.globals), tables, all, person: agenda.person }),
  )
}

/** The disclosed part of my agenda as a file for others. */
async function agendaText(
  { sessions, agenda, meant, all }: SharedContent,
  app: Pick<App, 'catalogue'>,
): Promise<string> {
  if (all) {
    const detail = '--all cannot be used with an agenda file, which holds only your picks'
    fail(Exit.usage, { code: 'bad-arguments', detail, command: 'export' })
  }
  const { shareable } = await import('../../planning/export/share-agenda.js')
  const { sharedAgendaText } = await import('../../render/documents/yaml.js')
  const chosen = new Set(sessions.map(({ id }) => id))
  const shared = { ...agenda, blocks: agenda.blocks.filter(meant) }
  return sharedAgendaText(shareable(shared, (await app.catalogue()).sessions, chosen))
}
