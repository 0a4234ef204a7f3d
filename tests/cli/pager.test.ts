import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Pager, PagerEnd } from '../../src/world.js'
import { kubeplan, newHome, PROGRAM, type TestWorldOptions } from './kubeplan.js'

const LONG = ['list']

interface Paged {
  readonly text: string
  readonly pager: Pager
}

/** Runs a command on a terminal of 24 lines, and also returns what went to the pager. */
async function onTerminal(argv: readonly string[], options: TestWorldOptions = {}, end: PagerEnd = 'shown') {
  const paged: Paged[] = []
  const page = async (text: string, pager: Pager) => {
    paged.push({ text, pager })
    return end
  }
  const outcome = await kubeplan(argv, { terminal: 80, rows: 24, page, ...options })
  return { ...outcome, paged }
}

async function textOf(argv: readonly string[], options: TestWorldOptions = {}): Promise<string> {
  return (await kubeplan(argv, { terminal: 80, ...options })).stdout
}

/** On a real terminal, which has rows with numbers, without colour. */
const PLAIN = { environment: { NO_COLOR: '1' }, device: 1 }

describe('what is longer than the terminal goes through the pager', () => {
  test('whole, and nowhere else; the exit code is that of the command', async () => {
    const { paged, stdout, exit } = await onTerminal(LONG)
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' })
    expect(paged.map(({ text }) => text)).toEqual([await textOf(LONG)])
    expect((await onTerminal(['clashes', '--all', '--exit-code'])).exit).toBe(1)
  })

  test('several sessions are one text', async () => {
    const shown = ['show', 'kubectl-blame', 'helm-past-present-future']
    const { paged, stdout } = await onTerminal(shown, { rows: 10 })
    expect(stdout).toBe('')
    expect(paged.map(({ text }) => text)).toEqual([await textOf(shown)])
  })

  test('a text of as many lines as fit above the prompt is written as it is', async () => {
    const text = await textOf(['days'])
    const height = text.split('\n').length - 1
    expect(await onTerminal(['days'], { rows: height + 1 })).toMatchObject({ stdout: text, paged: [] })
    expect(await onTerminal(['days'], { rows: height })).toMatchObject({ stdout: '', paged: [{ text }] })
  })

  test('a line that is wider than the terminal counts as the lines it takes; colour does not count', async () => {
    const wide = ['days', '--width', '200', '--json']
    const text = await textOf(wide)
    const longest = Math.max(...text.split('\n').map((line) => line.length))
    const rows = text.split('\n').length
    expect((await onTerminal(wide, { rows, terminal: longest })).paged).toEqual([])
    expect((await onTerminal(wide, { rows, terminal: longest - 1 })).paged).toHaveLength(1)
    const coloured = ['days', '--color', 'always', '--width', '60']
    const height = (await textOf(coloured)).split('\n').length
    expect((await onTerminal(coloured, { rows: height, terminal: 60 })).paged).toEqual([])
  })
})

describe('no pager', () => {
  test.each<[string, readonly string[], TestWorldOptions]>([
    ['--no-pager', [...LONG, '--no-pager'], {}],
    ['--no-pager before the command', ['--no-pager', ...LONG], {}],
    ['KUBEPLAN_PAGER is empty', LONG, { environment: { KUBEPLAN_PAGER: '', PAGER: 'more' } }],
    ['KUBEPLAN_PAGER is cat', LONG, { environment: { KUBEPLAN_PAGER: 'cat' } }],
    ['PAGER is cat', LONG, { environment: { PAGER: ' cat ' } }],
    ['a terminal that cannot', LONG, { environment: { TERM: 'dumb' } }],
    ['a terminal that does not tell its height', LONG, { rows: 0 }],
  ])('where %s', async (_, argv, options) => {
    const { paged, exit, stdout } = await onTerminal(argv, options)
    expect({ paged, exit }).toEqual({ paged: [], exit: 0 })
    expect(stdout.split('\n').length).toBeGreaterThan(24)
  })

  test('in a pipe, for errors and for commentary', async () => {
    const { paged, stdout } = await onTerminal(LONG, { terminal: undefined as never })
    expect({ paged, lines: stdout.split('\n').length > 24 }).toEqual({ paged: [], lines: true })
    const wrong = await onTerminal(['list', '--track', 'nothing'], { rows: 2 })
    expect(wrong).toMatchObject({ exit: 2, stdout: '', paged: [] })
    const added = await onTerminal(['add', 'kubectl-blame'], { rows: 1 })
    expect(added).toMatchObject({ exit: 0, stdout: '', paged: [] })
  })

  test('that there is none is no error: the text is written as it is', async () => {
    const { exit, stdout, stderr } = await onTerminal(LONG, {}, 'missing')
    expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: await textOf(LONG), stderr: '' })
  })
})

test.each<[Record<string, string>, string]>([
  [{}, 'less'],
  [{ PAGER: 'more' }, 'more'],
  [{ PAGER: 'more', KUBEPLAN_PAGER: 'less -S' }, 'less -S'],
])('which pager: %o', async (environment, command) => {
  const { paged } = await onTerminal(LONG, { environment })
  expect(paged[0]?.pager).toEqual({ command, environment: { ...environment, LESS: 'FRX', LV: '-c' } })
})

test('how the person likes less is left alone', async () => {
  const { paged } = await onTerminal(LONG, { environment: { LESS: '-i', LV: '-x' } })
  expect(paged[0]?.pager.environment).toEqual({ LESS: '-i', LV: '-x' })
})

test.each<[PagerEnd, number]>([
  ['SIGHUP', 129],
  ['SIGTERM', 143],
])('a pager that ends by %s ends the run: %i', async (end, exit) => {
  expect(await onTerminal(LONG, {}, end)).toMatchObject({ exit, stdout: '', stderr: '' })
})

const hasScript = spawnSync('script', ['--version']).status === 0
if (!hasScript)
  process.stderr.write('SKIPPED: "script" (Debian: bsdutils) is missing, so no pager was run on a terminal\n')

/** Runs the built program on a terminal of 24 lines and 80 columns, and returns what it showed. */
function onRealTerminal(line: string, environment: Readonly<Record<string, string>>, before = '') {
  const home = newHome()
  const now = { KUBEPLAN_NOW: '2020-11-18T12:00:00Z' }
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, TERM: 'xterm', NO_COLOR: '1', ...now, ...environment }
  const kept = { KUBEPLAN: PROGRAM.join(' '), WORK: join(home, 'work') }
  const run = `stty rows 24 cols 80; ${before}$KUBEPLAN ${line}; echo "exit $?"`
  const { stdout } = spawnSync('script', ['-qec', run, '/dev/null'], {
    env: { ...env, ...kept, SHELL: '/bin/bash' },
    encoding: 'utf8',
    input: '',
    timeout: 30_000,
  })
  const seen = join(home, 'work', 'seen')
  return { shown: stdout.replaceAll('\r\n', '\n'), seen: () => readFileSync(seen, 'utf8') }
}

describe.runIf(hasScript)('a real pager on a real terminal', () => {
  test('is given the whole text; a line with arguments and pipes works', async () => {
    const { shown, seen } = onRealTerminal('list', { PAGER: 'tr a-z A-Z | tee "$WORK/seen" | tail -n 1' })
    expect(seen()).toBe((await textOf(LONG, PLAIN)).replace(/[a-z]/g, (letter) => letter.toUpperCase()))
    expect(shown.trimEnd().split('\n').at(-1)).toBe('exit 0')
  })

  test('left before it has read all: exit 0, and nothing is said', () => {
    expect(onRealTerminal('list', { PAGER: 'head -n 1' }).shown).toMatch(/^[^\n]+\nexit 0\n$/)
    expect(onRealTerminal('list', { PAGER: 'true' }).shown).not.toContain('EPIPE')
  })

  test('that is missing: the text as it is', async () => {
    const { shown } = onRealTerminal('list', { PAGER: 'no-such-pager -x' })
    expect(shown).toContain(await textOf(LONG, PLAIN))
    expect(shown).toContain('no-such-pager')
    expect(shown.trimEnd().split('\n').at(-1)).toBe('exit 0')
  })

  test('an interruption is for the pager, which goes on; kubeplan does not die before it', () => {
    const home = newHome()
    const pager = join(home, 'pager')
    writeFileSync(pager, '#!/bin/sh\ntrap "echo heard" INT\nkill -INT 0\nsleep 0.3\nwc -l >/dev/null\necho done\n')
    chmodSync(pager, 0o755)
    expect(onRealTerminal('list', { PAGER: pager }, 'trap true INT; ').shown).toBe('heard\ndone\nexit 0\n')
  })

  test('told to end while it pages, kubeplan ends with its pager', () => {
    const home = newHome()
    const pager = join(home, 'pager')
    writeFileSync(pager, '#!/bin/sh\nkill -TERM $PPID\nexec sleep 20\n')
    chmodSync(pager, 0o755)
    expect(onRealTerminal('list', { PAGER: `exec ${pager}` }).shown).toContain('exit 143')
  })
})
