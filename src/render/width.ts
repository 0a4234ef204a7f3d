/** Measures texts in the columns of a terminal. The texts are safe already: no controls, no line ends but in `wrapTo`. */
export interface Measurer {
  readonly widthOf: (text: string) => number
  /** At most `width` columns: what is cut off shows as `ellipsis`. */
  readonly fitTo: (text: string, width: number, ellipsis: string) => string
  /** Lines of at most `width` columns, broken at spaces where there are any. A character wider than `width` stands alone. */
  readonly wrapTo: (text: string, width: number) => readonly string[]
}

/** Characters of one column that join with no neighbour: Latin, Greek, Cyrillic, dashes, quotes, arrows, mathematics, lines. */
// biome-ignore format: ranges read better on one line
const PLAIN = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u22ff\u2500-\u25fc\n]*$/

export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}

/** A measurer for these texts: wide scripts and emoji need one that is slow to load, the others do not. */
export async function measurerFor(texts: Iterable<string>): Promise<Measurer> {
  for (const text of texts) {
    if (isPlain(text)) continue
    const { wide } = await import('./wide.js')
    return wide
  }
  return narrow
}

/** One column a character. */
export const narrow: Measurer = {
  widthOf: (text) => text.length,
  fitTo(text, width, ellipsis) {
    if (text.length <= width) return text
    if (width <= ellipsis.length) return ellipsis.slice(0, Math.max(width, 0))
    return text.slice(0, width - ellipsis.length).trimEnd() + ellipsis
  },
  wrapTo: (text, width) => wrap(text, width, narrow.widthOf, chop),
}

/**
 * Greedy wrapping in linear time. `cut` takes a word that is too long apart into pieces of at most `room` columns, in one
 * pass.
 */
export function wrap(
  text: string,
  width: number,
  widthOf: (text: string) => number,
  cut: (word: string, room: number) => readonly string[],
): readonly string[] {
  const room = Math.max(1, Math.floor(width))
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    let used = 0
    for (const word of paragraph.split(' ').filter(Boolean)) {
      const wide = widthOf(word)
      if (line !== '' && used + 1 + wide <= room) {
        line = `${line} ${word}`
        used += 1 + wide
        continue
      }
      if (line !== '') lines.push(line)
      const pieces = wide > room ? cut(word, room) : [word]
      for (const piece of pieces.slice(0, -1)) lines.push(piece)
      line = pieces.at(-1) ?? ''
      used = wide > room ? widthOf(line) : wide
    }
    return [...lines, line]
  })
}

function chop(word: string, room: number): readonly string[] {
  return Array.from({ length: Math.ceil(word.length / room) }, (_, piece) =>
    word.slice(piece * room, (piece + 1) * room),
  )
}
