import type { AgendaProblem } from './agenda-problem.js'
import type { CatalogueProblem } from './catalogue-problem.js'
import type { DiskProblem } from './disk-problem.js'
import type { Exit } from './exit.js'
import type { NetworkProblem } from './network-problem.js'
import type { UsageProblem } from './usage-problem.js'

/** A position in a file. `line` and `column` count from 1, columns in code points. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The source line, and how many columns of it the caret underlines. */
  readonly excerpt?: string
  readonly width?: number
  /** The column at which the excerpt begins; above 1 where the line is too long to quote whole. */
  readonly from?: number
}

/** Anything that can be wrong, as data. The wording for every code is in `render/sentences`. */
export type Problem = CatalogueProblem | AgendaProblem | UsageProblem | DiskProblem | NetworkProblem

/** These are reported, and the work goes on. */
const WARNINGS: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'dst-overlap',
  'zero-length',
  'double-booked',
  'unknown-source',
  'entry-left-out',
  'not-in-programme',
  'pick-not-in-programme',
  'nothing-below',
  'empty-item',
  'agenda-shorter',
  'duplicate-pick',
  'agenda-not-judged',
  'identity-derived',
  'cut-to-length',
  'conference-doubt',
  'entry-doubt',
])

export function severityOf(problem: Problem): 'error' | 'warning' {
  if ('severity' in problem && problem.severity) return problem.severity
  return WARNINGS.has(problem.code) ? 'warning' : 'error'
}

/** The only thing kubeplan throws on purpose. It ends the run with `exit` once its problems have been reported. */
export class Failure extends Error {
  override readonly name = 'Failure'

  constructor(
    readonly exit: Exit,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => problem.code).join(', '))
  }
}

export function fail(exit: Exit, ...problems: readonly Problem[]): never {
  throw new Failure(exit, problems)
}
