import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Catalogue } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import { nearest } from '../model/nearest.js'
import { Failure, fail, type Problem, severityOf } from '../model/problem.js'
import type { World } from '../world.js'
import { cacheCatalogue, isSettled, readCached } from './cache.js'
import { importedFile, librarySlugs } from './library.js'
import { readShipped, shippedFile } from './shipped.js'

const KNOWN_EXTENSION = /\.(ya?ml|json|ics|xml|csv)$/i

/** Whether a value of `-c` names a file (or stdin) and not a catalogue of the library. */
export function namesFile(reference: string): boolean {
  return reference === '-' || reference.includes('/') || KNOWN_EXTENSION.test(reference)
}

/** A catalogue, and what is doubtful in its file. */
export interface Loaded {
  readonly catalogue: Catalogue
  readonly warnings: readonly Problem[]
}

/** The file in which the catalogue that `-c` names is written; `-` for stdin. */
export function catalogueFile(reference: string, world: World): string {
  if (namesFile(reference)) return reference
  const imported = importedFile(reference, world)
  if (imported !== undefined) return imported
  const known = librarySlugs(world)
  if (known.includes(reference)) return shippedFile(reference, world)
  return fail(Exit.usage, { code: 'unknown-catalogue', slug: reference, nearest: nearest(reference, known), known })
}

/** The catalogue that `-c` names: a file, `-` for stdin, or the slug of one that kubeplan has. */
export async function loadCatalogue(reference: string, world: World): Promise<Loaded> {
  const isShipped = !namesFile(reference) && importedFile(reference, world) === undefined
  const shipped = isShipped ? readShipped(reference, world) : undefined
  if (shipped) return { catalogue: shipped, warnings: [] }
  const file = catalogueFile(reference, world)
  const path = file === '-' ? undefined : resolve(world.folders.working ?? '', file)
  const cached = path === undefined ? undefined : readCached(path, world)
  if (cached) return { catalogue: cached, warnings: [] }
  const loaded = await readCatalogueFile(file, world)
  // The doubts about an imported schedule were told when it was imported; those about a file are told each time.
  const warnings = namesFile(reference) ? loaded.warnings : []
  if (path !== undefined && warnings.length === 0 && isSettled(path, world))
    cacheCatalogue(path, loaded.catalogue, world)
  return { ...loaded, warnings }
}

async function readCatalogueFile(reference: string, world: World): Promise<Loaded> {
  const { readSchedules } = await import('../formats/published/schedules.js')
  const source = { bytes: readInput(reference, world), file: reference === '-' ? 'stdin' : reference }
  const { catalogue, problems } = await readSchedules([source], { command: `kubeplan import ${reference}` })
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  if (!catalogue || errors.length > 0) throw new Failure(Exit.input, errors)
  const warnings = problems.filter((problem) => severityOf(problem) === 'warning')
  return { catalogue, warnings }
}

/** The bytes of a file that a person named, or of stdin for `-`. */
export function readInput(reference: string, world: World): Uint8Array {
  try {
    if (reference === '-') return world.stdin.read()
    return readFileSync(resolve(world.folders.working ?? '', reference))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail(Exit.input, { code: 'cannot-read', path: reference, reason })
  }
}
