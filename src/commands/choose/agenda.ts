import { type Agenda, type Catalogue, Exit, type Note } from '../../model/index.js'
import { layOutAgenda } from '../../planning/agenda/agenda-days.js'
import { goingEntries } from '../../planning/agenda/clashes.js'
import { ownNotesOf } from '../../planning/agenda/picks.js'
import { whyNotAmong } from '../../planning/agenda/prospect.js'
import { againAmong } from '../../planning/agenda/sittings.js'
import { changesSinceSeen } from '../../planning/changes/changes.js'
import { type Other, shareAgendas } from '../../planning/export/share-agenda.js'
import { select } from '../../planning/selection/select.js'
import type { Selection } from '../../planning/selection/selection.js'
import { keepsTime } from '../../planning/selection/time-filters.js'
import { unknownPicks } from '../../planning/sessions/find-again.js'
import { mayJoin } from '../../planning/sessions/foldable.js'
import type { OthersOfAgenda } from '../../render/views.js'
import { namesFile } from '../../store/catalogue/library.js'
import type { Command } from '../app.js'
import { readWith, type WithOptions, withOthers } from '../flags/other-agendas.js'
import {
  chooseSessions,
  nowIn,
  type SelectionOptions,
  type WalkOptions,
  walksFor,
  withSelection,
  withWalk,
} from '../flags/selection.js'

export const command: Command<SelectionOptions & WalkOptions & WithOptions> = {
  configure: (command) =>
    withSelection(
      withOthers(
        withWalk(command.argument('[words...]', 'show only picks with all these words')),
        "show what you share with somebody's agenda, and where one of you could go instead",
      ),
    ),

  async run(words, options, app) {
    const mine = await app.agenda()
    const others = await readWith(options, app)
    const asked = { stage: ['any'], ...options }
    const explain = inMyWords(mine, others, app.format('agenda') === 'table')
    const { catalogue, selection, sessions } = await chooseSessions(asked, words, app, mine, explain)
    const chosen = new Set(sessions.map(({ id }) => id))
    const walks = walksFor(options, mine, catalogue)
    const days = layOutAgenda(mine, catalogue, chosen, { walks, meant: keepsTime(catalogue, selection) })
    const shared = others.length > 0 && {
      others: await compare(mine, others, { selection, options, catalogue }),
    }
    if (namesFile(await app.reference())) await app.note(...changesSinceSeen(mine, catalogue))
    if (app.format('agenda') !== 'table') await app.note(...unknownPicks(mine, catalogue))
    const zone = await app.zone()
    const runs = mayJoin(selection)
    const now = await app.now()
    const going = goingEntries(mine, catalogue, { maybe: false })
    const again = againAmong(chosen, { sessions: catalogue.sessions, going, walks, now })
    const present = await nowIn(catalogue, app)
    const whyNot = whyNotAmong(mine, { sessions: catalogue.sessions, walks, ...present })
    const more = { runs, again, asked: now, whyNot, ...present, ...days, ...shared }
    await app.print({ kind: 'agenda', catalogue, zone, agenda: mine, ...more })
    if (days.unmade > 0) await app.note({ code: 'clashes-unmade', count: days.unmade })
    return Exit.done
  },
}

/** Sessions that I share with others, among those selected. `--stage` refers to each person's own stage. */
async function compare(
  mine: Agenda,
  others: readonly Other[],
  asked: {
    readonly selection: Selection
    readonly options: WalkOptions
    readonly catalogue: Catalogue
  },
): Promise<OthersOfAgenda> {
  const { selection, options, catalogue } = asked
  const { stage, ...anybodys } = selection
  // Words are looked for in what is published.
  const { sessions } = await select(catalogue, anybodys, new Map(), { pickOf: ownNotesOf(mine).pickOf })
  const chosen = new Set(sessions.map(({ id }) => id))
  const members = [mine, ...others.map(({ agenda: theirs }) => theirs)].map((agenda) => {
    return { agenda, walks: walksFor(options, agenda, catalogue) }
  })
  const people = others.map(({ name, file }) => ({ name, file }))
  return { people, ...shareAgendas(members, catalogue, chosen, stage) }
}

/**
 * Why no picks are shown, without mentioning that they are picks. Blocks count as content, and a table says itself that
 * it is empty.
 */
function inMyWords(
  { picks, blocks }: Agenda,
  others: readonly Other[],
  isTable: boolean,
): (notes: readonly Note[]) => readonly Note[] {
  if (picks.length === 0 && (isTable || blocks.length + others.length > 0))
    return (notes) => notes.filter(({ code }) => code !== 'nothing-picked')
  return (notes) => notes.map((note) => (note.code === 'nothing-in-common' ? { code: 'nothing-of-mine' } : note))
}
