import type { Screen } from '../views.js'
import { type Glyphs, glyphsOf } from './glyphs.js'
import { type Ink, inkFor } from './ink.js'
import { isSimple, type Measurer, simpleText } from './width.js'

/** The tools for setting a text view: width, symbols, colours, and a measurer for its texts. */
export interface Sheet {
  readonly width: number
  readonly ink: Ink
  readonly glyphs: Glyphs
  readonly widthOf: Measurer['widthOf']
  readonly wrapTo: Measurer['wrapTo']
  /** Cuts at `width` columns and shows an ellipsis. */
  readonly fitTo: (text: string, width: number) => string
  /** Cuts, then pads with spaces to exactly `width` columns. */
  readonly padTo: (text: string, width: number) => string
}

export async function sheetFor(screen: Screen, texts: Iterable<string>): Promise<Sheet> {
  const glyphs = glyphsOf(screen)
  const { widthOf, fitTo, wrapTo } = await measurerFor(texts)
  const cut = (text: string, width: number) => fitTo(text, width, glyphs.ellipsis)
  return {
    width: screen.width,
    ink: await inkFor(screen.colour),
    glyphs,
    widthOf,
    wrapTo,
    fitTo: cut,
    padTo(text, width) {
      const fitted = cut(text, width)
      return fitted + ' '.repeat(Math.max(0, width - widthOf(fitted)))
    },
  }
}

/** A measurer for these texts. The one for emoji, marks and some scripts is slow to load. */
export async function measurerFor(texts: Iterable<string>): Promise<Measurer> {
  for (const text of texts) {
    if (isSimple(text)) continue
    const { anyText } = await import('./any-width.js')
    return anyText
  }
  return simpleText
}
