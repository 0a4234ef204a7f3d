import { readSync } from 'node:fs'
import { constants } from 'node:os'
import { pause } from './output.js'

/**
 * The shell splits the editor's words and finds the program, as in git: `code --wait` and `"/opt/my editor" -n` both
 * work. Ctrl-C is for the editor: the shell ignores it, and its children receive it as usual.
 */
export async function edit(editor: string, file: string): Promise<number> {
  const { spawn } = await import('node:child_process')
  const onWindows = process.platform === 'win32'
  const child = onWindows
    ? spawn(`${editor} "${file}"`, { stdio: 'inherit', shell: true })
    : spawn('sh', ['-c', `trap : INT QUIT; ${editor} "$@"`, 'editor', file], { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

export interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What it reads from stdin; by default nothing. */
  readonly input?: string
}

export interface ProgramEnd {
  /** Its exit code: 128 or more if a signal ended it. */
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

export async function execute({ command, args, environment, input = '' }: Program): Promise<ProgramEnd> {
  const { spawn } = await import('node:child_process')
  const child = spawn(command, args, { env: environment })
  const told = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text
    })
  // A program may end before it has read everything.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve({ exit: code ?? 128 + (signal ? constants.signals[signal] : 0), ...told }),
    )
  })
}

/** How long a program that opens a browser may take to fail; one that runs longer than this is the browser. */
const STARTED_MS = 6000

export async function browse(
  url: string,
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'>,
): Promise<'opened' | 'no-screen'> {
  if (!hasScreen(platform, env)) return 'no-screen'
  const { spawn } = await import('node:child_process')
  const [command = '', ...args] = OPENERS[platform] ?? ['xdg-open']
  return new Promise((resolve, reject) => {
    const opener = spawn(command, [...args, url], { detached: true, stdio: 'ignore', env })
    const isOpen = () => {
      clearTimeout(timer)
      opener.unref()
      resolve('opened')
    }
    const timer = setTimeout(isOpen, STARTED_MS)
    const failed = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    opener.once('error', failed)
    opener.once('exit', (exit, signal) => {
      if (exit === 0) return isOpen()
      const code = `${command} ended with ${exit ?? signal}`
      failed(Object.assign(new Error(code), { code }))
    })
  })
}

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Systems whose windows need no server that a variable names; over ssh they would open on the desk of the machine. */
const WITHOUT_DISPLAY: readonly string[] = ['darwin', 'win32', 'android']

/** xdg-open runs the program that BROWSER names on any terminal, as remote editors set it. */
function hasScreen(
  platform: string,
  { DISPLAY, WAYLAND_DISPLAY, BROWSER, SSH_CONNECTION }: NodeJS.ProcessEnv,
): boolean {
  if (WITHOUT_DISPLAY.includes(platform)) return !SSH_CONNECTION
  return Boolean(DISPLAY || WAYLAND_DISPLAY || BROWSER)
}

export async function sleep(milliseconds: number, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    stop.addEventListener('abort', wake)
  })
}

/** Reads from the terminal, which hands over whole lines. Ctrl-C ends the process as it does elsewhere. */
export function readLine(): string | undefined {
  const pieces: Buffer[] = []
  for (;;) {
    const bytes = Buffer.alloc(4096)
    const length = readNow(bytes)
    pieces.push(bytes.subarray(0, length))
    const text = Buffer.concat(pieces).toString()
    if (length === 0) return text === '' ? undefined : text
    if (text.endsWith('\n')) return text.trimEnd()
  }
}

/** A terminal that another program left in non-blocking mode has nothing to read yet. */
function readNow(bytes: Buffer): number {
  for (;;) {
    try {
      return readSync(0, bytes)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      pause(20)
    }
  }
}
