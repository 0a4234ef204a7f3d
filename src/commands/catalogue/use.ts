import { Exit, fail, nearest } from '../../model/index.js'
import { librarySlugs, loadCatalogue, useConference } from '../../store/catalogue/library.js'
import type { Command } from '../app.js'

export const command: Command = {
  configure: (command) => command.argument('<slug>', 'a slug from kubeplan conferences'),

  async run([given = ''], _options, app) {
    const slug = given.trim()
    const known = librarySlugs(app.world)
    if (!known.includes(slug)) {
      return fail(Exit.usage, { code: 'unknown-catalogue', slug, nearest: nearest(slug, known), known })
    }
    // A conference that cannot be read is refused here, instead of by every later command.
    await loadCatalogue(slug, app.world)
    await useConference(slug, app.world)
    await app.note({ code: 'in-use', slug })
    return Exit.done
  },
}
