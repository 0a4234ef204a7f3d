import { fstatSync, statSync, writeSync } from 'node:fs'

/** Where text goes. `write` returns when all of it is out, and throws what the system answered (an Error with a `code`). */
export interface Output {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  /** Columns of the terminal; nothing in a pipe. */
  readonly columns: number | undefined
  /** Lines of the terminal, where it tells. */
  readonly rows?: number | undefined
}

/** Writes by the system call itself: synchronous, complete, and every error is heard (console.log hears none). */
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
    get columns() {
      return isTerminal(descriptor) ? stream().columns : undefined
    },
    get rows() {
      return isTerminal(descriptor) ? stream().rows : undefined
    },
  }
}

/** Writes commentary. Where it reaches nobody (a full disk, a closed pipe), what it comments on is done all the same. */
export function remark(output: Output, text: string): void {
  try {
    output.write(text)
  } catch (error) {
    if (refusalOf(error) === undefined) throw error
  }
}

/** The system's code, when writing to stdout or stderr is what failed. */
export function refusalOf(error: unknown): string | undefined {
  const isWriting = error instanceof Error && 'syscall' in error && error.syscall === 'write' && 'code' in error
  return isWriting ? String(error.code) : undefined
}

// It costs milliseconds: required where it is used, not on every run.
export function isTerminal(descriptor: number): boolean {
  return mayBeTerminal(descriptor) && (require('node:tty') as typeof import('node:tty')).isatty(descriptor)
}

/** A pipe and a file are no devices; nowhere is one. */
function mayBeTerminal(descriptor: number): boolean {
  const found = orNothing(() => fstatSync(descriptor))
  return found?.isCharacterDevice() === true && found.rdev !== orNothing(() => statSync('/dev/null'))?.rdev
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** What the system will not tell is not known. */
export function orNothing<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
