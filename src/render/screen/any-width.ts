import stringWidth from 'string-width'
import { fitEnd, fitText, isSimple, type Measurer, simpleText, wrap } from './width.js'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The segmenter is quadratic: 350,000 characters in one piece take minutes. No cluster of a safe text is this long. */
const WINDOW = 512

/** Columns as counted by terminals: two for emoji, none for marks. Clusters are cut as a whole. */
export const anyText: Measurer = {
  widthOf(text) {
    if (isSimple(text)) return simpleText.widthOf(text)
    let width = 0
    for (const cluster of clusters(text)) width += stringWidth(cluster)
    return width
  },
  fitTo: (text, width, ellipsis) =>
    isSimple(text) ? simpleText.fitTo(text, width, ellipsis) : fitText(text, width, ellipsis, unitsWithin),
  fitEndTo: (text, width, ellipsis) => fitEnd([...clusters(text)], width, ellipsis, anyText.widthOf),
  wrapTo: (text, width) => wrap(text, width, anyText.widthOf, cut),
}

/** The characters as a reader sees them. Each window but the last leaves its last cluster to the next. */
function* clusters(text: string): Generator<string> {
  for (let begin = 0; begin < text.length; ) {
    const window = text.slice(begin, wholeCharacter(text, begin + WINDOW))
    const found = Array.from(graphemes.segment(window), ({ segment }) => segment)
    const whole = begin + window.length < text.length && found.length > 1 ? found.slice(0, -1) : found
    yield* whole
    begin += whole.reduce((length, cluster) => length + cluster.length, 0)
  }
}

/** Half a surrogate pair would end a cluster that continues. */
function wholeCharacter(text: string, end: number): number {
  const last = text.charCodeAt(end - 1)
  return last >= 0xd800 && last < 0xdc00 ? end - 1 : end
}

function unitsWithin(text: string, width: number): number {
  let used = 0
  let units = 0
  for (const cluster of clusters(text)) {
    used += stringWidth(cluster)
    if (used > width) return units
    units += cluster.length
  }
  return units
}

function cut(word: string, room: number): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const cluster of clusters(word)) {
    const width = stringWidth(cluster)
    if (used + width > room && piece !== '') {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += cluster
    used += width
  }
  return [...pieces, piece]
}
