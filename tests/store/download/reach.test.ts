import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { literalOf, type Reach, reachOf } from '../../../src/store/download/reach.js'

const KNOWN: Readonly<Record<Reach, readonly string[]>> = {
  public: [
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001::1',
    '2001:200::',
    '3ffe::1',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
  ],
  private: [
    '10.0.0.0',
    '10.255.255.255',
    '172.16.0.0',
    '172.31.255.255',
    '192.168.0.0',
    '192.168.255.255',
    '100.64.0.0',
    '100.127.255.255',
    '198.18.0.0',
    '198.19.255.255',
    'fc00::',
    'fdff:ffff::1',
    'fec0::1',
    '::ffff:192.168.1.1',
    '::FFFF:C0A8:101',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:a00:1::',
  ],
  'link-local': [
    '169.254.0.0',
    '169.254.169.254',
    '169.254.255.255',
    'fe80::1',
    'febf::1',
    'fe80::1%eth0',
    '::ffff:a9fe:a9fe',
  ],
  loopback: [
    '127.0.0.1',
    '127.255.255.255',
    '0.0.0.0',
    '0.1.2.3',
    '::1',
    '::',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:0.0.0.0',
  ],
  unusable: [
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '3fff::1',
    '4000::1',
    '::2',
    '::127.0.0.1',
    '::ffff:224.0.0.1',
    '100::1',
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '::1::',
    'fe80',
  ],
}

describe('whom an address belongs to', () => {
  for (const [reach, addresses] of Object.entries(KNOWN)) {
    test(`${reach}: ${addresses.length} addresses`, () => {
      expect(addresses.map((address) => [address, reachOf(address)])).toEqual(
        addresses.map((address) => [address, reach]),
      )
    })
  }

  /** The same decisions from an address as a number, implemented a second time. */
  function reachOfNumber(number: number): Reach {
    const under = (net: string, prefix: number) => {
      const [a = 0, b = 0, c = 0, d = 0] = net.split('.').map(Number)
      const size = 2 ** (32 - prefix)
      return Math.floor(number / size) === Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / size)
    }
    if (under('0.0.0.0', 8) || under('127.0.0.0', 8)) return 'loopback'
    if (under('169.254.0.0', 16)) return 'link-local'
    const inner = [under('10.0.0.0', 8), under('172.16.0.0', 12), under('192.168.0.0', 16), under('100.64.0.0', 10)]
    if ([...inner, under('198.18.0.0', 15)].includes(true)) return 'private'
    const tests = [under('192.0.2.0', 24), under('198.51.100.0', 24), under('203.0.113.0', 24), under('192.0.0.0', 24)]
    return number >= 224 * 2 ** 24 || tests.includes(true) ? 'unusable' : 'public'
  }

  const spelled = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
  /** Random numbers seldom hit a small range, so its edges are tried as well. */
  const edges = [
    '0.0.0.0',
    '10.0.0.0',
    '11.0.0.0',
    '100.64.0.0',
    '100.128.0.0',
    '127.0.0.0',
    '128.0.0.0',
    '169.254.0.0',
    '169.255.0.0',
    '172.16.0.0',
    '172.32.0.0',
    '192.0.0.0',
    '192.0.1.0',
    '192.0.2.0',
    '192.0.3.0',
    '192.168.0.0',
    '192.169.0.0',
    '198.18.0.0',
    '198.20.0.0',
    '198.51.100.0',
    '198.51.101.0',
    '203.0.113.0',
    '203.0.114.0',
    '224.0.0.0',
    '240.0.0.0',
  ].map((net) => net.split('.').reduce((sum, part) => sum * 256 + Number(part), 0))
  const numbers = fc.oneof(
    fc.nat(0xffff_ffff),
    fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -3, max: 3 })).map(([edge, by]) => Math.max(0, edge + by)),
  )

  test('is the same by the number, and inside every IPv6 range that carries it', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const address = spelled(number)
        const hex = `${Math.floor(number / 65536).toString(16)}:${(number % 65536).toString(16)}`
        const expected = reachOfNumber(number)
        const spellings = [address, `::ffff:${address}`, `::FFFF:${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`]
        expect(spellings.map(reachOf)).toEqual(spellings.map(() => expected))
      }),
      { numRuns: 10_000 },
    )
  })

  test('is decided for every IPv6 address, and public only in 2000::/3 and in what carries IPv4', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const first = Number.parseInt(address.split(':')[0] || '0', 16)
        const carrier = first === 0 || first === 0x64
        if (reachOf(address) === 'public' && !carrier) expect(first >> 13).toBe(1)
        expect(isIPv6(address)).toBe(true)
      }),
    )
  })
})

test.each([
  ['http://127.1/', '127.0.0.1'],
  ['http://0x7f000001/', '127.0.0.1'],
  ['http://017700000001/', '127.0.0.1'],
  ['http://2130706433:8080/', '127.0.0.1'],
  ['http://①②⑦.0.0.1/', '127.0.0.1'],
  ['http://[0:0::1]/', '::1'],
  ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
  ['http://localhost/', undefined],
  ['http://127.0.0.1.example.org/', undefined],
])('the address that %s names is %s', (url, literal) => {
  expect(literalOf(new URL(url))).toBe(literal)
  expect(literal === undefined || isIPv4(literal) || isIPv6(literal)).toBe(true)
})
