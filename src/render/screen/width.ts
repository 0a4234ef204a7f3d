import { pattern } from '../../model/index.js'

/**
 * Measures texts in terminal columns. The texts must be safe: no control characters, and line ends only in `wrapTo`.
 */
export interface Measurer {
  readonly widthOf: (text: string) => number
  /** At most `width` columns; `ellipsis` replaces what is cut. */
  readonly fitTo: (text: string, width: number, ellipsis: string) => string
  /** The same at the front, so that the end is kept. */
  readonly fitEndTo: (text: string, width: number, ellipsis: string) => string
  /**
   * Lines of at most `width` columns, broken at spaces if possible. A character wider than `width` gets its own line.
   */
  readonly wrapTo: (text: string, width: number) => readonly string[]
}

// Characters that never combine with a neighbour, each one UTF-16 unit. A test compares them with string-width.
/** One column: Latin, Greek, Cyrillic, dashes, quotes, currencies, arrows, mathematics, lines and shapes. */
const ONE = [
  String.raw`\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff`,
  String.raw`\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u22ff\u2500-\u25fc`,
].join('')
/** Two columns: CJK punctuation, kana, ideographs, Hangul syllables, full-width forms. */
const TWO = String.raw`\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60`
const FIRST_OF_TWO = 0x3000

const ALL_ONE = new RegExp(`^[${ONE}]*$`)
const ALL_SIMPLE = new RegExp(`^[${ONE}${TWO}]*$`)

/**
 * Whether each character of the text can be measured alone: no emoji, no marks, no scripts that need more than a table.
 */
export function isSimple(text: string): boolean {
  return ALL_SIMPLE.test(text)
}

export const simpleText: Measurer = {
  widthOf: (text) => (ALL_ONE.test(text) ? text.length : sumOf(text)),
  fitTo: (text, width, ellipsis) => fitText(text, width, ellipsis, unitsWithin),
  fitEndTo: (text, width, ellipsis) => fitEnd([...text], width, ellipsis, simpleText.widthOf),
  wrapTo: (text, width) => wrap(text, width, simpleText.widthOf, chop),
}

function sumOf(text: string): number {
  let width = 0
  for (let index = 0; index < text.length; index++) width += columnsAt(text, index)
  return width
}

function columnsAt(text: string, index: number): 1 | 2 {
  return text.charCodeAt(index) < FIRST_OF_TWO ? 1 : 2
}

function unitsWithin(text: string, width: number): number {
  let used = 0
  for (let index = 0; index < text.length; index++) {
    used += columnsAt(text, index)
    if (used > width) return index
  }
  return text.length
}

function chop(word: string, room: number): readonly string[] {
  const pieces: string[] = []
  let begin = 0
  let used = 0
  for (let index = 0; index < word.length; index++) {
    const width = columnsAt(word, index)
    if (used + width > room && index > begin) {
      pieces.push(word.slice(begin, index))
      begin = index
      used = 0
    }
    used += width
  }
  return [...pieces, word.slice(begin)]
}

/** `within` returns how many UTF-16 units fit into a width. It stops there, so that a long text costs no more. */
export function fitText(
  text: string,
  width: number,
  ellipsis: string,
  within: (text: string, width: number) => number,
): string {
  if (within(text, width) >= text.length) return text
  if (width <= ellipsis.length) return ellipsis.slice(0, Math.max(width, 0))
  return text.slice(0, within(text, width - ellipsis.length)).trimEnd() + ellipsis
}

/** The last of the characters with an ellipsis before them. */
export function fitEnd(
  characters: readonly string[],
  width: number,
  ellipsis: string,
  widthOf: (text: string) => number,
): string {
  const room = Math.max(0, width)
  let [used, first, begin] = [0, characters.length, characters.length]
  for (let index = characters.length - 1; index >= 0 && used <= room; index--) {
    used += widthOf(characters[index] ?? '')
    if (used <= room) first = index
    if (used <= room - ellipsis.length) begin = index
  }
  if (first === 0) return characters.join('')
  return ellipsis.slice(0, room) + characters.slice(begin).join('').trimStart()
}

/** Where a word wider than a line may be broken: after a hyphen or slash between letters. */
const SEAM = pattern(String.raw`(?<=[\p{L}\p{N}][-/])(?=[\p{L}\p{N}])`, 'u')

/** A part of an address would be another address. */
const ADDRESS = /^[^\w]?https?:\/\/\S/i

/**
 * Greedy wrapping in linear time. Addresses are never broken. A word that is too long is broken at its seams; `cut` splits what is still too long
 * into pieces of at most `room` columns, in one pass.
 */
export function wrap(
  text: string,
  width: number,
  widthOf: (text: string) => number,
  cut: (word: string, room: number) => readonly string[],
): readonly string[] {
  const room = Math.max(1, Math.floor(width))
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    let used = 0
    for (const word of paragraph.split(' ').filter(Boolean)) {
      let space = line === '' ? '' : ' '
      const isTooWide = widthOf(word) > room && !ADDRESS.test(word)
      for (const part of isTooWide ? word.split(SEAM()) : [word]) {
        const columns = widthOf(part)
        if (line !== '' && used + space.length + columns <= room) {
          line += space + part
          used += space.length + columns
        } else {
          if (line !== '') lines.push(line)
          const pieces = columns > room && isTooWide ? cut(part, room) : [part]
          for (const piece of pieces.slice(0, -1)) lines.push(piece)
          line = pieces.at(-1) ?? ''
          used = columns > room ? widthOf(line) : columns
        }
        space = ''
      }
    }
    lines.push(line)
  }
  return lines
}
