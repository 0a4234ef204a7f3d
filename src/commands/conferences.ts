import { Exit } from '../model/exit.js'
import { instant } from '../model/time.js'
import { loadCatalogue } from '../store/catalogue.js'
import { conferenceInUse } from '../store/in-use.js'
import { importedSlugs, librarySlugs } from '../store/library.js'
import type { Command } from './command.js'

export const conferences: Command = {
  configure: (command) => command,

  async run(_args, _options, app) {
    const inUse = conferenceInUse(app.world)
    const imported = new Set(importedSlugs(app.world))
    const loaded = await Promise.all(librarySlugs(app.world).map((slug) => loadCatalogue(slug, app.world)))
    await app.print({
      kind: 'conferences',
      now: await app.now(),
      conferences: loaded.map(({ outline: { conference, sessions } }) => {
        const fetched = conference.sources.flatMap(({ fetched: time }) => time ?? []).sort()[0]
        return {
          slug: conference.slug,
          name: conference.name,
          sessions,
          inUse: conference.slug === inUse,
          shipped: !imported.has(conference.slug),
          ...(fetched !== undefined && { fetched: instant(Date.parse(fetched)) }),
        }
      }),
    })
    return Exit.done
  },
}
