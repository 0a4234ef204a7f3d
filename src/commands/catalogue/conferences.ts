import { definedFields, Exit, Failure, fail, fetchTimes, nearest } from '../../model/index.js'
import type { KnownConference } from '../../render/views.js'
import {
  conferenceInUse,
  DEFAULT_CONFERENCE,
  importedSlugs,
  librarySlugs,
  loadCatalogue,
  removeFromLibrary,
  shippedSlugs,
  useConference,
  writeLibrary,
} from '../../store/catalogue/library.js'
import { type KeptSource, readKeptSources } from '../../store/catalogue/sources.js'
import { agendaPath, isThere } from '../../store/files/paths.js'
import type { World } from '../../world.js'
import type { App, Command } from '../app.js'
import type { ReadAs } from './import.js'

interface ConferencesOptions {
  readonly remove?: string
}

export const conferences: Command<ConferencesOptions> = {
  configure: (command) => command.option('--remove <slug>', 'remove this conference, but keep your agenda for it'),

  async run(_args, { remove }, app) {
    if (remove !== undefined) {
      return removeConference(remove, app)
    }
    const known = await knownConferences(app.world)
    await app.print({ kind: 'conferences', now: await app.now(), conferences: known })
    for (const { slug, sessions } of known)
      if (sessions === undefined) await app.note({ code: 'conference-broken', slug })
    return Exit.done
  },
}

export const use: Command = {
  configure: (command) => command.argument('<slug>', 'a slug from kubeplan conferences'),

  async run([given = ''], _options, app) {
    const slug = given.trim()
    if (!librarySlugs(app.world).includes(slug)) return unknown(slug, app.world)
    // A conference that cannot be read is refused here, instead of by every later command.
    await loadCatalogue(slug, app.world)
    await useConference(slug, app.world)
    await app.note({ code: 'in-use', slug })
    return Exit.done
  },
}

function unknown(slug: string, world: World): never {
  const known = librarySlugs(world)
  return fail(Exit.usage, { code: 'unknown-catalogue', slug, nearest: nearest(slug, known), known })
}

/** The library, sorted by slug. Conferences that cannot be read are included. */
async function knownConferences(world: World): Promise<readonly KnownConference[]> {
  const inUse = conferenceInUse(world)
  const imported = new Set(importedSlugs(world))
  return Promise.all(
    librarySlugs(world).map(async (slug): Promise<KnownConference> => {
      const found = { slug, inUse: slug === inUse, shipped: !imported.has(slug) }
      try {
        const { outline } = await loadCatalogue(slug, world)
        const [fetched] = fetchTimes(outline.conference)
        return definedFields({ ...found, name: outline.conference.name, sessions: outline.sessions, fetched })
      } catch (error) {
        if (error instanceof Failure) return { ...found, name: slug }
        throw error
      }
    }),
  )
}

/**
 * Removes a conference from the library. Its agenda is kept. The note says how to restore the conference: by importing
 * the same sources if they are still available, or else the catalogue itself, which is then kept.
 */
async function removeConference(given: string, app: Pick<App, 'note' | 'world'>): Promise<Exit> {
  const { world } = app
  const slug = given.trim()
  const shipped = shippedSlugs(world).includes(slug)
  if (!importedSlugs(world).includes(slug)) {
    if (shipped) return fail(Exit.usage, { code: 'shipped-conference', slug })
    return unknown(slug, world)
  }
  const [{ isAddress, keptConference }, { commandFor }] = await Promise.all([
    import('./fetch-sources.js'),
    import('./import.js'),
  ])
  const fetched = readKeptSources(slug, world)
  const sources = fetched.map(({ source }) => source)
  const lasts = sources.length > 0 && sources.every((source) => isAddress(source) || isThere(source))
  // Another conference is selected first, so that no command in between finds a missing one in use.
  if (conferenceInUse(world) === slug && !shipped) {
    const instead = await otherThan(slug, app)
    await useConference(instead, world)
    await app.note({ code: 'in-use', slug: instead })
  }
  if (!lasts) {
    // The kept file must be readable, so a damaged one is rebuilt as far as possible.
    const { catalogue, broken } = await keptConference(slug, world)
    if (broken && catalogue) await writeLibrary(catalogue, world)
  }
  const again = lasts ? commandFor(sources, slug, await readAs(slug, fetched, world)) : undefined
  const kept = removeFromLibrary(slug, !lasts, world)
  const agenda = agendaPath(world, slug)
  const command = again ?? commandFor(kept === undefined ? sources : [kept], slug)
  await app.note({ code: 'conference-removed', slug, shipped, command, ...(isThere(agenda) && { agenda }) })
  return Exit.done
}

/** What was said of the sources when they were imported, and does not follow from them. */
async function readAs(slug: string, sources: readonly KeptSource[], world: World): Promise<ReadAs> {
  const [{ keptConference, readSources }, { readAsBefore }, { slugOf, zoneNamedIn }] = await Promise.all([
    import('./fetch-sources.js'),
    import('./import.js'),
    import('../../formats/published/schedules.js'),
  ])
  const { catalogue } = await keptConference(slug, world)
  if (!catalogue) return readAsBefore(sources)
  const { name, timezone } = catalogue.conference
  const { schedules } = await readSources(sources)
  return definedFields({
    ...readAsBefore(sources),
    name: slugOf(schedules, { name }) === slugOf(schedules, {}) ? undefined : name,
    timezone: zoneNamedIn(schedules) === timezone ? undefined : timezone,
  })
}

/** The imported conference that was fetched last, or else the bundled one. */
async function otherThan(slug: string, { world }: Pick<App, 'world'>): Promise<string> {
  const others = (await knownConferences(world)).filter(
    (one) => one.slug !== slug && !one.shipped && one.sessions !== undefined,
  )
  const [latest] = others.toSorted((a, b) => (b.fetched ?? 0) - (a.fetched ?? 0))
  return latest?.slug ?? DEFAULT_CONFERENCE
}
