import { Exit, fail } from '../../model/index.js'
import { commandLine } from '../../render/words/shell.js'
import type { Command } from '../app.js'
import { calledWith } from '../flags/globals.js'
import { chooseSessions, type SelectionOptions, type WalkOptions, withSelection, withWalk } from '../flags/selection.js'

type PickOptions = SelectionOptions & WalkOptions

export const command: Command<PickOptions> = {
  configure: (command) =>
    withSelection(withWalk(command.argument('[words...]', 'search for these first; / changes them'))),
  isLive: () => true,

  async run(words, options, app) {
    const { stdin, stdout, environment } = app.world
    const isTerminal = stdin.isTerminal && stdout.isTerminal && environment['TERM'] !== 'dumb'
    if (!isTerminal || app.format('sessions') !== 'table') {
      const list = commandLine('list', calledWith(words, options, []))
      return fail(Exit.usage, { code: 'needs-terminal', what: 'pick', instead: `${list} | fzf -m | kubeplan add -` })
    }
    // Ends the run before the screen opens if nothing could be saved.
    const [path, agenda] = [await app.agendaPath(), await app.agenda()]
    const { catalogue, sessions } = await chooseSessions(options, [], app, agenda)
    if (sessions.length === 0) return Exit.done
    const { pickOnScreen } = await import('./pick-screen.js')
    return pickOnScreen({ path, agenda, catalogue, sessions, words, options }, app)
  },
}
