import type { Command } from 'commander'
import { type Agenda, type Catalogue, Exit, Failure, type Note, type Session } from '../../model/index.js'
import { authorsNamed } from '../../planning/selection/filters.js'
import type { Prose } from '../../render/prose/prose.js'
import type { App } from '../app.js'
import { type Choice, chooseSessions, type SelectionOptions, withSelection } from '../flags/selection.js'
import { repeated } from '../flags/values.js'
import { outputFormat, putOut, rowsText } from '../output.js'

export interface DocumentOptions extends SelectionOptions {
  readonly by?: readonly string[]
  readonly title?: string
  readonly force?: true
}

export const DOCUMENT_FORMATS = ['md', 'html', 'json', 'yaml'] as const
type DocumentFormat = (typeof DOCUMENT_FORMATS)[number]

export function withDocument(command: Command, by: string): Command {
  return withSelection(
    command
      .argument('[file]', 'write to this .md, .html, .json or .yaml file; without one, print Markdown')
      .option('--by <name>', by, repeated)
      .option('--title <text>', 'use this title')
      .option('--force', 'overwrite the file if it exists'),
  )
}

/** The sessions of a document: of my agenda in order of time, or of the programme in its own order. */
export interface Subject {
  readonly catalogue: Catalogue
  readonly agenda: Agenda
  readonly sessions: readonly Session[]
  readonly names?: ReadonlySet<string>
}

/** Reads `--by` and the filter flags. A name that nobody has ends the run. */
export async function chooseSubject(
  { by, ...options }: DocumentOptions,
  what: 'takes' | 'takeaways',
  app: App,
): Promise<Subject> {
  const agenda = await app.agenda()
  if (by === undefined) {
    const { catalogue, sessions } = await chooseSessions({ stage: ['any'], ...options }, [], app, agenda, inMyWords)
    return { catalogue, agenda, sessions }
  }
  const { names, problems } = authorsNamed({ wanted: by, unwanted: [] }, what, await app.catalogue())
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  const choice = await chooseSessions(options, [], app, agenda)
  return { catalogue: choice.catalogue, agenda, sessions: inFileOrder(choice), names }
}

/** The selected sessions, whoever picked them, without notes, because those were given for my own agenda. */
export async function chooseWhoever(options: DocumentOptions, agenda: Agenda, app: App): Promise<readonly Session[]> {
  return (await chooseSessions(options, [], app, agenda, () => [])).sessions
}

/** Does not mention that the sessions are picks. */
function inMyWords(notes: readonly Note[]): readonly Note[] {
  return notes.map((note) => (note.code === 'nothing-in-common' ? { code: 'nothing-of-mine' } : note))
}

function inFileOrder({ catalogue, sessions }: Choice): readonly Session[] {
  const chosen = new Set(sessions.map(({ id }) => id))
  return catalogue.sessions.filter(({ id }) => chosen.has(id))
}

export interface TwoFold {
  readonly prose: () => Promise<Prose>
  readonly catalogue: Catalogue
  readonly sessions: readonly Session[]
}

export function documentFormat(file: string, app: Pick<App, 'globals'>): DocumentFormat {
  return outputFormat(file, DOCUMENT_FORMATS, app)
}

/** Writes a document to its file or stdout, and reports it if the person does not see it. */
export async function putDocument(
  { prose, catalogue, sessions }: TwoFold,
  format: DocumentFormat,
  file: string,
  { force = false }: { readonly force?: boolean },
  app: App,
): Promise<void> {
  const text = await textIn(format, { prose, catalogue, sessions }, app)
  await putOut(text, file, force, app)
  if (file !== '-')
    await app.note({ code: 'exported', file, count: sessions.length, what: 'session', cancelled: 0, takenOff: 0 })
}

async function textIn(
  format: DocumentFormat,
  { prose, catalogue, sessions }: TwoFold,
  app: Pick<App, 'zone'>,
): Promise<string> {
  switch (format) {
    case 'md':
      return (await import('../../render/prose/prose.js')).markdownOf(await prose())
    case 'html':
      return (await import('../../render/html/html-prose.js')).htmlOf(await prose())
    case 'json':
    case 'yaml':
      return rowsText(format, { catalogue, zone: await app.zone(), sessions })
  }
}
