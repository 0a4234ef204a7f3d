import type { Note } from '../../model/note.js'
import { noteSentence } from '../sentences/notes.js'
import type { Screen } from '../views.js'
import { running } from './flow.js'
import { sheetFor } from './sheet.js'

const NEXT_SENTENCE = /(?<=[.?!]) (?=[A-Z(])/

/** A note for a terminal, without a line end at its end: as wide as the screen, no word torn. */
export async function noteText(note: Note, screen: Screen): Promise<string> {
  const text = noteSentence(note)
  return running(text.split(NEXT_SENTENCE), await sheetFor(screen, [text])).join('\n')
}
