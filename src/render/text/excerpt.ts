import type { Place } from '../../model/problem.js'
import { safe } from '../terminal.js'
import type { Sheet } from './sheet.js'

/** In columns, so that excerpts of one file are aligned. */
const NUMBER = 5
/** How much is kept before the place when the beginning of a long line is cut. */
const BEFORE = 16

export function excerptTexts({ excerpt }: Place): readonly string[] {
  return excerpt === undefined ? [] : [safe(excerpt)]
}

export function excerptLines(place: Place, sheet: Sheet): readonly string[] {
  if (place.excerpt === undefined) return []
  const { ink, widthOf } = sheet
  const room = Math.max(1, sheet.width - NUMBER - 3)
  const characters = [...place.excerpt]
  const begin = Math.max(0, place.column - (place.from ?? 1))
  const length = Math.max(1, place.width ?? 1)
  const marked = safe(characters.slice(begin, begin + length).join(''))
  const after = safe(characters.slice(begin + length).join(''))
  let before = safe(characters.slice(0, begin).join(''))
  const cut = place.from !== undefined && place.from > 1
  if (cut || widthOf(before) + Math.min(widthOf(marked), room / 2) > room) before = shortened(before, room, sheet, cut)
  const line = sheet.fitTo(before + marked + after, room)
  const lead = widthOf(before)
  const carets = '^'.repeat(Math.max(1, Math.min(widthOf(marked), room - lead)))
  const number = String(place.line).padStart(NUMBER)
  return [
    ink.faint(`${number} | `) + line,
    ink.faint(`${' '.repeat(NUMBER)} | `) + ' '.repeat(lead) + ink.bad(carets),
  ].map((text) => text.trimEnd())
}

function shortened(before: string, room: number, { widthOf, glyphs }: Sheet, cut: boolean): string {
  const limit = Math.max(0, Math.min(BEFORE, Math.floor(room / 3)))
  if (cut && widthOf(before) + glyphs.ellipsis.length <= limit) return glyphs.ellipsis + before
  let tail = ''
  for (const character of [...before.slice(-4 * BEFORE)].reverse()) {
    if (widthOf(character + tail) > limit) break
    tail = character + tail
  }
  return glyphs.ellipsis + tail
}
