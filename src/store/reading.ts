import { readSchedules } from '../formats/published/schedules.js'
import { outlineOf } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import { Failure, severityOf } from '../model/problem.js'
import type { World } from '../world.js'
import { identityOf } from './cache.js'
import { cacheCatalogue } from './caching.js'
import { type Loaded, readInput } from './catalogue.js'
import { inWorking } from './files/places.js'

/**
 * Reads a catalogue from its source, and compiles it for the next run. A file that a person names tells its doubts each
 * time, and so is read each time while it has any; those of an imported schedule were told when it was imported.
 */
export async function readCatalogueFile(reference: string, tellsDoubts: boolean, world: World): Promise<Loaded> {
  const isFile = reference !== '-'
  const identity = isFile ? identityOf(inWorking(world, reference)) : undefined
  const bytes = readInput(reference, world)
  const source = { bytes, file: isFile ? reference : 'stdin' }
  const { catalogue, problems } = await readSchedules([source], { command: `kubeplan import ${reference}` })
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  if (!catalogue || errors.length > 0) throw new Failure(Exit.input, errors)
  const warnings = tellsDoubts ? problems.filter((problem) => severityOf(problem) === 'warning') : []
  if (identity && warnings.length === 0) cacheCatalogue([identity], bytes, catalogue, world)
  const all = async () => catalogue
  return { outline: outlineOf(catalogue), warnings, whole: all, on: all }
}
