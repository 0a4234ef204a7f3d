import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../../world.js'
import { hasEnded, isOfEarlierBoot, isOfThisMachine, newOwnerName, readOwner } from './owner.js'

const PREFIX = '.kubeplan-'
const SUFFIX = '.tmp'
/** Milliseconds. */
const FRESH = 600_000

/** A path in `folder` for something unfinished; its name says whose it is. */
export function temporaryPath(folder: string, world: World): string {
  return join(folder, PREFIX + newOwnerName(world, world.now()) + SUFFIX)
}

/** Removes what runs of this machine that were killed left in `folder`; other machines' leftovers are theirs to remove. */
export function removeLeftovers(folder: string, world: World): void {
  try {
    for (const name of readdirSync(folder)) {
      if (isLeftover(name, world)) rmSync(join(folder, name), { recursive: true, force: true })
    }
  } catch {
    // A courtesy: what another person left, or a folder that may not be listed, must not stop the writing.
  }
}

function isLeftover(name: string, world: World): boolean {
  if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) return false
  const owner = readOwner(name.slice(PREFIX.length, -SUFFIX.length))
  if (owner === undefined) return false
  if (isOfThisMachine(owner, world)) return hasEnded(owner)
  // Another machine may have the same name: what is fresh may be its.
  return isOfEarlierBoot(owner, world) && world.now() - owner.since > FRESH
}
