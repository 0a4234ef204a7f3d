import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Agenda, Conference } from '../../model/conference.js'
import { fingerprint } from '../../model/names.js'
import { version } from '../../version.js'
import type { World } from '../../world.js'
import { ifThere, orNothing } from '../files/disk.js'
import { cacheFolder, hasHome } from '../files/places.js'

/**
 * An agenda as it was understood, beside the very text that it was read from: what is equal cannot be out of date. Kept as
 * two lines: the fingerprint of the JSON, by which a damaged one is known, and the JSON.
 */
interface Kept {
  /** Of kubeplan: another one may read the same text differently. */
  readonly version: string
  /** What the times of blocks depend on. */
  readonly clock: string
  readonly text: string
  readonly agenda: Agenda
}

/** The agenda of a file that holds `bytes`, where the same bytes were understood before without a doubt. */
export function recallAgenda(
  path: string,
  bytes: Uint8Array,
  conference: Conference,
  world: World,
): Agenda | undefined {
  if (!hasHome(world)) return undefined
  return orNothing(() => {
    const kept = keptAt(path, world)
    if (!kept) return undefined
    const isSame = kept.version === version && kept.clock === clockOf(conference)
    return isSame && Buffer.from(kept.text).equals(bytes) ? kept.agenda : undefined
  })
}

/** What an agenda file held when it was last understood without a doubt. */
export function lastKept(path: string, world: World): Pick<Kept, 'text' | 'agenda'> | undefined {
  return hasHome(world) ? orNothing(() => keptAt(path, world)) : undefined
}

function keptAt(path: string, world: World): Kept | undefined {
  const file = ifThere(() => readFileSync(keptFile(path, world), 'utf8'))
  if (file === undefined) return undefined
  const [sum, whole = ''] = file.split('\n')
  return sum === fingerprint(whole) ? (JSON.parse(whole) as Kept) : undefined
}

/** Keeps what was understood for the next run. A cache that cannot be written is no cache, and no error. */
export async function keepAgenda(
  path: string,
  text: string,
  agenda: Agenda,
  conference: Conference,
  world: World,
): Promise<void> {
  if (!hasHome(world)) return
  const { writeAtomically } = await import('../files/atomic.js')
  const kept: Kept = { version, clock: clockOf(conference), text, agenda }
  const whole = JSON.stringify(kept)
  orNothing(() => writeAtomically(keptFile(path, world), `${fingerprint(whole)}\n${whole}`, world, { lasting: false }))
}

function clockOf({ slug, timezone, dayChange }: Conference): string {
  return `${slug} ${timezone} ${dayChange}`
}

function keptFile(path: string, world: World): string {
  return join(cacheFolder(world), 'agendas', `${fingerprint(path)}.json`)
}
