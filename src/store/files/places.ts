import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve, sep } from 'node:path'
import { Exit } from '../../model/exit.js'
import { fail } from '../../model/problem.js'
import type { World } from '../../world.js'

/** Where agendas and imported catalogues lie: `KUBEPLAN_HOME`, else as the XDG Base Directory Specification says. */
export function dataFolder(world: World): string {
  return kubeplanHome(world) ?? join(baseFolder(world, 'XDG_DATA_HOME', '.local/share'), 'kubeplan')
}

/** Whether there is any place to keep things in. Without one, what ships can still be read. */
export function hasHome({ environment, folders }: World): boolean {
  if (environment['KUBEPLAN_HOME']) return true
  return [environment['XDG_DATA_HOME'], folders.home].some((folder) => folder && isAbsolute(folder))
}

/** Where compiled catalogues lie; everything in it can be made again. */
export function cacheFolder(world: World): string {
  const home = kubeplanHome(world)
  return home === undefined ? join(baseFolder(world, 'XDG_CACHE_HOME', '.cache'), 'kubeplan') : join(home, 'cache')
}

/** The agenda's absolute path: the flag, else `KUBEPLAN_AGENDA`, else the conference's own folder. */
export function agendaPath(world: World, slug: string, flag?: string): string {
  const given = flag || world.environment['KUBEPLAN_AGENDA']
  return given ? fromWorking(world, given) : join(conferenceFolder(world, slug), 'agenda.yaml')
}

/** The same to read from; nothing where there is no place to keep an agenda in, and so none. */
export function agendaToRead(world: World, slug: string, flag?: string): string | undefined {
  const isNamed = Boolean(flag || world.environment['KUBEPLAN_AGENDA'])
  return isNamed || hasHome(world) ? agendaPath(world, slug, flag) : undefined
}

/** What is kept of one conference. A slug that would lead out of the data folder ends the run. */
export function conferenceFolder(world: World, slug: string): string {
  const data = dataFolder(world)
  const folder = join(data, slug)
  const staysInside = folder.startsWith(data + sep) && !/[/\\\0]/.test(slug)
  return staysInside ? folder : fail(Exit.disk, { code: 'cannot-write', path: folder, reason: 'EINVAL' })
}

/** A path the person gave, made absolute. */
export function fromWorking(world: World, path: string): string {
  if (isAbsolute(path)) return resolve(path)
  const { working } = world.folders
  return working ? resolve(working, path) : fail(Exit.disk, { code: 'cannot-read', path, reason: 'ENOENT' })
}

/** The same for what is only read: where the working folder is gone, the system says that there is no such file. */
export function inWorking({ folders }: World, path: string): string {
  return folders.working === undefined ? path : resolve(folders.working, path)
}

function kubeplanHome(world: World): string | undefined {
  const home = world.environment['KUBEPLAN_HOME']
  return home ? fromWorking(world, home) : undefined
}

/** "All paths set in these environment variables must be absolute": others are ignored (XDG Base Directory Specification). */
function baseFolder(world: World, variable: string, beneathHome: string): string {
  const given = world.environment[variable]
  if (given && isAbsolute(given)) return resolve(given)
  const { home } = world.folders
  return home && isAbsolute(home) ? join(home, beneathHome) : fail(Exit.disk, { code: 'no-home' })
}

/** The bytes of a file that a person named, or of stdin for `-`. */
export function readInput(reference: string, world: World): Uint8Array {
  try {
    if (reference === '-') return world.stdin.read()
    return readFileSync(inWorking(world, reference))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail(Exit.input, { code: 'cannot-read', path: reference, reason })
  }
}
