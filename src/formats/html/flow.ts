/** Text built piece by piece. Line ends and spaces are only written when more text follows. */
export interface Flow {
  /** Line ends in `text` count only with `keepLines`. */
  readonly text: (text: string, keepLines: boolean) => void
  readonly space: () => void
  /** One more line end, at most two in a row. */
  readonly lineEnd: () => void
  /** At least this many line ends before what follows. */
  readonly apart: (lineEnds: 1 | 2) => void
  readonly entry: () => void
  /** Marks the beginning of a link, which `link` closes. */
  readonly mark: () => number
  /** Puts the address after the text since `mark`, unless that text is the address. */
  readonly link: (mark: number, address: string) => void
  readonly whole: () => string
}

/** Costs O(length of the text). */
export function textFlow(): Flow {
  const pieces: string[] = []
  let lineEnds = 0
  let spaced = false
  let bullet = false

  const write = (word: string) => {
    const between = lineEnds > 0 ? '\n'.repeat(lineEnds) : spaced ? ' ' : ''
    pieces.push(`${pieces.length === 0 ? '' : between}${bullet ? '* ' : ''}`, word)
    lineEnds = 0
    spaced = false
    bullet = false
  }
  const words = (text: string) => {
    const trimmed = text.trim()
    if (text !== '' && trimmed === '') spaced = true
    if (trimmed === '') return
    if (/^\s/.test(text)) spaced = true
    write(trimmed.replace(/\s+/g, ' '))
    if (/\s$/.test(text.slice(-1))) spaced = true
  }
  const lineEnd = () => {
    if (!bullet) lineEnds = Math.min(2, lineEnds + 1)
  }
  return {
    text(text, keepLines) {
      if (!keepLines) return words(text)
      text.split('\n').forEach((line, index) => {
        if (index > 0) lineEnd()
        words(line)
      })
    },
    space() {
      spaced = true
    },
    lineEnd,
    apart(least) {
      if (!bullet) lineEnds = Math.max(lineEnds, least)
    },
    entry() {
      if (!bullet) lineEnds = Math.max(lineEnds, 1)
      bullet = true
    },
    mark: () => pieces.length,
    link(mark, address) {
      const shown = pieces
        .slice(mark + 1)
        .join('')
        .trim()
      if (shown === '') return write(address)
      if (bare(shown) === bare(address)) {
        // The first piece is the space between the link and the text before it.
        if (/^https?:/i.test(address)) pieces.splice(mark + 1, Number.POSITIVE_INFINITY, address)
      } else pieces.push(` (${address.replace(/^mailto:/, '')})`)
    },
    whole: () => pieces.join('').trim(),
  }
}

function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)(?:www\.)?|^www\./, '')
    .replace(/\/$/, '')
}
