import { mkdirSync, readdirSync, renameSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Exit, fail } from '../../model/index.js'
import type { World } from '../../world.js'
import { followLinks, ifThere, makeFolder, orNothing, reasonOf, reporting } from './paths.js'
import {
  hasEnded,
  isOfEarlierBoot,
  isOfThisMachine,
  newOwnerName,
  type Owner,
  readOwner,
  removeLeftovers,
  temporaryPath,
  uninterrupted,
} from './temporary.js'

/** Milliseconds to wait for one owner; work on a file is short. */
const PATIENCE = 5_000
/** Milliseconds to wait for any number of owners in turn. */
const MOST_PATIENCE = 60_000
const LONGEST_PAUSE = 25
/** Milliseconds after which an owner that cannot be examined is considered dead. */
const FORGOTTEN_AFTER = 600_000

/**
 * Runs `work` while no other kubeplan, on any machine that sees the file, does so for the same `path`. Waits up to 5 s
 * for each owner and 60 s in all, then fails (5, locked). Interruptions wait for `work`, or end the run before it
 * starts.
 *
 * The lock is a folder beside the file with one entry, named after its owner; names are never reused. Every step is one
 * system call, which succeeds for exactly one of several competitors:
 * - free -> mine: my folder with my entry is renamed to the lock, which fails while the lock has an entry.
 * - a dead owner's -> mine: its entry is renamed to mine, which fails if the owner or another heir was faster.
 * - mine -> free: my entry is removed, and then the folder if it is still empty.
 * If a run is killed between two steps, the lock is free or names a dead owner, but never has two owners.
 */
export async function withLock<T>(path: string, world: World, work: () => T | Promise<T>): Promise<T> {
  const step = <R>(work: () => R) => reporting('cannot-write', path, work)
  const target = step(() => followLinks(path))
  const lock = `${target}.lock`
  return uninterrupted(world, async (heed) => {
    const claim = step(() => prepareClaim(dirname(target), world))
    try {
      const began = performance.now()
      let [owner, since] = [step(() => ownerNameIn(lock)), began]
      while (!step(() => take(lock, claim, world))) {
        const now = performance.now()
        const before = owner
        owner = step(() => ownerNameIn(lock))
        if (owner !== before) since = now
        const isStuck = now - since > PATIENCE || now - began > MOST_PATIENCE
        if (isStuck) fail(Exit.disk, { code: 'locked', path: target, holder: holderOf(owner) })
        // The longest waiting run asks most often, so that it is not starved by others.
        await setTimeout(1 + Math.random() * Math.max(5, LONGEST_PAUSE * (1 - (now - began) / PATIENCE)))
        heed()
      }
      return await work()
    } finally {
      release(lock, claim)
    }
  })
}

interface Claim {
  readonly folder: string
  readonly entry: string
  /** The file system's clock, so that machines with different clocks agree on the age of a lock. */
  readonly now: number
}

function prepareClaim(beside: string, world: World): Claim {
  makeFolder(beside)
  removeLeftovers(beside, world)
  const folder = temporaryPath(beside, world)
  mkdirSync(folder)
  try {
    const now = statSync(folder).mtimeMs
    const entry = newOwnerName(world, now)
    writeFileSync(join(folder, entry), '', { flag: 'wx' })
    return { folder, entry, now }
  } catch (error) {
    orNothing(() => rmdirSync(folder))
    throw error
  }
}

function take(lock: string, claim: Claim, world: Pick<World, 'process'>): boolean {
  if (renamed(claim.folder, lock)) return true
  const name = ownerNameIn(lock)
  const owner = name === undefined ? undefined : readOwner(name)
  if (name === undefined || owner === undefined || !isForgotten(owner, claim.now, world)) return false
  return renamed(join(lock, name), join(lock, claim.entry))
}

/** ENOENT and ENOTEMPTY (on some systems EEXIST) mean that somebody else was faster. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(reasonOf(error))) return false
    throw error
  }
}

function isForgotten(owner: Owner, now: number, world: Pick<World, 'process'>): boolean {
  const isOld = now - owner.since > FORGOTTEN_AFTER
  if (!isOfThisMachine(owner, world)) return isOld || isOfEarlierBoot(owner, world)
  return hasEnded(owner) || (owner.started === undefined && isOld)
}

function ownerNameIn(lock: string): string | undefined {
  return ifThere(() => readdirSync(lock))?.[0]
}

function holderOf(name = ''): string {
  const owner = readOwner(name)
  return owner ? `process ${owner.pid} on ${owner.host}` : name
}

/** What cannot be removed is taken over or removed by the next run, because this one will have ended. */
function release(lock: string, claim: Claim): void {
  for (const folder of [lock, claim.folder]) {
    orNothing(() => unlinkSync(join(folder, claim.entry)))
    orNothing(() => rmdirSync(folder))
  }
}
