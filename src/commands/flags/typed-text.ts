import { badValue, Exit, fail, LONGEST } from '../../model/index.js'

const BREAKS = /[\n\v\f\r\u0085\u2028\u2029]/

/**
 * A text from the command line as stored in files: trimmed, not empty, on one line, at most `limit` code points. Other
 * texts end the run; `flag` is named in the message.
 */
export function typedLine(flag: string, text: string, limit: number): string {
  const line = text.trim()
  if (line === '') return badValue(flag, text, 'some text')
  if (BREAKS.test(line)) return badValue(flag, text, 'one line')
  return within(flag, line, limit)
}

/** `typedLine` for prose, which may have several lines or be empty. Line ends become `\n`. */
export function typedProse(flag: string, text: string): string {
  return within(flag, text.replace(/\r\n?/g, '\n').trim(), LONGEST)
}

function within(flag: string, text: string, limit: number): string {
  const length = text.length > limit ? [...text].length : 0
  return length > limit ? fail(Exit.usage, { code: 'text-too-long', what: flag, length, limit }) : text
}
