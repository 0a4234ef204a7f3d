import { type Problem, severityOf } from '../../model/problem.js'
import { sentenceOf } from '../sentences/index.js'
import { safe } from '../terminal.js'
import type { Screen } from '../views.js'
import { excerptLines, excerptTexts } from './excerpt.js'
import { closing } from './flow.js'
import { hanging } from './plan-lines.js'
import { placeOf } from './problem-place.js'
import { type Sheet, sheetFor } from './sheet.js'

/**
 * A problem for a person, without a line end at its end: `file:line:column: message`, the line with carets below, what to do.
 * With `wraps` no word is torn where the screen ends, but the line of a place stays whole: editors and grep read it.
 */
export async function problemText(problem: Problem, screen: Screen, wraps: boolean): Promise<string> {
  const { message, hint } = sentenceOf(problem)
  const at = placeOf(problem)
  const sheet = await sheetFor(screen, [message, hint ?? '', ...(at ? excerptTexts(at) : [])])
  const { ink } = sheet
  const where = at ? `${safe(at.file)}:${at.line}:${at.column}: ` : 'kubeplan: '
  const warning = severityOf(problem) === 'warning'
  const label = warning ? `${ink.warning('warning:')} ` : ''
  const paint = warning ? (text: string) => text : ink.bad
  const [first = '', ...further] = wraps && !at ? hanging(where + message, sheet) : [where + message]
  return [
    ink.strong(first.slice(0, where.length)) + label + paint(first.slice(where.length)),
    ...further.map(paint),
    ...(at ? excerptLines(at, sheet) : []),
    ...(hint?.split('\n') ?? []).flatMap((line) => (wraps ? hintLines(line, sheet) : [INDENT + line])),
  ].join('\n')
}

const INDENT = '  '

/** A row of a list keeps its place, and what does not fit goes below it, set in; of a sentence each command is kept whole where it fits. */
function hintLines(line: string, sheet: Sheet): readonly string[] {
  const indent = INDENT + (/^ */.exec(line)?.[0] ?? '')
  const text = line.trimStart()
  const room = Math.max(1, sheet.width - indent.length)
  if (sheet.widthOf(text) <= room) return [indent + text]
  if (indent !== INDENT) return hanging(text, sheet, indent.length)
  return closing(text.split(BETWEEN), { ...sheet, width: room }).map((row) => indent + row)
}

/** What stands between two commands in a hint. */
const BETWEEN = '   '
