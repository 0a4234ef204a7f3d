/** Where the line is shown. */
interface Terminal {
  readonly stderr: {
    readonly isTerminal: boolean
    readonly columns: number | undefined
    /** Throws what the system answered. */
    readonly write: (text: string) => void
  }
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** What is over sooner needs no line; afterwards the line is rewritten so often, in milliseconds. */
const EVERY = 100
/** Columns of a terminal that does not tell. */
const USUAL_WIDTH = 80

/** Takes the line away. To be called in any case, once. */
export type EndOfStatus = () => void

/**
 * One line on stderr that says how far something is, rewritten in place. `line` answers it after so many milliseconds, in so
 * many columns at most; it must be safe, and what is too long is cut. Nothing in a pipe, when told to be quiet, or where a
 * line cannot be rewritten.
 */
export function showStatus(
  { stderr, environment }: Terminal,
  quiet: boolean,
  line: (columns: number, milliseconds: number) => string,
): EndOfStatus {
  if (quiet || !stderr.isTerminal || environment['TERM'] === 'dumb') return () => undefined
  // The last column stays free: a character in it moves some terminals to the next line.
  const columns = Math.max(0, (stderr.columns || USUAL_WIDTH) - 1)
  let shown = ''
  let ticks = 0
  const show = (text: string) => {
    if (text === shown) return
    try {
      stderr.write(`\r${text.padEnd(shown.length)}${text.length < shown.length ? `\r${text}` : ''}`)
      shown = text
    } catch {
      // The terminal is gone, and nobody watches: the work goes on.
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
