/** A command line up to the cursor. */
export interface TypedLine {
  /** The words before the one with the cursor, without quotes. */
  readonly words: readonly string[]
  readonly current: {
    /** What is typed of it, without quotes. */
    readonly text: string
    /** The beginning of `text` that bash keeps when it completes the word. */
    readonly kept: string
    /** The quote that is open at the cursor. */
    readonly quote: Quote
  }
}

type Quote = '' | "'" | '"'

/**
 * Reads a line as bash does: words with quotes and backslashes, nothing expanded. `breaks` are the characters after
 * which Readline begins a new word to complete (COMP_WORDBREAKS), in quotes only the opening one.
 */
export function readTypedLine(line: string, breaks = ''): TypedLine {
  const words: string[] = []
  let [text, kept, quote]: [string | undefined, string, Quote] = [undefined, '', '']
  let before = ''
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at)
    const escaped = /^(?:\\[\s\S])/.test(line.slice(at, at + 2)) && quote !== "'"
    if (escaped) {
      at++
      const next = line.charAt(at)
      text = (text ?? '') + (quote === '"' && !/["$`\\]/.test(next) ? `\\${next}` : next)
    } else if (letter === quote) {
      ;[quote, kept] = ['', before]
    } else if (quote === '' && (letter === '"' || letter === "'")) {
      text ??= ''
      ;[quote, before, kept] = [letter, kept, text]
    } else if (quote === '' && /\s/.test(letter)) {
      if (text !== undefined) words.push(text)
      ;[text, kept] = [undefined, '']
    } else {
      text = (text ?? '') + letter
      if (quote === '' && breaks.includes(letter)) kept = text
    }
  }
  return { words, current: { text: text ?? '', kept, quote } }
}

/** A text as bash inserts it at the cursor: with what the open quote needs, or else with a backslash before each sign. */
export function quotedFor(quote: Quote, text: string): string {
  if (quote !== '') {
    const inside =
      quote === "'"
        ? text.replaceAll("'", "'\\''")
        : // In double quotes, an exclamation mark would still stand for an earlier command.
          text.replace(/["$`\\]/g, '\\$&').replaceAll('!', '"\\!"')
    // Readline closes the quote, unless it finds the same sign before the cursor.
    return inside.endsWith(quote) ? `${inside}${quote}` : inside
  }
  return text.replace(/[^\w@%+=:,./\u0080-\u{10ffff}-]/gu, '\\$&')
}
