import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../model/conference.js'
import type { World } from '../world.js'
import { readCompiled } from './compiled.js'

/** The slugs of the catalogues that ship with kubeplan. */
export function shippedSlugs(world: World): readonly string[] {
  const files = readdirSync(join(world.folders.shipped, 'data'))
  return files.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length))
}

/** A catalogue that ships with kubeplan, compiled by the build; nothing where there is none of that name. */
export function readShipped(slug: string, world: World): Catalogue | undefined {
  const head = join(world.folders.shipped, 'dist', `${slug}.json`)
  if (!/^[a-z0-9-]+$/.test(slug) || !existsSync(head)) return undefined
  const details = join(world.folders.shipped, 'dist', `${slug}.details.json`)
  return readCompiled(readFileSync(head, 'utf8'), () => readFileSync(details, 'utf8'))
}

/** The file that a shipped catalogue was compiled from. */
export function shippedFile(slug: string, world: World): string {
  return join(world.folders.shipped, 'data', `${slug}.yaml`)
}
