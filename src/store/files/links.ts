import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ifThere, refusal } from './disk.js'

/** As many as Linux follows (path_resolution(7)). */
const MOST_LINKS = 40

/** Where a path leads in the end, through links of which the last may lead to a file that does not exist yet. */
export function followLinks(path: string): string {
  let reached = path
  for (let links = 0; links <= MOST_LINKS; links++) {
    const here = reached
    if (!ifThere(() => lstatSync(here))?.isSymbolicLink()) return inRealFolder(here)
    reached = resolve(dirname(here), readlinkSync(here))
  }
  throw refusal('ELOOP')
}

/** The file's path through the real folders above it, as far as those exist. */
function inRealFolder(path: string): string {
  const folder = dirname(path)
  const real = ifThere(() => realpathSync(folder))
  if (real !== undefined) return join(real, basename(path))
  return folder === path ? path : join(inRealFolder(folder), basename(path))
}
