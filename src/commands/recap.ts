import { Exit } from '../model/exit.js'
import { unknownPicks } from '../planning/attending.js'
import { recapBy, recapCatalogue, recapEntries, recapOf } from '../planning/recap.js'
import type { Command } from './command.js'
import { chooseSubject, type DocumentOptions, documentFormat, putDocument, withDocument } from './documenting.js'

export const recap: Command<DocumentOptions> = {
  configure: (command) => withDocument(command, 'instead of what I attended: everything with takeaways by NAME'),

  async run([file = '-'], options, app) {
    const format = documentFormat(file, app)
    const { catalogue, agenda, sessions, names } = await chooseSubject(options, 'takeaways', app)
    const told = names ? recapBy(names, catalogue, sessions) : recapOf(agenda, catalogue, sessions)
    const entries = recapEntries(told)
    const title = options.title?.trim()
    const view = {
      catalogue,
      zone: await app.zone(),
      recap: told,
      authors: names ? [...names] : agenda.person === undefined ? [] : [agenda.person],
      ...(title && { title }),
    }
    await putDocument(
      {
        prose: async () => (await import('../render/prose/recap.js')).recapProse(view),
        catalogue: recapCatalogue(catalogue, told),
        sessions: entries.map(({ session }) => session),
      },
      format,
      file,
      options,
      app,
    )
    if (sessions.length > 0 && entries.length === 0) {
      await app.note({ code: names ? 'nothing-in-common' : 'nothing-attended' })
    }
    if (!names) await app.note(...unknownPicks(agenda, catalogue))
    return Exit.done
  },
}
