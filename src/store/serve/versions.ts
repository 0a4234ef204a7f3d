import { createHash } from 'node:crypto'
import { type BigIntStats, statSync } from 'node:fs'
import type { World } from '../../world.js'
import { ifThere, reporting } from '../files/disk.js'

export interface Version {
  readonly body: Uint8Array
  /** Equal for equal bytes. */
  readonly etag: string
  /**
   * When the newest of its files changed, in milliseconds at a whole second; undefined if that is too recent to be
   * reliable.
   */
  readonly modified?: number
}

/** A file that changed within this many milliseconds may change again without a new time. */
const NEAR = 2000

/**
 * Makes a text from files on demand, and only once while they do not change. `files` returns the current ones. A file
 * that cannot be examined is a Failure (5).
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
    // A failed attempt may succeed next time even if no file has changed.
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
