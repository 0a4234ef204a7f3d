import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** In bytes, read at once: the head and first days of most files, all of a small one. */
const BEGINNING = 64 * 1024

export interface Parts {
  readonly size: number
  /** The bytes from `at` on, fewer at the end of the file. Throws the system's error. */
  readonly bytes: (at: number, length: number) => Buffer
}

/**
 * Opens a file and reads its beginning. Throws the system's error. A larger file stays open for further reads, which
 * are not affected if it is replaced.
 */
export function openParts(path: string): Parts {
  const descriptor = openSync(path, 'r')
  let isWhole = true
  try {
    const { size } = fstatSync(descriptor)
    const beginning = readPart(descriptor, 0, Math.min(BEGINNING, size))
    isWhole = beginning.length === size
    if (isWhole) return { size, bytes: (at, length) => beginning.subarray(at, at + length) }
    const parts: Parts = {
      size,
      bytes(at, length) {
        if (at + length <= beginning.length) return beginning.subarray(at, at + length)
        return readPart(descriptor, at, Math.max(0, Math.min(length, size - at)))
      },
    }
    abandoned.register(parts, descriptor)
    return parts
  } finally {
    if (isWhole) closeSync(descriptor)
  }
}

const abandoned = new FinalizationRegistry<number>(closeSync)

function readPart(descriptor: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let read = 0
  while (read < length) {
    const more = readSync(descriptor, bytes, read, length - read, at + read)
    if (more === 0) break
    read += more
  }
  return bytes.subarray(0, read)
}
