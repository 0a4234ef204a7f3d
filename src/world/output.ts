import { fstatSync, statSync, writeSync } from 'node:fs'

/**
 * A destination for text. `write` returns when all of it is written, and throws the system's error, which has a `code`.
 */
export interface Output {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  /** The device number of the terminal; undefined in a pipe, and where it does not tell terminals apart. */
  readonly device?: number | undefined
  /** Columns of the terminal; undefined in a pipe. */
  readonly columns: number | undefined
  readonly rows?: number | undefined
}

/** Uses the system call itself: it is synchronous and complete, and reports every error, unlike console.log. */
export function output(descriptor: 1 | 2, stream: () => NodeJS.WriteStream): Output {
  return {
    write(text) {
      const bytes = Buffer.from(text, 'utf8')
      for (let written = 0; written < bytes.length; ) {
        try {
          written += writeSync(descriptor, bytes, written)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
          pause(1)
        }
      }
    },
    get isTerminal() {
      return isTerminal(descriptor)
    },
    get device() {
      return deviceOf(descriptor)
    },
    get columns() {
      return isTerminal(descriptor) ? stream().columns : undefined
    },
    get rows() {
      return isTerminal(descriptor) ? stream().rows : undefined
    },
  }
}

/** Writes commentary. If it reaches nobody (a full disk, a closed pipe), the run goes on. */
export function remark(output: Output, text: string): void {
  try {
    output.write(text)
  } catch (error) {
    if (refusalOf(error) === undefined) throw error
  }
}

export function refusalOf(error: unknown): string | undefined {
  const isWriting = error instanceof Error && 'syscall' in error && error.syscall === 'write' && 'code' in error
  return isWriting ? String(error.code) : undefined
}

// Loading `node:tty` takes milliseconds, so it is loaded where it is used.
export function isTerminal(descriptor: number): boolean {
  return mayBeTerminal(descriptor) && (require('node:tty') as typeof import('node:tty')).isatty(descriptor)
}

/** `/dev/tty` is the terminal of whoever opens it, so its number is no terminal's. */
export function deviceOf(descriptor: number): number | undefined {
  if (!isTerminal(descriptor)) return undefined
  const [found, alias] = [orNothing(() => fstatSync(descriptor)), orNothing(() => statSync('/dev/tty'))]
  return found?.rdev === alias?.rdev ? undefined : found?.rdev
}

/** Pipes and files are not character devices, and `/dev/null` is not a terminal. */
function mayBeTerminal(descriptor: number): boolean {
  const found = orNothing(() => fstatSync(descriptor))
  return found?.isCharacterDevice() === true && found.rdev !== orNothing(() => statSync('/dev/null'))?.rdev
}

export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Undefined where the system refuses to answer. */
export function orNothing<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
