import { generate } from 'lean-qr/nano'
import type { Screen } from '../views.js'

/** In modules on each side (ISO/IEC 18004). */
const QUIET = 4

/** Dark on light whatever the terminal's own colours are: readers need not know which is which. */
const [DARK_ON_LIGHT, USUAL] = ['\x1b[38;5;16;48;5;231m', '\x1b[0m']

/**
 * The QR code of a text as lines for a terminal; none if it has no room for them and two more. Two rows of modules share a
 * line as half blocks, or with `ascii` each module is two characters. Without colours, what is light is drawn, as most
 * terminals are dark.
 */
export function qrLines(
  text: string,
  { ascii, colour }: Pick<Screen, 'ascii' | 'colour'>,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): readonly string[] {
  const code = generate(text)
  const side = code.size + 2 * QUIET
  const inks = colour > 0
  // A module is drawn in the colour of the text; outside of the code `get` is false, which is light.
  const isDrawn = (x: number, y: number) => (y < side ? code.get(x - QUIET, y - QUIET) === inks : false)
  const across = Array.from({ length: side }, (_, x) => x)
  const down = ascii ? across : across.filter((y) => y % 2 === 0)
  const lines = down.map((y) => {
    const cells = across.map((x) =>
      ascii ? ASCII[Number(isDrawn(x, y))] : HALVES[Number(isDrawn(x, y)) * 2 + Number(isDrawn(x, y + 1))],
    )
    return inks ? `${DARK_ON_LIGHT}${cells.join('')}${USUAL}` : cells.join('')
  })
  const width = ascii ? 2 * side : side
  return width > columns || lines.length + 2 > rows ? [] : lines
}

const ASCII = ['  ', '##']
/** By whether the upper and the lower module are drawn. */
const HALVES = [' ', '▄', '▀', '█']
