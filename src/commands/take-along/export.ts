import { definedFields, Exit, fail, type Note } from '../../model/index.js'
import { disclosureOf } from '../../planning/export/privacy.js'
import { unknownPicks } from '../../planning/sessions/find-again.js'
import type { Output } from '../../store/files/new-file.js'
import type { App, Command } from '../app.js'
import {
  agendaFor,
  chooseSessions,
  type SelectionOptions,
  selects,
  walksFor,
  withSelection,
} from '../flags/selection.js'
import { openOut, outputFormat, putOut, rowsText } from '../output.js'
import type { CalendarOptions } from './calendar.js'
import { privacyNotes, type SharedContent, type SharingOptions, sharedContent, withSharing } from './shared-content.js'

interface ExportOptions extends SelectionOptions, SharingOptions, CalendarOptions {
  readonly force?: true
  readonly rawCsv?: true
}

const FORMATS = ['ics', 'html', 'md', 'csv', 'json', 'yaml', 'agenda'] as const
type ExportFormat = (typeof FORMATS)[number]

export const command: Command<ExportOptions> = {
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
    const choice = await chooseSessions(options, [], app, mine)
    const going = sharedContent(choice, mine, options)
    const count = going.sessions.length
    // Already reported: why the flags select nothing of the programme.
    const noneOfMine = count === 0 && choice.sessions.length > 0 && mine.picks.length > 0 && selects(options)
    const remarks: readonly Note[] = [
      ...privacyNotes(options),
      ...(mine.picks.length === 0 && !options.all ? [{ code: 'nothing-picked' } as const] : []),
      ...(noneOfMine ? [{ code: 'nothing-of-mine' } as const] : []),
      ...unknownPicks(mine, choice.catalogue),
    ]
    if (format === 'ics') {
      const { putCalendar } = await import('./calendar.js')
      await app.note(...remarks, ...(await putCalendar(file, going, options, app)))
      return Exit.done
    }
    const put = format === 'html' ? await openOut(file, options.force ?? false, app) : undefined
    const text = await textOf(format, going, options, app)
    await (put ? put(text) : putOut(text, file, options.force ?? false, app))
    const exported = { code: 'exported', file, count, what: 'session', cancelled: 0, takenOff: 0 } as const
    await app.note(...remarks, ...(file === '-' ? [] : [exported]))
    return Exit.done
  },
}

async function textOf(
  format: Exclude<ExportFormat, 'ics'>,
  going: SharedContent,
  options: ExportOptions,
  app: App,
): Promise<Output> {
  switch (format) {
    case 'html':
      return (await import('./page.js')).pageOf(going, app)
    case 'md':
      return dayTablesText(going, app)
    case 'agenda':
      return agendaText(going, app)
    default:
      return rowsText(format, { ...going, zone: await app.zone() }, options)
  }
}

async function dayTablesText(
  { catalogue, sessions, agenda, meant, all }: SharedContent,
  app: Pick<App, 'zone'>,
): Promise<string> {
  const { layOutDayTables } = await import('../../planning/export/day-tables.js')
  const { dayTablesProse } = await import('../../render/prose/day-tables.js')
  const { markdownOf } = await import('../../render/prose/prose.js')
  const blocks = agenda.blocks.filter(meant)
  const tables = layOutDayTables(sessions, { ...agenda, blocks }, walksFor({}, agenda, catalogue))
  return markdownOf(
    dayTablesProse(definedFields({ catalogue, zone: await app.zone(), tables, all, person: agenda.person })),
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
  const { seenOf } = await import('../../planning/agenda/picks.js')
  const { shareable } = await import('../../planning/export/share-agenda.js')
  const { sharedAgendaText } = await import('../../render/documents/yaml.js')
  const chosen = new Set(sessions.map(({ id }) => id))
  const shared = { ...agenda, blocks: agenda.blocks.filter(meant) }
  return sharedAgendaText(shareable(shared, (await app.catalogue()).sessions, { chosen, seenOf }))
}
