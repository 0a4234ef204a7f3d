import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withEndMark } from '../../formats/own/end-mark.js'
import { type Catalogue, type Conference, Exit, Failure, fail, nearest, severityOf } from '../../model/index.js'
import { version } from '../../version.js'
import type { World } from '../../world.js'
import { conferenceFolder, dataFolder, hasHome, ifThere, inWorking, orNothing, reporting } from '../files/paths.js'
import { rememberSaved } from '../files/write.js'
import { compiledFile, identityOf, readCached } from './cache.js'
import { type CompiledCatalogue, openCompiled } from './open-compiled.js'
import type { HowToRead, Loaded } from './read-catalogue.js'
import { type KeptSource, sourcesFolder, writeKeptSources } from './sources.js'

/** The file of an imported conference, a `catalogue/1` as last fetched; undefined if there is none of that name. */
export function importedFile(slug: string, world: World): string | undefined {
  if (!hasHome(world) || !/^[a-z0-9-]+$/.test(slug)) return undefined
  const file = libraryFile(slug, world)
  return existsSync(file) ? file : undefined
}

function libraryFile(slug: string, world: World): string {
  return join(conferenceFolder(world, slug), 'catalogue.yaml')
}

/** The version that the person last marked as seen. */
function seenFile(slug: string, world: World): string {
  return join(conferenceFolder(world, slug), 'seen.yaml')
}

/** The slugs of all conferences, bundled and imported, sorted. */
export function librarySlugs(world: World): readonly string[] {
  return [...new Set([...shippedSlugs(world), ...importedSlugs(world)])].sort()
}

export function importedSlugs(world: World): readonly string[] {
  if (!hasHome(world)) return []
  const folder = dataFolder(world)
  const read = () => ifThere(() => readdirSync(folder, { withFileTypes: true }))
  const entries = reporting('cannot-read', folder, read) ?? []
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(libraryFile(entry.name, world)))
    .map(({ name }) => name)
}

/**
 * The imported conference, and the version with which changes are compared, as last seen; without the latter if there
 * is none or it is damaged. Both have the very same sessions if nothing changed, which are then read once.
 */
export async function readVersions(
  slug: string,
  world: World,
): Promise<{ readonly now: Catalogue; readonly seen?: Catalogue } | undefined> {
  if (!hasHome(world)) return undefined
  const file = libraryFile(slug, world)
  const [latest, former] = [await readCached(file, world), await readCached(seenFile(slug, world), world)]
  const now = await readOwnFile(file, world, latest)
  if (!now) return undefined
  if (latest && former && orNothing(() => latest.body().equals(former.body())))
    return { now, seen: { ...now, conference: former.outline.conference, rooms: former.rooms } }
  const seen = await readSeen(slug, world)
  return { now, ...(seen && { seen }) }
}

/** The version with which changes are compared, as last seen; undefined if there is none or it is damaged. */
export async function readSeen(slug: string, world: World): Promise<Catalogue | undefined> {
  try {
    return await readOwnFile(seenFile(slug, world), world)
  } catch (error) {
    if (error instanceof Failure && error.exit === Exit.input) return undefined
    throw error
  }
}

/** The conference of `readSeen`, without its sessions. */
export async function conferenceSeen(slug: string, world: World): Promise<Conference | undefined> {
  const compiled = await readCached(seenFile(slug, world), world)
  return compiled?.outline.conference ?? (await readSeen(slug, world))?.conference
}

/**
 * Stores a conference and then the sources that it was made from. A new conference counts as seen. If interrupted in
 * between, the sources are fetched again.
 */
export async function writeLibrary(catalogue: Catalogue, world: World, sources?: readonly KeptSource[]): Promise<void> {
  const { slug } = catalogue.conference
  const file = libraryFile(slug, world)
  const bytes = await writeOwnCatalogue(existsSync(file) ? [file] : [seenFile(slug, world), file], catalogue, world)
  rememberSaved({ what: 'conference', slug }, world)
  if (sources) writeKeptSources(slug, sources, await madeMark(bytes), world)
}

/** Identifies a catalogue file that this version of kubeplan made: the same sources would make it again. */
async function madeMark(bytes: Uint8Array): Promise<string> {
  const { hashOf } = await import('./cache.js')
  return `${version} ${hashOf(bytes)}`
}

interface MadeConference {
  readonly conference: Conference
  /** Stores it and its sources as fetched again. */
  readonly renew: (sources: readonly KeptSource[]) => Promise<void>
}

/**
 * The imported conference of that name, if its file and compiled form are known to be what `sources` made, so that it
 * need not be read; otherwise undefined.
 */
export async function knownConference(
  sources: readonly KeptSource[],
  slug: string,
  world: World,
): Promise<MadeConference | undefined> {
  const [first] = sources
  const file = libraryFile(slug, world)
  const bytes = orNothing(() => readFileSync(file))
  const mark = bytes && (await madeMark(bytes))
  if (!first || !mark || sources.some(({ made }) => made !== mark)) return undefined
  const compiled = await readCached(file, world)
  const rest = bytes.indexOf('\nsessions:\n')
  if (!compiled || rest === -1) return undefined
  const { rooms, outline } = compiled
  const renew: MadeConference['renew'] = async (again) => {
    const fetched = outline.conference.sources.map((source, index) => ({ ...source, ...fetchedOf(again[index]) }))
    const conference = { ...outline.conference, sources: fetched }
    const { catalogueHead } = await import('../../render/documents/yaml.js')
    const head = Buffer.from(catalogueHead({ conference, rooms }))
    const renewed = Buffer.concat([bytes.subarray(0, bytes.indexOf('\n') + 1), head, bytes.subarray(rest + 1)])
    const { writeAtomically } = await import('../files/write.js')
    writeAtomically(file, renewed, world)
    const identity = identityOf(file)
    const { cacheCompiled } = await import('./cache.js')
    if (identity) cacheCompiled([identity], renewed, (source) => compiled.renewed(source, conference), world)
    rememberSaved({ what: 'conference', slug }, world)
    writeKeptSources(slug, again, await madeMark(renewed), world)
  }
  return { conference: outline.conference, renew }
}

/**
 * Removes an imported conference and its sources from the library. The agenda and everything else in its folder stay.
 * `backup` keeps the catalogue under another name, which is returned.
 */
export function removeFromLibrary(slug: string, backup: boolean, world: World): string | undefined {
  const [file, seen] = [libraryFile(slug, world), seenFile(slug, world)]
  const kept = backup ? `${file}.bak` : undefined
  reporting('cannot-write', file, () => (kept === undefined ? rmSync(file) : renameSync(file, kept)))
  // The conference is gone already, so failures to remove the rest do not matter.
  for (const rest of [seen, sourcesFolder(slug, world)]) orNothing(() => rmSync(rest, { recursive: true, force: true }))
  for (const made of [file, seen]) orNothing(() => rmSync(compiledFile(made, world), { force: true }))
  // Removes the folder only if it is empty.
  orNothing(() => rmdirSync(conferenceFolder(world, slug)))
  return kept
}

/** From now on changes are compared with the current version. */
export async function markSeen(catalogue: Catalogue, world: World): Promise<void> {
  await writeOwnCatalogue([seenFile(catalogue.conference.slug, world)], catalogue, world)
}

function fetchedOf(source: KeptSource | undefined): { readonly fetched?: string } {
  return source ? { fetched: source.fetched } : {}
}

/** Writes the files in order. Only the name of the last one is durable after a power failure. */
async function writeOwnCatalogue(files: readonly string[], catalogue: Catalogue, world: World): Promise<Uint8Array> {
  const { catalogueYaml } = await import('../../render/documents/yaml.js')
  const bytes = Buffer.concat(Array.from(withEndMark(catalogueYaml(catalogue)), (piece) => Buffer.from(piece)))
  const { writeAtomically } = await import('../files/write.js')
  for (const file of files) writeAtomically(file, bytes, world, { lasting: file === files.at(-1) ? true : 'bytes' })
  const { cacheCatalogue } = await import('./cache.js')
  const identities = files.flatMap((file) => identityOf(file) ?? [])
  cacheCatalogue(identities, bytes, catalogue, world)
  return bytes
}

async function readOwnFile(file: string, world: World, opened?: CompiledCatalogue): Promise<Catalogue | undefined> {
  if (!hasHome(world)) return undefined
  const cached = opened ?? (await readCached(file, world))
  const compiled = cached && orNothing(cached.whole)
  if (compiled) return compiled
  const identity = identityOf(file)
  const bytes = reporting('cannot-read', file, () => ifThere(() => readFileSync(file)))
  if (!bytes) return undefined
  const { readCatalogue } = await import('../../formats/own/catalogue.js')
  const { catalogue, problems } = readCatalogue(bytes, file)
  if (!catalogue) return failReading(problems)
  const { cacheCatalogue } = await import('./cache.js')
  if (identity) cacheCatalogue([identity], bytes, catalogue, world)
  return catalogue
}

function failReading(problems: ConstructorParameters<typeof Failure>[1]): never {
  throw new Failure(
    Exit.input,
    problems.filter((problem) => severityOf(problem) === 'error'),
  )
}

const KNOWN_EXTENSION = /\.(?:(?:ya?ml|json|ics|xml|csv|tsv)(?:\.gz)?|html?|xlsx?|ods|numbers|docx?|pdf)$/i

/** Whether a value of `-c` is a file (or stdin) and not a slug. */
export function namesFile(reference: string): boolean {
  return reference === '-' || reference.includes('/') || KNOWN_EXTENSION.test(reference)
}

/** The file of the catalogue that `-c` names; `-` for stdin. */
export function catalogueFile(reference: string, world: World): string {
  if (namesFile(reference)) return reference
  const imported = importedFile(reference, world)
  if (imported !== undefined) return imported
  const known = librarySlugs(world)
  if (known.includes(reference)) return shippedFile(reference, world)
  return fail(Exit.usage, { code: 'unknown-catalogue', slug: reference, nearest: nearest(reference, known), known })
}

/** The catalogue that `-c` names: a file, `-` for stdin, or a slug in the library. */
export async function loadCatalogue(
  reference: string,
  world: World,
  { command, ...said }: HowToRead = { command: [] },
): Promise<Loaded> {
  // What the library holds says everything itself.
  const assumed = namesFile(reference) ? said : {}
  const isShipped = !namesFile(reference) && importedFile(reference, world) === undefined
  const shipped = isShipped ? openShipped(reference, world) : undefined
  const file = shipped ? '' : catalogueFile(reference, world)
  const read = async () => {
    try {
      return await (await import('./read-catalogue.js')).readCatalogueFile(
        file,
        namesFile(reference),
        { ...assumed, command },
        world,
      )
    } catch (error) {
      if (!(error instanceof Failure) || namesFile(reference)) throw error
      throw new Failure(error.exit, [...error.problems, { code: 'broken-conference', slug: reference }])
    }
  }
  if (shipped) return partly(shipped, read)
  const path = file === '-' ? undefined : inWorking(world, file)
  const cached = path === undefined ? undefined : await readCached(path, world, assumed)
  return cached ? partly(cached, read) : read()
}

/** If part of a compiled catalogue is damaged or unreadable, the source is read instead. */
function partly({ outline, whole, sessions, on }: CompiledCatalogue, read: () => Promise<Loaded>): Loaded {
  return {
    outline,
    warnings: [],
    whole: async () => orNothing(whole) ?? (await read()).whole(),
    sessions: async () => orNothing(sessions) ?? (await read()).sessions(),
    on: async (...asked) => orNothing(() => on(...asked)) ?? (await read()).on(...asked),
  }
}

/** In use until the person imports or chooses another conference. */
export const DEFAULT_CONFERENCE = 'kubecon-na-2020'

/** The slug of the conference in use. Without a home nothing can be remembered. */
export function conferenceInUse(world: World): string {
  if (!hasHome(world)) return DEFAULT_CONFERENCE
  const file = inUseFile(world)
  // Most people use the bundled conference, and a failed read costs more than a look.
  if (!existsSync(file)) return DEFAULT_CONFERENCE
  const slug = reporting('cannot-read', file, () => ifThere(() => readFileSync(file, 'utf8')))?.trim()
  return slug || DEFAULT_CONFERENCE
}

export async function useConference(slug: string, world: World): Promise<void> {
  const { writeAtomically } = await import('../files/write.js')
  writeAtomically(inUseFile(world), `${slug}\n`, world)
}

function inUseFile(world: World): string {
  return join(dataFolder(world), 'in-use')
}

export function shippedSlugs(world: Pick<World, 'folders'>): readonly string[] {
  const files = readdirSync(join(world.folders.shipped, 'data'))
  return files.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length))
}

/** A bundled catalogue, compiled by the build; undefined if there is none of that name. */
function openShipped(slug: string, world: Pick<World, 'folders'>): CompiledCatalogue | undefined {
  const file = join(world.folders.shipped, 'dist', `${slug}.compiled`)
  return /^[a-z0-9-]+$/.test(slug) && existsSync(file) ? orNothing(() => openCompiled(file)) : undefined
}

function shippedFile(slug: string, world: Pick<World, 'folders'>): string {
  return join(world.folders.shipped, 'data', `${slug}.yaml`)
}
