import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ifThere, refusal } from './disk.js'

/** The limit of Linux (path_resolution(7)). */
const MOST_LINKS = 40

/** The target of a path through all links, the last of which may point to a missing file. */
export function followLinks(path: string): string {
  let reached = path
  for (let links = 0; links <= MOST_LINKS; links++) {
    const here = reached
    if (!ifThere(() => lstatSync(here))?.isSymbolicLink()) return inRealFolder(here)
    reached = resolve(dirname(here), readlinkSync(here))
  }
  throw refusal('ELOOP')
}

function inRealFolder(path: string): string {
  const folder = dirname(path)
  const real = ifThere(() => realpathSync(folder))
  if (real !== undefined) return join(real, basename(path))
  return folder === path ? path : join(inRealFolder(folder), basename(path))
}
