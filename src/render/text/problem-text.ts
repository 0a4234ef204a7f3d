import { type Problem, severityOf } from '../../model/problem.js'
import { sentenceOf } from '../sentences/index.js'
import { safe } from '../terminal.js'
import type { Screen } from '../views.js'
import { choiceLines } from './choice.js'
import { excerptLines, excerptTexts } from './excerpt.js'
import { closing } from './flow.js'
import { hanging } from './plan-lines.js'
import { placeOf } from './problem-place.js'
import { type Sheet, sheetFor } from './sheet.js'

/**
 * A problem for a person: `file:line:column: message`, the line with carets, what to do. Does not end with a line end.
 * With `wraps` lines are wrapped at the width of the screen, except for the first line of a problem with a place, which
 * editors and grep read.
 */
export async function problemText(problem: Problem, screen: Screen, wraps: boolean): Promise<string> {
  const { message, hint, list } = sentenceOf(problem)
  const at = placeOf(problem)
  const listed = list?.rows.flatMap(({ id, room, title }) => [id, room, title]) ?? []
  const sheet = await sheetFor(screen, [message, hint ?? '', ...listed, ...(at ? excerptTexts(at) : [])])
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
    ...(list ? choiceLines(list, sheet, wraps) : []),
  ].join('\n')
}

const INDENT = '  '

/** Commands in a sentence are kept whole if they fit. */
function hintLines(line: string, sheet: Sheet): readonly string[] {
  const room = Math.max(1, sheet.width - INDENT.length)
  return closing(line.split(BETWEEN), { ...sheet, width: room }).map((row) => INDENT + row)
}

const BETWEEN = '   '
