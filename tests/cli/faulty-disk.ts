import type * as fs from 'node:fs'

/** Controls the calls that write below `root`, counted from 1. */
export const disk = {
  root: '',
  /** The call at which something happens; 0 for never. */
  at: 0,
  /** An error of the system, or the end of the run, after which nothing reaches the disk. */
  fault: 'ENOSPC' as 'ENOSPC' | 'EIO' | 'kill',
  /** Whether the file system supports hard links. */
  links: true,
  /** Every call so far. */
  calls: [] as string[],
}

class Killed extends Error {}

/** `node:fs` with its writing functions as in `disk`, for `vi.mock`. */
export function faulty(real: typeof fs): typeof fs {
  const opened = new Map<number, string>()
  const reached = (call: string, path: string) => {
    if (disk.root === '' || !path.startsWith(disk.root)) return
    disk.calls.push(`${call} ${path.slice(disk.root.length)}`)
    if (disk.at === 0 || disk.calls.length < disk.at) return
    if (disk.fault === 'kill') throw new Killed('killed')
    if (disk.calls.length > disk.at) return
    const errno = disk.fault === 'EIO' ? -5 : -28
    throw Object.assign(new Error(disk.fault), { code: disk.fault, errno, syscall: call })
  }
  const onPath = <F extends (...args: never[]) => unknown>(call: string, work: F, which = 0) =>
    ((...args: Parameters<F>) => {
      reached(call, String(args[which]))
      return work(...args)
    }) as F
  const onDescriptor = <F extends (...args: never[]) => unknown>(call: string, work: F) =>
    ((...args: Parameters<F>) => {
      reached(call, opened.get(Number(args[0])) ?? '')
      return work(...args)
    }) as F
  const openSync: typeof fs.openSync = (path, flags, ...more) => {
    if (flags !== 'r') reached('open', String(path))
    const descriptor = real.openSync(path, flags, ...more)
    opened.set(descriptor, String(path))
    return descriptor
  }
  const closeSync: typeof fs.closeSync = (descriptor) => {
    opened.delete(descriptor)
    real.closeSync(descriptor)
  }
  const mocked = {
    ...real,
    openSync,
    closeSync,
    writeSync: onDescriptor('write', real.writeSync),
    fsyncSync: onDescriptor('fsync', real.fsyncSync),
    fchmodSync: onDescriptor('fchmod', real.fchmodSync),
    writeFileSync: onPath('writeFile', real.writeFileSync),
    renameSync: onPath('rename', real.renameSync, 1),
    linkSync: onPath(
      'link',
      (path: string, copy: string) => {
        const refused = { code: 'EPERM', errno: -1, syscall: 'link' }
        if (!disk.links) throw Object.assign(new Error('no links here'), refused)
        real.linkSync(path, copy)
      },
      1,
    ),
    unlinkSync: onPath('unlink', real.unlinkSync),
    mkdirSync: onPath('mkdir', real.mkdirSync),
    rmdirSync: onPath('rmdir', real.rmdirSync),
    rmSync: onPath('rm', real.rmSync),
  }
  return { ...mocked, default: mocked } as typeof fs
}
