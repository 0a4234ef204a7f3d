import { Exit, Failure } from '../model/problem.js'
import { instant } from '../model/time.js'
import type { KnownConference } from '../render/views.js'
import { conferenceInUse, importedSlugs, librarySlugs, loadCatalogue } from '../store/catalogue/library.js'
import type { World } from '../world.js'
import type { Command } from './command.js'

interface ConferencesOptions {
  readonly remove?: string
}

export const conferences: Command<ConferencesOptions> = {
  configure: (command) => command.option('--remove <slug>', 'remove this conference, but keep your agenda for it'),

  async run(_args, { remove }, app) {
    if (remove !== undefined) {
      const { removeConference } = await import('./remove-conference.js')
      return removeConference(remove, app)
    }
    const known = await knownConferences(app.world)
    await app.print({ kind: 'conferences', now: await app.now(), conferences: known })
    for (const { slug, sessions } of known)
      if (sessions === undefined) await app.note({ code: 'conference-broken', slug })
    return Exit.done
  },
}

/** The library, sorted by slug. Conferences that cannot be read are included. */
export async function knownConferences(world: World): Promise<readonly KnownConference[]> {
  const inUse = conferenceInUse(world)
  const imported = new Set(importedSlugs(world))
  return Promise.all(
    librarySlugs(world).map(async (slug): Promise<KnownConference> => {
      const found = { slug, inUse: slug === inUse, shipped: !imported.has(slug) }
      try {
        const { outline } = await loadCatalogue(slug, world)
        const { name, sources } = outline.conference
        const fetched = sources.flatMap(({ fetched: time }) => time ?? []).sort()[0]
        const when = fetched === undefined ? {} : { fetched: instant(Date.parse(fetched)) }
        return { ...found, name, sessions: outline.sessions, ...when }
      } catch (error) {
        if (error instanceof Failure) return { ...found, name: slug }
        throw error
      }
    }),
  )
}
