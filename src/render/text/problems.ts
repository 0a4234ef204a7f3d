import { type Problem, severityOf } from '../../model/problem.js'
import { safe } from '../terminal.js'
import type { ProblemsView, Screen } from '../views.js'
import { count } from './count.js'
import { inkFor } from './ink.js'
import { problemText } from './problem-text.js'

/** The result of `check` for a person: every problem with its place, then the counts. */
export async function problemsText({ file, problems, sessions }: ProblemsView, screen: Screen): Promise<string> {
  const texts: string[] = []
  for (const problem of problems) texts.push(await problemText(problem, screen, true))
  const ink = await inkFor(screen.colour)
  const errors = numberOf(problems, 'error')
  const warnings = numberOf(problems, 'warning')
  const found = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
  const counts = found.filter(Boolean).join(', ')
  const read = sessions === undefined ? '' : `, ${count(sessions, 'session')}`
  const last = counts === '' ? ink.going('no problems') : ink.bad(counts)
  return [...texts, `${safe(file)}: ${last}${read}`].map((text) => `${text}\n`).join('')
}

/** Includes those that were only counted. */
function numberOf(problems: readonly Problem[], severity: 'error' | 'warning'): number {
  const numbers = problems
    .filter((problem) => severityOf(problem) === severity)
    .map((problem) => (problem.code === 'more-problems' ? problem.count : 1))
  return numbers.reduce((sum, number) => sum + number, 0)
}
