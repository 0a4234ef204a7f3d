import { createHash } from 'node:crypto'
import type { PageParts } from '../render/html/markup.js'
import type { World } from '../world.js'
import { readShipped } from './files/paths.js'

export function readPageParts(world: Pick<World, 'folders'>): PageParts {
  const script = readShipped('page.js', world)
  const digest = createHash('sha256').update(script, 'utf8').digest('base64')
  return { script, scriptHash: `sha256-${digest}`, style: readShipped('page.css', world) }
}
