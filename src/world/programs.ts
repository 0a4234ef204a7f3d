import { constants } from 'node:os'

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
