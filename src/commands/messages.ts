import { type Note, type Problem, severityOf } from '../model/index.js'
import { screenOf } from '../render/screen/screen.js'
import { noteSentence, noteText } from '../render/sentences/notes.js'
import { placeOf } from '../render/sentences/words.js'
import type { Screen } from '../render/views.js'
import { remark, type World } from '../world.js'
import { type Globals, screenFor } from './flags/globals.js'

/** Writes notes to stderr: one line each, but wrapped on a terminal. */
export async function writeNotes(notes: readonly Note[], { environment, stderr }: World): Promise<void> {
  const screen = screenOf({}, environment, stderr)
  for (const note of notes) {
    const text = stderr.isTerminal ? await noteText(note, screen) : noteSentence(note)
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

/** How many problems of one kind are listed; `check` lists 50 of both. */
const EXAMPLES = { warning: 3, error: 50 } as const

/** A few problems of one kind are enough to see what is wrong. */
function kindOf(problem: Problem): string {
  return `${problem.code} ${problem.code === 'entry-left-out' ? problem.reason : ''} ${severityOf(problem)}`
}

/** Lists at most 50 problems of a kind; after the 50th the others are counted. */
export function withoutMany(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string, number>()
  const listed: { readonly problem: Problem; readonly kind: string; readonly isLast: boolean }[] = []
  const nexts = new Map<string, Problem>()
  for (const problem of problems) {
    const kind = kindOf(problem)
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    if (count <= EXAMPLES.error) listed.push({ problem, kind, isLast: count === EXAMPLES.error })
    else if (count === EXAMPLES.error + 1) nexts.set(kind, problem)
  }
  return listed.flatMap(({ problem, kind, isLast }): readonly Problem[] => {
    const next = isLast ? nexts.get(kind) : undefined
    const at = next && placeOf(next)
    if (!next || !at) return [problem]
    const more = { code: 'more-problems', at, count: (counts.get(kind) ?? 0) - EXAMPLES.error } as const
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
  const counts = new Map<string, { told: Problem[]; count: number }>()
  for (const problem of problems) {
    const severity = severityOf(problem)
    const kind = kindOf(problem)
    const same = counts.get(kind) ?? { told: [], count: 0 }
    if (same.count++ === 0) counts.set(kind, same)
    if (same.told.length < EXAMPLES[severity]) same.told.push(problem)
  }
  const more = new Map([...counts.values()].map(({ told, count }) => [told.at(-1), count - told.length]))
  const told = new Set([...counts.values()].flatMap((same) => same.told))
  const lines: string[] = []
  for (const problem of problems) {
    if (!told.delete(problem)) continue
    lines.push(await problemText(shown(problem), screen, terminal))
    const count = more.get(problem) ?? 0
    if (count > 0) lines.push(noteSentence({ code: 'more-of-the-same', count }))
    if (told.size === 0) break
  }
  return lines
}
