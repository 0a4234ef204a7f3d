import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { Exit, type RedirectFault } from '../../../src/model/problem.js'
import { download } from '../../../src/store/download/download.js'
import { networkWorld, pretending, refusal, secretly, serve } from '../servers.js'

/** Redirects each path as in the table; other paths end the chain. */
function sending(table: Readonly<Record<string, string>>, status = 302): RequestListener {
  return (request, response) => {
    const location = table[(request.url ?? '').split('?')[0] ?? '']
    if (location === undefined) response.end('there')
    else response.writeHead(status, { Location: location }).end('hunter2')
  }
}

const refused = (host: string, to: string, because: RedirectFault) => ({
  exit: Exit.network,
  problems: [{ code: 'redirect-refused', host, to, because }],
})

describe('a redirect is followed', () => {
  test.each([301, 302, 303, 307, 308])('on %i, from loopback to loopback', async (status) => {
    const origin = await serve(sending({ '/': '/a?x=1#part' }, status))
    expect(await download(origin, networkWorld())).toEqual({
      kind: 'fresh',
      bytes: Buffer.from('there'),
      finalUrl: `${origin}/a?x=1`,
      validators: {},
    })
  })

  test('up to five times, relative and absolute', async () => {
    const origin = await serve((request, response) => {
      const hop = Number((request.url ?? '').slice(1))
      if (hop === 5) response.end('there')
      else response.writeHead(302, { Location: hop % 2 ? `${hop + 1}` : `${origin}/${hop + 1}` }).end()
    })
    expect(await download(`${origin}/0`, networkWorld())).toMatchObject({ finalUrl: `${origin}/5` })
    expect(await refusal(`${origin}/-1`, networkWorld())).toEqual(
      refused(new URL(origin).host, new URL(origin).host, 'too-many'),
    )
  })

  test('written in UTF-8', async () => {
    const location = Buffer.from('/café', 'utf8').toString('latin1')
    const origin = await serve(sending({ '/': location }))
    expect(await download(origin, networkWorld())).toMatchObject({ finalUrl: `${origin}/caf%C3%A9` })
  })
})

describe('a redirect is refused', () => {
  test('when it goes round', async () => {
    const origin = await serve(sending({ '/private-hunter2/feed': '/b', '/b': '/private-hunter2/feed' }))
    const { host } = new URL(origin)
    expect(await refusal(secretly(origin), networkWorld())).toEqual(refused(host, host, 'too-many'))
  })

  test.each<readonly [string, string, RedirectFault]>([
    ['file:///etc/passwd?token=hunter2', 'file:', 'scheme'],
    ['data:text/calendar,hunter2', 'data:', 'scheme'],
    ['ftp://127.0.0.1/hunter2', 'ftp:', 'scheme'],
    ['javascript:hunter2', 'javascript:', 'scheme'],
    ['https://ana:hunter2@127.0.0.1/', '127.0.0.1', 'credentials'],
    ['http://hunter2 x/', '', 'malformed'],
    ['http://[::1', '', 'malformed'],
  ])('to %s', async (location, to, because) => {
    const origin = await serve(sending({ '/private-hunter2/feed': location }))
    expect(await refusal(secretly(origin), networkWorld())).toEqual(refused(new URL(origin).host, to, because))
  })
})

describe('between places', () => {
  const NAMES = {
    'public.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
    'other.example': ['1.1.1.1'],
    'inside.example': ['10.1.2.3'],
    'mixed.example': ['127.0.0.1', '1.0.0.1', '::ffff:10.0.0.1'],
    'office.corp': ['192.168.1.10', 'fd00::10'],
    localhost: ['::1', '127.0.0.1'],
  }

  async function hop(from: string, to: string) {
    const table = { [`/${new URL(from).host}/`]: `${to}?token=hunter2` }
    return pretending(await serve(sending(table)), NAMES)
  }

  test.each([
    ['https://public.example/', 'https://other.example/', [NAMES['public.example'], NAMES['other.example']]],
    ['http://public.example/', 'https://public.example/x', [NAMES['public.example'], NAMES['public.example']]],
    ['http://localhost/', 'http://public.example/', [NAMES.localhost, NAMES['public.example']]],
    ['http://localhost:8080/', 'http://127.0.0.1:8081/x', [NAMES.localhost, ['127.0.0.1']]],
    ['http://127.0.0.1/', 'http://[::1]/', [['127.0.0.1'], ['::1']]],
    ['http://office.corp/', 'https://office.corp/x', [NAMES['office.corp'], NAMES['office.corp']]],
    ['http://office.corp/', 'http://inside.example/', [NAMES['office.corp'], NAMES['inside.example']]],
    // Of a name with several addresses only the allowed ones are connected to.
    ['https://public.example/', 'https://mixed.example/', [NAMES['public.example'], ['1.0.0.1']]],
  ])('%s may send on to %s', async (from, to, addresses) => {
    const { world, connected } = await hop(from, to)
    expect(await download(from, world)).toMatchObject({ kind: 'fresh', bytes: Buffer.from('there') })
    expect(connected).toEqual(addresses)
  })

  const PRIVATE = [
    'http://127.0.0.1/',
    'http://127.1.2.3:8080/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
    'http://localhost/',
    'http://10.0.0.1/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://inside.example/',
    'http://office.corp/',
    'http://224.0.0.1/',
  ]
  test.each(PRIVATE)('a public place may not send on to %s', async (to) => {
    const { world, connected } = await hop('http://public.example/', to)
    expect(await refusal('http://public.example/', world)).toEqual(
      refused('public.example', new URL(to).host, 'private'),
    )
    expect(connected).toEqual([NAMES['public.example']])
  })

  test.each([
    ['http://office.corp/', 'http://localhost/'],
    ['http://office.corp/', 'http://169.254.169.254/'],
    ['http://localhost/', 'http://169.254.169.254/'],
    ['http://localhost/', 'http://office.corp/'],
  ])('nor may %s to %s', async (from, to) => {
    const { world } = await hop(from, to)
    expect(await refusal(from, world)).toEqual(refused(new URL(from).host, new URL(to).host, 'private'))
  })

  test('a public place may not be a step from here to here', async () => {
    const table = { '/localhost/': 'http://public.example/', '/public.example/': 'http://localhost/x' }
    const { world } = pretending(await serve(sending(table)), NAMES)
    expect(await refusal('http://localhost/', world)).toEqual(refused('public.example', 'localhost', 'private'))
  })

  test('https never sends on to http', async () => {
    const { world, connected } = await hop('https://public.example/', 'http://public.example/')
    expect(await refusal('https://public.example/?token=hunter2', world)).toEqual(
      refused('public.example', 'public.example', 'downgrade'),
    )
    expect(connected).toEqual([NAMES['public.example']])
  })

  test('a name that answers otherwise the second time still leads where it was judged', async () => {
    const { world, connected } = await hop('https://public.example/', 'https://other.example/')
    const answers = [['93.184.215.14'], ['1.1.1.1'], ['127.0.0.1']]
    const rebinding = { ...world, network: { ...world.network, addressesOf: async () => answers.shift() ?? [] } }
    await download('https://public.example/', rebinding)
    expect({ connected, left: answers }).toEqual({ connected: [['93.184.215.14'], ['1.1.1.1']], left: [['127.0.0.1']] })
  })
})

test('the real network connects to the given addresses and to nothing else', async () => {
  const origin = await serve((request, response) => response.end(request.headers.host))
  const { port } = new URL(origin)
  const world = networkWorld()
  const elsewhere = { ...world, network: { ...world.network, addressesOf: async () => ['127.0.0.1'] } }
  const answer = await download(`http://schedule.invalid:${port}/`, elsewhere)
  expect(answer).toMatchObject({ bytes: Buffer.from(`schedule.invalid:${port}`) })
})
