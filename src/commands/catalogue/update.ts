import {
  type Catalogue,
  type Conference,
  definedFields,
  Exit,
  Failure,
  FORMAT_NAMES,
  fail,
  fetchTimes,
  type Note,
} from '../../model/index.js'
import type { DateHints } from '../../model/time.js'
import { compareCatalogues } from '../../planning/changes/changes.js'
import {
  conferenceSeen,
  importedFile,
  knownConference,
  namesFile,
  writeLibrary,
} from '../../store/catalogue/library.js'
import { readKeptSources } from '../../store/catalogue/sources.js'
import type { App, Command } from '../app.js'
import { applyUpdate } from './apply-update.js'
import { fetchedSince, tellChanges } from './changes.js'
import {
  fetchSources,
  joinSources,
  keptConference,
  type ReadSources,
  readSources,
  type WantedSource,
} from './fetch-sources.js'
import { commandBeside, commandFor, readAsBefore, tellDoubts } from './import.js'

interface UpdateOptions {
  readonly exitCode?: true
  readonly force?: true
  readonly all?: true
}

export const command: Command<UpdateOptions> = {
  configure: (command) =>
    command
      .option('--exit-code', 'exit 1 if anything on your agenda changed')
      .option('--force', 'accept another programme, or one that lost or lacks most of its sessions')
      .option('--all', 'include what is already over'),

  async run(_args, options, app) {
    const slug = await app.reference()
    const made = namesFile(slug) ? undefined : await knownConference(readKeptSources(slug, app.world), slug, app.world)
    const known = made ?? (await presentOf(slug, app))
    const assumed = await app.assumed()
    const wanted = wantedSources(slug, known.conference, app, assumed.dates)
    const { sources, anyNew } = await fetchSources(wanted, app)
    const upToDate = async () => {
      await app.note({ code: 'up-to-date', slug, sources: sources.length })
      return Exit.done
    }
    if (made && !anyNew && Object.keys(assumed).length === 0) {
      await made.renew(sources)
      return upToDate()
    }
    const before = 'sessions' in known ? known : await presentOf(slug, app)
    const names = wanted.map(({ source }) => source)
    const force = options.force ?? false
    let read: ReadSources | undefined = await readSources(sources)
    const timezone = await zoneAfter(before.conference, read, slug, app)
    const { name } = before.conference
    const wishes = { name, slug, timezone, ...assumed, previous: before, command: app.words }
    const { catalogue: after, problems } = await joinSources(read, wishes, { force: force || !anyNew })
    const { zoneNamedIn } = await import('../../formats/published/schedules.js')
    const namesZone = zoneNamedIn(read.schedules) !== undefined
    // As in an import, what follows needs only the sessions.
    read = undefined
    const moved = zoneNotes(before.conference, after.conference)
    const isReadAnew = Object.keys(assumed).length > 0 && compareCatalogues(before, after).length > 0
    if (!anyNew && !isReadAnew) {
      await writeLibrary(after, app.world, sources)
      await app.note(...moved)
      return upToDate()
    }
    const seen = await conferenceSeen(slug, app.world)
    const other = () => {
      const needed = !namesZone && { timezone }
      return commandBeside(slug, names, { ...needed, ...assumed, ...wanted[0] }, app)
    }
    // The same bytes are no other programme, however they are read.
    const mine = await applyUpdate(before, after, sources, app, { force: force || !anyNew, other })
    await tellDoubts(problems, app)
    await app.note(...moved)
    const isSinceSeen = seen === undefined || fetchTimes(seen).at(-1) === fetchTimes(before.conference).at(-1)
    return tellChanges(before, after, mine, { ...fetchedSince(before.conference), isSinceSeen }, options, app)
  },
}

/** The conference's zone, which follows the feed's unless the person chose another than the feed's. */
async function zoneAfter(
  { timezone }: Conference,
  { schedules }: ReadSources,
  slug: string,
  app: Pick<App, 'world'>,
): Promise<string> {
  const { zoneNamedIn } = await import('../../formats/published/schedules.js')
  const named = zoneNamedIn(schedules)
  if (named === undefined || named === timezone) return timezone
  const before = await readSources(readKeptSources(slug, app.world))
  return zoneNamedIn(before.schedules) === timezone ? named : timezone
}

function zoneNotes({ timezone: was }: Conference, { slug, timezone: is }: Conference): readonly Note[] {
  return was === is ? [] : [{ code: 'zone-changed', slug, was, is }]
}

/** The conference as it is. If its file cannot be read it is repaired first, so that it works without a network. */
async function presentOf(slug: string, app: Pick<App, 'note' | 'world'>): Promise<Catalogue> {
  if (namesFile(slug) || importedFile(slug, app.world) === undefined)
    return fail(Exit.usage, { code: 'not-imported', slug })
  const { catalogue, broken } = await keptConference(slug, app.world)
  if (broken && catalogue) {
    await writeLibrary(catalogue, app.world)
    await app.note({ code: 'conference-recovered', slug })
  }
  if (catalogue) return catalogue
  if (!broken) return fail(Exit.usage, { code: 'not-imported', slug })
  const kept = readKeptSources(slug, app.world)
  const sources = kept.length > 0 ? kept.map(({ source }) => source) : ['SOURCE']
  const command = commandFor(sources, slug, { ...readAsBefore(kept), timezone: 'Area/City' })
  const problems = broken.problems.filter(({ code }) => code !== 'broken-conference')
  throw new Failure(broken.exit, [...problems, { code: 'lost-conference', slug, command }])
}

/** The sources as the person typed them or, if these were lost, as in the catalogue. */
function wantedSources(
  slug: string,
  conference: Conference,
  app: Pick<App, 'world'>,
  said: DateHints | undefined,
): readonly WantedSource[] {
  const kept = readKeptSources(slug, app.world)
  if (kept.length !== conference.sources.length)
    return conference.sources.map(({ url }) => definedFields({ source: url, dates: said }))
  return kept.map((last) => {
    const format = FORMAT_NAMES.find((name) => name === last.format)
    const dates = said || last.dates ? { dates: { ...last.dates, ...said } } : {}
    return { source: last.source, kept: last, ...(format && { format }), ...dates }
  })
}
