/** In columns; on a narrower terminal, two columns of text would break into single words. */
export const TWO_COLUMNS_FROM = 72

/**
 * Plain text wrapped at this many columns, indented after the first line. A word that is too long gets its own line.
 */
export function wrapped(text: string, columns: number, indent = 0): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && indent + last.length + 1 + word.length <= columns) lines.push(`${lines.pop()} ${word}`)
    else lines.push(word)
  }
  return lines.map((line) => line.trimEnd()).join(`\n${' '.repeat(indent)}`)
}
