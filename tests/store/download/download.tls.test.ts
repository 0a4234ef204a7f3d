import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Exit, type SafetyFault } from '../../../src/model/problem.js'
import { certificate, type Identity } from '../certificates.js'
import { bundleChild, childScript } from '../children.js'
import { listening, networkWorld, refusal, serve, serveSocket } from '../servers.js'
import { temporaryFolder } from '../world.js'

const HOUR = 3_600_000
const hours = (count: number) => new Date(Date.now() + count * HOUR)
const NAME = 'schedule.invalid'
const issuer = { name: 'An Issuer', ...certificate({ host: 'An Issuer', from: hours(-1), to: hours(1) }) }

/** A name that resolves to loopback. */
const world = { ...networkWorld(), network: { ...networkWorld().network, addressesOf: async () => ['127.0.0.1'] } }

async function secure(identity: Identity): Promise<string> {
  const server = createServer(identity, (_, response) => response.end('there'))
  return `${NAME}:${new URL(await listening(server)).port}`
}

function untrusted(host: string, because: SafetyFault, reason: string) {
  return { exit: Exit.network, problems: [{ code: 'untrusted-host', host, because, reason }] }
}

describe('a host is not trusted', () => {
  test('when it vouches for itself', async () => {
    const host = await secure(certificate({ host: NAME, from: hours(-1), to: hours(1) }))
    expect(await refusal(`https://${host}/?token=hunter2`, world)).toEqual(
      untrusted(host, 'self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
    )
  })

  test('when nobody known vouches for it', async () => {
    const host = await secure(certificate({ host: NAME, from: hours(-1), to: hours(1), issuer }))
    expect(await refusal(`https://${host}/`, world)).toEqual(
      untrusted(host, 'unknown-issuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    )
  })

  test('when it speaks plain http', async () => {
    const host = new URL(await serve((_, response) => response.end('there'))).host
    expect(await refusal(`https://${host}/`, world)).toEqual(untrusted(host, 'no-tls', 'EPROTO'))
  })

  test('when it hangs up on the greeting', async () => {
    const host = `127.0.0.1:${await serveSocket((socket) => socket.end())}`
    expect((await refusal(`https://${host}/`, world)).problems).toEqual([
      { code: 'no-connection', host, reason: 'ECONNRESET' },
    ])
  })

  test('when it finds no common language', async () => {
    const alert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28])
    const host = `127.0.0.1:${await serveSocket((socket) => socket.end(alert))}`
    expect((await refusal(`https://${host}/`, world)).problems).toMatchObject([
      { code: 'untrusted-host', host, because: 'handshake' },
    ])
  })

  test.each<readonly [string, SafetyFault]>([
    ['CERT_REVOKED', 'revoked'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-issuer'],
    ['CERT_SIGNATURE_FAILURE', 'broken'],
    ['INVALID_PURPOSE', 'broken'],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'handshake'],
    ['EPROTO', 'handshake'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'no-tls'],
  ])('on %s: %s', async (code, because) => {
    const request = () => Promise.reject(Object.assign(new Error('hunter2'), { code }))
    const told = await refusal('https://example.org/', { ...world, network: { ...world.network, request } })
    expect(told).toEqual(untrusted('example.org', because, code))
  })
})

describe('with an issuer that the machine trusts', () => {
  bundleChild()

  /** A process that trusts the issuer, which is decided at start-up. */
  async function trusting(host: string): Promise<unknown> {
    const file = join(temporaryFolder(), 'issuer.pem')
    writeFileSync(file, issuer.cert)
    const child = spawn(process.execPath, [childScript(), 'download', `https://${host}/`, '127.0.0.1'], {
      env: { NODE_EXTRA_CA_CERTS: file },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const heard: Buffer[] = []
    for await (const chunk of child.stdout) heard.push(chunk)
    return JSON.parse(Buffer.concat(heard).toString())
  }

  test.each<readonly [string, Date, Date, string, SafetyFault, string]>([
    ['is too old', hours(-2), hours(-1), NAME, 'expired', 'CERT_HAS_EXPIRED'],
    ['is too young', hours(1), hours(2), NAME, 'not-yet-valid', 'CERT_NOT_YET_VALID'],
    ['is for another host', hours(-1), hours(1), 'other.invalid', 'other-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('a certificate is refused that %s', async (_, from, to, name, because, reason) => {
    const host = await secure(certificate({ host: name, from, to, issuer }))
    expect(await trusting(host)).toEqual(untrusted(host, because, reason))
  })

  test('a good one is accepted, for the name and not for the address', async () => {
    const host = await secure(certificate({ host: NAME, from: hours(-1), to: hours(1), issuer }))
    expect(await trusting(host)).toBe('done')
  })
})
