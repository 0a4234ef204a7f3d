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
): Promise<void> {
  const screen = screenOf(screenOptions(globals), environment, stderr)
  for (const line of await problemLines(problems, screen, stderr.isTerminal)) stderr.write(`${line}\n`)
}

/** So many problems of one kind are listed, of what must be corrected more than of what is only doubtful; `check` lists all. */
const EXAMPLES = { warning: 3, error: 50 } as const

/** Problems in their words, in their order: some of each kind, and behind these how many more there are. */
export async function problemLines(
  problems: readonly Problem[],
  screen: Screen,
  terminal: boolean,
): Promise<readonly string[]> {
  const { problemText } = await import('../render/text/problem-text.js')
  const kinds = problems.map((problem) => {
    const reason = problem.code === 'entry-left-out' ? problem.reason : ''
    return `${problem.code} ${reason} ${severityOf(problem)}`
  })
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const told = new Map<string, number>()
  const lines: string[] = []
  for (const [index, problem] of problems.entries()) {
    const kind = kinds[index] ?? ''
    const [number, most] = [(told.get(kind) ?? 0) + 1, EXAMPLES[severityOf(problem)]]
    if (number > most) continue
    told.set(kind, number)
    lines.push(await problemText(problem, screen, terminal))
    const count = (counts.get(kind) ?? 0) - most
    if (number === most && count > 0) lines.push(noteSentence({ code: 'more-of-the-same', count }))
  }
  return lines
}
