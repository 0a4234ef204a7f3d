import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** A process whose cost is measured from start to end. */
export interface Command {
  readonly argv: readonly [program: string, ...args: string[]]
  /** By default its output goes into a pipe. */
  readonly onTerminal?: true
  readonly environment?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Resets the state before every run; not timed. */
  readonly before?: () => void
}

export const FLOOR: Command = { argv: [process.execPath, '-e', '0'] }

/** The cost of one run, and its output. */
interface Run {
  /** Of CPU, by all of its threads: unlike the time on the wall, it says the same on a busy machine. */
  readonly milliseconds: number
  /** Peak memory in MiB. */
  readonly peak: number
  readonly stdout: string
}

const RUNNER = join(__dirname, '..', 'tests', 'bench', 'run.py')

/** Runs a command once. A command that fails ends the benchmark. */
export function run({ argv, onTerminal, environment = {}, cwd, before }: Command): Run {
  before?.()
  const place = onTerminal ? 'terminal' : 'pipe'
  const { status, stdout, stderr, output, error } = spawnSync('python3', ['-IS', RUNNER, place, ...argv], {
    // NODE_EXTRA_CA_CERTS makes Node 20 start two and a half times slower.
    env: { PATH: process.env['PATH'], TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC', ...environment },
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  if (error || status !== 0) throw new Error(`${argv.join(' ')}: ${error?.message ?? status}\n${stderr}`)
  const [milliseconds = Number.NaN, kibibytes = Number.NaN] = output[3]?.split(' ').map(Number) ?? []
  return { milliseconds, peak: kibibytes / 1024, stdout }
}

/**
 * Times of several commands in milliseconds, one row each. They are run in turn, so that varying load affects them
 * equally.
 */
export function timesOf(commands: readonly Command[], rounds: number): readonly (readonly number[])[] {
  const times = commands.map((): number[] => [])
  for (const command of commands) run(command)
  for (let round = 0; round < rounds; round++)
    for (const [at, command] of commands.entries()) times[at]?.push(run(command).milliseconds)
  return times
}

/** The median of the pairwise ratios. */
export function pairedRatio(times: readonly number[], others: readonly number[]): number {
  return median(times.map((time, at) => time / (others[at] ?? Number.NaN)))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}

/** The growth of a cost with size: the slope of the least-squares line through the logarithms, 1 for linear. */
export function growthOf(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const)
  const mean = (pick: (log: readonly [number, number]) => number) =>
    logs.reduce((sum, log) => sum + pick(log), 0) / logs.length
  const [x, y] = [mean(([size]) => size), mean(([, cost]) => cost)]
  const rise = logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0)
  return rise / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0)
}
