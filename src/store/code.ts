import { join } from 'node:path'
import type { World } from '../world.js'
import { orNothing } from './files/disk.js'
import { cacheFolder } from './files/places.js'

/**
 * Has the engine keep what it compiles from now on, where it can: in a folder of the person's own, because what others
 * put into a common one would be run.
 */
export function keepCode(world: World): void {
  const { keepCode: keep } = world
  const folder = keep && orNothing(() => join(cacheFolder(world), 'code'))
  if (folder !== undefined) keep?.(folder)
}
