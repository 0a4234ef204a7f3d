import type { Note } from '../model/note.js'
import type { Problem } from '../model/problem.js'
import { screenOf } from '../render/screen.js'
import { noteSentence } from '../render/sentences/notes.js'
import { noteText } from '../render/text/note-text.js'
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
export async function tellProblems(problems: readonly Problem[], globals: Globals, world: World): Promise<void> {
  const { problemText } = await import('../render/text/problem-text.js')
  const screen = screenOf(screenOptions(globals), world.environment, world.stderr)
  for (const problem of problems)
    remark(world.stderr, `${await problemText(problem, screen, world.stderr.isTerminal)}\n`)
}
