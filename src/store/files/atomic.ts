import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Exit } from '../../model/exit.js'
import { Failure, fail } from '../../model/problem.js'
import type { World } from '../../world.js'
import { ifThere, reasonOf, refusal, reporting } from './disk.js'
import { makeFolder, syncFolder } from './folders.js'
import { followLinks } from './links.js'
import { removeLeftovers, temporaryPath } from './temporary.js'

/** Text is written in UTF-8; pieces one after the other. */
export type Content = string | Uint8Array | readonly Uint8Array[]

export interface Manner {
  /** The file whose mode and owner the new one has; without it, those that it had. */
  readonly like?: string
  /**
   * `false` for what can be made again: a power cut may spoil it, and nobody waits for the disk. `bytes` for what another
   * file of the same folder is written after: the name lasts when that one's does.
   */
  readonly lasting?: Lasting
}

export type Lasting = boolean | 'bytes'

/**
 * Replaces a file's content, or makes the file and the folders above it. The file holds the old bytes or all of the new
 * ones at every moment, also after a power cut. Links are followed and stay links. Anything the system refuses is a
 * Failure (5, cannot-write), with nothing left behind.
 */
export function writeAtomically(
  path: string,
  content: Content,
  world: World,
  { like = path, lasting = true }: Manner = {},
): void {
  reporting('cannot-write', path, () => {
    const target = followLinks(path)
    const before = ifThere(() => statSync(target))
    if (before) mustBeReplaceable(target, before)
    else makeFolder(dirname(target))
    const model = like === path ? before : (ifThere(() => statSync(like)) ?? before)
    withTemporary(dirname(target), content, model, world, (temporary) => renameSync(temporary, target), lasting)
    if (lasting === true) confirmName(path, dirname(target))
  })
}

/** Makes a name last that was just given to a file in `folder`; a Failure (5) that says so where the disk does not confirm it. */
export function confirmName(path: string, folder: string): void {
  try {
    syncFolder(folder)
  } catch (error) {
    fail(Exit.disk, { code: 'cannot-write', path, reason: reasonOf(error), left: 'new' })
  }
}

/**
 * Lets `next` follow a `change` of a file that is written, also where the disk does not confirm its name: then the Failure
 * that says so comes after it.
 */
export async function followedBy<T>(change: () => Promise<T>, next: () => Promise<void>): Promise<T> {
  let result: T
  try {
    result = await change()
  } catch (error) {
    if (isWritten(error)) await next()
    throw error
  }
  await next()
  return result
}

/** Whether what failed is only that the disk confirms a file that is written. */
export function isWritten(error: unknown): boolean {
  return error instanceof Failure && error.problems.some((problem) => 'left' in problem && problem.left === 'new')
}

/**
 * Gives the file that stands under `path`, as it is, the name `copy` too, until `path` is replaced by another file. Only
 * where the file system has no such second names are its bytes written again.
 */
export function keepAs(copy: string, path: string, content: Content, world: World): void {
  reporting('cannot-write', copy, () => {
    const temporary = temporaryPath(dirname(copy), world)
    try {
      linkSync(path, temporary)
    } catch (error) {
      if (!WITHOUT_LINKS.has(reasonOf(error))) throw error
      writeAtomically(copy, content, world, { lasting: 'bytes' })
      return
    }
    try {
      renameSync(temporary, copy)
    } finally {
      // A rename between two names of one file does nothing at all (rename(2)).
      discard(temporary)
    }
  })
}

/** What file systems without hard links answer (FAT, some network shares), or for files that may not be linked. */
export const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** Writes a temporary file in `folder` and lets `place` give it its name there, which still is to be confirmed. */
export function withTemporary(
  folder: string,
  content: Content,
  before: Stats | undefined,
  world: World,
  place: (temporary: string) => void,
  lasting: Lasting = true,
): void {
  removeLeftovers(folder, world)
  const temporary = temporaryPath(folder, world)
  try {
    const descriptor = openSync(temporary, 'wx', before ? 0o600 : 0o644)
    try {
      if (before) keepOwner(descriptor, before)
      writeFully(descriptor, content, lasting !== false)
    } finally {
      closeSync(descriptor)
    }
    place(temporary)
  } catch (error) {
    discard(temporary)
    throw error
  }
}

/** Removes a temporary file; one that stays is removed by the next run. */
export function discard(temporary: string): void {
  try {
    unlinkSync(temporary)
  } catch {
    // What went wrong first is what the person must hear.
  }
}

/** All bytes, on the disk where they must last; a system that claims to have written and has not is found out by the size. */
function writeFully(descriptor: number, content: Content, lasting: boolean): void {
  const whole = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  let size = 0
  for (const bytes of whole instanceof Uint8Array ? [whole] : whole) {
    for (let written = 0; written < bytes.length; ) {
      const count = writeSync(descriptor, bytes, written)
      if (count === 0) throw refusal('EIO')
      written += count
    }
    size += bytes.length
  }
  if (lasting) fsyncSync(descriptor)
  if (fstatSync(descriptor).size !== size) throw refusal('EIO')
}

/** A rename needs no right to the old file; a person who made it read-only still means it. */
function mustBeReplaceable(target: string, before: Stats): void {
  if (before.isDirectory()) throw refusal('EISDIR')
  if (!before.isFile()) throw refusal('EFTYPE')
  accessSync(target, constants.W_OK)
}

function keepOwner(descriptor: number, before: Stats): void {
  const made = fstatSync(descriptor)
  if (made.uid !== before.uid || made.gid !== before.gid) {
    try {
      fchownSync(descriptor, before.uid, before.gid)
    } catch (error) {
      // Only root gives files away: the file of another person that I may replace becomes mine, as editors do it.
      if (reasonOf(error) !== 'EPERM') throw error
    }
  }
  fchmodSync(descriptor, before.mode & 0o7777)
}
