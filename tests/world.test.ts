import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
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
