import stringWidth from 'string-width'
import { isPlain, type Measurer, narrow, wrap } from './width.js'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Columns as terminals count them: two for CJK and emoji, none for marks. Characters are cut whole. */
export const wide: Measurer = {
  widthOf: (text) => (isPlain(text) ? text.length : stringWidth(text)),
  fitTo(text, width, ellipsis) {
    if (isPlain(text)) return narrow.fitTo(text, width, ellipsis)
    if (!exceeds(text, width)) return text
    if (width <= ellipsis.length) return ellipsis.slice(0, Math.max(width, 0))
    return text.slice(0, lengthWithin(text, width - ellipsis.length)).trimEnd() + ellipsis
  },
  wrapTo(text, width) {
    if (isPlain(text)) return narrow.wrapTo(text, width)
    return wrap(text, width, wide.widthOf, cut)
  },
}

function exceeds(text: string, width: number): boolean {
  return lengthWithin(text, width) < text.length
}

/** How many UTF-16 units of the text stand within `width` columns. Stops there: a long text costs no more than a short one. */
function lengthWithin(text: string, width: number): number {
  let used = 0
  for (const { segment, index } of graphemes.segment(text)) {
    used += stringWidth(segment)
    if (used > width) return index
  }
  return text.length
}

function cut(word: string, room: number): readonly string[] {
  const pieces: string[] = []
  let begin = 0
  let used = 0
  for (const { segment, index } of graphemes.segment(word)) {
    const width = stringWidth(segment)
    if (used + width > room && index > begin) {
      pieces.push(word.slice(begin, index))
      begin = index
      used = 0
    }
    used += width
  }
  return [...pieces, word.slice(begin)]
}
