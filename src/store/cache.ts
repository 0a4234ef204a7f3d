import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from '../formats/identity.js'
import type { Catalogue } from '../model/conference.js'
import { Failure } from '../model/problem.js'
import { version } from '../version.js'
import type { World } from '../world.js'
import { compile, readCompiled } from './compiled.js'
import { writeAtomically } from './files/atomic.js'
import { ifThere } from './files/disk.js'
import { cacheFolder, hasHome } from './files/places.js'

/** A file younger than this, in milliseconds, may change again without its time telling: it is read each time. */
const TRUSTED_AFTER = 2000

/** What tells that a catalogue file is the one that was compiled. */
interface Source {
  readonly path: string
  readonly size: number
  readonly modified: number
  readonly inode: number
  /** Of kubeplan: another one may read the same file differently. */
  readonly version: string
}

/**
 * The catalogue of a file as it was compiled, or nothing where it was not, or was something else then. The cache file is
 * three lines: what it was made of and how long the others are, what lists need, and the longer texts.
 */
export function readCached(path: string, world: World): Catalogue | undefined {
  if (!hasHome(world)) return undefined
  const source = sourceOf(path)
  return orNothing(() => {
    const text = source && ifThere(() => readFileSync(compiledFile(path, world), 'utf8'))
    if (text === undefined) return undefined
    const first = text.indexOf('\n')
    const second = text.indexOf('\n', first + 1)
    const [head, details] = [text.slice(first + 1, second), text.slice(second + 1)]
    return text.slice(0, first) === headline(source, head, details) ? readCompiled(head, () => details) : undefined
  })
}

/** Compiles the catalogue of a file for the next run. A cache that cannot be written is no cache, and no error. */
export function cacheCatalogue(path: string, catalogue: Catalogue, world: World): void {
  const source = sourceOf(path)
  if (!source || !hasHome(world)) return
  orNothing(() => {
    const { head, details } = compile(catalogue)
    writeAtomically(compiledFile(path, world), `${headline(source, head, details)}\n${head}\n${details}`, world)
  })
}

/** Whether the file is old enough for its time to tell every later change. */
export function isSettled(path: string, world: World): boolean {
  const source = sourceOf(path)
  return source !== undefined && world.now() - source.modified > TRUSTED_AFTER
}

function headline(source: Source | undefined, head: string, details: string): string {
  return JSON.stringify({ ...source, head: head.length, details: details.length })
}

function sourceOf(path: string): Source | undefined {
  const found = orNothing(() => statSync(path))
  if (!found?.isFile()) return undefined
  return { path, size: found.size, modified: found.mtimeMs, inode: found.ino, version }
}

function compiledFile(path: string, world: World): string {
  return join(cacheFolder(world), 'catalogues', `${fingerprint(path)}.json`)
}

/** What the disk refuses, and what a damaged file makes of itself, is as if there were no cache. */
function orNothing<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    const expected =
      error instanceof Failure || error instanceof SyntaxError || (error instanceof Error && 'code' in error)
    if (expected) return undefined
    throw error
  }
}
