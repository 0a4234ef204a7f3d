import type { Note } from '../model/note.js'
import type { Problem } from '../model/problem.js'
import { screenOf } from '../render/screen.js'
import { noteSentence } from '../render/sentences/index.js'
import { problemText } from '../render/text/problem-text.js'
import type { World } from '../world.js'
import { screenOptions } from './app.js'
import type { Globals } from './globals.js'

/** Commentary on the work, one line each, to stderr. */
export async function tellNotes(notes: readonly Note[], world: World): Promise<void> {
  for (const note of notes) world.stderr.write(`${noteSentence(note)}\n`)
}

/** Problems that do not end the run, to stderr. */
export async function tellProblems(problems: readonly Problem[], globals: Globals, world: World): Promise<void> {
  const screen = screenOf(screenOptions(globals), world.environment, world.stderr)
  for (const problem of problems) world.stderr.write(`${await problemText(problem, screen)}\n`)
}
