import { spawnSync } from 'node:child_process'
import type { TestContext } from 'vitest'
import { runChild } from './children.js'
import type { Told } from './failure.js'
import { temporaryFolder } from './world.js'

/** Runs the test on a disk of 64 kB, or skips it with a message if none can be mounted (without root). */
export async function withSmallDisk(
  context: TestContext,
  work: (folder: string) => void | Promise<void>,
): Promise<void> {
  const folder = temporaryFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
  if (mounted.status !== 0) context.skip('no right to mount a small disk')
  try {
    await work(folder)
  } finally {
    spawnSync('umount', [folder])
  }
}

/** The answer of a child process run as nobody (uid 65534), because root ignores permissions. */
export function asNobody(context: TestContext, job: string, ...args: readonly string[]): Told | 'done' {
  const prefix = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  if (process.getuid?.() !== 0 || spawnSync(prefix[0] ?? '', [...prefix.slice(1), 'true']).status !== 0) {
    context.skip('no right to become another user')
  }
  return runChild([job, ...args], prefix)
}
