import { LIMITS } from '../../formats/own/findings.js'
import type { Assumed, Wishes } from '../../formats/published/assemble.js'
import type { unusedColumns } from '../../formats/published/schedules.js'
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
import { knownConference, useConference, writeLibrary } from '../../store/catalogue/library.js'
import { type KeptSource, readKeptSources } from '../../store/catalogue/sources.js'
import { agendaToRead } from '../../store/files/paths.js'
import { App, type Command } from '../app.js'
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
    const { slugOf, unusedColumns: columnsIn } = await import('../../formats/published/schedules.js')
    let read: ReadSources | undefined = await readSources(sources)
    const called = slugOf(read.schedules, wishes)
    const known = slug ?? (called === undefined ? undefined : slugForSources(called, sources, app.world))
    const renamed = known !== called && known !== undefined && { slug: known }
    const wished = { ...wishes, ...renamed }
    const unused = columnsIn(read.schedules)
    const again = known === undefined ? undefined : await renewUnchanged(known, read, sources, wished, force, app)
    if (again) return finish(again, { unused, lost: [] }, options, app)
    const kept = known === undefined ? undefined : (await keptConference(known, app.world)).catalogue
    const previous = kept ?? (known === undefined ? undefined : await rememberedConference(known, app))
    const joined = await joinSources(read, { ...wished, ...(previous && { previous }) }, { force })
    const { catalogue } = joined
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
    const taken = renamed && called !== undefined && !kept ? called : undefined
    return finish(joined, { unused, lost, taken }, options, app)
  },
}

type Joined = Awaited<ReturnType<typeof joinSources>>

/**
 * Stores a conference as fetched again if it is known to be what the same sources and flags made, so that its sessions
 * are neither read nor written; otherwise undefined.
 */
async function renewUnchanged(
  slug: string,
  read: ReadSources,
  sources: readonly KeptSource[],
  wishes: Wishes,
  force: boolean,
  { world }: Pick<App, 'world'>,
): Promise<Joined | undefined> {
  const kept = readKeptSources(slug, world)
  const isSame = (one: KeptSource, last: KeptSource | undefined) =>
    last !== undefined && readingOf(one) === readingOf(last) && Buffer.compare(one.bytes, last.bytes) === 0
  if (sources.length !== kept.length || !sources.every((one, index) => isSame(one, kept[index]))) return undefined
  const made = await knownConference(kept, slug, world)
  if (!made) return undefined
  const joined = await joinSources(read, wishes, { force })
  const [is, was] = [joined.catalogue.conference, made.conference].map(({ sources: _, ...facts }) =>
    JSON.stringify(Object.entries(facts).sort()),
  )
  if (is !== was) return undefined
  await made.renew(sources)
  return joined
}

function readingOf({ source, format, dates }: KeptSource): string {
  return JSON.stringify([source, format ?? null, dates?.year ?? null, dates?.dateOrder ?? null])
}

interface Told {
  readonly unused: ReturnType<typeof unusedColumns>
  readonly lost: readonly Note[]
  /** The slug that it would have, if another conference has it. */
  readonly taken?: string | undefined
}

async function finish(
  { catalogue, problems }: Joined,
  { unused, lost, taken }: Told,
  { strict }: ImportOptions,
  app: App,
): Promise<Exit> {
  const { slug } = catalogue.conference
  await useConference(slug, app.world)
  if (taken !== undefined) await app.note({ code: 'slug-taken', slug: taken, instead: slug })
  await tellDoubts(problems, app)
  await stored(app).note(
    ...unused.map((one) => ({ code: 'columns-unused', ...one }) as const),
    ...lost,
    importedNote(catalogue, problems),
  )
  return strict && problems.some((problem) => severityOf(problem) === 'warning') ? Exit.findings : Exit.done
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

/** The run from now on: what the flags say of files is stored with the conference, which is the one in use. */
function stored({ globals, world, words }: App): App {
  const { catalogue: _catalogue, timezone: _zone, year: _year, dateOrder: _order, ...kept } = globals
  return new App(kept, world, words)
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
