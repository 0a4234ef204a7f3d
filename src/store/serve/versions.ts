import { createHash } from 'node:crypto'
import { type BigIntStats, statSync } from 'node:fs'
import type { World } from '../../world.js'
import { ifThere, reporting } from '../files/disk.js'

/** A text at one moment. */
export interface Version {
  readonly body: Uint8Array
  /** Equal for equal bytes. */
  readonly etag: string
  /** When the youngest of its files changed, in milliseconds at a whole second; nothing where that is too near to tell. */
  readonly modified?: number
}

/** A file that changed within so many milliseconds may change again without its time telling. */
const NEAR = 2000

/**
 * Makes a text of files whenever it is asked for; of files that stand still it is made once. `files` says which they are
 * by now. One that the system will not let us look at is a Failure (5).
 */
export function madeOf(
  files: () => Promise<readonly string[]>,
  make: () => Promise<string>,
  world: Pick<World, 'now'>,
): () => Promise<Version> {
  let last: { readonly stamp: string; readonly version: Promise<Version> } | undefined
  return async () => {
    const found = (await files()).map(look)
    const stamp = found.map(stampOf).join('\n')
    const youngest = Math.max(...found.map((stats) => Number(stats?.mtimeMs ?? 0n)))
    const stands = world.now() - youngest > NEAR
    if (last && stands && last.stamp === stamp) return last.version
    const version = make().then((text) => versionOf(text, stands && youngest > 0 ? youngest : undefined))
    last = stands ? { stamp, version } : undefined
    // What could not be made may be made the next time, though no file changed.
    version.catch(() => {
      last = undefined
    })
    return version
  }
}

function look(file: string): BigIntStats | undefined {
  return reporting('cannot-read', file, () => ifThere(() => statSync(file, { bigint: true })))
}

function stampOf(stats: BigIntStats | undefined): string {
  return stats ? [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ') : 'none'
}

function versionOf(text: string, changed: number | undefined): Version {
  const body = new TextEncoder().encode(text)
  return {
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
    ...(changed !== undefined && { modified: Math.floor(changed / 1000) * 1000 }),
  }
}
