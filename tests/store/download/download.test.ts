import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Exit } from '../../../src/model/problem.js'
import { sentenceOf } from '../../../src/render/sentences/sentences.js'
import { download } from '../../../src/store/download/download.js'
import { freePort, networkWorld, pretending, refusal, secretly, serve, serveSocket } from '../servers.js'

const CALENDAR = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'

function text(answer: Awaited<ReturnType<typeof download>>): string {
  return answer.kind === 'fresh' ? Buffer.from(answer.bytes).toString('utf8') : answer.kind
}

describe('a download', () => {
  test('brings the body, what it is, where it came from and its validators', async () => {
    const origin = await serve((_, response) => {
      response.setHeader('Content-Type', 'text/calendar; charset=utf-8')
      response.setHeader('ETag', '"v1"')
      response.setHeader('Last-Modified', 'Sun, 22 Mar 2026 15:16:00 GMT')
      response.end(CALENDAR)
    })
    expect(await download(`${origin}/all.ics?x=1#top`, networkWorld())).toEqual({
      kind: 'fresh',
      bytes: Buffer.from(CALENDAR),
      finalUrl: `${origin}/all.ics?x=1`,
      contentType: 'text/calendar; charset=utf-8',
      validators: { etag: '"v1"', lastModified: 'Sun, 22 Mar 2026 15:16:00 GMT' },
    })
  })

  test('says of itself what it should, and nothing else', async () => {
    let heard: unknown
    const origin = await serve((request, response) => {
      heard = { method: request.method, headers: request.headers }
      response.end(CALENDAR)
    })
    await download(origin, networkWorld())
    expect(heard).toEqual({
      method: 'GET',
      headers: {
        accept: '*/*',
        'accept-encoding': 'gzip',
        connection: 'close',
        host: new URL(origin).host,
        'user-agent': expect.stringMatching(/^kubeplan\/\d/),
      },
    })
  })

  test.each(['gzip', 'x-gzip', 'GZIP'])('unpacks %s', async (encoding) => {
    const origin = await serve((_, response) => {
      response.setHeader('Content-Encoding', encoding)
      response.end(gzipSync(CALENDAR))
    })
    expect(text(await download(origin, networkWorld()))).toBe(CALENDAR)
  })

  test('unpacks one layer only', async () => {
    const once = gzipSync(CALENDAR)
    const origin = await serve((_, response) => {
      response.setHeader('Content-Encoding', 'gzip')
      response.end(gzipSync(once))
    })
    const answer = await download(origin, networkWorld())
    expect(answer.kind === 'fresh' && Buffer.from(answer.bytes)).toEqual(once)
  })

  test('accepts an empty body, in which formats find nothing', async () => {
    const origin = await serve((_, response) => response.end())
    expect(text(await download(origin, networkWorld()))).toBe('')
  })

  test('accepts a body that ends with the connection, as HTTP/1.0 has it', async () => {
    const port = await serveSocket((socket) => socket.end(`HTTP/1.0 200 OK\r\n\r\n${CALENDAR}`))
    expect(text(await download(`http://127.0.0.1:${port}/`, networkWorld()))).toBe(CALENDAR)
  })

  test('accepts headers of 20 kB', async () => {
    const origin = await serve((_, response) => {
      response.setHeader('Content-Security-Policy', 'x'.repeat(20_000))
      response.end(CALENDAR)
    })
    expect(text(await download(origin, networkWorld()))).toBe(CALENDAR)
  })

  test('reports bytes as they come, and the total where it is told', async () => {
    const packed = gzipSync(CALENDAR.repeat(10))
    const origin = await serve((request, response) => {
      response.setHeader('Content-Encoding', 'gzip')
      if (request.url === '/sized') response.setHeader('Content-Length', packed.length)
      response.write(packed)
      response.end()
    })
    const heard = async (path: string) => {
      const reports: (readonly [number, number | undefined])[] = []
      await download(`${origin}${path}`, networkWorld(), { progress: (bytes, total) => reports.push([bytes, total]) })
      return reports.at(-1)
    }
    expect(await heard('/sized')).toEqual([packed.length, packed.length])
    expect(await heard('/')).toEqual([packed.length, undefined])
  })
})

describe('a conditional download', () => {
  const known = { etag: 'W/"v1"', lastModified: 'Sun, 22 Mar 2026 15:16:00 GMT' }

  test('is unchanged on 304', async () => {
    const heard: unknown[] = []
    const origin = await serve(({ headers }, response) => {
      heard.push([headers['if-none-match'], headers['if-modified-since']])
      response.statusCode = 304
      response.end()
    })
    expect(await download(origin, networkWorld(), { known })).toEqual({ kind: 'unchanged' })
    expect(await download(origin, networkWorld(), { known: { etag: known.etag } })).toEqual({ kind: 'unchanged' })
    expect(heard).toEqual([
      [known.etag, known.lastModified],
      [known.etag, undefined],
    ])
  })

  test('is fresh on 200', async () => {
    const origin = await serve((_, response) => response.setHeader('ETag', 'W/"v2"').end(CALENDAR))
    expect(await download(origin, networkWorld(), { known })).toMatchObject({ validators: { etag: 'W/"v2"' } })
  })

  test('asks the same after a redirect', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { Location: '/there' }).end()
      else response.writeHead(request.headers['if-none-match'] === known.etag ? 304 : 500).end()
    })
    expect(await download(origin, networkWorld(), { known })).toEqual({ kind: 'unchanged' })
  })

  test('never sends a validator that would be a header of its own', async () => {
    const origin = await serve(({ headers }, response) =>
      response.end(JSON.stringify(headers['if-none-match'] ?? 'none')),
    )
    const answer = await download(origin, networkWorld(), {
      known: { etag: '"a"\r\nX-Evil: 1', lastModified: '\u2028' },
    })
    expect(text(answer)).toBe('"none"')
  })
})

describe('a download refuses', () => {
  test.each([204, 201, 206, 300, 304, 400, 401, 403, 404, 410, 418, 429, 500, 502, 503])(
    'status %i',
    async (status) => {
      const origin = await serve((_, response) => response.writeHead(status).end())
      const { host } = new URL(origin)
      expect(await refusal(secretly(origin), networkWorld())).toEqual({
        exit: Exit.network,
        problems: [{ code: 'bad-status', host, status }],
      })
      const { message } = sentenceOf({ code: 'bad-status', host, status })
      expect(message).toContain(`${host} answered ${status}`)
    },
  )

  test('a redirect that leads nowhere', async () => {
    const origin = await serve((_, response) => response.writeHead(302).end())
    const { host } = new URL(origin)
    expect((await refusal(origin, networkWorld())).problems).toEqual([{ code: 'bad-status', host, status: 302 }])
  })

  test.each([
    ['data:text/calendar,hunter2', 'data:', 'scheme'],
    ['file:///home/hunter2/all.ics', 'file:', 'scheme'],
    ['ftp://ana:hunter2@example.org/sesame?token=hunter2', 'ftp://example.org', 'scheme'],
    ['javascript:hunter2', 'javascript:', 'scheme'],
    ['webcal://example.org/hunter2.ics', 'webcal://example.org', 'scheme'],
    ['https://ana:hunter2@example.org/sesame', 'example.org', 'credentials'],
    ['https://hunter2@example.org:8443/', 'example.org:8443', 'credentials'],
    ['https://:hunter2@example.org/', 'example.org', 'credentials'],
    ['https://exa mple.org/sesame?token=hunter2', 'https://exa mple.org', 'malformed'],
    ['https://ana:hunter2@exa mple.org/', '', 'malformed'],
    ['https://ana:hunter2/@#?@:99999/', '', 'malformed'],
    ['https://?token=hunter2', 'https://', 'malformed'],
    ['http://[::1/hunter2', 'http://[::1', 'malformed'],
    ['example.org/hunter2', 'example.org', 'malformed'],
    ['', '', 'malformed'],
  ])('%s before anything is asked', async (address, shown, because) => {
    const { world, connected } = pretending('http://127.0.0.1:1', {})
    expect(await refusal(address, world)).toEqual({
      exit: Exit.network,
      problems: [{ code: 'address-refused', address: shown, because }],
    })
    expect(connected).toEqual([])
  })

  test.each([
    ['br', 'br'],
    ['deflate', 'deflate'],
    ['gzip, gzip', 'gzip, gzip'],
    ['\u001b[2J', undefined],
  ])('the packing %j', async (encoding, detail) => {
    const port = await serveSocket((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: 2\r\n\r\nok`)
    })
    const host = `127.0.0.1:${port}`
    const expected =
      detail === undefined
        ? { code: 'bad-answer', host, because: 'not-http', detail: 'HPE_INVALID_HEADER_TOKEN' }
        : { code: 'bad-answer', host, because: 'encoding', detail }
    expect((await refusal(secretly(`http://${host}`), networkWorld())).problems).toEqual([expected])
  })

  test.each<readonly [string, string, 'not-http' | 'headers-too-large', string]>([
    ['another protocol', '220 mail.example.org ESMTP\r\n', 'not-http', 'HPE_INVALID_CONSTANT'],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nok',
      'not-http',
      'HPE_UNEXPECTED_CONTENT_LENGTH',
    ],
    [
      'headers without end',
      `HTTP/1.1 200 OK\r\n${'X-Y: hunter2\r\n'.repeat(20_000)}`,
      'headers-too-large',
      'HPE_HEADER_OVERFLOW',
    ],
    [
      'a broken chunk',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhunter2\r\n',
      'not-http',
      'HPE_INVALID_CHUNK_SIZE',
    ],
  ])('%s', async (_, answer, because, detail) => {
    const port = await serveSocket((socket) => socket.end(answer))
    const host = `127.0.0.1:${port}`
    expect(await refusal(secretly(`http://${host}`), networkWorld())).toEqual({
      exit: Exit.network,
      problems: [{ code: 'bad-answer', host, because, detail }],
    })
  })
})

describe('a body that is not complete is refused:', () => {
  const packed = gzipSync(CALENDAR.repeat(50))
  const head = 'HTTP/1.1 200 OK\r\n'
  const chunk = (bytes: string | Buffer) =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), Buffer.from(bytes), Buffer.from('\r\n')])
  const cut: readonly (readonly [string, Buffer, { bytes: number; expected?: number }])[] = [
    [
      'less than its length',
      Buffer.from(`${head}Content-Length: 400\r\n\r\n${CALENDAR}`),
      { bytes: CALENDAR.length, expected: 400 },
    ],
    ['nothing of it', Buffer.from(`${head}Content-Length: 400\r\n\r\n`), { bytes: 0, expected: 400 }],
    [
      'no last chunk',
      Buffer.concat([Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n`), chunk(CALENDAR)]),
      { bytes: CALENDAR.length },
    ],
    [
      'gzip cut, its length right',
      Buffer.concat([
        Buffer.from(`${head}Content-Encoding: gzip\r\nContent-Length: 40\r\n\r\n`),
        packed.subarray(0, 40),
      ]),
      { bytes: 40, expected: 40 },
    ],
    [
      'gzip without its checksum',
      Buffer.concat([Buffer.from(`${head}Content-Encoding: gzip\r\n\r\n`), packed.subarray(0, -4)]),
      { bytes: packed.length - 4 },
    ],
    [
      'gzip cut, chunks complete',
      Buffer.concat([
        Buffer.from(`${head}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n`),
        chunk(packed.subarray(0, 20)),
        Buffer.from('0\r\n\r\n'),
      ]),
      { bytes: 20 },
    ],
    [
      'gzip of nothing at all',
      Buffer.from(`${head}Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n`),
      { bytes: 0, expected: 0 },
    ],
  ]
  test.each(cut)('%s', async (_, answer, arrived) => {
    const port = await serveSocket((socket) => socket.end(answer))
    const host = `127.0.0.1:${port}`
    expect(await refusal(secretly(`http://${host}`), networkWorld())).toEqual({
      exit: Exit.network,
      problems: [{ code: 'cut-short', host, ...arrived }],
    })
  })

  test('and so is gzip that is none, or has a wrong checksum', async () => {
    const broken = Buffer.from(packed)
    broken.writeUInt32LE((broken.readUInt32LE(broken.length - 8) ^ 1) >>> 0, broken.length - 8)
    for (const body of [Buffer.from(CALENDAR), broken]) {
      const origin = await serve((_, response) => response.setHeader('Content-Encoding', 'gzip').end(body))
      expect((await refusal(origin, networkWorld())).problems).toEqual([
        { code: 'bad-answer', host: new URL(origin).host, because: 'gzip', detail: 'Z_DATA_ERROR' },
      ])
    }
  })
})

describe('no connection:', () => {
  test('nothing listens', async () => {
    const host = `127.0.0.1:${await freePort()}`
    expect(await refusal(secretly(`http://${host}`), networkWorld())).toEqual({
      exit: Exit.network,
      problems: [{ code: 'no-connection', host, reason: 'ECONNREFUSED' }],
    })
  })

  test('the server hangs up', async () => {
    const port = await serveSocket((socket) => socket.destroy())
    const host = `127.0.0.1:${port}`
    expect((await refusal(secretly(`http://${host}`), networkWorld())).problems).toEqual([
      { code: 'no-connection', host, reason: 'ECONNRESET' },
    ])
  })

  test('no such host', async () => {
    const told = await refusal('https://no-such-host.invalid/?token=hunter2', pretending('', {}).world)
    expect(told).toEqual({ exit: Exit.network, problems: [{ code: 'unknown-host', host: 'no-such-host.invalid' }] })
  })

  test.each([
    ['EAI_AGAIN', 'offline'],
    ['ENETUNREACH', 'offline'],
    ['EAI_FAIL', 'no-connection'],
    ['EHOSTUNREACH', 'no-connection'],
    ['ETIMEDOUT', 'no-connection'],
  ])('%s is %s', async (reason, code) => {
    const error = Object.assign(new Error(`${reason} hunter2`), { code: reason })
    const world = {
      ...networkWorld(),
      network: { addressesOf: () => Promise.reject(error), request: () => Promise.reject(error) },
    }
    for (const host of ['example.org', '192.0.2.1:8080']) {
      expect((await refusal(secretly(`https://${host}`), world)).problems).toEqual([{ code, host, reason }])
    }
  })

  test('a mistake of ours stays one', async () => {
    const error = Object.assign(new TypeError('no such function'), { code: 'ERR_INVALID_ARG_TYPE' })
    const world = {
      ...networkWorld(),
      network: { addressesOf: () => Promise.reject(error), request: () => Promise.reject(error) },
    }
    await expect(download('https://example.org', world)).rejects.toBe(error)
  })
})
