import { Exit, fail } from '../../model/index.js'
import { disclosedForRecap } from '../../planning/export/privacy.js'
import { recapBy, recapCatalogue, recapEntries, recapOf, withCompany } from '../../planning/export/recap.js'
import type { Other } from '../../planning/export/share-agenda.js'
import { recapProse } from '../../render/prose/recap.js'
import type { App, Command } from '../app.js'
import { readWith, type WithOptions, withOthers } from '../flags/other-agendas.js'
import { chooseSessions } from '../flags/selection.js'
import { DOCUMENT_FORMATS, type DocumentOptions, withDocument, writeDocument } from './documents.js'

interface RecapOptions extends DocumentOptions, WithOptions {
  readonly withNotes?: true
}

export const command: Command<RecapOptions> = {
  formats: DOCUMENT_FORMATS,

  configure: (command) =>
    withDocument(
      withOthers(command, 'include who else was there, from their agenda; may be repeated'),
      'write up everything with takeaways by NAME instead of what you attended',
    ).option('--with-notes', 'include your notes and ratings'),

  run: ([file = '-'], options, app) =>
    writeDocument(file, options, app, 'recap', async ({ catalogue, agenda, sessions, names }) => {
      const others = await othersFor(options, app)
      const mine = names
        ? recapBy(names, catalogue, sessions)
        : recapOf(disclosedForRecap(agenda, options), catalogue, sessions)
      // Whoever picked them; without notes, because those were given for my own agenda.
      const choice = others.length === 0 ? undefined : await chooseSessions(options, [], app, agenda, () => [])
      const recap = choice ? withCompany(mine, others, choice.sessions) : mine
      return {
        prose: (heading) => recapProse({ ...heading, recap }),
        catalogue: recapCatalogue(catalogue, recap),
        sessions: recapEntries(recap).map(({ session }) => session),
      }
    }),
}

/** Attendance belongs to my own recap, not to published ones. */
async function othersFor(options: RecapOptions, app: App): Promise<readonly Other[]> {
  if (options.with === undefined || options.by === undefined) return readWith(options, app)
  const detail = '--by and --with cannot be used together'
  return fail(Exit.usage, { code: 'bad-arguments', detail, command: 'recap' })
}
