import { Exit } from '../../model/index.js'
import { unknownPicks } from '../../planning/agenda/clashes.js'
import { guideBy, guideCatalogue, guideOf } from '../../planning/export/guide.js'
import type { Command } from '../app.js'
import {
  chooseSubject,
  DOCUMENT_FORMATS,
  type DocumentOptions,
  documentFormat,
  putDocument,
  withDocument,
} from './documents.js'

export const command: Command<DocumentOptions> = {
  formats: DOCUMENT_FORMATS,

  configure: (command) => withDocument(command, 'write up everything with a take by NAME instead of your picks'),

  async run([file = '-'], options, app) {
    const format = documentFormat(file, app)
    const { catalogue, agenda, sessions, names } = await chooseSubject(options, 'takes', app)
    const entries = names ? guideBy(names, catalogue, sessions) : guideOf(agenda, catalogue, sessions)
    const title = options.title?.trim()
    const view = {
      catalogue,
      zone: await app.zone(),
      entries,
      picked: names === undefined,
      authors: names ? [...names] : agenda.person === undefined ? [] : [agenda.person],
      ...(title && { title }),
    }
    await putDocument(
      {
        prose: async () => (await import('../../render/prose/guide.js')).guideProse(view),
        catalogue: guideCatalogue(catalogue, entries),
        sessions: entries.map(({ session }) => session),
      },
      format,
      file,
      options,
      app,
    )
    if (names && sessions.length > 0 && entries.length === 0) await app.note({ code: 'nothing-in-common' })
    if (!names) await app.note(...unknownPicks(agenda, catalogue))
    return Exit.done
  },
}
