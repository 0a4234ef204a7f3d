import { Exit } from '../../model/index.js'
import { clashesOf, goingEntries } from '../../planning/agenda/clashes.js'
import { sittingsFor } from '../../planning/agenda/sittings.js'
import { repeatsOf } from '../../planning/sessions/repeats.js'
import type { Command } from '../app.js'
import { stagesOf, walksFor } from '../flags/selection.js'
import { referredSessions } from '../flags/session-args.js'

export const command: Command = {
  configure: (command) => command.argument('<session...>', 'an id or the start of one, or words of a title'),

  async run(references, _options, app) {
    const catalogue = await app.catalogue()
    const agenda = await app.marks()
    const going = goingEntries(agenda, catalogue, { maybe: false })
    const sessions = await referredSessions(references, app, catalogue)
    const [zone, now] = [await app.zone(), await app.now()]
    if (app.format('session') !== 'table') {
      await app.print({
        kind: 'sessions',
        catalogue,
        zone,
        sessions,
        stages: stagesOf(agenda),
        fold: false,
        ranked: false,
      })
      return Exit.done
    }
    for (const [index, session] of sessions.entries()) {
      const walks = walksFor({}, agenda, catalogue)
      const clashes = clashesOf(session, going, walks)
      if (index > 0) app.write('\n')
      await app.print({
        kind: 'session',
        catalogue,
        zone,
        session,
        agenda,
        clashes,
        repeats: repeatsOf(session, catalogue.sessions),
        ...(going.length > 0 && {
          sittings: sittingsFor({ sessions: catalogue.sessions, going, walks, now })(session.id),
        }),
      })
    }
    return Exit.done
  },
}
