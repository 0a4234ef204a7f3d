import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'rolldown'
import { afterAll, beforeAll } from 'vitest'
import type { Told } from './failure.js'

let folder = ''

/** For test files that run children: bundles `child.ts` into one script for plain Node. */
export function bundleChild(): void {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kubeplan-child-'))
    // Children also run as other users.
    chmodSync(folder, 0o755)
    await build({
      input: join(import.meta.dirname, 'child.ts'),
      platform: 'node',
      logLevel: 'silent',
      output: { dir: folder, format: 'cjs', entryFileNames: 'child.cjs', chunkFileNames: '[name].cjs' },
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
}

export function childScript(): string {
  return join(folder, 'child.cjs')
}

/** Runs one job of `child.ts` to its end and returns its answer. */
export function runChild(job: readonly string[], prefix: readonly string[] = []): Told | 'done' {
  const [command = '', ...args] = [...prefix, process.execPath, childScript(), ...job]
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
  if (stdout === '') throw new Error(`the child said nothing: ${stderr}`)
  return JSON.parse(stdout)
}

export function startChild(job: readonly string[]): ChildProcess {
  return spawn(process.execPath, [childScript(), ...job], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Resolves when the child has ended, with its exit code or signal. */
export function ended(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
}
