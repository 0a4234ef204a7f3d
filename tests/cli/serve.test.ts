import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Interruption } from '../../src/world.js'
import { HOSTILE_AGENDA, HOSTILE_CATALOGUE } from '../fixtures/hostile.js'
import { lintCalendar } from '../render/calendar-lint.js'
import { kubeplan, newHome, PROGRAM, type TestWorldOptions } from './kubeplan.js'
import { started } from './server.js'

const PICKS = ['kubectl-blame', 'helm-past-present-future']

async function homeWithPicks(): Promise<string> {
  const home = newHome()
  await kubeplan(['add', ...PICKS], { home })
  return home
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

async function ask(
  port: number,
  { path = '/agenda.ics', ...options }: { path?: string; method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }).end()
  const [answer] = await once(asked, 'response')
  answer.setEncoding('utf8')
  let body = ''
  for await (const chunk of answer) body += chunk
  return { status: answer.statusCode, headers: answer.headers, body }
}

async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  let text = ''
  try {
    for await (const chunk of socket) text += String(chunk)
  } catch (error) {
    // A server may hang up in the middle of nonsense.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
  }
  return text
}

describe('my agenda as a calendar', () => {
  test('says where it is, gives what export gives, and ends by Ctrl-C', async () => {
    const home = await homeWithPicks()
    const { port, told, interrupt } = await started([], { home })
    expect(told).toEqual({
      stdout: `webcal://127.0.0.1:${port}/agenda.ics\nhttp://127.0.0.1:${port}/agenda.ics\nhttp://127.0.0.1:${port}/\n`,
      stderr: 'Serving your agenda (2 picks, without notes and blocks) to this machine only. Press Ctrl-C to stop.\n',
    })
    const { status, headers, body } = await ask(port)
    const { date: _, ...said } = headers
    expect({ status, said }).toEqual({
      status: 200,
      said: {
        connection: 'close',
        'content-type': 'text/calendar; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        etag: expect.stringMatching(/^"[\w-]{43}"$/),
        vary: 'Accept-Encoding',
        'last-modified': expect.stringMatching(/ GMT$/),
        'cache-control': 'private, no-cache',
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    })
    expect(body).toBe((await kubeplan(['export'], { home })).stdout)
    expect(lintCalendar(body)).toEqual([])
    expect(await interrupt()).toBe(130)
    expect(told.stderr.split('\n')).toHaveLength(2)
  })

  test.each<[Interruption, number]>([
    ['SIGHUP', 129],
    ['SIGTERM', 143],
  ])('%s ends it, too: %i, even with connections open', async (signal, exit) => {
    const { port, interrupt } = await started()
    const silent = connect(port, '127.0.0.1')
    const half = connect(port, '127.0.0.1')
    half.write('GET /agenda.ics HTTP/1.1\r\nHost: 127.0.0.1')
    await Promise.all([once(silent, 'connect'), once(half, 'connect')])
    const gone = Promise.all(
      [silent, half].map(
        (socket) => new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve)),
      ),
    )
    expect(await interrupt(signal)).toBe(exit)
    await gone
  })

  test('blocks and alarms go along when asked for', async () => {
    const home = await homeWithPicks()
    await kubeplan(['block', 'Booth duty', '--day', 'fri', '--time', '12:00-13:00'], { home })
    const flags = ['--blocks', '--alarm', '10m']
    const { port } = await started(flags, { home })
    expect((await ask(port)).body).toBe((await kubeplan(['export', ...flags], { home })).stdout)
  })

  test('holds the whole programme with --all, with what I picked or without, as export does', async () => {
    const home = await homeWithPicks()
    for (const flags of [['--all'], ['--all', '--with-picks']]) {
      const { port } = await started(flags, { home })
      expect((await ask(port)).body).toBe((await kubeplan(['export', ...flags], { home })).stdout)
    }
  })

  test('is what the files say at the moment: a pick, a drop, another programme', async () => {
    const home = await homeWithPicks()
    const { port } = await started([], { home })
    const before = await ask(port)
    await kubeplan(['add', 'linux-in-the-kubernetes-era'], { home })
    const added = await ask(port)
    expect(added.body).toContain('Linux in the Kubernetes Era')
    expect(added.headers.etag).not.toBe(before.headers.etag)
    await kubeplan(['drop', 'linux-in-the-kubernetes-era'], { home })
    // It replaces what a calendar has, so what is gone need not be cancelled.
    expect((await ask(port)).body).toBe(before.body)
    expect((await kubeplan(['export'], { home })).stdout).toContain('STATUS:CANCELLED')
    // Another conference in use elsewhere changes nothing here.
    const other = join(home, 'work', 'other.yaml')
    writeFileSync(other, 'conference: { name: Other, timezone: UTC }\nsessions: [{ title: One }]\n')
    await kubeplan(['import', other], { home })
    expect((await ask(port)).body).toContain('KubeCon')
  })

  test('an agenda that cannot be read is told once; calendars keep what they have until it can', async () => {
    const home = await homeWithPicks()
    const { port, told } = await started([], { home })
    const file = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
    const good = readFileSync(file)
    writeFileSync(file, 'picks: [')
    const { status, headers, body } = await ask(port)
    expect({ status, retry: headers['retry-after'], body }).toEqual({
      status: 503,
      retry: '60',
      body: 'This cannot be read right now.\n',
    })
    expect((await ask(port)).status).toBe(503)
    expect(told.stderr.match(/agenda\.yaml:/g)).toHaveLength(1)
    writeFileSync(file, good)
    expect((await ask(port)).status).toBe(200)
    rmSync(file)
    expect(await ask(port)).toMatchObject({ status: 200, body: expect.not.stringContaining('VEVENT') })
  })

  test('a file that the system will not let us look at is told, too, and the server goes on', async () => {
    const home = await homeWithPicks()
    const { port, told } = await started([], { home })
    const file = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
    const good = readFileSync(file)
    rmSync(file)
    symlinkSync('agenda.yaml', file)
    expect((await ask(port)).status).toBe(503)
    expect(told.stderr).toContain('agenda.yaml')
    expect(told.stderr).not.toContain('bug')
    rmSync(file)
    writeFileSync(file, good)
    expect((await ask(port)).status).toBe(200)
  })

  test('a conference that ships is the imported one from the moment that there is one', async () => {
    const home = await homeWithPicks()
    const { port } = await started([], { home })
    expect((await ask(port)).body).toContain('A kubectl blame Command')
    const shipped = (await kubeplan(['export', '--all', '--format', 'yaml'], { home })).stdout
    const newer = join(home, 'work', 'newer.yaml')
    writeFileSync(newer, shipped.replaceAll('A kubectl blame Command', 'Another Name'))
    await kubeplan(['import', newer, '--as', 'kubecon-na-2020'], { home })
    expect((await ask(port)).body).toContain('Another Name')
  })

  test('a programme from stdin is read once', async () => {
    const home = await homeWithPicks()
    const stdin = (await kubeplan(['export', '--all', '--format', 'yaml'], { home })).stdout
    const { port } = await started(['-c', '-'], { home, stdin })
    expect((await ask(port)).body).toBe((await kubeplan(['export'], { home })).stdout)
    expect((await ask(port)).status).toBe(200)
  })

  test('hostile texts stay in their lines', async () => {
    const home = newHome()
    const agenda = join(home, '.local/share/kubeplan/constructor/agenda.yaml')
    mkdirSync(dirname(agenda), { recursive: true })
    writeFileSync(agenda, HOSTILE_AGENDA)
    const catalogue = join(home, 'work', 'hostile.json')
    writeFileSync(catalogue, HOSTILE_CATALOGUE)
    const { port } = await started(['-c', catalogue, '--blocks'], { home })
    const { status, body } = await ask(port)
    expect({ status, complaints: lintCalendar(body) }).toEqual({ status: 200, complaints: [] })
  })
})

describe('my agenda as a page', () => {
  /** Without what only a served page has. */
  const asFile = (page: string) =>
    page
      .replace(/<p id="subscribe">.*<\/p>\n/, '')
      .replace('Reload the page to see changes to the agenda.', 'This file works offline.')

  test('is the page of export, offers the calendar beside it, and says who has it already', async () => {
    const home = await homeWithPicks()
    const { port } = await started([], { home })
    const { status, headers, body } = await ask(port, { path: '/' })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
      'last-modified': expect.stringMatching(/ GMT$/),
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(asFile(body)).toBe((await kubeplan(['export', '--format', 'html'], { home })).stdout)
    expect(body.match(/ href="(?!#|https:|data:)[^"]*"/g)).toEqual([' href="/agenda.ics"'])
    const again = async (sent: Record<string, string>) => (await ask(port, { path: '/', headers: sent })).status
    expect(await again({ 'if-none-match': headers.etag ?? '' })).toBe(304)
    expect(await again({ 'if-modified-since': headers['last-modified'] ?? '' })).toBe(304)
    await kubeplan(['drop', 'kubectl-blame'], { home })
    expect(await again({ 'if-none-match': headers.etag ?? '' })).toBe(200)
  })

  test('may load and run what its own head allows, no more and no less, and stands in no frame', async () => {
    const { port } = await started([], { home: await homeWithPicks() })
    const { headers, body } = await ask(port, { path: '/' })
    const own = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(body)?.[1]?.replaceAll('&#39;', "'")
    expect(own).toContain("script-src 'sha256-")
    expect(headers['content-security-policy']).toBe(`${own}; frame-ancestors 'none'`)
  })

  test('holds the programme, notes, another clock and blocks as export does', async () => {
    const home = await homeWithPicks()
    await kubeplan(['note', 'kubectl-blame', 'Ask about my plan.'], { home })
    await kubeplan(['block', 'Booth duty', '--day', 'fri', '--time', '12:00-13:00'], { home })
    for (const flags of [
      ['--all', '--with-picks'],
      ['--with-notes', '--blocks'],
      ['--tz', 'Europe/Berlin'],
    ]) {
      const { port } = await started(flags, { home })
      const wanted = (await kubeplan(['export', '--format', 'html', ...flags], { home })).stdout
      expect(wanted.includes('<h4>Booth duty</h4>')).toBe(flags.includes('--blocks'))
      expect(asFile((await ask(port, { path: '/' })).body)).toBe(wanted)
    }
    const { port } = await started([], { home })
    expect((await ask(port, { path: '/' })).body).not.toContain('Ask about my plan.')
  })

  test('of hostile texts and of a programme from a pipe is the page of export, too', async () => {
    const home = newHome()
    const agenda = join(home, '.local/share/kubeplan/constructor/agenda.yaml')
    mkdirSync(dirname(agenda), { recursive: true })
    writeFileSync(agenda, HOSTILE_AGENDA)
    const { port, told } = await started(['-c', '-', '--all', '--with-picks'], { home, stdin: HOSTILE_CATALOGUE })
    const page = await ask(port, { path: '/' })
    const exported = await kubeplan(['export', '-c', '-', '--all', '--with-picks', '--format', 'html'], {
      home,
      stdin: HOSTILE_CATALOGUE,
    })
    expect(asFile(page.body)).toBe(exported.stdout)
    const said = told.stderr
    rmSync(agenda)
    expect((await ask(port, { path: '/' })).body).not.toBe(page.body)
    expect(told.stderr).toBe(said)
  })
})

describe('who has it already is told only that', () => {
  test('by its tag, or by its time; a tag says more than a time', async () => {
    const home = await homeWithPicks()
    const { port } = await started([], { home })
    const { headers } = await ask(port)
    const [etag, modified] = [headers.etag ?? '', headers['last-modified'] ?? '']
    const statusFor = async (sent: Record<string, string>) => (await ask(port, { headers: sent })).status
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      expect(await statusFor({ 'if-none-match': tag })).toBe(304)
    expect(await statusFor({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200)
    expect(await statusFor({ 'if-modified-since': modified })).toBe(304)
    const others = [new Date(Date.parse(modified) - 1000), new Date(Date.parse(modified) + 1000)]
    for (const time of others.map((date) => date.toUTCString()))
      expect(await statusFor({ 'if-modified-since': time })).toBe(200)
    expect(await statusFor({ 'if-modified-since': 'yesterday' })).toBe(200)

    const known = await ask(port, { headers: { 'if-none-match': etag } })
    expect(known.body).toBe('')
    expect([known.headers.etag, known.headers['content-type']]).toEqual([etag, undefined])
    await kubeplan(['drop', 'kubectl-blame'], { home })
    expect(await statusFor({ 'if-none-match': etag })).toBe(200)
  })

  test('a file that may still change tells no time', async () => {
    const { port } = await started([], { home: await homeWithPicks(), now: '2020-11-18T12:00:00Z' })
    const { status, headers } = await ask(port)
    expect([status, headers['last-modified']]).toEqual([200, undefined])
  })

  test('HEAD is GET without the body', async () => {
    const { port } = await started([], { home: await homeWithPicks() })
    const { headers } = await ask(port)
    const head = await ask(port, { method: 'HEAD' })
    const { date: _, ...asked } = head.headers
    const { date: __, ...got } = headers
    expect({ status: head.status, body: head.body, asked }).toEqual({ status: 200, body: '', asked: got })
  })
})

describe('nothing else, and nobody else', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s is refused', async (method) => {
    const { port } = await started()
    const { status, headers, body } = await ask(port, { method })
    expect({ status, allow: headers.allow, body }).toEqual({
      status: 405,
      allow: 'GET, HEAD',
      body: 'Only GET and HEAD are supported.\n',
    })
  })

  test('other paths are nowhere', async () => {
    const { port } = await started()
    const paths = [
      '/agenda.yaml',
      '/../agenda.ics',
      '//agenda.ics',
      '/agenda.ics/',
      '/AGENDA.ICS',
      '/%61genda.ics',
      '/%',
      '/%zz%ff',
      '/.%2e/%2e./etc/passwd',
      '/agenda.ics%00',
      '/agenda.ics;x',
      '/__proto__',
      '/constructor',
      `/${'a'.repeat(8000)}`,
      'http://127.0.0.1/agenda.ics',
      '*',
    ]
    for (const path of paths) {
      const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
      expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 404'])
      expect(answer).toContain('\r\n\r\nThere is nothing here.\n')
    }
    expect((await ask(port, { path: '/agenda.ics?fresh=1' })).status).toBe(200)
  })

  test('a web site that leads its own name here reads nothing', async () => {
    const { port } = await started()
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect([host, (await ask(port, { headers: { host } })).status]).toEqual([host, 200])
    const hostile = [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      'localhost',
      `localhost:${port + 1}`,
      `localhost.:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `127.0.0.2:${port}`,
      `2130706433:${port}`,
      `0.0.0.0:${port}`,
      `192.168.1.20:${port}`,
      `user@localhost:${port}`,
      `localhost:${port}:${port}`,
      `localhost:0${port}`,
    ]
    for (const host of hostile) {
      const { status, body } = await ask(port, { headers: { host } })
      expect([host, status, body]).toEqual([host, 421, 'This is not the server of that name.\n'])
    }
    expect(await raw(port, 'GET /agenda.ics HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 4(?:00|21)/,
    )
    const twice = `GET /agenda.ics HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`
    expect(await raw(port, twice)).toMatch(/^HTTP\/1\.1 4(?:00|21)/)
    expect(await raw(port, 'GET /agenda.ics HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421/)
    expect(await raw(port, 'GET /agenda.ics HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
  })

  test('what is no HTTP, or far too long, harms nobody', async () => {
    const { port } = await started()
    expect(await raw(port, `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431|^$/)
    for (const bytes of ['\u0016\u0003\u0001\u0002\u0000', 'GET\r\n\r\n', '\0'.repeat(1000), 'GET / HTTP/9.9\r\n\r\n'])
      expect(await raw(port, bytes)).toMatch(/^HTTP\/1\.1 400|^$/)
    expect((await ask(port)).status).toBe(200)
  })
})

describe('where it listens', () => {
  test('a port that is taken, an address that is not ours', async () => {
    const { port } = await started()
    expect(await kubeplan(['serve', '--port', String(port)])).toEqual({
      exit: 4,
      stdout: '',
      stderr: `kubeplan: cannot serve on 127.0.0.1, port ${port}: another program is listening there (EADDRINUSE)
  If that is another kubeplan serve, stop it. Or use another port: --port 8021 (0: any free one)
`,
    })
    const { exit, stderr } = await kubeplan(['serve', '--host', '192.0.2.1', '--port', '0'])
    expect({ exit, said: stderr.includes('this machine has no such address') }).toEqual({ exit: 4, said: true })
  })

  test.each([
    ['--port', '65536'],
    ['--port', 'x'],
    ['--port', '-1'],
    ['--host', 'a b'],
    ['--host', ''],
    ['--alarm', 'soon'],
  ])('%s %j is no value', async (flag, value) => {
    expect(await kubeplan(['serve', `${flag}=${value}`])).toMatchObject({ exit: 2, stdout: '' })
  })

  test('an address that others can reach is told', async () => {
    const { port, told } = await started(['--host', '0.0.0.0'])
    expect(told.stderr).toContain('to everyone who can reach 192.168.1.7.')
    expect(told.stdout).toContain(`http://192.168.1.7:${port}/\n`)
    expect((await ask(port, { headers: { host: `192.168.1.20:${port}` } })).status).toBe(200)
    expect((await ask(port, { headers: { host: `evil.example:${port}` } })).status).toBe(421)
  })
})

describe('compression', () => {
  const fetched = async (port: number, headers: Record<string, string>) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', agent: false, headers }).end()
    const [answer] = await once(asked, 'response')
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk)
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }
  }

  test.each([
    ['gzip, deflate, br', true],
    ['GZIP;q=0.5', true],
    ['*', true],
    ['br, *;q=0.1', true],
    ['gzip;q=0', false],
    ['*, gzip;q=0', false],
    ['identity', false],
    ['gzip;q=much', false],
    ['', false],
  ])('accept-encoding %j: %s', async (accepted, isPacked) => {
    const { port } = await started(['--all'])
    const plain = await fetched(port, {})
    const { headers, body } = await fetched(port, { 'accept-encoding': accepted })
    expect(headers['content-encoding']).toBe(isPacked ? 'gzip' : undefined)
    expect(headers['content-length']).toBe(String(body.length))
    expect((isPacked ? gunzipSync(body) : body).equals(plain.body)).toBe(true)
    expect(body.length < plain.body.length / 2).toBe(isPacked)
    // Each form has a tag of its own, which brings 304 for it alone.
    const { etag = '' } = headers
    expect(etag === plain.headers.etag).toBe(!isPacked)
    const known = { 'if-none-match': etag }
    expect((await fetched(port, { ...known, 'accept-encoding': accepted })).status).toBe(304)
    expect((await fetched(port, known)).status).toBe(isPacked ? 200 : 304)
  })
})

test('a QR code is shown with --host where there is a terminal with room for it', async () => {
  const codes = async (argv: readonly string[], options: TestWorldOptions) =>
    (await started(argv, options)).told.stderr.split('\n').filter((line) => /[▀▄█]{3}/.test(line)).length
  const host = ['--host', '0.0.0.0']
  expect(await codes(host, { terminal: 80, rows: 24 })).toBeGreaterThan(12)
  expect(await codes(host, { terminal: 20, rows: 24 })).toBe(0)
  expect(await codes(host, {})).toBe(0)
  expect(await codes([], { terminal: 80, rows: 24 })).toBe(0)
})

test('the built program ends by a real Ctrl-C, with a calendar still connected', async () => {
  const home = await homeWithPicks()
  const [program, ...script] = PROGRAM
  const server = spawn(program, [...script, 'serve', '--port', '0'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [first] = await once(server.stdout, 'data')
  const port = Number(/:(\d+)\//.exec(String(first))?.[1])
  const calendar = connect(port, '127.0.0.1').on('error', () => undefined)
  calendar.write(`GET /agenda.ics HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
  expect(String((await once(calendar, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 OK/)
  server.kill('SIGINT')
  expect((await once(server, 'exit'))[0]).toBe(130)
})
