import type { Interruption, Pager, PagerEnd, World } from '../world.js'

/** What a shell ends with when it cannot run, or cannot find, a command (POSIX, Shell Command Language 2.8.2). */
const NOT_RUN: readonly (number | null)[] = [126, 127]

/**
 * Gives text to a pager and waits until the person has seen enough of it. The terminal's Ctrl-C is the pager's own affair:
 * a shell around it tells the same end, whatever the pager made of it. Other interruptions are handed on.
 */
export async function page(
  text: string,
  { command, environment }: Pager,
  onInterruption: World['onInterruption'],
): Promise<PagerEnd> {
  const { spawn } = await import('node:child_process')
  let heard: Exclude<Interruption, 'SIGINT'> | undefined
  let kill: ((signal: Interruption) => void) | undefined
  // Before there is a pager: it may interrupt at once.
  const stop = onInterruption((signal) => {
    if (signal === 'SIGINT') return
    heard ??= signal
    kill?.(signal)
  })
  try {
    const pager = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env: environment })
    kill = (signal) => pager.kill(signal)
    return await new Promise<PagerEnd>((resolve) => {
      // Left before it has read all: nothing is missing.
      pager.stdin.on('error', () => undefined)
      pager.on('error', () => resolve('missing'))
      pager.on('close', (code) => resolve(heard ?? (NOT_RUN.includes(code) ? 'missing' : 'shown')))
      pager.stdin.end(text)
    })
  } finally {
    stop()
  }
}
