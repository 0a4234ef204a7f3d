import type { Sheet } from './sheet.js'

/** A text on as many lines as needed, indented after the first. */
export function hanging(text: string, { width, wrapTo, widthOf }: Sheet, indent = 0): readonly string[] {
  const room = width - indent
  const [first = '', ...further] = widthOf(text) <= room ? [text] : wrapTo(text, room - 2)
  return [' '.repeat(indent) + first, ...further.map((line) => ' '.repeat(indent + 2) + line)]
}

export interface Labelled {
  readonly label: string
  readonly text: string
}

/** Texts beside their labels, which have a column of at least `column` characters. */
export function labelled(
  texts: readonly Labelled[],
  { width, wrapTo, ink }: Sheet,
  { indent = 0, column = 0 } = {},
): readonly string[] {
  const longest = Math.max(column, ...texts.map(({ label }) => label.length))
  const lead = indent + longest + 2
  return texts.flatMap(({ label, text }) =>
    wrapTo(text, width - lead).map((line, index) =>
      index === 0
        ? `${' '.repeat(indent)}${ink.heading(label)}${' '.repeat(longest - label.length + 2)}${line}`
        : ' '.repeat(lead) + line,
    ),
  )
}
