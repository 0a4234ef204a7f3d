import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { browse } from '../src/world/programs.js'
import { realWorld } from '../src/world.js'

const world = realWorld(process, join(import.meta.dirname, '..'))

describe('sleep', () => {
  test('ends by itself, at once where it is stopped, and not at all where it was stopped before', async () => {
    await world.sleep(1, new AbortController().signal)
    const stop = new AbortController()
    const sleeping = world.sleep(3_600_000, stop.signal)
    stop.abort()
    await sleeping
    await world.sleep(3_600_000, stop.signal)
  })
})

describe('edit', () => {
  function draft(): string {
    const folder = mkdtempSync(join(tmpdir(), 'kubeplan test '))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, `it's "mine" $HOME.md`)
    writeFileSync(file, 'before\n')
    return file
  }

  test('runs a command line with words and quotes of its own on the file, whatever its name', async () => {
    const file = draft()
    expect(await world.edit(`sh -c 'printf "%s\\n" after >> "$1"' "my editor"`, file)).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe('before\nafter\n')
  })

  test('a Ctrl-C that the editor survives ends nothing', async () => {
    const file = draft()
    const stubborn = `sh -c 'trap "" INT; kill -INT $PPID; sleep 0.1; echo after >> "$1"' ed`
    expect(await world.edit(stubborn, file)).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe('before\nafter\n')
  })

  test.each([
    ['exit 3;', 3],
    ['no-such-editor-anywhere --wait 2>/dev/null', 127],
    ['kill -TERM $$;', 143],
  ])('answers how it ended: %s', async (editor, code) => {
    expect(await world.edit(editor, draft())).toBe(code)
  })
})

describe('browse', () => {
  const URL = 'https://demo.example/?a=1&b=2'

  /** A machine whose only program is an xdg-open of these lines of shell. */
  function machine(lines: string, environment: Readonly<Record<string, string>>) {
    const folder = mkdtempSync(join(tmpdir(), 'kubeplan-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const opener = join(folder, 'xdg-open')
    writeFileSync(opener, `#!/bin/sh\n${lines}\n`)
    chmodSync(opener, 0o755)
    const asked = () => readFileSync(join(folder, 'asked'), 'utf8')
    return { asked, process: { platform: 'linux' as const, env: { PATH: folder, FOLDER: folder, ...environment } } }
  }

  test.each([
    ['on a display', { DISPLAY: ':0' }],
    ['on Wayland', { WAYLAND_DISPLAY: 'wayland-0' }],
    ['by the program that BROWSER names', { BROWSER: '/opt/editor/open', SSH_CONNECTION: '1 2 3 4' }],
  ])('passes the address on %s', async (_, environment) => {
    const { asked, process } = machine('echo "$@" > "$FOLDER/asked"', environment)
    expect(await browse(URL, process)).toBe('opened')
    expect(asked()).toBe(`${URL}\n`)
  })

  test('reports how the opener ended, and that there is none', async () => {
    const { process } = machine('exit 3', { DISPLAY: ':0' })
    await expect(browse(URL, process)).rejects.toMatchObject({ code: 'xdg-open ended with 3' })
    const without = { ...process, env: { ...process.env, PATH: '/nowhere' } }
    await expect(browse(URL, without)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test.each(['linux', 'freebsd', 'darwin', 'win32'] as const)('opens nothing over ssh on %s', async (platform) => {
    const { process } = machine('exit 3', { SSH_CONNECTION: '1 2 3 4' })
    expect(await browse(URL, { ...process, platform })).toBe('no-screen')
  })
})
