import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Exit } from '../../model/exit.js'
import { fail } from '../../model/problem.js'

/** Read at once: of most files the head and the first days, of small ones everything. */
const BEGINNING = 64 * 1024

/** A compiled file, read in parts. */
export interface Parts {
  /** Bytes of the file. */
  readonly size: number
  /** The bytes from `at` on; a Failure (5) where the file was replaced since its beginning was read. */
  readonly bytes: (at: number, length: number) => Buffer
}

/** Opens a file that is read in parts, and reads its beginning. Throws what the system answers. */
export function openParts(path: string): Parts {
  const { identity, size, read: beginning } = readPart(path, 0, BEGINNING)
  return {
    size,
    bytes(at, length) {
      if (at + length <= beginning.length) return beginning.subarray(at, at + length)
      const part = readPart(path, at, length)
      return part.identity === identity ? part.read : fail(Exit.disk, { code: 'cannot-read', path, reason: 'ESTALE' })
    },
  }
}

function readPart(path: string, at: number, length: number) {
  const descriptor = openSync(path, 'r')
  try {
    const { size, ino, mtimeMs } = fstatSync(descriptor)
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)))
    let read = 0
    while (read < bytes.length) {
      const more = readSync(descriptor, bytes, read, bytes.length - read, at + read)
      if (more === 0) break
      read += more
    }
    return { read: bytes.subarray(0, read), size, identity: `${ino}:${size}:${mtimeMs}` }
  } finally {
    closeSync(descriptor)
  }
}
