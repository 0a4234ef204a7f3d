import { type Agenda, type Catalogue, Exit, type Session } from '../../model/index.js'
import { goingEntries } from '../../planning/agenda/clashes.js'
import { ownNotesOf } from '../../planning/agenda/picks.js'
import { whyNotAmong } from '../../planning/agenda/prospect.js'
import type { Selection } from '../../planning/selection/selection.js'
import type { Sought } from '../../planning/selection/word-search.js'
import { mayFold, mayJoin } from '../../planning/sessions/foldable.js'
import type { FoundWords, SessionsView } from '../../render/views.js'
import type { App, Command } from '../app.js'
import {
  agendaFor,
  type Choice,
  chooseOnDays,
  chooseSessions,
  nowIn,
  type SelectionOptions,
  stagesOf,
  type WalkOptions,
  walksFor,
  withOrder,
  withSelection,
  withWalk,
} from '../flags/selection.js'

interface ListOptions extends SelectionOptions, WalkOptions {
  readonly free?: true
}

export const command: Command<ListOptions> = {
  configure: (command) =>
    withOrder(
      withSelection(
        withWalk(
          command
            .argument('[words...]', 'every word must match; your notes are searched too, and a typo is forgiven')
            .option('--free', 'show only what fits into the gaps in your agenda, walks included'),
        ),
      ),
    ),

  async run(words, { limit: most, ...options }, app) {
    const agenda = await (options.free ? app.agenda() : agendaFor(options, app))
    // --free depends on the whole agenda.
    const choose = options.free ? chooseSessions : chooseOnDays
    const choice = await choose(options, words, app, agenda)
    const { catalogue, selection, sessions, ranked, sought = [] } = choice
    const fitting = options.free ? await freeOf(sessions, agenda, catalogue, options) : sessions
    if (sessions.length > 0 && fitting.length === 0) await app.note({ code: 'nothing-fits' })
    const present = await nowIn(catalogue, app)
    const walks = walksFor(options, agenda, catalogue)
    await app.print({
      kind: 'sessions',
      catalogue,
      zone: await app.zone(),
      ...upTo(most, await withPeople(fitting, choice, app), app),
      stages: stagesOf(agenda),
      fold: mayFold(selection),
      // Runs are not joined, so that --limit shows that many lines.
      runs: most === undefined && mayJoin(selection),
      ...(selection.days && { days: selection.days.days }),
      ranked,
      asked: askedIn(selection),
      ...present,
      whyNot: whyNotAmong(agenda, { sessions: catalogue.sessions, walks, ...present }),
      ...(app.world.stdout.isTerminal && sought.length > 0 && { found: await foundWords(sought, catalogue, agenda) }),
    })
    return Exit.done
  },
}

async function foundWords(sought: readonly Sought[], catalogue: Catalogue, agenda: Agenda): Promise<FoundWords> {
  const { stretchesIn } = await import('../../planning/selection/spelling.js')
  const { wordsOf } = ownNotesOf(agenda)
  return {
    words: sought.map((spellings) => (text: string) => stretchesIn(text, spellings)),
    hitsIn: (text) => stretchesIn(text, sought.flat()),
    textsOf: (id) => [catalogue.details(id).abstract ?? '', wordsOf(id) ?? ''],
  }
}

/** What the person sorted or filtered by. */
function askedIn({ filters, sort }: Selection): NonNullable<SessionsView['asked']> {
  const isAbout = {
    track: sort === 'track' || filters.track !== undefined,
    speaker: sort === 'speaker' || filters.speaker !== undefined || filters.org !== undefined,
  }
  return new Set((['track', 'speaker'] as const).filter((facet) => isAbout[facet]))
}

/** For a person, those who were asked for stand first; programs get people in the order of the programme. */
async function withPeople(
  sessions: readonly Session[],
  { catalogue, selection, sought = [] }: Choice,
  app: Pick<App, 'format'>,
): Promise<readonly Session[]> {
  const { filters, sort } = selection
  const isAsked = sought.length > 0 || filters.speaker !== undefined || filters.org !== undefined
  // What is sorted by its first speaker should show them.
  if (!isAsked || sort === 'speaker' || app.format('sessions') !== 'table') return sessions
  const { withMatchingFirst } = await import('../../planning/selection/word-search.js')
  return withMatchingFirst(sessions, selection, sought, catalogue.sessions)
}

function upTo(
  most: number | undefined,
  sessions: readonly Session[],
  app: Pick<App, 'format'>,
): Pick<SessionsView, 'sessions' | 'limit'> {
  if (most === undefined) return { sessions }
  return app.format('sessions') === 'table' ? { sessions, limit: most } : { sessions: sessions.slice(0, most) }
}

async function freeOf(
  sessions: readonly Session[],
  agenda: Agenda,
  catalogue: Catalogue,
  options: WalkOptions,
): Promise<readonly Session[]> {
  const { freeAmong } = await import('../../planning/agenda/agenda-days.js')
  const going = goingEntries(agenda, catalogue, { maybe: false })
  return freeAmong(sessions, { sessions: catalogue.sessions, going, walks: walksFor(options, agenda, catalogue) })
}
