import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { childScript } from '../store/children.js'

/** The `count`th time that the child's main thread makes the system call `name`. */
export interface Point {
  readonly name: string
  readonly count: number
  /** The line of the trace, for messages. */
  readonly line: string
}

export interface Traced {
  readonly exit: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly log: string
}

export function hasStrace(): boolean {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0
}

/** Runs a job of the child under strace, with faults as in strace's `inject`. */
export function trace(job: readonly string[], folder: string, calls: string, fault?: string): Traced {
  const log = join(folder, 'trace.log')
  const inject = fault === undefined ? [] : ['-e', `inject=${fault}`]
  // With a filter in the kernel only the traced calls wait for strace, which then injects no signals.
  const filter = fault?.includes(':signal=') ? [] : ['--seccomp-bpf']
  const args = ['-f', ...filter, '-qq', '-s', '300', '-e', `trace=${calls}`, '-e', 'signal=none', ...inject, '-o', log]
  const run = spawnSync('strace', [...args, process.execPath, childScript(), ...job], { encoding: 'utf8' })
  return { exit: run.status, signal: run.signal, stdout: run.stdout, log: readFileSync(log, 'utf8') }
}

/** Every system call of the main thread that names something in `target` or works on a file opened there, in order. */
export function pointsIn(log: string, target: string): readonly Point[] {
  const main = log.slice(0, log.indexOf(' '))
  const counts = new Map<string, number>()
  const open = new Set<string>()
  const points: Point[] = []
  for (const line of log.split('\n')) {
    const match = /^(\d+) +(\w+)\((.*)/.exec(line)
    if (!match || match[1] !== main) continue
    const [, , name = '', rest = ''] = match
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const descriptor = /^(\d+)/.exec(rest)?.[1] ?? ''
    if (name === 'execve' || (!rest.includes(`"${target}`) && !open.has(descriptor))) continue
    points.push({ name, count, line })
    const opened = name === 'openat' ? /= (\d+)$/.exec(rest)?.[1] : undefined
    if (opened !== undefined) open.add(opened)
    if (name === 'close') open.delete(descriptor)
  }
  return points
}
