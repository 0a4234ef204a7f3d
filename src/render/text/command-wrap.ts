import type { Sheet } from './sheet.js'

/**
 * Wraps lines at `width` columns without breaking suggested commands, because half of one, pasted, would be another
 * command. A command that is too long gets a line of its own, which the terminal wraps without changing it.
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

/** Whether a line begins with a command, so that only parts of it may follow. */
export function isCommandLine(line: string): boolean {
  return line.startsWith('kubeplan ')
}

/** A blank at which lines are not broken. */
const GLUE = '\u00a0'
/** A command after a colon: up to the end, or to a remark in parentheses. */
const SUGGESTED = /(?<=: )(kubeplan (?:'[^']*'|\\'|(?! \()[^'])*)/
/** A command inside a sentence, or a flag with its value. */
const MENTIONED = /kubeplan [a-z]+(?: --[a-z]+)*|--[a-z]+ \d\S*/g
