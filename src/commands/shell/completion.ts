import { Argument } from 'commander'
import { badValue, Exit, nearest } from '../../model/index.js'
import { readShipped } from '../../store/files/paths.js'
import type { Command } from '../app.js'

const SHELLS = ['bash', 'zsh', 'fish']

export const command: Command = {
  configure: (command) =>
    // A wrong one is refused below, with the nearest.
    command.addArgument(new Argument('<shell>', 'the shell that reads it').choices(SHELLS).argParser(String)),

  async run([shell = ''], _options, app) {
    if (!SHELLS.includes(shell)) return badValue('completion', shell, 'bash, zsh or fish', nearest(shell, SHELLS))
    app.write(readShipped(`completion.${shell}`, app.world))
    return Exit.done
  },
}
