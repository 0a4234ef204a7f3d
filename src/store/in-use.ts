import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../world.js'
import { ifThere, reporting } from './files/disk.js'
import { dataFolder, hasHome } from './files/places.js'

/** In use until the person imports or chooses another conference. */
export const DEFAULT_CONFERENCE = 'kubecon-na-2020'

/** The slug of the conference in use. Without a home nothing can be remembered. */
export function conferenceInUse(world: World): string {
  if (!hasHome(world)) return DEFAULT_CONFERENCE
  const file = inUseFile(world)
  // Most people use the bundled conference, and a failed read costs more than a look.
  if (!existsSync(file)) return DEFAULT_CONFERENCE
  const slug = reporting('cannot-read', file, () => ifThere(() => readFileSync(file, 'utf8')))?.trim()
  return slug || DEFAULT_CONFERENCE
}

export async function useConference(slug: string, world: World): Promise<void> {
  const { writeAtomically } = await import('./files/atomic.js')
  writeAtomically(inUseFile(world), `${slug}\n`, world)
}

function inUseFile(world: World): string {
  return join(dataFolder(world), 'in-use')
}
