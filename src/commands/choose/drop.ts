import { type Agenda, Exit, fail, type Session } from '../../model/index.js'
import { dropPick } from '../../planning/agenda/picks.js'
import type { App, Command } from '../app.js'
import { type SelectionOptions, selects, stagesOf, withSelection } from '../flags/selection.js'
import {
  certain,
  certainSessions,
  namingFor,
  nothing,
  pickedSessions,
  resolveOrAsk,
  sessionsToChange,
  withInput,
} from '../flags/session-args.js'

export const command: Command<SelectionOptions> = {
  configure: (command) =>
    withSelection(
      command.argument(
        '[session...]',
        'a row of the last list, an id or the start of one, or words of a title; - reads ids from stdin',
      ),
    ),

  async run(references, options, app) {
    const sessions = await sessionsToDrop(references, options, app)

    await app.changeAgenda((agenda) => {
      const stages = stagesOf(agenda)
      const strangers = sessions.filter((session) => !stages.has(session.id))
      if (strangers.length > 0) {
        fail(
          Exit.usage,
          ...strangers.map((session) => ({ code: 'not-picked' as const, session, picked: namesOf(agenda) })),
          ...(sessions.length > 1 ? [nothing('dropped')] : []),
        )
      }
      return sessions.reduce((left, session) => dropPick(left, session.id), agenda)
    })
    await app.note(...sessions.map((session) => ({ code: 'dropped' as const, session })))
    return Exit.done
  },
}

/** My picks come first: words need only distinguish those. Flags select among them as well. */
async function sessionsToDrop(
  references: readonly string[],
  options: SelectionOptions,
  app: App,
): Promise<readonly Session[]> {
  if (selects(options)) return sessionsToChange(references, { stage: ['any'], ...options }, app, 'drop')
  // Without words and flags nothing is dropped; certainly not everything.
  if (references.length === 0) return sessionsToChange(references, options, app, 'drop')
  const agenda = await app.agenda()
  const catalogue = await app.catalogue()
  const picked = pickedSessions(agenda, catalogue)
  const named = await withInput(references, { sessions: [...picked.sessions, ...catalogue.sessions] }, app)
  const mine = await resolveOrAsk(named, picked, await namingFor(named, app, agenda), app)
  return mine.ok ? certain(mine, named, 'dropped') : certainSessions(named, app, await app.catalogue(), 'dropped')
}

function namesOf(agenda: Agenda) {
  return agenda.picks.map(({ session, seen }) => ({ id: session, title: seen?.title ?? session }))
}
