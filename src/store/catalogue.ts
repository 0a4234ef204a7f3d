import { nearest } from '../model/names.js'
import { Exit, Failure, fail } from '../model/problem.js'
import type { World } from '../world.js'
import { readCached } from './cache.js'
import type { CompiledCatalogue } from './compiled/open.js'
import { orNothing } from './files/disk.js'
import { inWorking } from './files/places.js'
import { importedFile, librarySlugs } from './library.js'
import type { Loaded } from './reading.js'
import { openShipped, shippedFile } from './shipped.js'

const KNOWN_EXTENSION = /\.(ya?ml|json|ics|xml|csv)$/i

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
export async function loadCatalogue(reference: string, world: World): Promise<Loaded> {
  const isShipped = !namesFile(reference) && importedFile(reference, world) === undefined
  const shipped = isShipped ? openShipped(reference, world) : undefined
  const file = shipped ? '' : catalogueFile(reference, world)
  const read = async () => {
    try {
      return await (await import('./reading.js')).readCatalogueFile(file, namesFile(reference), world)
    } catch (error) {
      if (!(error instanceof Failure) || namesFile(reference)) throw error
      throw new Failure(error.exit, [...error.problems, { code: 'broken-conference', slug: reference }])
    }
  }
  if (shipped) return partly(shipped, read)
  const path = file === '-' ? undefined : inWorking(world, file)
  const cached = path === undefined ? undefined : await readCached(path, world)
  return cached ? partly(cached, read) : read()
}

/** If part of a compiled catalogue is damaged or unreadable, the source is read instead. */
function partly({ outline, whole, on }: CompiledCatalogue, read: () => Promise<Loaded>): Loaded {
  return {
    outline,
    warnings: [],
    whole: async () => orNothing(whole) ?? (await read()).whole(),
    on: async (days) => orNothing(() => on(days)) ?? (await read()).on(days),
  }
}
