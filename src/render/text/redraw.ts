/** What a terminal needs to show a text anew in the same place (ECMA-48, and DEC's private modes as xterm has them). */

/** A screen of its own, so that what stood there comes back, and no cursor that jumps about. */
export const OPEN_SCREEN = '\x1b[?1049h\x1b[?25l'
export const CLOSE_SCREEN = '\x1b[?25h\x1b[?1049l'

/**
 * A text from the upper left corner on: each line takes away what is left of the one before, and below the last one all is
 * cleared, so nothing is ever blank in between. Of what does not fit into `rows` dots are shown, or the text would scroll.
 */
export function redrawn(text: string, rows: number | undefined): string {
  const lines = text.trimEnd().split('\n')
  const fits = rows === undefined || rows < 1 || lines.length <= rows
  const shown = fits ? lines : [...lines.slice(0, rows - 1), '...']
  return `\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`
}
