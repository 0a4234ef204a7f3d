import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { EXIT_AFTER, Failure } from '../../model/index.js'
import type { Interruption, World } from '../../world.js'
import { orNothing } from './paths.js'

const PREFIX = '.kubeplan-'
const SUFFIX = '.tmp'
/** In milliseconds. */
const FRESH = 600_000

export function temporaryPath(folder: string, world: World): string {
  return join(folder, PREFIX + newOwnerName(world, world.now()) + SUFFIX)
}

/** Removes files left in `folder` by killed runs of this machine. Those of other machines are left alone. */
export function removeLeftovers(folder: string, world: World): void {
  // Cleaning up must not prevent the write, for example if the folder cannot be listed or the files are somebody else's.
  orNothing(() => {
    for (const name of readdirSync(folder)) {
      if (isLeftover(name, world)) rmSync(join(folder, name), { recursive: true, force: true })
    }
  })
}

function isLeftover(name: string, world: World): boolean {
  if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) return false
  const owner = readOwner(name.slice(PREFIX.length, -SUFFIX.length))
  if (owner === undefined) return false
  if (isOfThisMachine(owner, world)) return hasEnded(owner)
  // Another machine may have the same name, so new files may belong to it.
  return isOfEarlierBoot(owner, world) && world.now() - owner.since > FRESH
}

/**
 * The process that made a file, encoded in the file's name, so that the next run can tell whether it is still running.
 * A name is always complete; text inside a file may be cut.
 */
export interface Owner {
  readonly pid: number
  /** When the process began, in the system's ticks since boot; undefined if the system does not say. */
  readonly started?: string
  /**
   * Distinguishes machines with the same host name, and containers: boot id, process namespace, machine id
   * (machine-id(5)).
   */
  readonly machine: string
  readonly host: string
  readonly since: number
}

/** A unique name: `pid-started-machine-since-random-host`. */
export function newOwnerName(world: Pick<World, 'process'>, since: number): string {
  const { id } = world.process
  const random = Math.random().toString(36).slice(2, 12).padEnd(10, '0')
  return [id, startOf(id) ?? '', thisMachine(), Math.floor(since), random, hostOf(world)].join('-')
}

export function readOwner(name: string): Owner | undefined {
  const match = /^(\d{1,10})-(\d*)-([0-9a-f.]*)-(\d{1,16})-[0-9a-z]+-([\w.-]*)$/.exec(name)
  if (!match) return undefined
  const [, pid, started, machine = '', since, host = ''] = match
  return { pid: Number(pid), ...(started && { started }), machine, host, since: Number(since) }
}

/** Whether this system can tell if the owner is still running. */
export function isOfThisMachine(owner: Owner, world: Pick<World, 'process'>): boolean {
  return owner.machine === thisMachine() && owner.host === hostOf(world)
}

/** Whether the owner certainly ran before this machine last booted. */
export function isOfEarlierBoot(owner: Owner, world: Pick<World, 'process'>): boolean {
  const [[boot, , id], [thisBoot, , thisId]] = [owner.machine.split('.'), thisMachine().split('.')]
  const isAnother = id && thisId && id !== thisId
  if (owner.host !== hostOf(world) || isAnother) return false
  if (boot && thisBoot) return boot !== thisBoot
  // Loading it takes milliseconds, so it is loaded where it is used, on systems without /proc.
  const { uptime } = require('node:os') as typeof import('node:os')
  return owner.since < Date.now() - uptime() * 1000
}

/** Whether a process of this machine has certainly ended: its pid is unused, or belongs to another process by now. */
export function hasEnded(owner: Owner): boolean {
  if (!isRunning(owner.pid)) return true
  const started = startOf(owner.pid)
  return started === ENDED || (started !== undefined && owner.started !== undefined && started !== owner.started)
}

const ENDED = 'ended'

/** Signal 0 only tests for existence; a process that may not be signalled is alive. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/**
 * Field 22 of /proc/<pid>/stat (proc(5)). The name before it may contain anything, so fields are counted from its last
 * bracket.
 */
function startOf(pid: number): string | undefined {
  const stat = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? ENDED : fields?.[19]
}

function thisMachine(): string {
  // Without /proc all of it is empty.
  const read = (file: string) => orNothing(() => readFileSync(file, 'latin1'))?.replace(/[^0-9a-f]/g, '') ?? ''
  const namespace = orNothing(() => readlinkSync('/proc/self/ns/pid')) ?? ''
  const [boot, id] = [read('/proc/sys/kernel/random/boot_id'), read('/etc/machine-id')]
  return [boot.slice(0, 12), namespace.replace(/\D/g, ''), id.slice(0, 12)].join('.')
}

function hostOf(world: Pick<World, 'process'>): string {
  return world.process
    .host()
    .replace(/[^\w.-]/g, '_')
    .slice(0, 60)
}

/** The end of an interrupted run: its exit code, without a problem. */
export function interrupted(signal: Interruption): Failure {
  return new Failure(EXIT_AFTER[signal], [])
}

/**
 * Runs work that must not be interrupted: HUP, INT and TERM wait until it is finished, and then end the run with their
 * own codes. Work that waits calls `heed` regularly, which throws after an interruption.
 */
export async function uninterrupted<T>(
  world: Pick<World, 'onInterruption'>,
  work: (heed: () => void) => T | Promise<T>,
): Promise<T> {
  let heard: Interruption | undefined
  const stop = world.onInterruption((signal) => {
    heard ??= signal
  })
  const heed = () => {
    if (heard !== undefined) throw interrupted(heard)
  }
  try {
    return await work(heed)
  } finally {
    // A signal during synchronous work is delivered by the event loop; two turns are enough from any phase.
    await setImmediate()
    await setImmediate()
    stop()
    heed()
  }
}
