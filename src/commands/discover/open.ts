import { Exit, fail } from '../../model/index.js'
import type { Command } from '../app.js'
import { referredSessions } from '../flags/session-args.js'

export const command: Command = {
  configure: (command) => command.argument('<session...>', 'an id or the start of one, or words of a title'),

  async run(references, _options, app) {
    const sessions = await referredSessions(references, app, await app.catalogue())
    for (const session of sessions) {
      const { url } = session
      // Only web pages: a catalogue must not start a mail program or open a local file.
      if (!url || !/^https?:\/\//i.test(url)) return fail(Exit.usage, { code: 'no-url', session })
      try {
        await app.world.browse(new URL(url).href)
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
        return fail(Exit.disk, { code: 'cannot-open', url, reason })
      }
      await app.note({ code: 'opened', url })
    }
    return Exit.done
  },
}
