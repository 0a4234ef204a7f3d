import type { Note } from '../../model/note.js'
import { noteSentence } from '../sentences/notes.js'
import type { Screen } from '../views.js'
import { running } from './flow.js'
import { sheetFor } from './sheet.js'

const NEXT_SENTENCE = /(?<=[.?!]) (?=[A-Z(])/

/** A note for a terminal, wrapped at the width of the screen. Does not end with a line end. */
export async function noteText(note: Note, screen: Screen): Promise<string> {
  const text = noteSentence(note)
  return running(text.split(NEXT_SENTENCE), await sheetFor(screen, [text])).join('\n')
}
