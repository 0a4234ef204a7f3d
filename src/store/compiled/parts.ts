import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Read at once: of most files the head and the first days, of small ones everything. */
const BEGINNING = 64 * 1024

/** A compiled file, read in parts. */
export interface Parts {
  /** Bytes of the file. */
  readonly size: number
  /** The bytes from `at` on, fewer where it ends before; throws what the system answers. */
  readonly bytes: (at: number, length: number) => Buffer
}

/**
 * Opens a file that is read in parts, and reads its beginning. Throws what the system answers. A larger file stays open
 * for as long as anybody may still ask for a part of it: replaced meanwhile, it is read on as it was.
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
