import type { Assumed, Wishes } from '../../formats/published/assemble.js'
import { readSchedules } from '../../formats/published/schedules.js'
import {
  type Catalogue,
  Exit,
  Failure,
  type Outline,
  outlineOf,
  type Problem,
  type Session,
  severityOf,
} from '../../model/index.js'
import type { Day } from '../../model/time.js'
import type { World } from '../../world.js'
import { inWorking, readInput } from '../files/paths.js'
import { cacheCatalogue, identityOf } from './cache.js'

/** A catalogue, read as far as needed. */
export interface Loaded {
  readonly outline: Outline
  /** Warnings about its file. */
  readonly warnings: readonly Problem[]
  readonly whole: () => Promise<Catalogue>
  /** All sessions without their details, which is faster. */
  readonly sessions: () => Promise<readonly Session[]>
  /** At least the sessions of these days (`''`: those without a day), perhaps all, and perhaps without their details. */
  readonly on: (days: readonly (Day | '')[], withDetails: boolean) => Promise<Catalogue>
}

/** What the person says of the file, and the command to which more can be added. */
export type HowToRead = Assumed & Pick<Wishes, 'command'>

/**
 * Reads a catalogue from its source and compiles it for the next run. A file with warnings is read each time, so that
 * they are repeated; those of an imported schedule were reported by the import.
 */
export async function readCatalogueFile(
  reference: string,
  tellsDoubts: boolean,
  { command, ...assumed }: HowToRead,
  world: World,
): Promise<Loaded> {
  const isFile = reference !== '-'
  const identity = isFile ? identityOf(inWorking(world, reference), assumed) : undefined
  const bytes = readInput(reference, world)
  const source = { bytes, file: isFile ? reference : 'stdin' }
  const { catalogue, problems } = await readSchedules([source], { ...assumed, command })
  const errors = problems.filter((problem) => severityOf(problem) === 'error')
  if (!catalogue || errors.length > 0) throw new Failure(Exit.input, errors)
  const warnings = tellsDoubts ? problems.filter((problem) => severityOf(problem) === 'warning') : []
  if (identity && warnings.length === 0) cacheCatalogue([identity], bytes, catalogue, world)
  const all = async () => catalogue
  return { outline: outlineOf(catalogue), warnings, whole: all, sessions: async () => catalogue.sessions, on: all }
}
