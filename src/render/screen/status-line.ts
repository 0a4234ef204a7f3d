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
type EndOfStatus = () => void

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

/** Control sequences for redrawing a text in place (ECMA-48, and DEC's private modes as in xterm). */

/** The alternate screen, so that the old content comes back, without a cursor. */
export const OPEN_SCREEN = '\x1b[?1049h\x1b[?25l'
export const CLOSE_SCREEN = '\x1b[?25h\x1b[?1049l'

/**
 * A text from the upper left corner on. Each line clears its own rest and the last one everything below, so that the
 * screen never flickers. Lines beyond `rows` are replaced by dots, because the text would scroll.
 */
export function redrawn(text: string, rows: number | undefined): string {
  const lines = text.trimEnd().split('\n')
  const fits = rows === undefined || rows < 1 || lines.length <= rows
  const shown = fits ? lines : [...lines.slice(0, rows - 1), '...']
  return `\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`
}

/**
 * The alternate screen for a program that reads keys: what is pasted is marked (xterm's bracketed paste), and a line
 * that is wider than the terminal believes is cut instead of moving everything below it.
 */
export const OPEN_KEY_SCREEN = `${OPEN_SCREEN}\x1b[?2004h\x1b[?7l`
export const CLOSE_KEY_SCREEN = `\x1b[?7h\x1b[?2004l${CLOSE_SCREEN}`

/** The lines that differ from those on the screen, each at its place; all of them on a cleared screen without `before`. */
export function redrawnLines(lines: readonly string[], before: readonly string[] | undefined): string {
  const changed = lines.map((line, index) => {
    return line === before?.[index] ? '' : `\x1b[${index + 1};1H\x1b[2K${line}`
  })
  const rest = before !== undefined && before.length > lines.length ? `\x1b[${lines.length + 1};1H\x1b[J` : ''
  return `${before === undefined ? '\x1b[2J' : ''}${changed.join('')}${rest}`
}
