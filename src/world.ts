import { fstatSync, readFileSync, writeSync } from 'node:fs'
import type { Readable } from 'node:stream'

/** Where text goes. `write` returns when all of it is out, and throws what the system answered (an Error with a `code`). */
export interface Output {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  /** Columns of the terminal; nothing in a pipe. */
  readonly columns: number | undefined
  /** Lines of the terminal, where it tells. */
  readonly rows?: number | undefined
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

/** HTTP at its plainest: nothing is followed, unpacked, remembered or judged here. */
export interface Network {
  /** The IP addresses of a host name, as the system resolves it; throws what the system answered. */
  readonly addressesOf: (host: string) => Promise<readonly string[]>
  /** Sends one GET and answers when the headers are there; throws what the system answered. */
  readonly request: (url: URL, request: HttpRequest) => Promise<HttpResponse>
}

export interface HttpRequest {
  /** The only IP addresses to connect to, so that a name cannot lead elsewhere than where it led when it was judged. */
  readonly addresses: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** Ends the connection at any time. */
  readonly signal: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  /** The IP address that answered. */
  readonly address: string
  /** By lower-case name; a repeated one is joined by commas, or is the first where it may stand once. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As sent, packed or not; an error when it ends before it is complete. Read it to its end, or destroy it. */
  readonly body: Readable
}

export type Interruption = 'SIGHUP' | 'SIGINT' | 'SIGTERM'

/** A program that shows long text page by page: a line for the shell, and the whole environment to run it in. */
export interface Pager {
  readonly command: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** How paging ended; `missing` where there is no such program, and so nothing was shown. */
export type PagerEnd = 'shown' | 'missing' | Exclude<Interruption, 'SIGINT'>

/** An HTTP request as it came; nothing is judged. */
export interface ServedRequest {
  readonly method: string
  /** As it stands in the first line. */
  readonly target: string
  /** Every Host header. */
  readonly hosts: readonly string[]
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

export interface ServedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

export interface Listening {
  readonly port: number
  /** Ends it with every connection. */
  readonly close: () => Promise<void>
}

/** All that kubeplan knows of the machine it runs on. Tests make their own. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin: Input
  readonly folders: Folders
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Waits so many milliseconds, or until it is told to stop; neither is an error. */
  readonly sleep: (milliseconds: number, stop: AbortSignal) => Promise<void>
  /** IANA name of the machine's own zone. */
  readonly machineZone: () => string
  readonly process: { readonly id: number; readonly host: () => string }
  /** Hears of an interruption from now on, instead of dying of it; the answer stops listening. */
  readonly onInterruption: (hear: (signal: Interruption) => void) => () => void
  /** Opens a URL in the person's browser; throws what the system answered. */
  readonly browse: (url: string) => Promise<void>
  /**
   * Lets the person's editor (a command line, as VISUAL has it) work on a file, in this terminal; answers its exit code,
   * 128 and more where a signal ended it. Throws what the system answered.
   */
  readonly edit: (editor: string, file: string) => Promise<number>
  readonly network: Network
  /** Shows text to the person at the terminal; answers when the pager has ended. */
  readonly page: (text: string, pager: Pager) => Promise<PagerEnd>
  /** Answers HTTP requests from now on; port 0 is any that is free. Throws what the system answered; later faults go to `failed`. */
  readonly listen: (
    address: { readonly host: string; readonly port: number },
    answer: (request: ServedRequest) => Promise<ServedResponse>,
    failed: (error: unknown) => void,
  ) => Promise<Listening>
}

/** The world of a real process. Costly parts (terminal size, host name) are asked for when first needed. */
export function realWorld(process: NodeJS.Process, shipped: string): World {
  const onInterruption: World['onInterruption'] = (hear) => {
    const signals: readonly Interruption[] = ['SIGHUP', 'SIGINT', 'SIGTERM']
    for (const signal of signals) process.on(signal, hear)
    return () => {
      for (const signal of signals) process.off(signal, hear)
    }
  }
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
    sleep: async (...asked) => (await import('./world/sleep.js')).sleep(...asked),
    machineZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    process: { id: process.pid, host: () => osModule().hostname() },
    onInterruption,
    browse: async (url) => (await import('./world/browser.js')).browse(url),
    edit: async (...asked) => (await import('./world/editor.js')).edit(...asked),
    network: {
      addressesOf: async (host) => (await import('./world/network.js')).addressesOf(host),
      request: async (...asked) => (await import('./world/network.js')).request(...asked),
    },
    page: async (text, pager) => (await import('./world/pager.js')).page(text, pager, onInterruption),
    listen: async (...served) => (await import('./world/server.js')).listen(...served),
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
    get rows() {
      return isTerminal(descriptor) ? stream().rows : undefined
    },
  }
}

// `node:tty`, `node:os` and `node:child_process` cost milliseconds: required where they are used, not on every run.
function isTerminal(descriptor: number): boolean {
  return mayBeTerminal(descriptor) && (require('node:tty') as typeof import('node:tty')).isatty(descriptor)
}

/** A pipe and a file are no devices. */
function mayBeTerminal(descriptor: number): boolean {
  return orNothing(() => fstatSync(descriptor).isCharacterDevice()) ?? false
}

function osModule(): typeof import('node:os') {
  return require('node:os')
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
