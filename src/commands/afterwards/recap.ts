import { Exit, fail } from '../../model/index.js'
import { unknownPicks } from '../../planning/agenda/clashes.js'
import { disclosedForRecap } from '../../planning/export/privacy.js'
import { recapBy, recapCatalogue, recapEntries, recapOf, withCompany } from '../../planning/export/recap.js'
import type { Other } from '../../planning/export/share-agenda.js'
import type { App, Command } from '../app.js'
import { readWith, type WithOptions, withOthers } from '../flags/other-agendas.js'
import {
  chooseSubject,
  chooseWhoever,
  DOCUMENT_FORMATS,
  type DocumentOptions,
  documentFormat,
  putDocument,
  withDocument,
} from './documents.js'

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

  async run([file = '-'], options, app) {
    const format = documentFormat(file, app)
    const { catalogue, agenda, sessions, names } = await chooseSubject(options, 'takeaways', app)
    const others = await othersFor(options, app)
    const mine = names
      ? recapBy(names, catalogue, sessions)
      : recapOf(disclosedForRecap(agenda, options), catalogue, sessions)
    const told = others.length === 0 ? mine : withCompany(mine, others, await chooseWhoever(options, agenda, app))
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
        prose: async () => (await import('../../render/prose/recap.js')).recapProse(view),
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

/** Attendance belongs to my own recap, not to published ones. */
async function othersFor(options: RecapOptions, app: App): Promise<readonly Other[]> {
  if (options.with === undefined || options.by === undefined) return readWith(options, app)
  const detail = '--by and --with cannot be used together'
  return fail(Exit.usage, { code: 'bad-arguments', detail, command: 'recap' })
}
