import type { Wishes } from '../../formats/published/assemble.js'
import type { Schedules } from '../../formats/published/schedules.js'
import {
  type Catalogue,
  definedFields,
  Exit,
  Failure,
  type FormatName,
  type Problem,
  type Source,
  severityOf,
  uniqueNames,
} from '../../model/index.js'
import { type DateHints, isoUtc } from '../../model/time.js'
import { librarySlugs, loadCatalogue, readSeen } from '../../store/catalogue/library.js'
import { type KeptSource, readKeptSources } from '../../store/catalogue/sources.js'
import { exportAddress, shownAddress } from '../../store/download/address.js'
import { fromWorking, readInput } from '../../store/files/paths.js'
import type { World } from '../../world.js'
import type { App } from '../app.js'

export interface WantedSource {
  readonly source: string
  readonly format?: FormatName
  readonly dates?: DateHints
  readonly kept?: KeptSource
}

interface Fetched {
  readonly sources: readonly KeptSource[]
  readonly anyNew: boolean
}

/**
 * Fetches every source: an address from the network, a file from the disk, `-` from stdin. The first failure ends the
 * run.
 */
export async function fetchSources(
  wanted: readonly WantedSource[],
  app: Pick<App, 'globals' | 'note' | 'now' | 'world'>,
): Promise<Fetched> {
  const fetched = isoUtc(await app.now())
  const sources: KeptSource[] = []
  let anyNew = false
  for (const { source, format, dates, kept } of wanted) {
    const forced = definedFields({ format, dates })
    const { bytes, validators } = await fetchOne({ source, ...forced, ...(kept && { kept }) }, app)
    const isNew = !kept || Buffer.compare(kept.bytes, bytes) !== 0
    anyNew ||= isNew
    sources.push({ source, ...forced, fetched, validators, bytes })
  }
  return { sources, anyNew }
}

/** Whether a source is a network address, and not a file or stdin. */
export function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^(?:data|file):|^[a-z0-9-]+\.sched\.com(?:\/|$)/i.test(source)
}

/** A source as it may be shown and stored, because an address may contain a secret. */
export function sourceName(source: string): string {
  if (source === '-') return 'stdin'
  return isAddress(source) ? shownAddress(source) : source
}

async function fetchOne(
  { source, format, kept }: WantedSource,
  app: Pick<App, 'globals' | 'note' | 'world'>,
): Promise<Pick<KeptSource, 'bytes' | 'validators'>> {
  if (source === '-' && kept) {
    await app.note({ code: 'source-not-asked', source })
    return kept
  }
  if (!isAddress(source)) return { bytes: readInput(source, app.world), validators: {} }
  const address = format === undefined ? exportAddress(source).url : source
  const { download, progressOn } = await import('../../store/download/download.js')
  const progress = progressOn(app.world, source, app.globals.quiet ?? false)
  try {
    const known = kept && { known: kept.validators }
    const answer = await download(address, app.world, { ...known, progress: progress.report })
    if (answer.kind === 'unchanged' && kept) return kept
    const { inUtf8 } = await import('../../formats/text/decode-text.js')
    if (answer.kind === 'fresh') return { ...answer, bytes: inUtf8(answer.bytes, answer.contentType) }
    return await fetchOne(definedFields({ source, format }), app)
  } finally {
    progress.end()
  }
}

/** A conference of the library, or what is left of one whose file cannot be read. */
interface KeptConference {
  readonly catalogue?: Catalogue
  readonly broken?: Failure
}

/**
 * The conference of that slug. If its file cannot be read, it is rebuilt from its last fetched sources, or else taken
 * as last seen, so that updates and imports work as usual.
 */
export async function keptConference(slug: string, world: World): Promise<KeptConference> {
  try {
    const catalogue = await conferenceOf(slug, world)
    return catalogue ? { catalogue } : {}
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const seen = await readSeen(slug, world)
    const again = (await fromKept(slug, seen, world)) ?? seen
    return { broken: error, ...(again && { catalogue: again }) }
  }
}

async function fromKept(slug: string, seen: Catalogue | undefined, world: World): Promise<Catalogue | undefined> {
  const sources = readKeptSources(slug, world)
  if (sources.length === 0) return undefined
  const known = seen && { name: seen.conference.name, timezone: seen.conference.timezone, previous: seen }
  try {
    return (await joinSources(await readSources(sources), { slug, command: [], ...known }, { force: true })).catalogue
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** Fetched sources and what is in them. */
export interface ReadSources {
  readonly sources: readonly Source[]
  readonly schedules: Schedules
}

export async function readSources(fetched: readonly KeptSource[]): Promise<ReadSources> {
  const { formatsOf, openSchedules } = await import('../../formats/published/schedules.js')
  const names = distinct(fetched.map(({ source }) => sourceName(source)))
  const schedules = await openSchedules(
    fetched.map(({ format, dates, bytes }, index) => ({
      bytes,
      file: names[index] ?? '',
      ...(dates && { dates }),
      ...(format !== undefined && { format: format as FormatName }),
    })),
  )
  const formats = formatsOf(schedules)
  const sources = fetched.map((one, index) =>
    definedFields({ url: names[index] ?? '', fetched: one.fetched, format: formats[index] }),
  )
  return { sources, schedules }
}

/**
 * The catalogue that sources make. Sources that cannot be read or that are empty end the run (3), and so do those of
 * which less than half can be kept (1), unless forced.
 */
export async function joinSources(
  { sources, schedules }: ReadSources,
  wishes: Wishes,
  { force }: { readonly force: boolean },
): Promise<{ readonly catalogue: Catalogue; readonly problems: readonly Problem[] }> {
  const { commonReason, joinSchedules } = await import('../../formats/published/schedules.js')
  const { catalogue, problems } = joinSchedules(schedules, wishes)
  if (!catalogue) {
    const leftNothing = problems.some(({ code }) => code === 'nothing-imported')
    throw new Failure(
      Exit.input,
      leftNothing ? problems : problems.filter((problem) => severityOf(problem) === 'error'),
    )
  }
  if (catalogue.sessions.length === 0) {
    const at = { file: sources[0]?.url ?? '', line: 1, column: 1 }
    throw new Failure(Exit.input, [...problems, { code: 'nothing-imported', at }])
  }
  const [kept, leftOut] = [catalogue.sessions.length, problems.filter(({ code }) => code === 'entry-left-out').length]
  const common = leftOut > kept && !force ? commonReason(problems) : undefined
  if (common) {
    const refusal: Problem = { code: 'mostly-left-out', kept, seen: kept + leftOut, command: wishes.command, ...common }
    throw new Failure(Exit.findings, [...problems, refusal])
  }
  // A catalogue of kubeplan's own may have been made of several sources; here it is a single one.
  const sessions = schedules.own ? catalogue.sessions.map(({ source: _, ...session }) => session) : catalogue.sessions
  return { catalogue: { ...catalogue, conference: { ...catalogue.conference, sources }, sessions }, problems }
}

/** Two addresses may be shown as the same text; the second then gets a number. */
function distinct(names: readonly string[]): readonly string[] {
  return names.map(uniqueNames(new Set(), (name, number) => `${name} (${number})`))
}

/** A file is stored by its absolute path, because `update` may be run in another folder. */
export function absoluteSource(source: string, app: Pick<App, 'world'>): string {
  return source === '-' || isAddress(source) ? source : fromWorking(app.world, source)
}

/** A slug also names files and folders. */
const LONGEST = 80

/**
 * The slug for a conference that calls itself `slug`: the one that the same sources made before, perhaps with a number
 * (the last of them, if next year's was kept beside it), or else the first that is free. Conferences from other sources
 * are not touched.
 */
export function slugForSources(slug: string, sources: readonly { readonly source: string }[], world: World): string {
  const taken = new Set(librarySlugs(world))
  const isOurs = (other: string) => {
    const kept = readKeptSources(other, world).map(({ source }) => exportAddress(source).url)
    return sources.some(({ source }) => kept.includes(exportAddress(source).url))
  }
  let ours: string | undefined
  const free = firstNumbered(slug, (candidate) => {
    if (taken.has(candidate) && isOurs(candidate)) ours = candidate
    return !taken.has(candidate)
  })
  return ours ?? free
}

/** The first of `slug-2`, `slug-3` ... that is free. */
export function freeSlug(slug: string, world: World): string {
  const taken = new Set(librarySlugs(world))
  return firstNumbered(slug, (candidate) => candidate !== slug && !taken.has(candidate))
}

/** The conference of that slug, imported or bundled; undefined if there is none. */
async function conferenceOf(slug: string, world: World): Promise<Catalogue | undefined> {
  return librarySlugs(world).includes(slug) ? (await loadCatalogue(slug, world)).whole() : undefined
}

function firstNumbered(slug: string, fits: (candidate: string) => boolean): string {
  let candidate = slug
  for (let number = 2; !fits(candidate); number++) {
    candidate = `${slug.slice(0, LONGEST - `-${number}`.length)}-${number}`
  }
  return candidate
}
