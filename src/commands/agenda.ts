import type { Agenda } from '../model/agenda.js'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import { layOutAgenda } from '../planning/agenda-days.js'
import { chooseSessions } from './choosing.js'
import type { Command } from './command.js'
import { type SelectionOptions, withSelection } from './selection.js'
import { type WalkOptions, walksFor, withWalk } from './walking.js'

export const agenda: Command<SelectionOptions & WalkOptions> = {
  configure: (command) => withSelection(withWalk(command.argument('[words...]', 'only picks with all these words'))),

  async run(words, options, app) {
    const mine = await app.agenda()
    const asked = { stage: 'any', ...options } as const
    const { catalogue, selection, sessions } = await chooseSessions(asked, words, app, mine, inMyWords(mine))
    const chosen = new Set(sessions.map(({ id }) => id))
    const walks = walksFor(options, mine, catalogue)
    const days = layOutAgenda(mine, catalogue, chosen, { walks, ...(selection.days && { days: selection.days.days }) })
    await app.print({ kind: 'agenda', catalogue, zone: await app.zone(), agenda: mine, now: await app.now(), ...days })
    return Exit.done
  },
}

/** Why there are no picks to show: that they are picks goes without saying, and blocks are something, too. */
function inMyWords({ picks, blocks }: Agenda): (notes: readonly Note[]) => readonly Note[] {
  if (picks.length === 0 && blocks.length > 0) return (notes) => notes.filter(({ code }) => code !== 'nothing-picked')
  return (notes) => notes.map((note) => (note.code === 'nothing-in-common' ? { code: 'nothing-of-mine' } : note))
}
