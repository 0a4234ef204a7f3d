import { type Note, type Problem, severityOf } from '../model/index.js'
import { screenOf } from '../render/screen/screen.js'
import { noteSentence, noteText } from '../render/sentences/notes.js'
import { placeOf } from '../render/sentences/words.js'
import type { Screen } from '../render/views.js'
import { timesOn } from '../render/words/labels.js'
import { suggesting } from '../render/words/shell.js'
import { remark, type World } from '../world.js'
import { carriedOf, clockOf, type Globals, type ScreenFlags, screenFor } from './flags/globals.js'

/** Writes notes to stderr: one line each, but wrapped on a terminal. */
export async function writeNotes(
  notes: readonly Note[],
  flags: ScreenFlags,
  { environment, stderr }: World,
): Promise<void> {
  const screen = { ...screenOf({}, environment, stderr), carried: carriedOf(flags), clock: clockOf(flags) }
  for (const note of notes) {
    const text = stderr.isTerminal
      ? await noteText(note, screen)
      : noteSentence(note, suggesting(screen.carried), timesOn(screen.clock))
    remark(stderr, `${text}\n`)
  }
}

/** Reports problems that do not end the run on stderr. They are rare, so their sentences are loaded only if needed. */
export async function writeProblems(
  problems: readonly Problem[],
  globals: Globals,
  { environment, stderr }: World,
  shown?: (problem: Problem) => Problem,
): Promise<void> {
  const screen = screenFor(globals, environment, stderr)
  for (const line of await problemLines(problems, screen, stderr.isTerminal, shown)) stderr.write(`${line}\n`)
}

/** How many equal problems are listed: by `check` to a file or a program, by `check` on a screen, and by others. */
const LISTED = { whole: 50, screen: 10, examples: 3 } as const

interface Listed {
  readonly problem: Problem
  /** After the last that is listed of a kind: the first of the others, and their number. */
  readonly next?: Problem
  readonly others: number
}

/** What equal problems have in common; their details may differ by numbers, and by values in quotes or brackets. */
function kindOf(problem: Problem): string {
  const what =
    problem.code === 'entry-left-out' || problem.code === 'time-left-out'
      ? problem.reason
      : 'detail' in problem
        ? problem.detail.replace(/"[^"]*"|\(.*\)|\d+/gs, '')
        : 'key' in problem && problem.key
  return `${problem.code} ${severityOf(problem)} ${what}`
}

/** Some of equal problems, in their order: a few are enough to see what is wrong. */
function examplesOf(problems: readonly Problem[], most: number): readonly Listed[] {
  const kinds = new Map<string, { listed: number; last: { problem: Problem; next?: Problem; others: number } }>()
  const examples: Listed[] = []
  for (const problem of problems) {
    const key = kindOf(problem)
    const kind = kinds.get(key)
    if (kind && kind.listed >= most) {
      kind.last.next ??= problem
      kind.last.others++
      continue
    }
    const last = { problem, others: 0 }
    kinds.set(key, { listed: (kind?.listed ?? 0) + 1, last })
    examples.push(last)
  }
  return examples
}

/** Lists some problems of a kind; after the last of them the others are counted. */
export function withoutMany(problems: readonly Problem[], most: 'whole' | 'screen'): readonly Problem[] {
  return examplesOf(problems, LISTED[most]).flatMap(({ problem, next, others }): readonly Problem[] => {
    const at = next && placeOf(next)
    if (!at) return [problem]
    const more = { code: 'more-problems', at, count: others } as const
    return [problem, severityOf(next) === 'warning' ? { ...more, severity: 'warning' } : more]
  })
}

/** Problems as text, in their order: some of each kind, followed by the number of others. */
export async function problemLines(
  problems: readonly Problem[],
  screen: Screen,
  terminal: boolean,
  shown = (problem: Problem) => problem,
): Promise<readonly string[]> {
  const { problemText } = await import('../render/views/problems.js')
  const lines: string[] = []
  for (const { problem, others } of examplesOf(problems, LISTED.examples)) {
    lines.push(await problemText(shown(problem), screen, terminal))
    if (others > 0) lines.push(noteSentence({ code: 'more-of-the-same', count: others }))
  }
  return lines
}
