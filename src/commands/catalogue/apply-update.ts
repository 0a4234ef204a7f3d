import { type Agenda, type Catalogue, Exit, fail, type Note } from '../../model/index.js'
import { followGiven, type Ledger } from '../../planning/agenda/ledger.js'
import { doubtAbout } from '../../planning/changes/changes.js'
import { followPicks } from '../../planning/changes/follow-picks.js'
import { unknownPicks } from '../../planning/sessions/find-again.js'
import { changeAgenda } from '../../store/agenda/file.js'
import { changeLedger } from '../../store/agenda/ledger-file.js'
import { readAgenda } from '../../store/agenda/read-agenda.js'
import { writeLibrary } from '../../store/catalogue/library.js'
import type { KeptSource } from '../../store/catalogue/sources.js'
import { agendaPath } from '../../store/files/paths.js'
import type { App } from '../app.js'

export interface Applied {
  readonly before: Agenda
  readonly after: Agenda
}

export interface WhenDoubtful {
  readonly force: boolean
  /** The command that keeps it as a separate conference. */
  readonly other: () => string
}

/**
 * Replaces a programme by a new version: picks follow their sessions first, then the library changes. A doubtful
 * version (another programme, empty, or halved) is refused (1), and nothing is stored. If interrupted in between, the
 * next update finds the agenda ahead of the library and gives the same report.
 */
export async function applyUpdate(
  before: Catalogue,
  after: Catalogue,
  sources: readonly KeptSource[],
  app: Pick<App, 'globals' | 'world'>,
  { force, other }: WhenDoubtful,
): Promise<Applied> {
  const doubt = force ? undefined : doubtAbout(before, after)
  if (doubt) {
    const [had, has] = [before.sessions.length, after.sessions.length]
    fail(Exit.findings, { code: 'doubtful-update', slug: after.conference.slug, doubt, had, has, other: other() })
  }
  const path = agendaPath(app.world, after.conference.slug, app.globals.agenda)
  const { agenda } = await readAgenda(path, after.conference, app.world)
  const follow = (mine: Agenda) => followPicks(mine, before, after)
  const followed = isEmpty(agenda) ? agenda : await changeAgenda(path, after.conference, app.world, follow)
  const follows = (ledger: Ledger) => followGiven(ledger, before.sessions, after.sessions)
  await changeLedger(path, after.conference.slug, follows, app.world)
  await writeLibrary(after, app.world, sources)
  return { before: agenda, after: followed }
}

/**
 * `applyUpdate` for a conference that is imported again, with notes on the picks that it lost. Where only my agenda
 * remembers it, other days are the only doubt, because the few sessions in it show little else of a programme.
 */
export async function replaceProgramme(
  before: Catalogue,
  after: Catalogue,
  sources: readonly KeptSource[],
  app: Pick<App, 'globals' | 'world'>,
  { force, isRemembered, other }: WhenDoubtful & { readonly isRemembered: boolean },
): Promise<readonly Note[]> {
  const isSure = force || (isRemembered && doubtAbout(before, after) !== 'other-days')
  const mine = await applyUpdate(before, after, sources, app, { force: isSure, other })
  const had = new Set(before.sessions.map(({ id }) => id))
  const picks = mine.after.picks.filter((_, index) => had.has(mine.before.picks[index]?.session ?? ''))
  return unknownPicks({ ...mine.after, picks }, after)
}

function isEmpty(agenda: Agenda): boolean {
  return agenda.picks.length === 0 && agenda.dropped.length === 0
}
