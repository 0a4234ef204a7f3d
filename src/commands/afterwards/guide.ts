import { guideBy, guideCatalogue, guideOf } from '../../planning/export/guide.js'
import { guideProse } from '../../render/prose/guide.js'
import type { Command } from '../app.js'
import { DOCUMENT_FORMATS, type DocumentOptions, withDocument, writeDocument } from './documents.js'

export const command: Command<DocumentOptions> = {
  formats: DOCUMENT_FORMATS,

  configure: (command) => withDocument(command, 'write up everything with a take by NAME instead of your picks'),

  run: ([file = '-'], options, app) =>
    writeDocument(file, options, app, 'takes', ({ catalogue, agenda, sessions, names }) => {
      const entries = names ? guideBy(names, catalogue, sessions) : guideOf(agenda, catalogue, sessions)
      return {
        prose: (heading) => guideProse({ ...heading, entries, picked: names === undefined }),
        catalogue: guideCatalogue(catalogue, entries),
        sessions: entries.map(({ session }) => session),
      }
    }),
}
