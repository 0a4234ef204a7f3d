import { Exit } from '../../model/index.js'
import { type Facet, facetOf } from '../../planning/selection/facets.js'
import type { Command } from '../app.js'
import { agendaFor, chooseSessions, type SelectionOptions, withSelection } from '../flags/selection.js'

export const days = countingBy('days')
export const tracks = countingBy('tracks')
export const rooms = countingBy('rooms')
export const speakers = countingBy('speakers')
export const orgs = countingBy('orgs')
export const tags = countingBy('tags')
export const kinds = countingBy('kinds')

/** Facets of speakers, of whom only those asked for are counted, and not those who speak with them. */
const OF_SPEAKERS: ReadonlySet<Facet> = new Set(['speakers', 'orgs'])

function countingBy(facet: Facet): Command<SelectionOptions> {
  return {
    configure: (command) => withSelection(command.argument('[words...]', 'count only sessions with all these words')),

    async run(words, options, app) {
      const asked: SelectionOptions = OF_SPEAKERS.has(facet) ? { ...options, eachSpeaker: true } : options
      const { catalogue, sessions } = await chooseSessions(asked, words, app, await agendaFor(options, app))
      await app.print({ kind: 'facet', catalogue, zone: await app.zone(), ...facetOf(sessions, facet) })
      return Exit.done
    },
  }
}
