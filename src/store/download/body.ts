import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Exit, fail } from '../../model/problem.js'
import type { HttpResponse } from '../../world.js'
import { reportingBody } from './errors.js'

interface Reading {
  readonly host: string
  /** Bytes after decompression. */
  readonly limit: number
  readonly progress: ((bytes: number, total?: number) => void) | undefined
}

/**
 * The decompressed and complete body of an answer. Never more than the limit is in memory: bytes are counted while
 * decompressing, and only one layer of gzip is removed.
 */
export async function readBody(response: HttpResponse, reading: Reading, signal: AbortSignal): Promise<Uint8Array> {
  const { host, limit, progress } = reading
  const tooLarge = () => fail(Exit.network, { code: 'too-large', host, limit })
  const packing = packingOf(response, host)
  const expected = lengthOf(response)
  if (expected !== undefined && expected > limit) return tooLarge()

  let received = 0
  const arriving = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      received += chunk.length
      if (received > limit) tooLarge()
      progress?.(received, expected)
      yield chunk
    }
  }
  const chunks: Uint8Array[] = []
  let unpacked = 0
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      unpacked += chunk.length
      if (unpacked > limit) tooLarge()
      chunks.push(chunk)
    }
  }
  await reportingBody({ host, received: () => received, expected }, () =>
    packing === 'gzip'
      ? pipeline(response.body, arriving, createGunzip({ chunkSize: 64 * 1024 }), collect, { signal })
      : pipeline(response.body, arriving, collect, { signal }),
  )
  return Buffer.concat(chunks, unpacked)
}

function packingOf({ headers }: HttpResponse, host: string): 'gzip' | 'none' {
  const written = (headers['content-encoding'] ?? '').trim().toLowerCase()
  if (written === '' || written === 'identity') return 'none'
  if (written === 'gzip' || written === 'x-gzip') return 'gzip'
  return fail(Exit.network, { code: 'bad-answer', host, because: 'encoding', detail: written })
}

/** In bytes as sent; Node checks it against the body. */
function lengthOf({ headers }: HttpResponse): number | undefined {
  const written = headers['content-length']
  return written !== undefined && /^\d+$/.test(written) ? Number(written) : undefined
}
