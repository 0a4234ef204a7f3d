import type { Interruption, Pager, PagerEnd, World } from '../world.js'

/** The exit codes of a shell that cannot run, or cannot find, a command (POSIX, Shell Command Language 2.8.2). */
const NOT_RUN: readonly (number | null)[] = [126, 127]

/** Pipes text into a pager and waits for it to end. Ctrl-C is left to the pager; other interruptions are passed on to it. */
export async function page(
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
