import type { Screen } from '../views.js'
import { type Times, timesOn } from '../words/labels.js'
import { type Suggest, suggesting } from '../words/shell.js'
import { isSimple, type Measurer, simpleText } from './width.js'

/** The tools for setting a text view: width, symbols, colours, and a measurer for its texts. */
export interface Sheet extends Pick<Screen, 'width' | 'ascii'> {
  readonly numbered: boolean
  /** Of the screen in columns, including those that `width` leaves to row numbers. */
  readonly screen: number
  readonly ink: Ink
  /** A painted text as a link, where the terminal shows links and the address is one of the web. */
  readonly linked: (text: string, address: string | undefined) => string
  readonly glyphs: Glyphs
  readonly times: Times
  readonly suggest: Suggest
  readonly widthOf: Measurer['widthOf']
  readonly wrapTo: Measurer['wrapTo']
  /** Cuts at `width` columns and shows an ellipsis. */
  readonly fitTo: (text: string, width: number) => string
  /** Cuts the front at `width` columns, after an ellipsis. */
  readonly fitEndTo: (text: string, width: number) => string
  /** Cuts, then pads with spaces to exactly `width` columns. */
  readonly padTo: (text: string, width: number) => string
}

/** Thrown at a text that cannot be measured by a table. */
const NEEDS_MORE = new Error('a text needs the measurer for any text')

/**
 * What `set` makes for a screen. The measurer for emoji, marks and some scripts is slow to load: only when `set` measures
 * such a text, it is loaded, and `set` begins again with it. So `set` must do nothing else than make its result.
 */
export async function withSheet<T>(screen: Screen, set: (sheet: Sheet) => T | Promise<T>): Promise<T> {
  const ink = await inkFor(screen.colour)
  const strict =
    <Rest extends readonly unknown[], Found>(measure: (text: string, ...rest: Rest) => Found) =>
    (text: string, ...rest: Rest) => {
      if (!isSimple(text)) throw NEEDS_MORE
      return measure(text, ...rest)
    }
  const { widthOf, fitTo, fitEndTo, wrapTo } = simpleText
  try {
    const measurer = {
      widthOf: strict(widthOf),
      fitTo: strict(fitTo),
      fitEndTo: strict(fitEndTo),
      wrapTo: strict(wrapTo),
    }
    return await set(sheetOf(screen, ink, measurer))
  } catch (thrown) {
    if (thrown !== NEEDS_MORE) throw thrown
    const { anyText } = await import('./any-width.js')
    return set(sheetOf(screen, ink, anyText))
  }
}

function sheetOf(screen: Screen, ink: Ink, { widthOf, fitTo, fitEndTo, wrapTo }: Measurer): Sheet {
  const { width, ascii, numbered = false, links = false, clock, carried } = screen
  const glyphs = glyphsOf(screen)
  const cut = (text: string, columns: number) => fitTo(text, columns, glyphs.ellipsis)
  return {
    width,
    screen: width,
    ascii,
    numbered,
    ink,
    linked: links ? linkTo : (text) => text,
    glyphs,
    times: timesOn(clock),
    suggest: suggesting(carried),
    widthOf,
    wrapTo,
    fitTo: cut,
    fitEndTo: (text, columns) => fitEndTo(text, columns, glyphs.ellipsis),
    padTo(text, columns) {
      const fitted = cut(text, columns)
      return fitted + ' '.repeat(Math.max(0, columns - widthOf(fitted)))
    },
  }
}

/** Terminals ignore longer addresses (VTE 2083 bytes). */
const LONGEST_ADDRESS = 2000

/**
 * OSC 8 allows only printable ASCII in an address. Everything else is written in percent, so that no character can end the
 * link and begin another sequence.
 */
function linkTo(text: string, address: string | undefined): string {
  if (text === '' || address === undefined || !/^https?:\/\/\S/i.test(address)) return text
  const bytes = Buffer.from(address, 'utf8')
  const written = Array.from(bytes, (byte) =>
    byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
  if (written.length > LONGEST_ADDRESS) return text
  return `\x1b]8;;${written}\x1b\\${text}\x1b]8;;\x1b\\`
}

/** Symbols that are not ASCII. */
const FULL = {
  going: '●',
  maybe: '○',
  block: '#',
  /** Between the parts of a line. */
  dot: '·',
  clash: '×',
  ellipsis: '…',
  arrow: '→',
  minus: '−',
  /** Fills blocks of mine. */
  shade: '░',
  /** Fills a banner to its end. */
  leader: '┄',
  /** Before the selected row, and after what is being typed. */
  cursor: '▸',
  caret: '▏',
  /** Between two parts of the screen, one beside or above the other. */
  beside: '│',
  below: '─',
  previous: '‹',
  next: '›',
}

export type Glyphs = Readonly<typeof FULL>

/** Replacements for terminals that cannot show them. */
const ASCII: Glyphs = {
  going: '*',
  maybe: 'o',
  block: '#',
  dot: '|',
  clash: 'x',
  ellipsis: '...',
  arrow: '->',
  minus: '-',
  shade: ':',
  leader: '.',
  cursor: '>',
  caret: '_',
  beside: '|',
  below: '-',
  previous: '<',
  next: '>',
}

export function glyphsOf(screen: { readonly ascii: boolean }): Glyphs {
  return screen.ascii ? ASCII : FULL
}

/** The role of a text, shown by colour. It never says more than words or signs do. */
export type Tone = 'strong' | 'faint' | 'heading' | 'going' | 'maybe' | 'bad' | 'warning'

type Ink = Readonly<Record<Tone, (text: string) => string>>

const same = (text: string) => text

const NO_INK: Ink = {
  strong: same,
  faint: same,
  heading: same,
  going: same,
  maybe: same,
  bad: same,
  warning: same,
}

/** Without colour no colour library is loaded. */
export async function inkFor(colour: Screen['colour']): Promise<Ink> {
  return colour === 0 ? NO_INK : inkAt(colour)
}

/**
 * Colours that are readable on black and on white. Uses its own Chalk instance, because the shared one looks at argv.
 * Chalk's functions take any number of texts; these take one, so that they can be passed to `map`.
 */
async function inkAt(level: 1 | 2 | 3): Promise<Ink> {
  const { Chalk } = await import('chalk')
  const chalk = new Chalk({ level })
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    heading: (text) => chalk.bold(text),
    going: (text) => chalk.green(text),
    maybe: (text) => chalk.cyan(text),
    bad: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
  }
}
