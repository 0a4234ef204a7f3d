import { readFileSync } from 'node:fs'
import type { Catalogue } from '../model/conference.js'
import type { World } from '../world.js'
import { compiledFile, type Identity } from './cache.js'
import { compile } from './compiled/compile.js'
import type { CompiledCatalogue } from './compiled/open.js'
import type { CompiledSource } from './compiled/shape.js'
import { writeAtomically } from './files/atomic.js'
import { orNothing } from './files/disk.js'
import { hasHome } from './files/places.js'

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
      writeAtomically(compiledFile(identity.path, world), compiled(source), world, { lasting: false })
    })
  }
}

/**
 * Whether a file has the bytes that it had when it was young. Once it is old enough, its time tells from then on: what
 * was compiled is replaced by the same without the hash, while others, and this run itself, still read the one before.
 */
export function isStill(
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

function isYoung({ modified }: Identity, world: World): boolean {
  return world.now() - modified <= TRUSTED_AFTER
}

/** SHA-256, in hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  // Most runs compare no bytes, and loading this module takes them longer than reading the cache.
  const { createHash } = require('node:crypto') as typeof import('node:crypto')
  return createHash('sha256').update(bytes).digest('hex')
}
