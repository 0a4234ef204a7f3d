import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from '../model/names.js'
import { version } from '../version.js'
import type { World } from '../world.js'
import { type CompiledCatalogue, openCompiled } from './compiled/open.js'
import type { CompiledSource } from './compiled/shape.js'
import { orNothing } from './files/disk.js'
import { cacheFolder, hasHome } from './files/places.js'

export type Identity = Omit<CompiledSource, 'hash'>

/**
 * The compiled catalogue of a file; undefined if there is none, if the file has changed, or if the cache is damaged. A
 * file that was new when compiled is recognised by its bytes, an older one by its size, time and inode.
 */
export async function readCached(path: string, world: World): Promise<CompiledCatalogue | undefined> {
  const identity = hasHome(world) ? identityOf(path) : undefined
  if (!identity) return undefined
  const compiled = orNothing(() => openCompiled(compiledFile(path, world)))
  const { hash, ...source } = compiled?.source ?? {}
  if (!compiled || JSON.stringify(source) !== JSON.stringify(identity)) return undefined
  if (hash === undefined) return compiled
  const { isStill } = await import('./caching.js')
  return isStill(identity, hash, compiled, world) ? compiled : undefined
}

/** Undefined if it is not a regular file. */
export function identityOf(path: string): Identity | undefined {
  const found = orNothing(() => statSync(path))
  if (!found?.isFile()) return undefined
  return { path, size: found.size, modified: found.mtimeMs, inode: found.ino, version }
}

export function compiledFile(path: string, world: World): string {
  return join(cacheFolder(world), 'catalogues', `${fingerprint(path)}.compiled`)
}
