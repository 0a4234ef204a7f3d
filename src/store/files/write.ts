import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Exit, Failure, fail, type Saved } from '../../model/index.js'
import type { World } from '../../world.js'
import { followLinks, ifThere, makeFolder, orNothing, reasonOf, refusal, reporting, syncFolder } from './paths.js'
import { removeLeftovers, temporaryPath } from './temporary.js'

/** Text is written in UTF-8; several pieces one after the other, each made when the one before is written. */
export type Content = string | Uint8Array | Iterable<string | Uint8Array>

interface Manner {
  /** The file whose mode and owner are copied; by default the one that is replaced. */
  readonly like?: string
  /**
   * `false` for what can be recreated: a power failure may destroy it, and the write does not wait for the disk.
   * `bytes` for a file that is followed by another one in the same folder, whose sync also makes this name durable.
   */
  readonly lasting?: Lasting
}

type Lasting = boolean | 'bytes'

/**
 * Replaces a file's content, or creates the file and its folders. At every moment the file holds the old or the new
 * bytes, even after a power failure. Links are followed and kept. System errors are Failures (5, cannot-write), with
 * nothing left behind.
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

/** Makes a new name in `folder` durable. Fails (5) if the disk does not confirm it, with the file already written. */
export function confirmName(path: string, folder: string): void {
  try {
    syncFolder(folder)
  } catch (error) {
    fail(Exit.disk, { code: 'cannot-write', path, reason: reasonOf(error), left: 'new' })
  }
}

/**
 * Runs `next` after the `change` of a file, even if the disk did not confirm its name; that Failure is thrown
 * afterwards.
 */
export async function thenEvenIfUnconfirmed<T>(change: () => Promise<T>, next: () => Promise<void>): Promise<T> {
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

/** Whether the only failure is that the disk did not confirm a file that was written. */
export function isWritten(error: unknown): boolean {
  return error instanceof Failure && error.problems.some((problem) => 'left' in problem && problem.left === 'new')
}

/** Writes a temporary file in `folder`, which `place` then renames. The name is not durable yet. */
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

/** Removes a temporary file. If that fails, the next run removes it. */
export function discard(temporary: string): void {
  orNothing(() => unlinkSync(temporary))
}

/**
 * Writes all bytes, synced if they must last. The size is checked, in case a system only claims to have written them.
 */
function writeFully(descriptor: number, content: Content, lasting: boolean): void {
  let size = 0
  for (const piece of typeof content === 'string' || content instanceof Uint8Array ? [content] : content) {
    size += writePiece(descriptor, piece)
  }
  if (lasting) fsyncSync(descriptor)
  if (fstatSync(descriptor).size !== size) throw refusal('EIO')
}

/** Writes all of a piece, and returns how many bytes these are. */
export function writePiece(descriptor: number, piece: string | Uint8Array): number {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
  for (let written = 0; written < bytes.length; ) {
    const count = writeSync(descriptor, bytes, written)
    if (count === 0) throw refusal('EIO')
    written += count
  }
  return bytes.length
}

/** A rename needs no permission for the old file, but a read-only file should not be replaced. */
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
      // Only root can give files away: a file of somebody else's that I may replace becomes mine, as with editors.
      if (reasonOf(error) !== 'EPERM') throw error
    }
  }
  fchmodSync(descriptor, before.mode & 0o7777)
}

const saved = new WeakMap<World, Saved[]>()

/** Records what a run has saved, so that a later failure does not suggest that nothing happened. */
export function rememberSaved(one: Saved, world: World): void {
  saved.set(world, [...savedBy(world), one])
}

export function savedBy(world: World): readonly Saved[] {
  return saved.get(world) ?? []
}
