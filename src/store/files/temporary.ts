import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../../world.js'
import { hasEnded, isOfEarlierBoot, isOfThisMachine, newOwnerName, readOwner } from './owner.js'

const PREFIX = '.kubeplan-'
const SUFFIX = '.tmp'
/** In milliseconds. */
const FRESH = 600_000

export function temporaryPath(folder: string, world: World): string {
  return join(folder, PREFIX + newOwnerName(world, world.now()) + SUFFIX)
}

/** Removes files left in `folder` by killed runs of this machine. Those of other machines are left alone. */
export function removeLeftovers(folder: string, world: World): void {
  try {
    for (const name of readdirSync(folder)) {
      if (isLeftover(name, world)) rmSync(join(folder, name), { recursive: true, force: true })
    }
  } catch {
    // Cleaning up must not prevent the write, for example if the folder cannot be listed or the files are somebody
    // else's.
  }
}

function isLeftover(name: string, world: World): boolean {
  if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) return false
  const owner = readOwner(name.slice(PREFIX.length, -SUFFIX.length))
  if (owner === undefined) return false
  if (isOfThisMachine(owner, world)) return hasEnded(owner)
  // Another machine may have the same name, so new files may belong to it.
  return isOfEarlierBoot(owner, world) && world.now() - owner.since > FRESH
}
