import { Exit } from '../model/exit.js'
import { mayFold } from '../planning/foldable.js'
import { chooseSessions, stagesOf } from './choosing.js'
import type { Command } from './command.js'
import { type SelectionOptions, withOrder, withSelection } from './selection.js'

export const list: Command<SelectionOptions> = {
  configure: (command) =>
    withOrder(withSelection(command.argument('[words...]', 'every word must match; one typo is forgiven'))),

  async run(words, options, app) {
    const agenda = await app.agenda()
    const { catalogue, selection, sessions, ranked } = await chooseSessions(options, words, app, agenda)
    await app.print({
      kind: 'sessions',
      catalogue,
      zone: await app.zone(),
      sessions,
      stages: stagesOf(agenda),
      fold: mayFold(selection),
      ...(selection.days && { days: selection.days.days }),
      ranked,
    })
    return Exit.done
  },
}
