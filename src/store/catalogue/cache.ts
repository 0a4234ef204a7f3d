import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Assumed } from '../../formats/published/assemble.js'
import { type Catalogue, fingerprint } from '../../model/index.js'
import { version } from '../../version.js'
import type { World } from '../../world.js'
import { cacheFolder, hasHome, orNothing } from '../files/paths.js'
import { writeAtomically } from '../files/write.js'
import { compile } from './compile.js'
import { type CompiledCatalogue, type CompiledSource, openCompiled } from './open-compiled.js'

type Identity = Omit<CompiledSource, 'hash'>

/**
 * The compiled catalogue of a file; undefined if there is none, if the file has changed, or if the cache is damaged. A
 * file that was new when compiled is recognised by its bytes, an older one by its size, time and inode.
 */
export async function readCached(
  path: string,
  world: World,
  assumed: Assumed = {},
): Promise<CompiledCatalogue | undefined> {
  const identity = hasHome(world) ? identityOf(path, assumed) : undefined
  if (!identity) return undefined
  const compiled = orNothing(() => openCompiled(compiledFile(path, world, assumed)))
  const { hash, ...source } = compiled?.source ?? {}
  if (!compiled || JSON.stringify(source) !== JSON.stringify(identity)) return undefined
  if (hash === undefined) return compiled
  return isStill(identity, hash, compiled, world) ? compiled : undefined
}

/** Undefined if it is not a regular file. */
export function identityOf(path: string, assumed: Assumed = {}): Identity | undefined {
  const found = orNothing(() => statSync(path))
  if (!found?.isFile()) return undefined
  const { size, mtimeMs: modified, ino: inode } = found
  return { path, size, modified, inode, version, ...(isPlain(assumed) ? {} : { assumed }) }
}

/** One file read in two ways is two catalogues. */
export function compiledFile(path: string, world: World, assumed: Assumed = {}): string {
  const key = isPlain(assumed) ? path : `${path}\n${JSON.stringify(assumed)}`
  return join(cacheFolder(world), 'catalogues', `${fingerprint(key)}.compiled`)
}

function isPlain(assumed: Assumed): boolean {
  return Object.keys(assumed).length === 0
}

/** A file younger than this, in milliseconds, may change again without its time telling. */
const TRUSTED_AFTER = 2000

/**
 * Compiles the catalogue of a file, or of several that are alike, for the next run. `identities` and `bytes` are of the files as
 * they were read. A cache that cannot be written is no cache, and no error.
 */
export function cacheCatalogue(
  identities: readonly Identity[],
  bytes: Uint8Array,
  catalogue: Catalogue,
  world: World,
): void {
  if (hasHome(world)) cacheCompiled(identities, bytes, compile(catalogue), world)
}

/** The same for what is compiled already: `compiled` answers its pieces with what it was compiled from. */
export function cacheCompiled(
  identities: readonly Identity[],
  bytes: Uint8Array,
  compiled: (source: CompiledSource) => readonly Uint8Array[],
  world: World,
): void {
  const hash = identities.some((identity) => isYoung(identity, world)) ? hashOf(bytes) : ''
  for (const identity of identities) {
    const source = { ...identity, ...(isYoung(identity, world) && { hash }) }
    orNothing(() => {
      // Its sums tell what a power cut made of it: nobody waits for the disk.
      writeAtomically(compiledFile(identity.path, world, identity.assumed), compiled(source), world, { lasting: false })
    })
  }
}

/**
 * Whether a file has the bytes that it had when it was young. Once it is old enough, its time tells from then on: what
 * was compiled is replaced by the same without the hash, while others, and this run itself, still read the one before.
 */
function isStill(
  identity: Identity,
  hash: string,
  compiled: Pick<CompiledCatalogue, 'renewed'>,
  world: World,
): boolean {
  const bytes = orNothing(() => readFileSync(identity.path))
  if (!bytes || hashOf(bytes) !== hash) return false
  if (!isYoung(identity, world)) cacheCompiled([identity], bytes, (source) => compiled.renewed(source), world)
  return true
}

function isYoung({ modified }: Identity, world: Pick<World, 'now'>): boolean {
  return world.now() - modified <= TRUSTED_AFTER
}

/** SHA-256, in hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  // Most runs compare no bytes, and loading this module takes them longer than reading the cache.
  const { createHash } = require('node:crypto') as typeof import('node:crypto')
  return createHash('sha256').update(bytes).digest('hex')
}
