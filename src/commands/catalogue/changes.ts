import {
  type Agenda,
  byId,
  type Catalogue,
  type Conference,
  definedFields,
  Exit,
  emptyAgenda,
  fail,
  fetchTimes,
  isDuring,
  type Session,
} from '../../model/index.js'
import type { Instant } from '../../model/time.js'
import { goingEntries } from '../../planning/agenda/clashes.js'
import { seenOf } from '../../planning/agenda/picks.js'
import { whyNotAmong } from '../../planning/agenda/prospect.js'
import { type Sitting, sittingsFor } from '../../planning/agenda/sittings.js'
import { walksOf } from '../../planning/agenda/walks.js'
import { type Change, catalogueAsSeen, compareCatalogues, pickFinder } from '../../planning/changes/changes.js'
import { newClashes } from '../../planning/changes/follow-picks.js'
import { givenAnew, likelyNow } from '../../planning/sessions/find-again.js'
import { pairProgrammes } from '../../planning/sessions/same-sessions.js'
import type { ChangesView } from '../../render/views.js'
import { catalogueFile, markSeen, namesFile, readVersions } from '../../store/catalogue/library.js'
import { type App, type Command, FORMATS } from '../app.js'

interface ChangesOptions {
  readonly seen?: true
  readonly all?: true
  readonly exitCode?: true
}

export const command: Command<ChangesOptions> = {
  formats: [...FORMATS, 'md'],

  configure: (command) =>
    command
      .argument('[old]', 'compare with this catalogue, a file or a conference (default: as you last saw it)')
      .argument('[new]', 'the newer catalogue (default: the conference in use)')
      .option('--seen', 'clear the list, and show only later changes from now on')
      .option('--all', 'include what is already over')
      .option('--exit-code', 'exit 1 if anything on your agenda changed'),

  async run([old, later], options, app) {
    if (old !== undefined) return compareFiles(old, later ?? (await app.reference()), options, app)
    const slug = await app.reference()
    if (slug !== '-' && namesFile(slug)) return compareWithSeen(slug, options, app)
    const versions = namesFile(slug) ? undefined : await readVersions(slug, app.world)
    if (!versions) return neverChanged(slug, app)
    const { now, seen = now } = versions
    if (options.seen) {
      await markSeen(now, app.world)
      await app.note({ code: 'changes-seen', slug })
      return Exit.done
    }
    const mine = await app.agenda()
    const agendas = { before: agendaBefore(mine, seen, now), after: mine }
    return tellChanges(seen, now, agendas, { ...fetchedSince(seen.conference), isSinceSeen: true }, options, app)
  },
}

/** A conference that was not imported has no earlier version; an unknown one is refused as usual. */
function neverChanged(slug: string, app: Pick<App, 'world'>): never {
  catalogueFile(slug, app.world)
  return fail(Exit.usage, { code: 'never-changed', slug, shipped: !namesFile(slug) })
}

/** The only earlier version known of a file is what my picks remember; `--seen` makes them remember the current one. */
async function compareWithSeen(file: string, options: ChangesOptions, app: App): Promise<Exit> {
  const mine = await app.agenda()
  if (mine.picks.every(({ seen }) => seen === undefined)) return neverChanged(file, app)
  const now = await (await app.load(file)).whole()
  if (options.seen) {
    const sessions = byId(now.sessions)
    await app.changeAgenda((agenda) => ({
      ...agenda,
      picks: agenda.picks.map((pick) => {
        const session = sessions.get(pick.session)
        return session ? { ...pick, seen: seenOf(session) } : pick
      }),
    }))
    await app.note({ code: 'changes-seen', slug: now.conference.slug })
    return Exit.done
  }
  return tellChanges(catalogueAsSeen(mine, now), now, { before: mine, after: mine }, {}, options, app)
}

async function compareFiles(old: string, later: string, options: ChangesOptions, app: App): Promise<Exit> {
  const before = await (await app.load(old)).whole()
  const after = await (await app.load(later)).whole()
  const none = emptyAgenda(after.conference.slug)
  return tellChanges(before, after, { before: none, after: none }, { file: later }, { ...options, all: true }, app)
}

/** Prints what changed. */
export async function tellChanges(
  before: Catalogue,
  after: Catalogue,
  mine: BeforeAndAfter,
  { file, ...since }: Pick<ChangesView, 'since' | 'isSinceSeen'> & { readonly file?: string },
  options: Omit<ChangesOptions, 'seen'>,
  app: App,
): Promise<Exit> {
  const view = await changesView(before, after, mine, options, app)
  if (app.globals.format === 'md') {
    const { changesProse } = await import('../../render/documents/news.js')
    const { markdownOf } = await import('../../render/prose/markdown.js')
    app.write(markdownOf(changesProse(view)))
    return exitOf(view, mine, options)
  }
  // A table says so itself.
  if (view.changes.length === 0 && app.format('changes') !== 'table')
    await app.note({ code: 'no-changes', slug: file ?? after.conference.slug, seen: since.isSinceSeen ?? false })
  await app.print({ ...view, ...since })
  return exitOf(view, mine, options)
}

function exitOf({ changes }: ChangesView, mine: BeforeAndAfter, { exitCode }: ChangesOptions): Exit {
  return exitCode && concernsMe(changes, mine.after) ? Exit.findings : Exit.done
}

/** An agenda before and after it followed a new version of the programme. */
interface BeforeAndAfter {
  readonly before: Agenda
  readonly after: Agenda
}

/** The picks of an agenda that followed `after`, by the ids of `before`, so that what clashed then is not a new clash. */
function agendaBefore(agenda: Agenda, before: Catalogue, after: Catalogue): Agenda {
  if (agenda.picks.length === 0 || before.sessions === after.sessions) return agenda
  const former = new Map(
    Array.from(pairProgrammes(before.sessions, after.sessions).now, ([was, is]) => [is.id, was.id]),
  )
  const picks = agenda.picks.map((pick) => ({ ...pick, session: former.get(pick.session) ?? pick.session }))
  return { ...agenda, picks }
}

/** What changed between two versions of a programme, and what that means for an agenda before and after it followed. */
async function changesView(
  before: Catalogue,
  after: Catalogue,
  mine: BeforeAndAfter,
  options: { readonly all?: true },
  app: Pick<App, 'now' | 'onClock' | 'zoneFor'>,
): Promise<ChangesView> {
  const [was, is] = [await app.onClock(before, after.conference), await app.onClock(after)]
  const now = await app.now()
  return {
    kind: 'changes',
    catalogue: is,
    zone: await app.zoneFor(after.conference),
    changes: compareCatalogues(was, is),
    agenda: mine.after,
    now,
    all: options.all ?? false,
    likely: likelyInstead(mine.after, before.sessions, is.sessions),
    whyNot: whyNotAmong(mine.after, {
      sessions: is.sessions,
      walks: walksOf(mine.after, is),
      ...(isDuring(is, now) && { now }),
    }),
    sittingsOf: sittingsBeside(mine.after, is, now),
    newClashes: newClashes({ agenda: mine.before, catalogue: was }, { agenda: mine.after, catalogue: is }),
  }
}

/** Other sittings of sessions, and whether they fit into an agenda. */
function sittingsBeside(agenda: Agenda, catalogue: Catalogue, now: Instant): (id: string) => readonly Sitting[] {
  const going = goingEntries(agenda, catalogue, { maybe: false })
  return sittingsFor({ sessions: catalogue.sessions, going, walks: walksOf(agenda, catalogue), now })
}

/** Sessions that cancelled or missing picks may have become. */
function likelyInstead(
  { picks }: Agenda,
  before: readonly Session[],
  after: readonly Session[],
): ReadonlyMap<string, Session> {
  if (picks.length === 0) return new Map()
  const known = new Set(after.map(({ id }) => id))
  const lost = picks.filter(({ session }) => !known.has(session))
  return new Map([...likelyNow(lost, picks, before, after), ...givenAnew(picks, before, after)])
}

export function fetchedSince(conference: Conference): Pick<ChangesView, 'since'> {
  return definedFields({ since: fetchTimes(conference).at(-1) })
}

function concernsMe(found: readonly Change[], agenda: Agenda): boolean {
  const pickOf = pickFinder(agenda)
  return found.some((change) => pickOf(change) !== undefined)
}
