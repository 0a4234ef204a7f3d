import { guideBy, guideCatalogue, guideEntries, guideOf, takesOnly } from '../../planning/export/guide.js'
import { guideProse } from '../../render/prose/guide.js'
import type { Command } from '../app.js'
import { DOCUMENT_FORMATS, type DocumentOptions, withDocument, writeDocument } from './documents.js'

interface GuideOptions extends DocumentOptions {
  readonly takeOnly?: true
}

export const command: Command<GuideOptions> = {
  formats: DOCUMENT_FORMATS,

  configure: (command) =>
    withDocument(
      command,
      "write up everything with a take by NAME, and NAME's own sessions, instead of your picks",
    ).option('--take-only', 'only sessions with a take'),

  run: ([file = '-'], { takeOnly, ...options }, app) =>
    writeDocument(file, options, app, 'guide', ({ catalogue, agenda, sessions, names }) => {
      const whole = names ? guideBy(names, catalogue, sessions) : guideOf(agenda, catalogue, sessions)
      const guide = takeOnly ? takesOnly(whole) : whole
      return {
        prose: (heading) => guideProse({ ...heading, guide, picked: names === undefined }),
        catalogue: guideCatalogue(catalogue, guide),
        sessions: guideEntries(guide).map(({ session }) => session),
      }
    }),
}
