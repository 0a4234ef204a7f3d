import { readFileSync } from 'node:fs'
import type { HttpResponse, Listening, Network, ServedRequest, ServedResponse } from './world/http.js'
import { isTerminal, type Output, orNothing, output } from './world/output.js'

export { refusalOf, remark } from './world/output.js'

export type { HttpResponse, Listening, Network, Output, ServedRequest, ServedResponse }

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
  /** Keeps in a folder what the engine makes of the program's files, so that the next run need not; not every engine can. */
  readonly keepCode?: ((folder: string) => void) | undefined
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
    get keepCode() {
      // From Node 22.1 on. What cannot be kept is told by its answer, and is no error.
      return (process.getBuiltinModule('node:module') as { enableCompileCache?: World['keepCode'] }).enableCompileCache
    },
    page: async (text, pager) => (await import('./world/pager.js')).page(text, pager, onInterruption),
    listen: async (...served) => (await import('./world/server.js')).listen(...served),
  }
}

// It costs milliseconds: required where it is used, not on every run.
function osModule(): typeof import('node:os') {
  return require('node:os')
}
