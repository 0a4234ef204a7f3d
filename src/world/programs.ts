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

export async function browse(url: string): Promise<void> {
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
