import type { Stretch } from '../../planning/selection/fold-text.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'

type Tools = Pick<Sheet, 'widthOf' | 'fitTo' | 'fitEndTo' | 'glyphs'>

/** Where a word is written in a safe text: in order. */
type HitsIn = (text: string) => readonly Stretch[]

/**
 * An excerpt, safe and on one line, of the first of the texts that has most of the words: at most `width` columns around
 * its first word. Undefined if no text has any of them.
 */
export function bestExcerpt(
  texts: readonly string[],
  words: readonly HitsIn[],
  width: number,
  tools: Tools,
): string | undefined {
  let best: { readonly text: string; readonly hit: Stretch; readonly has: number } | undefined
  for (const text of texts.map(safe)) {
    const firsts = words.flatMap((hitsIn) => hitsIn(text)[0] ?? [])
    const [hit] = firsts.sort((a, b) => a.from - b.from)
    if (hit && firsts.length > (best?.has ?? 0)) best = { text, hit, has: firsts.length }
  }
  return best && excerptAround(best.hit, best.text, width, tools)
}

/** In UTF-16 units for each column: more than any character that is safe needs. A longer text is not measured. */
const UNITS = 16

/**
 * The safe text around a stretch of it in at most `width` columns, cut between words with ellipses. If the stretch is
 * wider than that, its beginning. Text without blanks is cut anywhere.
 */
export function excerptAround({ from, to }: Stretch, text: string, width: number, tools: Tools): string {
  const { widthOf, glyphs } = tools
  const units = width * UNITS
  const [before, after] = [text.slice(Math.max(0, from - units), from), text.slice(from, to + units)]
  const hit = text.slice(from, Math.min(to, from + units))
  const spare = width - widthOf(hit) - glyphs.ellipsis.length
  const lead = lastWords(before, Math.min(spare, Math.max(Math.floor(width / 3), width - widthOf(after))), tools)
  return lead + firstWords(after, to - from, width - widthOf(lead), tools)
}

/** The end of a text, without the part of a word at the cut. */
function lastWords(text: string, width: number, { widthOf, fitEndTo, glyphs: { ellipsis } }: Tools): string {
  if (widthOf(text) <= width) return text
  if (width < ellipsis.length) return ''
  const kept = fitEndTo(text, width).slice(ellipsis.length)
  const isWhole = text.at(-kept.length - 1) === ' '
  const blank = kept.indexOf(' ')
  return ellipsis + (isWhole || blank < 0 ? kept : kept.slice(blank + 1))
}

/** The beginning of a text, without the part of a word at the cut, but at least `least` units of it if they fit. */
function firstWords(text: string, least: number, width: number, { fitTo, glyphs: { ellipsis } }: Tools): string {
  const cut = fitTo(text, width)
  if (cut === text) return text
  const kept = cut.slice(0, -ellipsis.length)
  const blank = kept.lastIndexOf(' ')
  return text[kept.length] === ' ' || blank < least ? cut : kept.slice(0, blank).trimEnd() + ellipsis
}
