import type { Note } from '../model/note.js'
import { type Problem, severityOf } from '../model/problem.js'
import { screenOf } from '../render/screen.js'
import { noteSentence } from '../render/sentences/notes.js'
import { noteText } from '../render/text/note-text.js'
import type { Screen } from '../render/views.js'
import { remark, type World } from '../world.js'
import { type Globals, screenOptions } from './globals.js'

/** Commentary on the work, to stderr: one line each, but as wide as the screen on a terminal. */
export async function tellNotes(notes: readonly Note[], { environment, stderr }: World): Promise<void> {
  const screen = screenOf({}, environment, stderr)
  for (const note of notes) {
    const text = stderr.isTerminal ? await noteText(note, screen) : noteSentence(note)
    remark(stderr, `${text}\n`)
  }
}

/** Problems that do not end the run, to stderr. They are rare and have many words: these are loaded when needed. */
export async function tellProblems(
  problems: readonly Problem[],
  globals: Globals,
  { environment, stderr }: World,
  shown?: (problem: Problem) => Problem,
): Promise<void> {
  const screen = screenOf(screenOptions(globals), environment, stderr)
  for (const line of await problemLines(problems, screen, stderr.isTerminal, shown)) stderr.write(`${line}\n`)
}

/** So many problems of one kind are listed, of what must be corrected more than of what is only doubtful; `check` lists all. */
const EXAMPLES = { warning: 3, error: 50 } as const

/** Problems in their words, in their order: some of each kind, and behind these how many more there are. */
export async function problemLines(
  problems: readonly Problem[],
  screen: Screen,
  terminal: boolean,
  shown = (problem: Problem) => problem,
): Promise<readonly string[]> {
  const { problemText } = await import('../render/text/problem-text.js')
  const counts = new Map<string, { told: Problem[]; count: number }>()
  for (const problem of problems) {
    const severity = severityOf(problem)
    const kind = `${problem.code} ${problem.code === 'entry-left-out' ? problem.reason : ''} ${severity}`
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
