import { Exit } from '../model/exit.js'
import { Failure, type Problem, severityOf } from '../model/problem.js'
import { readInput } from '../store/catalogue.js'
import type { App } from './app.js'
import type { Command } from './command.js'

interface CheckOptions {
  readonly strict?: true
}

export const check: Command<CheckOptions> = {
  configure: (command) =>
    command
      .argument('[file]', 'a catalogue or an agenda (default: the catalogue in use, and my agenda)')
      .option('--strict', 'exit 1 for warnings, too'),

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
  const head = new TextDecoder().decode(bytes.subarray(0, 4096))
  if (/^\s*kubeplan:\s*["']?agenda\//m.test(head)) return { file, problems: await agendaProblems(file, app) }
  const { readCatalogue } = await import('../formats/index.js')
  const { catalogue, problems } = readCatalogue(bytes, file === '-' ? 'stdin' : file)
  return { file, problems, ...(catalogue && { sessions: catalogue.sessions.length }) }
}

async function checkInUse(app: App): Promise<Checked> {
  const catalogue = await checkFile(await app.catalogueFile(), app)
  // Without a readable catalogue it is not known whose agenda to look for.
  if (catalogue.sessions === undefined) return catalogue
  return { ...catalogue, problems: [...catalogue.problems, ...(await agendaProblems(await app.agendaPath(), app))] }
}

async function agendaProblems(path: string, app: App): Promise<readonly Problem[]> {
  const { readAgenda } = await import('../store/agenda/file.js')
  try {
    return (await readAgenda(path, (await app.catalogue()).conference)).warnings
  } catch (error) {
    if (error instanceof Failure) return error.problems
    throw error
  }
}

/** Where nothing could be read at all, nothing was checked either. */
const UNREADABLE: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'not-text',
  'empty-file',
  'yaml-syntax',
  'yaml-refused',
  'not-a-catalogue',
  'not-an-agenda',
  'cannot-read',
])

function exitOf(problems: readonly Problem[], strict: boolean): Exit {
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  if (errors.some(({ code }) => UNREADABLE.has(code))) return Exit.input
  return errors.length > 0 || (strict && problems.length > 0) ? Exit.findings : Exit.done
}
