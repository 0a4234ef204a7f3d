import { readFileSync } from 'node:fs'
import type { Keyboard, TerminalEvent } from './world/keyboard.js'
import type { HttpResponse, Listening, Network, ServedRequest, ServedResponse } from './world/network.js'
import { deviceOf, isTerminal, type Output, orNothing, output } from './world/output.js'
import type { Program, ProgramEnd } from './world/programs.js'

export { refusalOf, remark } from './world/output.js'

export type { HttpResponse, Keyboard, Listening, Network, Output, ServedRequest, ServedResponse, TerminalEvent }

interface Input {
  readonly isTerminal: boolean
  /** As that of an `Output`. */
  readonly device?: number | undefined
  readonly read: () => Uint8Array
  /** The next line that is typed, without its end; undefined at the end of input. */
  readonly readLine: () => Promise<string | undefined>
}

/** Folders as reported by the system; any of them may be missing or unusable. */
interface Folders {
  readonly home: string | undefined
  readonly working: string | undefined
  readonly shipped: string
}

export type Interruption = 'SIGHUP' | 'SIGINT' | 'SIGTERM'

/** A program that shows long text page by page: a shell command, and the whole environment to run it in. */
export interface Pager {
  readonly command: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

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
  /** Waits for this long, or until `stop` is aborted, which is not an error. */
  readonly sleep: (milliseconds: number, stop: AbortSignal) => Promise<void>
  readonly machineZone: () => string
  readonly process: {
    readonly id: number
    readonly host: () => string
    /** The addresses of this machine that others can reach, IPv4 first. */
    readonly addresses: () => readonly string[]
  }
  /** Handles interruptions instead of being killed by them, until the function it returns is called. */
  readonly onInterruption: (hear: (signal: Interruption) => void) => () => void
  /**
   * Opens a URL in the person's browser. `no-screen`: there is none to open it on, as over ssh. Throws the system's error,
   * or one whose `code` says how the program that opens browsers ended.
   */
  readonly browse: (url: string) => Promise<'opened' | 'no-screen'>
  /**
   * Opens a file in the person's editor (a command line, as in VISUAL) in this terminal. Returns its exit code: 128 or
   * more if a signal ended it. Throws the system's error.
   */
  readonly edit: (editor: string, file: string) => Promise<number>
  /**
   * Sets the terminal on stdin to raw mode and passes on what happens there, until the keyboard is closed. Throws the
   * system's error.
   */
  readonly keyboard: (hear: (event: TerminalEvent) => void) => Promise<Keyboard>
  /**
   * Runs a program to its end, without a shell. Throws the system's error if it cannot be started, such as ENOENT for one
   * that is not installed.
   */
  readonly execute: (program: Program) => Promise<ProgramEnd>
  readonly network: Network
  /** Shows text to the person at the terminal. Resolves when the pager has ended. */
  readonly page: (text: string, pager: Pager) => Promise<PagerEnd>
  /**
   * Starts to answer HTTP requests; with port 0, on any free port. Throws the system's error; later errors go to
   * `failed`.
   */
  readonly listen: (
    address: { readonly host: string; readonly port: number },
    answer: (request: ServedRequest) => Promise<ServedResponse>,
    failed: (error: unknown) => void,
  ) => Promise<Listening>
}

/** The world of a real process. Facts that are slow to find out (terminal size, host name) are read on first use. */
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
      get device() {
        return deviceOf(0)
      },
      read: () => readFileSync(0),
      readLine: async () => (await import('./world/programs.js')).readLine(),
    },
    folders: realFolders(process, shipped),
    now: () => Date.now(),
    sleep: async (...asked) => (await import('./world/programs.js')).sleep(...asked),
    machineZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    process: { id: process.pid, host: () => osModule().hostname(), addresses },
    onInterruption,
    browse: async (url) => (await import('./world/programs.js')).browse(url, process),
    edit: async (...asked) => (await import('./world/programs.js')).edit(...asked),
    keyboard: async (hear) => (await import('./world/keyboard.js')).openKeyboard(process, hear),
    execute: async (program) => (await import('./world/programs.js')).execute(program),
    network: {
      addressesOf: async (host) => (await import('./world/network.js')).addressesOf(host),
      request: async (...asked) => (await import('./world/network.js')).request(...asked),
    },
    page: async (text, pager) => page(text, pager, onInterruption),
    listen: async (...served) => (await import('./world/network.js')).listen(...served),
  }
}

export function realFolders(process: NodeJS.Process, shipped: string): Folders {
  return {
    get home() {
      return orNothing(() => process.env['HOME'] || osModule().homedir())
    },
    get working() {
      return orNothing(() => process.cwd())
    },
    shipped,
  }
}

/** Without those of a link (fe80::), which are of no use in the address of a page. */
function addresses(): readonly string[] {
  const found = Object.values(osModule().networkInterfaces()).flatMap((one) => one ?? [])
  const outward = found.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  return outward.toSorted((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address)
}

// Loading it takes milliseconds, so it is loaded where it is used.
function osModule(): typeof import('node:os') {
  return require('node:os')
}

/** The exit codes of a shell that cannot run, or cannot find, a command (POSIX, Shell Command Language 2.8.2). */
const NOT_RUN: readonly (number | null)[] = [126, 127]

/** Pipes text into a pager and waits for it to end. Ctrl-C is left to the pager; other interruptions are passed on to it. */
async function page(
  text: string,
  { command, environment }: Pager,
  onInterruption: World['onInterruption'],
): Promise<PagerEnd> {
  const { spawn } = await import('node:child_process')
  let heard: Exclude<Interruption, 'SIGINT'> | undefined
  let kill: ((signal: Interruption) => void) | undefined
  // Declared before the pager exists, because an interruption may come at once.
  const stop = onInterruption((signal) => {
    if (signal === 'SIGINT') return
    heard ??= signal
    kill?.(signal)
  })
  try {
    const pager = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env: environment })
    kill = (signal) => pager.kill(signal)
    return await new Promise<PagerEnd>((resolve) => {
      // A pager may be closed before it has read everything.
      pager.stdin.on('error', () => undefined)
      pager.on('error', () => resolve('missing'))
      pager.on('close', (code) => resolve(heard ?? (NOT_RUN.includes(code) ? 'missing' : 'shown')))
      pager.stdin.end(text)
    })
  } finally {
    stop()
  }
}
