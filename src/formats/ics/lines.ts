import type { Range } from '../fields/place.js'

/** An unfolded content line of RFC 5545. `range` is the position of its first line in the file. */
export interface ContentLine {
  /** The property's name in capitals; empty if the line is not a property. */
  readonly name: string
  /** The whole line, without the spaces that some programs put after the colon. */
  readonly text: string
  readonly value: string
  readonly range: Range
}

/** Makes line ends countable for `placesIn`: old programs end lines in CR alone. */
export function countableLines(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n')
}

/** The content lines of a calendar, whether folded by space or TAB, with CRLF or LF, or not at all. Linear. */
export function contentLines(text: string): readonly ContentLine[] {
  const lines: ContentLine[] = []
  let pieces: string[] = []
  let range: Range = [0, 0]
  const finish = () => {
    if (pieces.length > 0) lines.push(contentLine(pieces.join(''), range))
    pieces = []
  }
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const next = newline === -1 ? text.length : newline + 1
    let end = newline === -1 ? text.length : newline
    while (end > start && text[end - 1] === '\r') end--
    const first = text[start]
    if (pieces.length > 0 && (first === ' ' || first === '\t')) pieces.push(text.slice(start + 1, end))
    else if (text.slice(start, end).trim() !== '') {
      finish()
      pieces = [text.slice(start, end)]
      range = [start, end]
    }
    start = next
  }
  finish()
  return lines
}

/** The value of the first line of that name; undefined if it is missing or empty. */
export function firstValue(lines: readonly ContentLine[], name: string): string | undefined {
  return lines.find((line) => line.name === name)?.value || undefined
}

function contentLine(text: string, range: Range): ContentLine {
  const name = /^\s*([a-z0-9-]+)\s*(?=[;:])/i.exec(text)
  const colon = name === null ? -1 : valueColon(text)
  if (name === null || colon === -1) return { name: '', text, value: '', range }
  const value = text.slice(colon + 1).trim()
  const head = text.slice(name[0].length, colon)
  return { name: (name[1] ?? '').toUpperCase(), text: `${name[1]}${head}:${value}`, value, range }
}

/** The colon before the value is the first outside quoted parameters. */
function valueColon(text: string): number {
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted
    if (text[at] === ':' && !quoted) return at
  }
  return -1
}
