import { Exit } from '../model/exit.js'
import { layOutAgenda } from '../planning/agenda-days.js'
import { chooseSessions } from './choosing.js'
import type { Command } from './command.js'
import { type SelectionOptions, withSelection } from './selection.js'

export const agenda: Command<SelectionOptions> = {
  configure: (command) => withSelection(command.argument('[words...]', 'only picks with all these words')),

  async run(words, options, app) {
    const mine = await app.agenda()
    const { catalogue, selection, sessions } = await chooseSessions({ stage: 'any', ...options }, words, app, mine)
    const days = layOutAgenda(mine, catalogue, new Set(sessions.map(({ id }) => id)), selection.days?.days)
    await app.print({ kind: 'agenda', catalogue, zone: await app.zone(), agenda: mine, ...days })
    return Exit.done
  },
}
