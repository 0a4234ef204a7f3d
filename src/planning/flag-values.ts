import type { Values } from './selection.js'

/** What the values of one flag stand for among real values. `wanted` is absent where nothing was asked for. */
export interface Matched {
  readonly wanted?: ReadonlySet<string>
  readonly unwanted: ReadonlySet<string>
  /** Values that match nothing, each with the flag it was written for. */
  readonly missing: readonly { readonly flag: string; readonly value: string }[]
}

interface Term {
  readonly text: string
  readonly excludes: boolean
}

/**
 * Reads the values of `--name` and `--not-name`: several mean or, a value is first tried whole and then split at its
 * commas, and a leading `!` excludes. `match` answers which real values one text stands for.
 */
export function readFlagValues(name: string, values: Values, match: (text: string) => ReadonlySet<string>): Matched {
  const wanted = new Set<string>()
  const unwanted = new Set<string>()
  const missing: { readonly flag: string; readonly value: string }[] = []
  const whole: readonly Term[] = [
    ...values.wanted.map((text) => asTerm(text, false)),
    ...values.unwanted.map((text) => ({ text, excludes: true })),
  ]
  for (const term of whole.flatMap((term) => (match(term.text).size > 0 ? [term] : partsOf(term)))) {
    const found = match(term.text)
    if (found.size === 0) missing.push({ flag: term.excludes ? `--not-${name}` : `--${name}`, value: term.text })
    for (const value of found) (term.excludes ? unwanted : wanted).add(value)
  }
  const asks = whole.some(({ excludes }) => !excludes)
  return { ...(asks && { wanted }), unwanted, missing }
}

function asTerm(text: string, excludes: boolean): Term {
  const marked = /^\s*!\s*(.*)$/su.exec(text)
  return marked ? { text: marked[1] ?? '', excludes: true } : { text, excludes }
}

/** A value without commas is its own part, however empty. */
function partsOf({ text, excludes }: Term): readonly Term[] {
  const parts = text.split(',').map((part) => part.trim())
  const named = parts.filter((part) => part !== '')
  return named.length === 0 ? [{ text, excludes }] : named.map((part) => asTerm(part, excludes))
}
