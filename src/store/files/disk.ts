import { existsSync, statSync } from 'node:fs'
import { Exit } from '../../model/exit.js'
import { Failure } from '../../model/problem.js'
import { type Instant, instant } from '../../model/time.js'

/** The system's name for what went wrong, such as ENOSPC; what has none is a bug and is thrown on. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
  const number = 'errno' in error ? String(error.errno) : ''
  return UNNAMED.get(number) ?? error.code
}

/** Errors of Linux that Node has no name for: a quota that is used up, a network disk that went away, a damaged one. */
const UNNAMED: ReadonlyMap<string, string> = new Map([
  ['-122', 'EDQUOT'],
  ['-116', 'ESTALE'],
  ['-117', 'EUCLEAN'],
])

/** Runs work on a file; what the system refuses becomes a failure that names the file and ends the run with 5. */
export function reporting<T>(code: 'cannot-read' | 'cannot-write', path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(Exit.disk, [{ code, path, reason: reasonOf(error) }])
  }
}

/** A refusal of our own, in the system's terms. */
export function refusal(reason: 'EISDIR' | 'EFTYPE' | 'EIO' | 'ELOOP'): Error {
  return Object.assign(new Error(reason), { code: reason })
}

/** The answer of `work`, or nothing when the system says that there is no such file. */
export function ifThere<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return undefined
    throw error
  }
}

/** Whether there is a file or folder of that name. */
export function isThere(path: string): boolean {
  return existsSync(path)
}

/** What the disk refuses, and what a damaged file makes of itself, is as if there were no cache. */
export function orNothing<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    const expected =
      error instanceof Failure || error instanceof SyntaxError || (error instanceof Error && 'code' in error)
    if (expected) return undefined
    throw error
  }
}

/** When a file was last written, in milliseconds; nothing where that cannot be known. */
export function changedAt(path: string): Instant | undefined {
  const stats = orNothing(() => statSync(path))
  return stats && instant(Math.floor(stats.mtimeMs))
}
