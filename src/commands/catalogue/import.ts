import { LIMITS } from '../../formats/own/findings.js'
import type { Assumed } from '../../formats/published/assemble.js'
import {
  badValue,
  type Catalogue,
  definedFields,
  Exit,
  Failure,
  FORMAT_NAMES,
  type FormatName,
  NO_DETAILS,
  type Note,
  nearest,
  type Problem,
  severityOf,
} from '../../model/index.js'
import { facetOf } from '../../planning/selection/facets.js'
import { suggesting } from '../../render/words/shell.js'
import { readAgenda } from '../../store/agenda/read-agenda.js'
import { useConference, writeLibrary } from '../../store/catalogue/library.js'
import type { KeptSource } from '../../store/catalogue/sources.js'
import { agendaToRead } from '../../store/files/paths.js'
import type { App, Command } from '../app.js'
import { typedLine } from '../flags/values.js'
import {
  absoluteSource,
  fetchSources,
  freeSlug,
  isAddress,
  joinSources,
  keptConference,
  type ReadSources,
  readSources,
  slugForSources,
  sourceName,
} from './fetch-sources.js'

interface ImportOptions {
  readonly as?: string
  readonly name?: string
  readonly from?: string
  readonly strict?: true
  readonly force?: true
}

export const command: Command<ImportOptions> = {
  configure: (command) =>
    command
      .argument('<source...>', 'a file, an address (of a Sched or pretalx site, for example), or - for stdin')
      .option('--as <slug>', 'store it under this slug (default: from its name)')
      .option('--name <name>', 'use this name for the conference')
      .option('--from <format>', `read it as this format instead of detecting one: ${FORMAT_NAMES.join(', ')}`)
      .option('--strict', 'exit 1 if anything was left out or looks doubtful')
      .option('--force', 'accept another programme, or one that lost or lacks most of its sessions'),

  async run(given, options, app) {
    const format = options.from === undefined ? undefined : formatNamed(options.from)
    const name = options.name === undefined ? undefined : typedLine('--name', options.name, LIMITS.name)
    const slug = options.as === undefined ? undefined : await slugNamed(options.as)
    const assumed = await app.assumed()
    const { dates } = assumed
    const wanted = given.map((source) => definedFields({ source: absoluteSource(source, app), format, dates }))
    for (const { source } of wanted) typedLine('a source', sourceName(source), LIMITS.line)
    const { sources } = await fetchSources(wanted, app)

    const wishes = definedFields({
      // An address may contain a secret.
      command: app.words.map((word) => (isAddress(word) ? sourceName(word) : word)),
      name,
      slug,
      ...assumed,
    })
    const force = options.force ?? false
    const { slugOf, unusedColumns } = await import('../../formats/published/schedules.js')
    let read: ReadSources | undefined = await readSources(sources)
    const called = slugOf(read.schedules, wishes)
    const known = slug ?? (called === undefined ? undefined : slugForSources(called, sources, app.world))
    const kept = known === undefined ? undefined : (await keptConference(known, app.world)).catalogue
    const previous = kept ?? (known === undefined ? undefined : await rememberedConference(known, app))
    const renamed = known !== called && known !== undefined && { slug: known }
    const { catalogue, problems } = await joinSources(
      read,
      { ...wishes, ...renamed, ...(previous && { previous }) },
      { force },
    )
    const unused = unusedColumns(read.schedules)
    // The entries of a large programme take as much memory as its sessions, and what follows needs only these.
    read = undefined

    let lost: readonly Note[] = []
    if (previous) {
      const other = () =>
        commandBeside(previous.conference.slug, given, definedFields({ ...assumed, format, name }), app)
      const { replaceProgramme } = await import('./apply-update.js')
      const doubtful = { force, isRemembered: kept === undefined, other }
      lost = await replaceProgramme(previous, catalogue, sources, app, doubtful)
    } else await writeLibrary(catalogue, app.world, sources)
    await useConference(catalogue.conference.slug, app.world)
    if (renamed && called !== undefined && !kept)
      await app.note({ code: 'slug-taken', slug: called, instead: renamed.slug })
    await tellDoubts(problems, app)
    await app.note(
      ...unused.map((one) => ({ code: 'columns-unused', ...one }) as const),
      ...lost,
      importedNote(catalogue, problems),
    )
    const doubtful = problems.some((problem) => severityOf(problem) === 'warning')
    return options.strict && doubtful ? Exit.findings : Exit.done
  },
}

/**
 * A conference that was removed or only read as a file, as remembered by its agenda, so that its picks are not applied
 * to another programme. Undefined if there is no such agenda.
 */
async function rememberedConference(slug: string, app: Pick<App, 'globals' | 'world'>): Promise<Catalogue | undefined> {
  const path = agendaToRead(app.world, slug, app.globals.agenda)
  if (path === undefined) return undefined
  const conference = { name: slug, slug, timezone: 'UTC', dayChange: 0, sources: [] }
  try {
    const { agenda } = await readAgenda(path, conference, app.world)
    if (agenda.picks.length === 0) return undefined
    const { sessionsSeen } = await import('../../planning/changes/changes.js')
    const sessions = sessionsSeen(agenda)
    return sessions.length === 0 ? undefined : { conference, rooms: { walks: [] }, sessions, details: () => NO_DETAILS }
  } catch (error) {
    // An agenda that cannot be read is left alone; the commands that need it report it.
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** How the sources of a conference were read, as far as its `import` must say so. */
export interface ReadAs extends Assumed {
  readonly format?: FormatName
  readonly name?: string
}

/** How sources were read when they were last fetched. */
export function readAsBefore([first]: readonly KeptSource[]): ReadAs {
  return definedFields({ format: FORMAT_NAMES.find((name) => name === first?.format), dates: first?.dates })
}

/** The command that imports these sources as the conference of that slug. */
export function commandFor(
  sources: readonly string[],
  slug: string,
  { timezone, dates, format, name }: ReadAs = {},
): string {
  const { year, dateOrder } = dates ?? {}
  const flags = definedFields({ timezone, year, 'date-order': dateOrder, from: format, name, as: slug })
  const shown = sources.map((source) => (source === '-' ? source : sourceName(source)))
  return suggesting()(
    'import',
    shown,
    Object.entries(flags).map(([flag, value]) => [`--${flag}`, String(value)] as const),
  )
}

/** The command that imports sources as another conference beside the one of that slug. */
export function commandBeside(
  slug: string,
  sources: readonly string[],
  readAs: ReadAs,
  { world }: Pick<App, 'world'>,
): string {
  return commandFor(sources, freeSlug(slug, world), readAs)
}

export async function tellDoubts(problems: readonly Problem[], app: Pick<App, 'warn'>): Promise<void> {
  await app.warn(problems, withoutExcerpt)
}

/** One line for each warning; its place says where to find the rest. */
function withoutExcerpt(problem: Problem): Problem {
  if (!('at' in problem) || typeof problem.at !== 'object') return problem
  const { file, line, column } = problem.at
  return { ...problem, at: { file, line, column } } as Problem
}

function importedNote(catalogue: Catalogue, problems: readonly Problem[]): Note {
  const { conference, sessions } = catalogue
  return {
    code: 'imported',
    name: conference.name,
    slug: conference.slug,
    sessions: sessions.length,
    days: facetOf(sessions, 'days').values.length,
    rooms: facetOf(sessions, 'rooms').values.length,
    speakers: facetOf(sessions, 'speakers').values.length,
    leftOut: problems.filter(({ code }) => code === 'entry-left-out').length,
  }
}

function formatNamed(text: string): FormatName {
  const format = FORMAT_NAMES.find((name) => name === text)
  return format ?? badValue('--from', text, FORMAT_NAMES.join(', '), nearest(text, FORMAT_NAMES))
}

async function slugNamed(given: string): Promise<string> {
  const text = given.trim()
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text.length <= LIMITS.slug) return text
  const { deriveSlug } = await import('../../formats/published/identity.js')
  return badValue('--as', text, 'lower-case letters, digits and hyphens', [deriveSlug(text)])
}
