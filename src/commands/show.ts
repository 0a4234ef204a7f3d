import { Exit } from '../model/exit.js'
import { goingEntries } from '../planning/attending.js'
import { clashesOf } from '../planning/clash.js'
import { repeatsOf } from '../planning/repeats.js'
import type { Command } from './command.js'
import { referredSessions } from './referring.js'

export const show: Command = {
  configure: (command) => command.argument('<session...>', 'ids, beginnings of ids, or words of one title'),

  async run(references, _options, app) {
    const catalogue = await app.catalogue()
    const agenda = await app.agenda()
    const going = goingEntries(agenda, catalogue, { maybe: false })
    for (const session of await referredSessions(references, app, catalogue)) {
      await app.print({
        kind: 'session',
        catalogue,
        zone: await app.zone(),
        session,
        agenda,
        clashes: clashesOf(session, going),
        repeats: repeatsOf(session, catalogue.sessions),
      })
    }
    return Exit.done
  },
}
