import { type Agenda, emptyAgenda } from '../model/agenda.js'
import type { Catalogue } from '../model/conference.js'
import { Exit } from '../model/exit.js'
import { fail } from '../model/problem.js'
import { doubtAbout } from '../planning/changes.js'
import { followPicks } from '../planning/follow-picks.js'
import { followGiven, type Ledger } from '../planning/ledger.js'
import { changeAgenda } from '../store/agenda/file.js'
import { changeLedger } from '../store/agenda/given.js'
import { readAgenda } from '../store/agenda/reading.js'
import { seenOf } from '../store/agenda/seen.js'
import { agendaPath } from '../store/files/places.js'
import { writeLibrary } from '../store/library.js'
import { type KeptSource, writeKeptSources } from '../store/sources.js'
import type { App } from './app.js'

/** What an agenda was and is around a new state of the programme. */
export interface Applied {
  readonly before: Agenda
  readonly after: Agenda
}

/** What to do about a new state of a programme that is doubtful. */
export interface WhenDoubtful {
  /** Whether it is put in the place of the old one all the same. */
  readonly force: boolean
  /** What to type to keep it as another conference. */
  readonly other: () => string
}

/**
 * Puts a new state of a programme in the place of the old one: picks follow their sessions, then the library changes. A
 * schedule that is another programme, or suddenly empty or halved, is questioned instead (1), and nothing is stored.
 * Interrupted in between, the next update finds the agenda ahead of the library, and says the same again.
 */
export async function applyUpdate(
  before: Catalogue,
  after: Catalogue,
  sources: readonly KeptSource[],
  app: App,
  { force, other }: WhenDoubtful,
): Promise<Applied> {
  const doubt = force ? undefined : doubtAbout(before, after)
  if (doubt) {
    const [had, has] = [before.sessions.length, after.sessions.length]
    fail(Exit.findings, { code: 'doubtful-update', slug: after.conference.slug, doubt, had, has, other: other() })
  }
  const path = agendaPath(app.world, after.conference.slug, app.globals.agenda)
  const { agenda } = await readAgenda(path, after.conference, app.world)
  const follow = (mine: Agenda) => followPicks(mine, before, after, { seenOf }).agenda
  const followed = isEmpty(agenda) ? agenda : await changeAgenda(path, after.conference, app.world, follow)
  const follows = (ledger: Ledger) => followGiven(ledger, before.sessions, after.sessions, seenOf)
  await changeLedger(path, after.conference.slug, follows, app.world)
  await keep(after, sources, app)
  return { before: agenda, after: followed }
}

/** Keeps a conference, and then the sources it was made of: interrupted in between, they are fetched as new once more. */
export async function keep(catalogue: Catalogue, sources: readonly KeptSource[], app: App): Promise<void> {
  const made = await writeLibrary(catalogue, app.world)
  keepSources(catalogue.conference.slug, sources, made, app)
}

/** Keeps the sources of a conference, and what was made of them. */
export function keepSources(slug: string, sources: readonly KeptSource[], made: string, app: App): void {
  const marked = sources.map((source) => ({ ...source, made }))
  writeKeptSources(slug, marked, app.world)
}

function isEmpty(agenda: Agenda): boolean {
  const none = emptyAgenda(agenda.conference)
  return agenda.picks.length === none.picks.length && agenda.dropped.length === none.dropped.length
}
