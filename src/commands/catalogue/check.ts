import { checkSchedule, isForeign } from '../../formats/published/schedules.js'
import { type Catalogue, Exit, fail, type Problem, severityOf } from '../../model/index.js'
import { REPORTS, reportText } from '../../render/documents/problem-reports.js'
import type { ProblemsView } from '../../render/views.js'
import {
  checkAgenda,
  checkAgendaAlone,
  checkAgendaFile,
  conferenceNamed,
  isAgenda,
} from '../../store/agenda/check-agenda.js'
import { librarySlugs, loadCatalogue } from '../../store/catalogue/library.js'
import type { HowToRead } from '../../store/catalogue/read-catalogue.js'
import { agendaToRead, readInput } from '../../store/files/paths.js'
import { checkTeam, isTeam } from '../../store/team.js'
import { type App, type Command, FORMATS } from '../app.js'
import { withoutMany } from '../messages.js'

interface CheckOptions {
  readonly strict?: true
}

const CHECK_FORMATS = [...FORMATS, ...REPORTS]

export const command: Command<CheckOptions> = {
  formats: CHECK_FORMATS,

  configure: (command) =>
    command
      .argument(
        '[file]',
        'a catalogue, published schedule, agenda or team file (default: the catalogue in use and your agenda)',
      )
      .option('--strict', 'exit 1 for warnings as well'),

  async run([file], options, app) {
    const checked = file === undefined ? await checkInUse(app) : await checkFile(file, app)
    const { format } = app.globals
    if (format !== undefined && !CHECK_FORMATS.some((known) => known === format))
      return fail(Exit.usage, { code: 'unknown-format', format, allowed: CHECK_FORMATS })
    const report = REPORTS.find((known) => known === format)
    const isRead = !report && app.world.stdout.isTerminal && app.format('problems') === 'table'
    const view: ProblemsView = {
      kind: 'problems',
      ...checked,
      problems: withoutMany(checked.problems, isRead ? 'screen' : 'whole'),
    }
    if (report) app.write(reportText(report, view))
    else await app.print(view)
    return exitOf(checked.problems, options.strict ?? false)
  },
}

interface Checked {
  readonly file: string
  readonly problems: readonly Problem[]
  readonly sessions?: number
  readonly about?: NonNullable<ProblemsView['about']>
}

async function checkFile(given: string, app: App): Promise<Checked> {
  const { globals, world } = app
  const [bytes, file] = [readInput(given, world), nameOf(given)]
  const isCatalogue = (await isForeign({ bytes, file })) || !(isTeam(bytes) || isAgenda(bytes))
  if (isCatalogue) return (await checkCatalogue(bytes, file, await howToRead(app))).checked
  if (isTeam(bytes)) return { file, problems: await checkTeam(bytes, file, await app.catalogue(), world) }
  const slug = conferenceNamed(bytes)
  // With an explicit catalogue, the agenda is checked against that one.
  const isGiven = (globals.catalogue ?? (world.environment['KUBEPLAN_CATALOGUE'] || undefined)) !== undefined
  const own = isGiven ? undefined : slug
  if (own !== undefined && !librarySlugs(world).includes(own))
    return { file, problems: await checkAgendaAlone(bytes, file, own, world) }
  const programme = own === undefined ? await app.catalogue() : await (await loadCatalogue(own, world)).whole()
  const isOther = own !== undefined && own !== (await app.reference())
  const about = [['--agenda', given] as const, ...(isOther ? [['-c', own] as const] : [])]
  return { file, problems: await checkAgenda(bytes, file, programme, world), ...(given !== '-' && { about }) }
}

/** The catalogue in use and, if that can be read, my agenda; its conference says where the agenda is. */
async function checkInUse(app: App): Promise<Checked> {
  const { globals, world } = app
  const file = await app.catalogueFile()
  const { checked, catalogue } = await checkCatalogue(readInput(file, world), nameOf(file), await howToRead(app))
  if (!catalogue) return checked
  const path = agendaToRead(world, catalogue.conference.slug, globals.agenda)
  const problems = path === undefined ? undefined : await checkAgendaFile(path, catalogue, world)
  if (!problems) return checked
  return { ...checked, file: `${checked.file} and ${path}`, problems: [...checked.problems, ...problems] }
}

async function howToRead(app: Pick<App, 'assumed' | 'words'>): Promise<HowToRead> {
  return { ...(await app.assumed()), command: app.words }
}

async function checkCatalogue(
  bytes: Uint8Array,
  file: string,
  how: HowToRead,
): Promise<{ readonly checked: Checked; readonly catalogue?: Catalogue }> {
  const { catalogue, problems } = await checkSchedule({ bytes, file }, how)
  if (!catalogue) return { checked: { file, problems } }
  return { checked: { file, problems, sessions: catalogue.sessions.length }, catalogue }
}

function nameOf(file: string): string {
  return file === '-' ? 'stdin' : file
}

/** Problems after which nothing else can be checked. */
const UNREADABLE: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'not-text',
  'empty-file',
  'yaml-syntax',
  'yaml-refused',
  'not-a-catalogue',
  'not-an-agenda',
  'broken-file',
  'nothing-imported',
  'unknown-file-format',
  'save-as-csv',
  'table-unclear',
  'date-unclear',
  'cannot-read',
])

function exitOf(problems: readonly Problem[], strict: boolean): Exit {
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  if (errors.some(({ code }) => UNREADABLE.has(code))) return Exit.input
  return errors.length > 0 || (strict && problems.length > 0) ? Exit.findings : Exit.done
}
