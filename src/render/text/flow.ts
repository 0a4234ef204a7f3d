import { isCommandLine, wrapAround } from './command-wrap.js'
import type { Tone } from './ink.js'
import type { Sheet } from './sheet.js'

export interface Part {
  readonly text: string
  readonly tone?: Tone
}

/** Joins parts by ` · ` on as many lines as needed. A part is broken only if it is too long for a line. */
export function flow(parts: readonly Part[], sheet: Sheet): readonly string[] {
  return flowWith(` ${sheet.glyphs.dot} `, parts, sheet)
}

/** The lines below a view: sentences and commands, each kept whole if it fits. Commands are never broken. */
export function closing(sentences: readonly string[], sheet: Sheet): readonly string[] {
  const parts = sentences.map((text) => ({ text }))
  return flowWith('   ', parts, sheet)
}

/** Running text, with each sentence kept whole if it fits, because it may contain a command. */
export function running(sentences: readonly string[], sheet: Sheet): readonly string[] {
  const parts = sentences.map((text) => ({ text }))
  return flowWith(' ', parts, sheet)
}

function flowWith(between: string, parts: readonly Part[], sheet: Sheet): readonly string[] {
  const { width, ink, widthOf } = sheet
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const { text, tone } of parts.filter((part) => part.text !== '')) {
    const paint = tone ? ink[tone] : (same: string) => same
    const gap = used > 0 ? between.length : 0
    if (used + gap + widthOf(text) <= width) {
      line += (gap > 0 ? ink.faint(between) : '') + paint(text)
      used += gap + widthOf(text)
      continue
    }
    if (used > 0) lines.push(line)
    const pieces = wrapAround(text, width, sheet)
    for (const piece of pieces.slice(0, -1)) lines.push(paint(piece))
    const last = pieces.at(-1) ?? ''
    line = paint(last)
    // A command on a line of its own is copied as that line, so nothing may follow it.
    used = pieces.length > 1 && isCommandLine(last) ? Math.max(width, widthOf(last)) : widthOf(last)
  }
  return used > 0 ? [...lines, line] : lines
}

/** A paragraph between `indent` and the width, or a readable maximum. Empty lines are kept. */
export function paragraph(text: string, sheet: Sheet, indent = 0): readonly string[] {
  const room = Math.max(1, Math.min(sheet.width, READABLE) - indent)
  return sheet.wrapTo(text, room).map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
}

const READABLE = 88
