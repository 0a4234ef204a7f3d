import { type Problem, severityOf } from '../../model/problem.js'
import { sentenceOf } from '../sentences/index.js'
import { safe } from '../terminal.js'
import type { Screen } from '../views.js'
import { excerptLines, excerptTexts } from './excerpt.js'
import { placeOf } from './problem-place.js'
import { sheetFor } from './sheet.js'

/**
 * A problem for a person, without a line end at its end: `file:line:column: message`, the line with carets below, what to do.
 * The first line is never wrapped: editors and grep read it.
 */
export async function problemText(problem: Problem, screen: Screen): Promise<string> {
  const { message, hint } = sentenceOf(problem)
  const at = placeOf(problem)
  const sheet = await sheetFor(screen, at ? excerptTexts(at) : [])
  const { ink } = sheet
  const where = at ? `${safe(at.file)}:${at.line}:${at.column}: ` : 'kubeplan: '
  const warning = severityOf(problem) === 'warning'
  const words = warning ? `${ink.warning('warning:')} ${message}` : ink.bad(message)
  const hints = hint === undefined ? [] : hint.split('\n').map((line) => `  ${line}`)
  return [ink.strong(where) + words, ...(at ? excerptLines(at, sheet) : []), ...hints].join('\n')
}
