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
  readonly network: Network
  /** Shows text to the person at the terminal; answers when the pager has ended. */
  readonly page: (text: string, pager: Pager) => Promise<PagerEnd>
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
    machineZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    process: { id: process.pid, host: () => osModule().hostname() },
    onInterruption,
    browse,
    network: { addressesOf, request },
    page: async (text, pager) => (await import('./world/pager.js')).page(text, pager, onInterruption),
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

async function addressesOf(host: string): Promise<readonly string[]> {
  const { lookup } = await import('node:dns/promises')
  const found = await lookup(host, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

/** Room for the long security policies that some sites send; Node stops at 16 KiB. */
const HEADER_BYTES = 64 * 1024
/** Where a host has several addresses: how long one may take to connect before the next is tried. */
const ATTEMPT_MS = 1_000

/** `node:http` and not `fetch`, which connects to an address of its own choice and hides how a body ended. */
async function request(url: URL, { addresses, headers, signal }: HttpRequest): Promise<HttpResponse> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const { isIPv6 } = await import('node:net')
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  const options = {
    agent: false,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
    headers,
    lookup: (_host: string, _options: unknown, answer: (error: null, all: typeof found) => void) => answer(null, found),
    maxHeaderSize: HEADER_BYTES,
    signal,
  }
  return new Promise((resolve, reject) => {
    const asked = get(url, options, (message) => {
      // What is wrong in the middle of a body is told to the request alone.
      asked.on('error', (error) => message.destroy(error))
      const sent = Object.entries(message.headers).map(([name, value]) => [name, String(value)])
      const { remoteAddress = '' } = message.socket
      const status = message.statusCode ?? 0
      resolve({ status, address: remoteAddress, headers: Object.fromEntries(sent), body: message })
    })
    asked.on('error', reject)
  })
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
