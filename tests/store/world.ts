import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Interruption, World } from '../../src/world.js'

/** A world with made-up people and clock on the real disk. `interrupt` sends a signal to its listeners. */
export interface TestWorld extends World {
  readonly interrupt: (signal: Interruption) => void
  readonly written: { stdout: string; stderr: string }
}

export function testWorld(
  changes: Partial<Pick<World, 'environment' | 'folders' | 'network' | 'now' | 'process' | 'stderr'>> = {},
): TestWorld {
  const written = { stdout: '', stderr: '' }
  const listeners = new Set<(signal: Interruption) => void>()
  const output = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      written[name] += text
    },
    isTerminal: false,
    columns: undefined,
  })
  return {
    environment: {},
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: { isTerminal: false, read: () => new Uint8Array(), readLine: async () => undefined },
    folders: { home: '/home/ana', working: '/desk', shipped: '/shipped' },
    now: () => Date.now(),
    sleep: () => Promise.reject(new Error('nobody sleeps in this test')),
    machineZone: () => 'UTC',
    process: { id: process.pid, host: () => 'test-host', addresses: () => [] },
    onInterruption(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    browse: async () => 'opened',
    edit: () => Promise.reject(new Error('no editor in this test')),
    keyboard: () => Promise.reject(new Error('nobody types in this test')),
    execute: () => Promise.reject(new Error('no programs in this test')),
    network: {
      addressesOf: () => Promise.reject(new Error('no network in this test')),
      request: () => Promise.reject(new Error('no network in this test')),
    },
    listen: () => Promise.reject(new Error('no server in this test')),
    page: () => Promise.reject(new Error('no pager in this test')),
    ...changes,
    interrupt: (signal) => {
      for (const hear of listeners) hear(signal)
    },
    written,
  }
}

/** A folder that is removed after the test. */
export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'kubeplan-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
