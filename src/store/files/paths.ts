import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { Exit, Failure, fail } from '../../model/index.js'
import { type Instant, instant } from '../../model/time.js'
import type { World } from '../../world.js'

/** The system's error code, such as ENOSPC. Errors without one are bugs and are rethrown. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
  const number = 'errno' in error ? String(error.errno) : ''
  return UNNAMED.get(number) ?? error.code
}

/** Linux errors without a name in Node: quota exceeded, stale network disk, damaged file system. */
const UNNAMED: ReadonlyMap<string, string> = new Map([
  ['-122', 'EDQUOT'],
  ['-116', 'ESTALE'],
  ['-117', 'EUCLEAN'],
])

/** Runs work on a file; system errors become failures that name the file and end the run with 5. */
export function reporting<T>(code: 'cannot-read' | 'cannot-write', path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(Exit.disk, [{ code, path, reason: reasonOf(error) }])
  }
}

/** A refusal of kubeplan's own as a system error. */
export function refusal(reason: 'EISDIR' | 'EFTYPE' | 'EIO' | 'ELOOP'): Error {
  return Object.assign(new Error(reason), { code: reason })
}

/** The result of `work`, or undefined if there is no such file. */
export function ifThere<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return undefined
    throw error
  }
}

export function isThere(path: string): boolean {
  return existsSync(path)
}

/** Errors of the disk, and of damaged files, mean that there is no cache. */
export function orNothing<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    const expected =
      error instanceof Failure || error instanceof SyntaxError || (error instanceof Error && 'code' in error)
    if (expected) return undefined
    throw error
  }
}

/** When a file was last written, in milliseconds; undefined if unknown. */
export function changedAt(path: string): Instant | undefined {
  const stats = orNothing(() => statSync(path))
  return stats && instant(Math.floor(stats.mtimeMs))
}

/**
 * Creates a folder and its missing parents, by default for the person alone (XDG), durably if it is to last. Not with `recursive`: where mkdir(2)
 * gives ENOENT below a folder that exists, as in /proc, Node 20 tries again for ever.
 */
export function makeFolder(folder: string, lasting = true, mode = 0o700): void {
  if (ifThere(() => lstatSync(folder))) return
  makeFolder(dirname(folder), lasting, mode)
  try {
    mkdirSync(folder, mode)
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error
    return
  }
  if (lasting) syncFolder(dirname(folder))
}

/** Whether a person means a folder: by a separator at the end, or because it is one. */
export function namesFolder(name: string, world: World): boolean {
  if (name === '-') return false
  return /[/\\]$/.test(name) || orNothing(() => statSync(fromWorking(world, name)))?.isDirectory() === true
}

/** Makes names in a folder durable: a rename only lasts once its folder is synced (fsync(2)). */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch (error) {
    // Network file systems that cannot sync folders give this error.
    if (reasonOf(error) !== 'EINVAL') throw error
  } finally {
    closeSync(descriptor)
  }
}

/** The limit of Linux (path_resolution(7)). */
const MOST_LINKS = 40

/** The target of a path through all links, the last of which may point to a missing file. */
export function followLinks(path: string): string {
  let reached = path
  for (let links = 0; links <= MOST_LINKS; links++) {
    const here = reached
    if (!ifThere(() => lstatSync(here))?.isSymbolicLink()) return inRealFolder(here)
    reached = resolve(dirname(here), readlinkSync(here))
  }
  throw refusal('ELOOP')
}

function inRealFolder(path: string): string {
  const folder = dirname(path)
  const real = ifThere(() => realpathSync(folder))
  if (real !== undefined) return join(real, basename(path))
  return folder === path ? path : join(inRealFolder(folder), basename(path))
}

/** The parts of the world that decide the places of files. */
type Surroundings = Pick<World, 'environment' | 'folders'>

/** The folder of agendas and imported catalogues: `KUBEPLAN_HOME`, or else by the XDG Base Directory Specification. */
export function dataFolder(world: Surroundings): string {
  return kubeplanHome(world) ?? join(baseFolder(world, 'XDG_DATA_HOME', '.local/share'), 'kubeplan')
}

/** Whether there is any place to store things. Without one, bundled catalogues can still be read. */
export function hasHome({ environment, folders }: World): boolean {
  if (environment['KUBEPLAN_HOME']) return true
  return [environment['XDG_DATA_HOME'], folders.home].some((folder) => folder && isAbsolute(folder))
}

/** The folder of compiled catalogues and code, all of which can be recreated. */
export function cacheFolder(world: Surroundings): string {
  const home = kubeplanHome(world)
  return home === undefined ? join(baseFolder(world, 'XDG_CACHE_HOME', '.cache'), 'kubeplan') : join(home, 'cache')
}

/** The person's config.yaml; undefined if there is no place for one. */
export function configFile(world: Surroundings): string | undefined {
  const home = kubeplanHome(world)
  if (home !== undefined) return join(home, 'config.yaml')
  const { XDG_CONFIG_HOME: given } = world.environment
  if (!(given && isAbsolute(given)) && !(world.folders.home && isAbsolute(world.folders.home))) return undefined
  return join(baseFolder(world, 'XDG_CONFIG_HOME', '.config'), 'kubeplan', 'config.yaml')
}

/** The agenda's absolute path: the flag, `KUBEPLAN_AGENDA`, or the conference's folder. */
export function agendaPath(world: World, slug: string, flag?: string): string {
  const given = flag || world.environment['KUBEPLAN_AGENDA']
  return given ? fromWorking(world, given) : join(conferenceFolder(world, slug), 'agenda.yaml')
}

/** The agenda's path for reading; undefined if there is no place for one. */
export function agendaToRead(world: World, slug: string, flag?: string): string | undefined {
  const isNamed = Boolean(flag || world.environment['KUBEPLAN_AGENDA'])
  return isNamed || hasHome(world) ? agendaPath(world, slug, flag) : undefined
}

/** The folder of one conference. A slug that would lead out of the data folder ends the run. */
export function conferenceFolder(world: World, slug: string): string {
  const data = dataFolder(world)
  const folder = join(data, slug)
  const staysInside = folder.startsWith(data + sep) && !/[/\\\0]/.test(slug)
  return staysInside ? folder : fail(Exit.disk, { code: 'cannot-write', path: folder, reason: 'EINVAL' })
}

/** A path given by the person, made absolute. */
export function fromWorking(world: Surroundings, path: string): string {
  if (isAbsolute(path)) return resolve(path)
  const { working } = world.folders
  return working ? resolve(working, path) : fail(Exit.disk, { code: 'cannot-read', path, reason: 'ENOENT' })
}

/** `fromWorking` for reading only: if the working folder is gone, the system reports that there is no such file. */
export function inWorking({ folders }: Pick<World, 'folders'>, path: string): string {
  return folders.working === undefined ? path : resolve(folders.working, path)
}

function kubeplanHome(world: Surroundings): string | undefined {
  const home = world.environment['KUBEPLAN_HOME']
  return home ? fromWorking(world, home) : undefined
}

/**
 * "All paths set in these environment variables must be absolute": others are ignored (XDG Base Directory
 * Specification).
 */
function baseFolder(world: Surroundings, variable: string, beneathHome: string): string {
  const given = world.environment[variable]
  if (given && isAbsolute(given)) return resolve(given)
  const { home } = world.folders
  return home && isAbsolute(home) ? join(home, beneathHome) : fail(Exit.disk, { code: 'no-home' })
}

/** A text file that the build left in `dist`. */
export function readShipped(name: string, { folders }: Pick<World, 'folders'>): string {
  return readFileSync(join(folders.shipped, 'dist', name), 'utf8')
}

/** The files that a person means by a name: itself or, for a folder, the agendas and calendars in it by name. */
export function filesIn(reference: string, world: World): readonly string[] {
  if (reference === '-') return [reference]
  const path = inWorking(world, reference)
  if (!orNothing(() => statSync(path))?.isDirectory()) return [reference]
  const names = reporting('cannot-read', path, () => readdirSync(path))
  return names
    .filter((name) => /\.(?:ya?ml|agenda|json|ics)$/i.test(name))
    .sort()
    .map((name) => join(reference, name))
}

export function readInput(reference: string, world: World): Uint8Array {
  try {
    if (reference === '-') return world.stdin.read()
    return readFileSync(inWorking(world, reference))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail(Exit.input, { code: 'cannot-read', path: reference, reason })
  }
}
