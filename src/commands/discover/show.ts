import { Exit, fail, type Session } from '../../model/index.js'
import { clashesOf, goingEntries } from '../../planning/agenda/clashes.js'
import { whyNotAmong } from '../../planning/agenda/prospect.js'
import { sittingsFor } from '../../planning/agenda/sittings.js'
import { repeatsOf } from '../../planning/sessions/repeats.js'
import { safe } from '../../render/screen/terminal.js'
import type { App, Command } from '../app.js'
import { nowIn, stagesOf, walksFor } from '../flags/selection.js'
import { referredSessions } from '../flags/session-args.js'

const SESSIONS = 'a row of the last list, an id or the start of one, or words of a title'

export const show: Command = {
  configure: (command) => command.argument('<session...>', SESSIONS),

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
    const walks = walksFor({}, agenda, catalogue)
    const whyNot = whyNotAmong(agenda, { sessions: catalogue.sessions, walks, ...(await nowIn(catalogue, app)) })
    for (const [index, session] of sessions.entries()) {
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
        whyNot,
        ...(going.length > 0 && {
          sittings: sittingsFor({ sessions: catalogue.sessions, going, walks, now })(session.id),
        }),
      })
    }
    return Exit.done
  },
}

export const open: Command = {
  configure: (command) => command.argument('<session...>', SESSIONS),

  async run(references, _options, app) {
    const sessions = await referredSessions(references, app, await app.catalogue())
    const urls = sessions.map(pageOf)
    for (const url of urls) {
      app.write(`${safe(url)}\n`)
      await app.note({ code: (await browse(url, app)) === 'opened' ? 'opened' : 'no-screen' })
    }
    return Exit.done
  },
}

/** Only web pages: a catalogue must not start a mail program or open a local file. */
function pageOf(session: Session): string {
  const { url } = session
  return url && /^https?:\/\//i.test(url) ? new URL(url).href : fail(Exit.usage, { code: 'no-url', session })
}

async function browse(url: string, { world }: Pick<App, 'world'>): Promise<'opened' | 'no-screen'> {
  try {
    return await world.browse(url)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail(Exit.disk, { code: 'cannot-open', reason })
  }
}
