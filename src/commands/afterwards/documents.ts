import type { Command } from 'commander'
import { type Agenda, type Catalogue, definedFields, Exit, Failure, type Session } from '../../model/index.js'
import { authorsNamed } from '../../planning/selection/filters.js'
import { unknownPicks } from '../../planning/sessions/find-again.js'
import type { Prose, Surroundings } from '../../render/prose/prose.js'
import type { ClockHours } from '../../render/words/labels.js'
import { readInput } from '../../store/files/paths.js'
import type { App } from '../app.js'
import { clockOf } from '../flags/globals.js'
import { among, chooseSessions, inMyWords, type SelectionOptions, withSelection } from '../flags/selection.js'
import { repeated } from '../flags/values.js'
import { outputFormat, putMarkdown, putOut, rowsText } from '../output.js'

export interface DocumentOptions extends SelectionOptions {
  readonly by?: readonly string[]
  readonly title?: string
  readonly author?: readonly string[]
  readonly intro?: string
  readonly outro?: string
  readonly force?: true
}

export const DOCUMENT_FORMATS = ['md', 'html', 'json', 'yaml'] as const

export function withDocument(command: Command, by: string): Command {
  return withSelection(
    command
      .argument('[file]', 'write to this .md, .html, .json or .yaml file; without one, print Markdown')
      .option('--by <name>', by, repeated)
      .option('--title <text>', 'use this title')
      .option('--author <name>', 'say who wrote it; may be repeated', repeated)
      .option('--intro <file>', 'begin with the Markdown in this file')
      .option('--outro <file>', 'end with the Markdown in this file')
      .option(
        '--force',
        'overwrite the file if it exists (not needed for a .md file from before, which keeps your edits)',
      ),
  )
}

/** The sessions of a document: of my agenda in order of time, or of the programme in its own order. */
export interface Subject {
  readonly catalogue: Catalogue
  readonly agenda: Agenda
  readonly sessions: readonly Session[]
  /** Those named by `--by`. */
  readonly names?: ReadonlySet<string>
}

interface Document {
  readonly prose: (heading: Heading) => Prose
  /** The same as rows of `catalogue/1`. */
  readonly catalogue: Catalogue
  readonly sessions: readonly Session[]
}

interface Heading extends Surroundings {
  readonly catalogue: Catalogue
  readonly zone: string
  readonly clock: ClockHours | undefined
  readonly authors: readonly string[]
  readonly title?: string
}

/**
 * Writes a document about the sessions that the flags select to its file or stdout, and reports what the person does not
 * see.
 */
export async function writeDocument(
  file: string,
  options: DocumentOptions,
  app: App,
  kind: 'guide' | 'recap',
  documentOf: (subject: Subject) => Document | Promise<Document>,
): Promise<Exit> {
  const format = outputFormat(file, DOCUMENT_FORMATS, app)
  const subject = await chooseSubject(options, kind === 'guide' ? 'takes' : 'takeaways', app)
  const { agenda, names } = subject
  const { prose, catalogue, sessions } = await documentOf(subject)
  const zone = await app.zone()
  const title = options.title?.trim()
  const around = { writers: options.author, intro: ownText(options.intro, app), outro: ownText(options.outro, app) }
  const authors = names ? [...names] : agenda.person === undefined ? [] : [agenda.person]
  const clock = clockOf(app.globals)
  const written = () =>
    prose({ catalogue: subject.catalogue, zone, clock, authors, ...definedFields(around), ...(title && { title }) })
  const force = options.force ?? false
  if (format === 'md')
    await putMarkdown(written(), file, { document: kind, slug: catalogue.conference.slug, force }, app)
  else {
    const text =
      format === 'html' ? await pageOf(written(), app) : await rowsText(format, { catalogue, zone, sessions })
    await putOut(text, file, force, app)
  }
  if (file !== '-')
    await app.note({ code: 'exported', file, count: sessions.length, what: 'session', cancelled: 0, takenOff: 0 })
  if (subject.sessions.length > 0 && sessions.length === 0)
    await app.note({ code: names ? 'nothing-in-common' : kind === 'guide' ? 'no-takes' : 'nothing-attended' })
  if (!names) await app.note(...unknownPicks(agenda, subject.catalogue))
  return Exit.done
}

async function pageOf(prose: Prose, { world }: Pick<App, 'world'>): Promise<string> {
  const { htmlOf } = await import('../../render/html/html-prose.js')
  const { readPageParts } = await import('../../store/page-parts.js')
  return htmlOf(prose, readPageParts(world).style)
}

/** The text of a file that the person names. */
function ownText(file: string | undefined, { world }: Pick<App, 'world'>): string | undefined {
  return file === undefined ? undefined : new TextDecoder().decode(readInput(file, world))
}

/** Reads `--by` and the filter flags. A name that nobody has ends the run. */
async function chooseSubject({ by, ...options }: DocumentOptions, what: 'takes' | 'takeaways', app: App) {
  const agenda = await app.agenda()
  if (by === undefined) {
    const { catalogue, sessions } = await chooseSessions({ stage: ['any'], ...options }, [], app, agenda, inMyWords)
    return { catalogue, agenda, sessions }
  }
  const { names, problems } = authorsNamed({ wanted: by, unwanted: [] }, what, await app.catalogue())
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  const { catalogue, sessions } = await chooseSessions(options, [], app, agenda)
  return { catalogue, agenda, sessions: catalogue.sessions.filter(among(sessions)), names }
}
