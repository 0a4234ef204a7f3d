import { readFileSync, writeSync } from 'node:fs'

/** Where text goes. `write` returns when all of it is out, and throws what the system answered (an Error with a `code`). */
export interface Output {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  /** Columns of the terminal; nothing in a pipe. */
  readonly columns: number | undefined
}

export interface Input {
  readonly isTerminal: boolean
  /** Everything up to the end of the stream. */
  readonly read: () => Uint8Array
}

/** Folders as the system reports them; any of them may be missing or unusable. */
export interface Folders {
  readonly home: string | undefined
  readonly working: string | undefined
  /** The package's own folder: `data/` and `dist/` lie in it. */
  readonly shipped: string
}

export type Interruption = 'SIGHUP' | 'SIGINT' | 'SIGTERM'

/** All that kubeplan knows of the machine it runs on. Tests make their own. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin: Input
  readonly folders: Folders
  /** Epoch milliseconds. */
  readonly now: () => number
  /** IANA name of the machine's own zone. */
  readonly machineZone: () => string
  readonly process: { readonly id: number; readonly host: () => string }
  /** Hears of an interruption from now on, instead of dying of it; the answer stops listening. */
  readonly onInterruption: (hear: (signal: Interruption) => void) => () => void
  /** Opens a URL in the person's browser; throws what the system answered. */
  readonly browse: (url: string) => Promise<void>
}

/** The world of a real process. Costly parts (terminal size, host name) are asked for when first needed. */
export function realWorld(process: NodeJS.Process, shipped: string): World {
  return {
    environment: process.env,
    stdout: output(1, () => process.stdout),
    stderr: output(2, () => process.stderr),
    stdin: {
      get isTerminal() {
        return isTerminal(0)
      },
      read: () => readFileSync(0),
    },
    folders: {
      get home() {
        return orNothing(() => process.env['HOME'] || osModule().homedir())
      },
      get working() {
        return orNothing(() => process.cwd())
      },
      shipped,
    },
    now: () => Date.now(),
    machineZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    process: { id: process.pid, host: () => osModule().hostname() },
    onInterruption(hear) {
      const signals: readonly Interruption[] = ['SIGHUP', 'SIGINT', 'SIGTERM']
      for (const signal of signals) process.on(signal, hear)
      return () => {
        for (const signal of signals) process.off(signal, hear)
      }
    },
    browse,
  }
}

/** Writes by the system call itself: synchronous, complete, and every error is heard (console.log hears none). */
function output(descriptor: 1 | 2, stream: () => NodeJS.WriteStream): Output {
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
  }
}

// `node:tty`, `node:os` and `node:child_process` cost milliseconds: required where they are used, not on every run.
function isTerminal(descriptor: number): boolean {
  return (require('node:tty') as typeof import('node:tty')).isatty(descriptor)
}

function osModule(): typeof import('node:os') {
  return require('node:os')
}

async function browse(url: string): Promise<void> {
  const { spawn } = await import('node:child_process')
  const [command, ...args] = BROWSERS[process.platform] ?? ['xdg-open']
  await new Promise<void>((resolve, reject) => {
    const browser = spawn(command as string, [...args, url], { detached: true, stdio: 'ignore' })
    browser.once('error', reject)
    browser.once('spawn', () => {
      browser.unref()
      resolve()
    })
  })
}

const BROWSERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function orNothing<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
