import { isUtf8 } from 'node:buffer'
import {
  closeSync,
  constants,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Exit, fail } from '../../model/index.js'
import type { World } from '../../world.js'
import { followLinks, fromWorking, ifThere, makeFolder, reasonOf, refusal, reporting } from './paths.js'
import { uninterrupted } from './temporary.js'
import { type Content, confirmName, discard, withTemporary, writeAtomically } from './write.js'

export interface NewFileOptions {
  readonly force: boolean
  /** Files that this run reads, which its output must not replace. */
  readonly not: readonly string[]
}

/** A text to write, or one that is made piece by piece. */
export type Output = string | Generator<string>

function piecesOf(output: Output): Iterable<string> {
  return typeof output === 'string' ? [output] : output
}

/** Makes a folder for output files, with those above it. */
export function prepareFolder(name: string, world: World): void {
  const path = fromWorking(world, name)
  reporting('cannot-write', path, () => makeFolder(path, true, 0o755))
}

/** The text of an output file from before, if there is one that is text. */
export function readEarlier(name: string, world: World): string | undefined {
  const path = fromWorking(world, name)
  const bytes = reporting('cannot-read', path, () =>
    ifThere(() => statSync(path))?.isFile() ? readFileSync(path) : undefined,
  )
  return bytes && isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

/** Writes an output file named by the person, with the checks of `openNew`. */
export async function writeNew(name: string, text: string, options: NewFileOptions, world: World): Promise<void> {
  return openNew(name, options, world)(text)
}

/**
 * Checks whether an output file named by the person may be written, and returns a function that writes it. Without
 * `force` nothing is replaced, and an existing link counts as a file. Pipes and character devices are written directly.
 * Failures (5): exists, output-is-input, cannot-write. An interruption waits until the file is complete or removed.
 */
export function openNew(name: string, options: NewFileOptions, world: World): (text: Output) => Promise<void> {
  const stream = STREAMS[name]
  if (stream)
    return async (text) => {
      for (const piece of piecesOf(text)) world[stream].write(piece)
    }
  const path = fromWorking(world, name)
  const there = reporting('cannot-write', path, () => ifThere(() => lstatSync(path)))
  const reached = reporting('cannot-write', path, () => ifThere(() => statSync(path)))
  if (reached?.isFIFO() || reached?.isCharacterDevice() || (reached && path.startsWith('/dev/fd/'))) {
    return async (text) => reporting('cannot-write', path, () => writeStraight(path, text))
  }
  if (reached?.isDirectory()) fail(Exit.disk, { code: 'cannot-write', path, reason: 'EISDIR' })
  if (options.not.some((own) => isSameFile(fromWorking(world, own), path)))
    fail(Exit.disk, { code: 'output-is-input', path })
  if (there && !options.force) fail(Exit.disk, { code: 'exists', path })
  if (there && !reached) fail(Exit.disk, { code: 'cannot-write', path, reason: 'ENOENT' })
  return (text) =>
    uninterrupted(world, () => (reached ? writeAtomically(path, text, world) : createFile(path, text, world)))
}

const STREAMS: Readonly<Record<string, 'stdout' | 'stderr'>> = {
  '/dev/stdout': 'stdout',
  '/dev/fd/1': 'stdout',
  '/proc/self/fd/1': 'stdout',
  '/dev/stderr': 'stderr',
  '/dev/fd/2': 'stderr',
  '/proc/self/fd/2': 'stderr',
}

/** Codes of file systems without hard links (FAT, some network shares), or for files that may not be linked. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** The complete file appears under its name at once (a link never replaces), or not at all. */
function createFile(path: string, content: Content, world: World): void {
  reporting('cannot-write', path, () => {
    withTemporary(dirname(path), content, undefined, world, (temporary) => {
      try {
        linkSync(temporary, path)
      } catch (error) {
        const reason = reasonOf(error)
        if (reason === 'EEXIST') fail(Exit.disk, { code: 'exists', path })
        if (!WITHOUT_LINKS.has(reason)) throw error
        renameToNew(temporary, path)
      }
      discard(temporary)
    })
    confirmName(path, dirname(path))
  })
}

/**
 * Without hard links, an empty file of that name, which only one run can create, is replaced by the complete one. If
 * the run is killed in between, the empty file remains.
 */
function renameToNew(temporary: string, path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o644))
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') fail(Exit.disk, { code: 'exists', path })
    throw error
  }
  try {
    renameSync(temporary, path)
  } catch (error) {
    discard(path)
    throw error
  }
}

/** Appends, so that `>> file` on a stream's own path keeps its content. Written text cannot be taken back. */
function writeStraight(path: string, text: Output): void {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_APPEND)
  let written = 0
  try {
    for (const piece of piecesOf(text)) {
      const bytes = Buffer.from(piece, 'utf8')
      for (let at = 0; at < bytes.length; ) {
        const count = writeSync(descriptor, bytes, at)
        if (count === 0) throw refusal('EIO')
        at += count
        written += count
      }
    }
  } catch (error) {
    if (written === 0) throw error
    fail(Exit.disk, { code: 'cannot-write', path, reason: reasonOf(error), left: 'part' })
  } finally {
    closeSync(descriptor)
  }
}

function isSameFile(own: string, path: string): boolean {
  return reporting('cannot-write', path, () => {
    const [a, b] = [own, path].map((name) => ifThere(() => statSync(name)))
    if (a && b) return a.dev === b.dev && a.ino === b.ino
    return !a && !b && followLinks(own) === followLinks(path)
  })
}
