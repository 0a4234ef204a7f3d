import { createGzip, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Exit } from '../../../src/model/problem.js'
import { download, LIMITS } from '../../../src/store/download/download.js'
import type { Interruption } from '../../../src/world.js'
import { networkWorld, pretending, refusal, secretly, serve, serveSocket } from '../servers.js'
import { testWorld } from '../world.js'

const MiB = 1024 * 1024

test('the limits are those that are promised', () => {
  expect(LIMITS).toEqual({ answer: 10_000, overall: 30_000, bytes: 32 * MiB, redirects: 5 })
})

describe('too large:', () => {
  const tooLarge = (origin: string, limit = LIMITS.bytes) => ({
    exit: Exit.network,
    problems: [{ code: 'too-large', host: new URL(origin).host, limit }],
  })

  test('a bomb of gzip is left alone as soon as it is one, whatever it would become', async () => {
    // Half a GiB of zeros in half a megabyte; how much was sent shows how much was unpacked.
    const bomb = await packedZeros(512 * MiB)
    expect(bomb.length).toBeGreaterThan(450_000)
    const origin = await serve((_, response) => response.setHeader('Content-Encoding', 'gzip').end(bomb))
    let received = 0
    const before = process.memoryUsage()
    let highest = 0
    const watch = setInterval(() => {
      const { heapUsed, external } = process.memoryUsage()
      highest = Math.max(highest, heapUsed + external - before.heapUsed - before.external)
    }, 1)
    const told = await refusal(secretly(origin), networkWorld(), {
      progress: (bytes) => {
        received = bytes
      },
    })
    clearInterval(watch)
    expect(told).toEqual(tooLarge(origin))
    expect(received).toBeLessThan(bomb.length / 2)
    expect(highest).toBeLessThan(96 * MiB)
  })

  test('a bomb in a bomb is unpacked once', async () => {
    const twice = gzipSync(await packedZeros(64 * MiB))
    expect(twice.length).toBeLessThan(500)
    const origin = await serve((_, response) => response.setHeader('Content-Encoding', 'gzip').end(twice))
    const answer = await download(origin, networkWorld())
    expect(answer.kind === 'fresh' && answer.bytes.length).toBeLessThan(100_000)
    const honest = await serve((_, response) => response.setHeader('Content-Encoding', 'gzip, gzip').end(twice))
    expect((await refusal(honest, networkWorld())).problems).toMatchObject([{ because: 'encoding' }])
  })

  test('many empty gzips in a row count as what is sent', async () => {
    const empty = gzipSync('')
    const origin = await serve((_, response) => {
      response.setHeader('Content-Encoding', 'gzip').write(Buffer.concat(Array<Buffer>(100).fill(empty)))
      response.end()
    })
    expect(await refusal(origin, networkWorld(), { limits: { bytes: 1000 } })).toEqual(tooLarge(origin, 1000))
  })

  test('a body that never ends', async () => {
    const chunk = Buffer.alloc(256 * 1024, 'x')
    const origin = await serve((request, response) => {
      const write = () => {
        while (!request.destroyed && response.write(chunk));
      }
      response.on('drain', write)
      write()
    })
    expect(await refusal(secretly(origin), networkWorld(), { limits: { bytes: 4 * MiB } })).toEqual(
      tooLarge(origin, 4 * MiB),
    )
  })

  test('a length that says so, before any of it is read', async () => {
    const port = await serveSocket((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${LIMITS.bytes + 1}\r\n\r\n`)
    })
    const origin = `http://127.0.0.1:${port}`
    expect(await refusal(origin, networkWorld())).toEqual(tooLarge(origin))
  })

  test('exactly as large is allowed, packed or not', async () => {
    const body = Buffer.alloc(100_000, 'x')
    const origin = await serve((request, response) => {
      if (request.url === '/packed') response.setHeader('Content-Encoding', 'gzip').end(gzipSync(body))
      else response.end(body)
    })
    for (const path of ['/', '/packed']) {
      const address = `${origin}${path}`
      const answer = await download(address, networkWorld(), { limits: { bytes: 100_000 } })
      expect(answer.kind === 'fresh' && body.equals(answer.bytes)).toBe(true)
      expect(await refusal(address, networkWorld(), { limits: { bytes: 99_999 } })).toEqual(tooLarge(origin, 99_999))
    }
  })
})

/** Time passes only where a test says so, however busy the machine is. */
function timersAtHand(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}

describe('too slow:', () => {
  const late = (host: string, missing: 'answer' | 'end', seconds: number) => ({
    exit: Exit.network,
    problems: [{ code: 'too-slow', host, missing, seconds }],
  })

  test('no headers', async () => {
    const port = await serveSocket(() => undefined)
    const host = `127.0.0.1:${port}`
    const told = await refusal(secretly(`http://${host}`), networkWorld(), { limits: { answer: 100 } })
    expect(told).toEqual(late(host, 'answer', 0.1))
  })

  test('headers that come byte by byte', async () => {
    const port = await serveSocket((socket) => dripping(socket, 'HTTP/1.1 200 OK\r\nX-A: '))
    const host = `127.0.0.1:${port}`
    expect(await refusal(`http://${host}`, networkWorld(), { limits: { answer: 150 } })).toEqual(
      late(host, 'answer', 0.15),
    )
  })

  test('a body that comes byte by byte', async () => {
    const port = await serveSocket((socket) => dripping(socket, 'HTTP/1.1 200 OK\r\n\r\n'))
    const host = `127.0.0.1:${port}`
    timersAtHand()
    const progress = () => void vi.advanceTimersByTime(50)
    const limits = { answer: 100, overall: 250 }
    expect(await refusal(`http://${host}`, networkWorld(), { limits, progress })).toEqual(late(host, 'end', 0.25))
  })

  test('a name that is never resolved', async () => {
    const network = { ...networkWorld().network, addressesOf: () => new Promise<never>(() => undefined) }
    const told = await refusal('https://example.org/hunter2', testWorld({ network }), { limits: { answer: 50 } })
    expect(told).toEqual(late('example.org', 'answer', 0.05))
  })

  test('redirects that each take their time', async () => {
    timersAtHand()
    const origin = await serve((_, response) => {
      vi.advanceTimersByTime(60)
      response.writeHead(302, { Location: '/again' }).end()
    })
    const limits = { answer: 1000, overall: 200 }
    expect(await refusal(origin, networkWorld(), { limits })).toEqual(late(new URL(origin).host, 'end', 0.2))
  })

  test('a host behind a redirect is the one that is named', async () => {
    timersAtHand()
    const silent = await serveSocket(() => void vi.advanceTimersByTime(100))
    const origin = await serve((_, response) =>
      response.writeHead(302, { Location: `http://127.0.0.1:${silent}/` }).end(),
    )
    expect(await refusal(origin, networkWorld(), { limits: { answer: 100 } })).toEqual(
      late(`127.0.0.1:${silent}`, 'answer', 0.1),
    )
  })
})

describe('an interruption ends it at once', () => {
  test.each<readonly [Interruption, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('%s while waiting for the answer: %i, and the connection is closed', async (signal, exit) => {
    const world = networkWorld()
    let closed: Promise<void> | undefined
    const port = await serveSocket((socket) => {
      closed = new Promise((resolve) => socket.once('close', () => resolve()))
      world.interrupt(signal)
    })
    expect(await refusal(`http://127.0.0.1:${port}/`, world)).toEqual({ exit, problems: [] })
    await closed
  })

  test('while the body comes', async () => {
    const world = networkWorld()
    const port = await serveSocket((socket) => dripping(socket, 'HTTP/1.1 200 OK\r\n\r\n'))
    const told = await refusal(`http://127.0.0.1:${port}/`, world, {
      progress: (bytes) => bytes > 3 && world.interrupt('SIGINT'),
    })
    expect(told).toEqual({ exit: 130, problems: [] })
  })

  test('while a name is resolved, after which nothing is asked', async () => {
    const { world, connected } = pretending('', {})
    let resolved: (addresses: readonly string[]) => void = () => undefined
    const network = {
      ...world.network,
      addressesOf: () => {
        setImmediate(() => world.interrupt('SIGINT'))
        return new Promise<readonly string[]>((resolve) => {
          resolved = resolve
        })
      },
    }
    expect(await refusal('https://example.org/', { ...world, network })).toEqual({ exit: 130, problems: [] })
    resolved(['127.0.0.1'])
    await new Promise(setImmediate)
    expect(connected).toEqual([])
  })

  test('and so does any other end: no answer is left running', async () => {
    const closed: string[] = []
    const origin = await serve((request, response) => {
      const { url = '' } = request
      response.once('close', () => closed.push(url))
      if (url === '/there') {
        // The endless answer before the connection is closed.
        vi.waitFor(() => expect(closed).toEqual(['/redirect'])).then(
          () => response.end('there'),
          () => response.destroy(),
        )
        return
      }
      response.writeHead(url === '/redirect' ? 302 : 404, { Location: '/there' })
      response.write('x')
    })
    expect(await download(`${origin}/redirect`, networkWorld())).toMatchObject({ bytes: Buffer.from('there') })
    await refusal(`${origin}/missing`, networkWorld())
    await vi.waitFor(() => expect(closed).toEqual(['/redirect', '/there', '/missing']))
  })

  test('and afterwards nobody listens any more', async () => {
    const listening: unknown[] = []
    const world = {
      ...networkWorld(),
      onInterruption: (hear: unknown) => {
        listening.push(hear)
        return () => listening.splice(listening.indexOf(hear), 1)
      },
    }
    const origin = await serve((request, response) => response.writeHead(request.url === '/' ? 200 : 500).end())
    await download(origin, world)
    await refusal(`${origin}/x`, world)
    expect(listening).toEqual([])
  })
})

function dripping(socket: { write: (text: string) => boolean; destroyed: boolean }, beginning: string): void {
  socket.write(beginning)
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer)
    else socket.write('x')
  }, 10)
}

async function packedZeros(bytes: number): Promise<Buffer> {
  const packer = createGzip({ level: 9 })
  const zeros = Buffer.alloc(MiB)
  const packed: Buffer[] = []
  packer.on('data', (chunk: Buffer) => packed.push(chunk))
  for (let written = 0; written < bytes; written += MiB) {
    if (!packer.write(zeros)) await new Promise((resolve) => packer.once('drain', resolve))
  }
  await new Promise<void>((resolve) => packer.once('end', resolve).end())
  return Buffer.concat(packed)
}
