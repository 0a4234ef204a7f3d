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
  return Boolean(environment['KUBEPLAN_HOME'] || environment['XDG_DATA_HOME'] || folders.home)
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
