import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from '../../src/main.js'
import { realWorld, type World } from '../../src/world.js'
import { keepSolver } from './kept-worker.js'

keepSolver()

export const ROOT = join(import.meta.dirname, '..', '..')

/** The built program as people run it: with `BINARY=1` what `npm run binary` compiled. */
export const PROGRAM: readonly [string, ...string[]] = process.env['BINARY']
  ? [join(ROOT, 'bin', 'kubeplan')]
  : [process.execPath, join(ROOT, 'bin', 'kubeplan.js')]

export interface Outcome {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

export interface TestWorldOptions {
  readonly home?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** Lines that are typed at the terminal. */
  readonly typed?: readonly string[]
  /** Columns of the terminal on stdout and stderr; without it, a pipe. */
  readonly terminal?: number | undefined
  /** The device of that terminal, and of the one on stdin; without it rows have no numbers. */
  readonly device?: number
  /** Lines of that terminal. */
  readonly rows?: number
  readonly page?: World['page']
  readonly now?: string
  readonly machineZone?: string
  readonly onInterruption?: World['onInterruption']
  readonly edit?: World['edit']
  readonly keyboard?: World['keyboard']
  readonly browse?: World['browse']
}

/** An empty home that is removed after the test. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'kubeplan-test-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  mkdirSync(join(home, 'work'))
  return home
}

export function testWorld(options: TestWorldOptions = {}): {
  readonly world: World
  readonly told: { stdout: string; stderr: string }
} {
  const real = realWorld(process, ROOT)
  const told = { stdout: '', stderr: '' }
  const home = options.home ?? newHome()
  // Like a pipe: what was read is gone.
  let piped = options.stdin ?? ''
  const readPipe = () => {
    const text = piped
    piped = ''
    return new TextEncoder().encode(text)
  }
  const typed = [...(options.typed ?? [])]
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      told[name] += text
    },
    isTerminal: options.terminal !== undefined,
    device: options.terminal === undefined ? undefined : options.device,
    columns: options.terminal,
    rows: options.terminal === undefined ? undefined : options.rows,
  })
  const world: World = {
    environment: options.environment ?? {},
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: {
      isTerminal: options.stdin === undefined,
      device: options.stdin === undefined ? options.device : undefined,
      read: readPipe,
      readLine: async () => typed.shift(),
    },
    folders: { home, working: join(home, 'work'), shipped: ROOT },
    now: () => Date.parse(options.now ?? '2020-11-18T12:00:00Z'),
    sleep: () => Promise.reject(new Error('nobody sleeps in this test')),
    machineZone: () => options.machineZone ?? 'UTC',
    process: { id: process.pid, host: () => 'test', addresses: () => ['192.168.1.7'] },
    onInterruption: options.onInterruption ?? (() => () => undefined),
    browse: options.browse ?? (() => Promise.reject(new Error('no browser in this test'))),
    edit: options.edit ?? (() => Promise.reject(new Error('no editor in this test'))),
    keyboard: options.keyboard ?? (() => Promise.reject(new Error('nobody types in this test'))),
    // The real network: tests use their own servers on loopback.
    network: real.network,
    execute: real.execute,
    listen: real.listen,
    page: options.page ?? (() => Promise.reject(new Error('no pager in this test'))),
  }
  return { world, told }
}

/** Runs a command line in-process, in a new world unless a home is given. */
export async function kubeplan(argv: readonly string[], options: TestWorldOptions = {}): Promise<Outcome> {
  const { world, told } = testWorld(options)
  const exit = await run(argv, world)
  return { exit, ...told }
}

/** Runs the built program as its own process, in a pipe. */
export function spawnKubeplan(argv: readonly string[], home: string, input = ''): Outcome {
  const [program, ...first] = PROGRAM
  const { status, stdout, stderr } = spawnSync(program, [...first, ...argv], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home },
    cwd: join(home, 'work'),
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { exit: status ?? -1, stdout, stderr }
}
