import { type Catalogue, Exit, type Problem, severityOf } from '../../model/index.js'
import { librarySlugs, loadCatalogue } from '../../store/catalogue/library.js'
import { agendaToRead, readInput } from '../../store/files/paths.js'
import type { App, Command } from '../app.js'

interface CheckOptions {
  readonly strict?: true
}

export const command: Command<CheckOptions> = {
  configure: (command) =>
    command
      .argument(
        '[file]',
        'a catalogue, published schedule, agenda or team file (default: the catalogue in use and your agenda)',
      )
      .option('--strict', 'exit 1 for warnings as well'),

  async run([file], options, app) {
    const checked = file === undefined ? await checkInUse(app) : await checkFile(file, app)
    await app.print({ kind: 'problems', ...checked })
    return exitOf(checked.problems, options.strict ?? false)
  },
}

interface Checked {
  readonly file: string
  readonly problems: readonly Problem[]
  readonly sessions?: number
}

async function checkFile(file: string, app: App): Promise<Checked> {
  const bytes = readInput(file, app.world)
  const { isForeign } = await import('../../formats/published/schedules.js')
  if (await isForeign({ bytes, file: nameOf(file) })) return (await checkCatalogue(bytes, file)).checked
  const { checkTeam, isTeam } = await import('../../store/team.js')
  if (isTeam(bytes))
    return { file: nameOf(file), problems: await checkTeam(bytes, nameOf(file), await app.catalogue(), app.world) }
  const { checkAgenda, checkAgendaAlone, conferenceNamed, isAgenda } = await import(
    '../../store/agenda/check-agenda.js'
  )
  if (!isAgenda(bytes)) return (await checkCatalogue(bytes, file)).checked
  const name = nameOf(file)
  const slug = conferenceNamed(bytes)
  // With an explicit catalogue, the agenda is checked against that one.
  const isGiven = (app.globals.catalogue ?? (app.world.environment['KUBEPLAN_CATALOGUE'] || undefined)) !== undefined
  if (isGiven || slug === undefined)
    return { file: name, problems: await checkAgenda(bytes, name, await app.catalogue(), app.world) }
  if (!librarySlugs(app.world).includes(slug))
    return { file: name, problems: await checkAgendaAlone(bytes, name, slug, app.world) }
  const programme = await (await loadCatalogue(slug, app.world)).whole()
  return { file: name, problems: await checkAgenda(bytes, name, programme, app.world) }
}

/** The catalogue in use and, if that can be read, my agenda; its conference says where the agenda is. */
async function checkInUse({ catalogueFile, globals, world }: App): Promise<Checked> {
  const file = await catalogueFile()
  const { checked, catalogue } = await checkCatalogue(readInput(file, world), file)
  if (!catalogue) return checked
  const { checkAgendaFile } = await import('../../store/agenda/check-agenda.js')
  const path = agendaToRead(world, catalogue.conference.slug, globals.agenda)
  const problems = path === undefined ? undefined : await checkAgendaFile(path, catalogue, world)
  if (!problems) return checked
  return { ...checked, file: `${checked.file} and ${path}`, problems: [...checked.problems, ...problems] }
}

async function checkCatalogue(
  bytes: Uint8Array,
  file: string,
): Promise<{ readonly checked: Checked; readonly catalogue?: Catalogue }> {
  const { checkSchedule } = await import('../../formats/published/schedules.js')
  const source = { bytes, file: nameOf(file) }
  const { catalogue, problems: found } = await checkSchedule(source, { command: `kubeplan import ${file}` })
  const { withoutMany } = await import('../messages.js')
  const problems = withoutMany(found)
  if (!catalogue) return { checked: { file: nameOf(file), problems } }
  const sessions = catalogue.sessions.length
  return { checked: { file: nameOf(file), problems, sessions }, catalogue }
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
  'unknown-file-format',
  'cannot-read',
])

function exitOf(problems: readonly Problem[], strict: boolean): Exit {
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  if (errors.some(({ code }) => UNREADABLE.has(code))) return Exit.input
  return errors.length > 0 || (strict && problems.length > 0) ? Exit.findings : Exit.done
}
