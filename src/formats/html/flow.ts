/** Text that grows piece by piece, with line ends and spaces that are only written where text follows. */
export interface Flow {
  /** Adds text; its own line ends count only where `keepLines` says so. */
  readonly text: (text: string, keepLines: boolean) => void
  readonly space: () => void
  /** One more line end, two at most in a row. */
  readonly lineEnd: () => void
  /** At least so many line ends before what follows. */
  readonly apart: (lineEnds: 1 | 2) => void
  /** What follows is an entry of a list. */
  readonly entry: () => void
  /** Where a link begins: `link` closes it. */
  readonly mark: () => number
  /** Puts the address behind the text since `mark`, unless the text is the address. */
  readonly link: (mark: number, address: string) => void
  readonly whole: () => string
}

/** Costs as much as its text is long. */
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
        // The first piece is what stands between the link and the text before it.
        if (/^https?:/i.test(address)) pieces.splice(mark + 1, Number.POSITIVE_INFINITY, address)
      } else pieces.push(` (${address.replace(/^mailto:/, '')})`)
    },
    whole: () => pieces.join('').trim(),
  }
}

/** An address as people shorten it. */
function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)(?:www\.)?|^www\./, '')
    .replace(/\/$/, '')
}
