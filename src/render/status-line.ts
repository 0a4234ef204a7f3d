interface Terminal {
  readonly stderr: {
    readonly isTerminal: boolean
    readonly columns: number | undefined
    /** Throws the system's error. */
    readonly write: (text: string) => void
  }
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** In milliseconds: the delay before the line appears, and then its interval. */
const EVERY = 100
const USUAL_WIDTH = 80

/** Removes the line. Must be called once in any case. */
export type EndOfStatus = () => void

/**
 * Shows progress as one line on stderr that is rewritten in place. `line` returns it for this many milliseconds and at
 * most this many columns; it must be safe, and is cut if it is too long. Shows nothing in a pipe, with `quiet`, or on a
 * dumb terminal.
 */
export function showStatus(
  { stderr, environment }: Terminal,
  quiet: boolean,
  line: (columns: number, milliseconds: number) => string,
): EndOfStatus {
  if (quiet || !stderr.isTerminal || environment['TERM'] === 'dumb') return () => undefined
  // The last column stays free, because some terminals wrap after a character in it.
  const columns = Math.max(0, (stderr.columns || USUAL_WIDTH) - 1)
  let shown = ''
  let ticks = 0
  const show = (text: string) => {
    if (text === shown) return
    try {
      stderr.write(`\r${text.padEnd(shown.length)}${text.length < shown.length ? `\r${text}` : ''}`)
      shown = text
    } catch {
      // The terminal is gone, but the work goes on.
      clearInterval(timer)
      shown = ''
    }
  }
  const timer = setInterval(() => {
    ticks++
    show(line(columns, ticks * EVERY).slice(0, columns))
  }, EVERY)
  return () => {
    clearInterval(timer)
    show('')
  }
}
