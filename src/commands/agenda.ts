import { Exit } from '../model/exit.js'
import { layOutAgenda } from '../planning/agenda-days.js'
import { chooseSessions } from './choosing.js'
import type { Command } from './command.js'
import { type SelectionOptions, withSelection } from './selection.js'
import { type WalkOptions, walksFor, withWalk } from './walking.js'

export const agenda: Command<SelectionOptions & WalkOptions> = {
  configure: (command) => withSelection(withWalk(command.argument('[words...]', 'only picks with all these words'))),

  async run(words, options, app) {
    const mine = await app.agenda()
    const { catalogue, selection, sessions } = await chooseSessions({ stage: 'any', ...options }, words, app, mine)
    const chosen = new Set(sessions.map(({ id }) => id))
    const walks = walksFor(options, mine, catalogue)
    const days = layOutAgenda(mine, catalogue, chosen, { walks, ...(selection.days && { days: selection.days.days }) })
    await app.print({ kind: 'agenda', catalogue, zone: await app.zone(), agenda: mine, ...days })
    return Exit.done
  },
}
