import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../world.js'
import { type CompiledCatalogue, openCompiled } from './compiled/open.js'
import { orNothing } from './files/disk.js'

export function shippedSlugs(world: World): readonly string[] {
  const files = readdirSync(join(world.folders.shipped, 'data'))
  return files.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length))
}

/** A bundled catalogue, compiled by the build; undefined if there is none of that name. */
export function openShipped(slug: string, world: World): CompiledCatalogue | undefined {
  const file = join(world.folders.shipped, 'dist', `${slug}.compiled`)
  return /^[a-z0-9-]+$/.test(slug) && existsSync(file) ? orNothing(() => openCompiled(file)) : undefined
}

export function shippedFile(slug: string, world: World): string {
  return join(world.folders.shipped, 'data', `${slug}.yaml`)
}
