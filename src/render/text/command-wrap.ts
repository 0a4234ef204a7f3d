import type { Sheet } from './sheet.js'

/**
 * Lines of at most `width` columns, but a suggested command is never broken: pasted, its half would be another one. One
 * that is too long stands alone on a longer line, which the terminal breaks without changing it.
 */
export function wrapAround(
  text: string,
  width: number,
  { wrapTo, widthOf }: Pick<Sheet, 'wrapTo' | 'widthOf'>,
): readonly string[] {
  const lines: string[] = []
  let rest = ''
  const wrapRest = () => {
    if (rest.trim() !== '') lines.push(...wrapTo(rest.trim(), width).map((line) => line.replaceAll(GLUE, ' ')))
    rest = ''
  }
  for (const piece of text.split(SUGGESTED)) {
    const isCommand = piece.startsWith('kubeplan ')
    if (isCommand && (widthOf(piece) > width || piece.includes(GLUE))) {
      wrapRest()
      lines.push(piece)
    } else if (isCommand) {
      rest += piece.replaceAll(' ', GLUE)
    } else {
      rest += piece.replace(MENTIONED, (words) => (widthOf(words) > width ? words : words.replaceAll(' ', GLUE)))
    }
  }
  wrapRest()
  return lines.length > 0 ? lines : ['']
}

/** Whether a line is a command from its beginning: nothing may follow it that is not part of it. */
export function isCommandLine(line: string): boolean {
  return line.startsWith('kubeplan ')
}

/** A blank at which nothing is broken. */
const GLUE = '\u00a0'
/** What follows a colon: up to the end, or to what is said in parentheses about it. */
const SUGGESTED = /(?<=: )(kubeplan (?:'[^']*'|\\'|(?! \()[^'])*)/
/** A command in the middle of a sentence, or a flag with its value. */
const MENTIONED = /kubeplan [a-z]+(?: --[a-z]+)*|--[a-z]+ \d\S*/g
