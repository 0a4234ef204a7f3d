import { Exit } from '../model/exit.js'
import { goingEntries } from '../planning/attending.js'
import { mayFold } from '../planning/foldable.js'
import { freeAmong } from '../planning/free.js'
import { chooseSessions, stagesOf } from './choosing.js'
import type { Command } from './command.js'
import { readLimit, type SelectionOptions, withOrder, withSelection } from './selection.js'
import { type WalkOptions, walksFor, withWalk } from './walking.js'

interface ListOptions extends SelectionOptions, WalkOptions {
  readonly free?: true
}

export const list: Command<ListOptions> = {
  configure: (command) =>
    withOrder(
      withSelection(
        withWalk(
          command
            .argument('[words...]', 'every word must match; one typo is forgiven')
            .option('--free', 'only what fits into the gaps of my agenda, walks included'),
        ),
      ),
    ),

  async run(words, { limit, ...options }, app) {
    const most = readLimit(limit)
    const agenda = await app.agenda()
    const { catalogue, selection, sessions, ranked } = await chooseSessions(options, words, app, agenda)
    const going = options.free ? goingEntries(agenda, catalogue, { maybe: false }) : []
    const fitting = options.free ? freeAmong(sessions, going, walksFor(options, agenda, catalogue)) : sessions
    await app.print({
      kind: 'sessions',
      catalogue,
      zone: await app.zone(),
      sessions: most === undefined ? fitting : fitting.slice(0, most),
      stages: stagesOf(agenda),
      // Who asks for five wants to see five.
      fold: most === undefined && mayFold(selection),
      ...(selection.days && { days: selection.days.days }),
      ranked,
    })
    return Exit.done
  },
}
