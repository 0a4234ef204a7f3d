import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bracketed, isLoopback, isOurHost, rememberedVersion } from '../../src/store/serve.js'
import { temporaryFolder } from './world.js'

describe('the Host header', () => {
  const ours = { host: '127.0.0.1', port: 8020, machine: 'desk' }

  test.each<[string | undefined, Partial<typeof ours>, boolean]>([
    ['localhost:8020', {}, true],
    ['[::1]:8020', {}, true],
    ['desk:8020', {}, false],
    ['localhost', { port: 80 }, true],
    ['localhost:80', { port: 80 }, true],
    ['desk.local:8020', { host: 'desk.local' }, true],
    ['DESK.local:8020', { host: 'desk.local' }, true],
    ['other.local:8020', { host: 'desk.local' }, false],
    ['192.168.1.20:8020', { host: '192.168.1.20' }, true],
    ['192.168.1.21:8020', { host: '192.168.1.20' }, false],
    ['[fe80::1]:8020', { host: 'fe80::1' }, true],
    ['fe80::1:8020', { host: 'fe80::1' }, false],
    ['192.168.1.21:8020', { host: '0.0.0.0' }, true],
    ['[2001:db8::1]:8020', { host: '::' }, true],
    ['desk:8020', { host: '0.0.0.0' }, true],
    ['desk.local:8020', { host: '::' }, true],
    ['desk.example:8020', { host: '0.0.0.0' }, false],
    ['[::1:8020', {}, false],
    ['[evil]:8020', { host: '::' }, false],
    ['1.2.3.4.evil.example:8020', { host: '0.0.0.0' }, false],
    ['', {}, false],
    [undefined, {}, false],
  ])('%j where %o: %s', (header, place, expected) => {
    expect(isOurHost(header, { ...ours, ...place })).toBe(expected)
  })

  test('no name that somebody else can give is ours, wherever we listen', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
    const names = fc
      .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), label)
      .map((parts) => parts.flat().join('.'))
    fc.assert(
      fc.property(names, fc.constantFrom('127.0.0.1', '0.0.0.0', '::', '192.168.1.20'), (name, host) => {
        expect(isOurHost(`${name}:8020`, { ...ours, host, machine: 'desk.' })).toBe(false)
      }),
    )
  })

  test('an address of version 6 stands in brackets', () => {
    expect(['::1', '127.0.0.1', 'Desk'].map(bracketed)).toEqual(['[::1]', '127.0.0.1', 'desk'])
    expect(['::1', '127.0.0.1', '127.1.2.3', 'localhost'].map(isLoopback)).toEqual([true, true, true, true])
    expect(['::', '0.0.0.0', '192.168.1.1', 'desk', '127.0.0.1.example'].map(isLoopback)).toEqual(Array(5).fill(false))
  })
})

describe('a text of files', () => {
  const LONG_AGO = new Date('2026-01-01T00:00:00.500Z')

  /** Two old files, the second of which is missing, and how often the text was made. */
  function files(now: () => number) {
    const folder = temporaryFolder()
    const [one, other] = [join(folder, 'one'), join(folder, 'other')]
    const write = (file: string, text: string, time = LONG_AGO) => {
      writeFileSync(`${file}.new`, text)
      utimesSync(`${file}.new`, time, time)
      renameSync(`${file}.new`, file)
    }
    write(one, 'a')
    let made = 0
    const version = rememberedVersion(
      async () => [one, other],
      async () => `text ${made++}`,
      { now },
    )
    return { one, other, write, version, made: () => made }
  }

  const later = () => LONG_AGO.getTime() + 60_000

  test('is made once while they stand still, and again when any of them changes, comes or goes', async () => {
    const { one, other, write, version, made } = files(later)
    const first = await version()
    expect(await version()).toBe(first)
    expect([made(), first.modified]).toEqual([1, Date.parse('2026-01-01T00:00:00Z')])
    write(one, 'b')
    expect((await version()).etag).not.toBe(first.etag)
    write(other, 'c', new Date('2025-01-01T00:00:00Z'))
    await version()
    rmSync(other)
    await version()
    await version()
    expect(made()).toBe(4)
  })

  test('is made each time as long as a change would not show, and then tells no time', async () => {
    let now = LONG_AGO.getTime() + 1999
    const { version, made } = files(() => now)
    const { modified } = await version()
    await version()
    expect([made(), modified]).toEqual([2, undefined])
    now += 2
    await version()
    await version()
    expect(made()).toBe(3)
    now = 0
    expect((await version()).modified).toBe(undefined)
  })

  test('is made once for all who ask at the same time; what failed is tried again', async () => {
    const { version, made } = files(later)
    const all = await Promise.all([version(), version(), version()])
    expect([made(), new Set(all.map(({ etag }) => etag)).size]).toEqual([1, 1])
    let attempts = 0
    const failing = rememberedVersion(
      async () => [],
      async () => {
        attempts++
        if (attempts === 1) throw new Error('not now')
        return 'x'
      },
      { now: later },
    )
    await expect(failing()).rejects.toThrow('not now')
    expect(new TextDecoder().decode((await failing()).body)).toBe('x')
  })
})
