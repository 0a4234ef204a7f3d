import type { Values } from './selection.js'

/** The existing values that a flag's values match. `wanted` is undefined if none were asked for. */
export interface Matched {
  readonly wanted?: ReadonlySet<string>
  readonly unwanted: ReadonlySet<string>
  readonly missing: readonly { readonly flag: string; readonly value: string }[]
}

interface Term {
  readonly text: string
  readonly excludes: boolean
}

/**
 * Reads the values of `--name` and `--not-name`. Several values mean "or"; a value is tried whole and then split at
 * commas, and a leading `!` excludes. `match` returns the existing values that a text matches.
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

/** A value without any part stays whole, even if it is empty. */
function partsOf({ text, excludes }: Term): readonly Term[] {
  const parts = text.split(',').map((part) => part.trim())
  const named = parts.filter((part) => part !== '')
  return named.length === 0 ? [{ text, excludes }] : named.map((part) => asTerm(part, excludes))
}
