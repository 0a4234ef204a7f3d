import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PageParts } from '../render/html/markup.js'
import type { World } from '../world.js'

export function readPageParts(world: Pick<World, 'folders'>): PageParts {
  const read = (name: string) => readFileSync(join(world.folders.shipped, 'dist', name), 'utf8')
  const script = read('page.js')
  const digest = createHash('sha256').update(script, 'utf8').digest('base64')
  return { script, scriptHash: `sha256-${digest}`, style: read('page.css') }
}
