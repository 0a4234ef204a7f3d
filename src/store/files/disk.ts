import { existsSync, statSync } from 'node:fs'
import { Exit, Failure } from '../../model/problem.js'
import { type Instant, instant } from '../../model/time.js'

/** The system's error code, such as ENOSPC. Errors without one are bugs and are rethrown. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
  const number = 'errno' in error ? String(error.errno) : ''
  return UNNAMED.get(number) ?? error.code
}

/** Linux errors without a name in Node: quota exceeded, stale network disk, damaged file system. */
const UNNAMED: ReadonlyMap<string, string> = new Map([
  ['-122', 'EDQUOT'],
  ['-116', 'ESTALE'],
  ['-117', 'EUCLEAN'],
])

/** Runs work on a file; system errors become failures that name the file and end the run with 5. */
export function reporting<T>(code: 'cannot-read' | 'cannot-write', path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(Exit.disk, [{ code, path, reason: reasonOf(error) }])
  }
}

/** A refusal of kubeplan's own as a system error. */
export function refusal(reason: 'EISDIR' | 'EFTYPE' | 'EIO' | 'ELOOP'): Error {
  return Object.assign(new Error(reason), { code: reason })
}

/** The result of `work`, or undefined if there is no such file. */
export function ifThere<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return undefined
    throw error
  }
}

export function isThere(path: string): boolean {
  return existsSync(path)
}

/** Errors of the disk, and of damaged files, mean that there is no cache. */
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

/** When a file was last written, in milliseconds; undefined if unknown. */
export function changedAt(path: string): Instant | undefined {
  const stats = orNothing(() => statSync(path))
  return stats && instant(Math.floor(stats.mtimeMs))
}
