/** From so many columns on there is room for two columns of text: below, every line would break into single words. */
export const TWO_COLUMNS_FROM = 72

/** Our own words in so many columns, every line but the first behind an indent; a word that is too long stands alone. */
export function wrapped(text: string, columns: number, indent = 0): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && indent + last.length + 1 + word.length <= columns) lines.push(`${lines.pop()} ${word}`)
    else lines.push(word)
  }
  return lines.map((line) => line.trimEnd()).join(`\n${' '.repeat(indent)}`)
}
