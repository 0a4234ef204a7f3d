import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve, sep } from 'node:path'
import { Exit, fail } from '../../model/problem.js'
import type { World } from '../../world.js'

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
export function inWorking({ folders }: World, path: string): string {
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

export function readInput(reference: string, world: World): Uint8Array {
  try {
    if (reference === '-') return world.stdin.read()
    return readFileSync(inWorking(world, reference))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail(Exit.input, { code: 'cannot-read', path: reference, reason })
  }
}
