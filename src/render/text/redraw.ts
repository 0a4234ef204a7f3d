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
